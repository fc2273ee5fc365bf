"""Many texts: the order kept, no more read than needed, the same from any number of processes."""

from itertools import count, islice

import pytest

import polyglot_norm as pn
from polyglot_norm.batches import BATCH

TEXTS = ["Добро јутро!", "Good morning, everyone!", "", "12:30", "Zašto da ne?", "Доброе утро"]


def only_english(_text):
    return [("en", 1.0)]


class Reader:
    """Texts without end, and how many of them were read."""

    def __init__(self):
        self.read = 0

    def __iter__(self):
        for number in count():
            self.read += 1
            yield f"line number {number} of the file"


def test_the_order_is_kept():
    assert [doc.text for doc in pn.tag_many(TEXTS)] == TEXTS
    assert list(pn.tag_many(TEXTS)) == [pn.tag(text) for text in TEXTS]


def test_no_texts_no_documents():
    assert list(pn.tag_many([])) == []


def test_one_process_reads_one_text_at_a_time():
    reader = Reader()
    documents = pn.tag_many(reader)
    assert reader.read == 0
    assert next(documents).text == "line number 0 of the file"
    assert reader.read == 1


def test_several_processes_give_the_same_and_read_a_few_batches_ahead():
    reader = Reader()
    documents = pn.tag_many(reader, jobs=2)
    assert reader.read == 0
    first = [doc.text for doc in islice(documents, BATCH + 5)]
    documents.close()
    assert first == [f"line number {number} of the file" for number in range(BATCH + 5)]
    assert reader.read <= 5 * BATCH


def test_options_hold_in_every_process():
    texts = TEXTS * 30
    options = {"languages": ["sr", "en", "ru"], "transliterate": "ascii"}
    one = list(pn.tag_many(texts, **options))
    assert list(pn.tag_many(texts, jobs=2, **options)) == one


def test_a_function_at_the_top_of_a_module_goes_along():
    documents = pn.tag_many(["bonjour"], jobs=2, detector=only_english)
    assert [doc.lang for doc in documents] == ["en"]


def test_what_cannot_be_sent_is_told_at_the_call():
    with pytest.raises(pn.PolyglotError, match="cannot be sent to other processes") as caught:
        pn.tag_many(["text"], jobs=2, detector=lambda _: [("en", 1.0)])
    assert "top of a module, or use jobs=1" in str(caught.value)
    assert next(pn.tag_many(["text"], detector=lambda _: [("en", 1.0)])).lang == "en"


@pytest.mark.parametrize("jobs", [0, -1])
def test_at_least_one_process(jobs):
    with pytest.raises(pn.PolyglotError, match=f"jobs={jobs} is too few"):
        pn.tag_many([], jobs=jobs)


def test_wrong_options_are_told_at_the_call():
    with pytest.raises(pn.UnknownTag):
        pn.tag_many([], languages=["klingon"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_text_fails_in_its_turn(jobs):
    documents = pn.tag_many(["fine", None], jobs=jobs)
    with pytest.raises(TypeError, match="must be a str, not NoneType"):
        list(documents)
