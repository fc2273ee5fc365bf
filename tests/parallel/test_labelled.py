"""Documents of other processes: whatever was sent with them, they are the same."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given

import polyglot_norm as pn
from polyglot_norm.parallel.labelled import Demand, Received, Wanted, labelled
from strategies import TEXTS as ANY_TEXT

TEXTS = [
    "Где си био? Where have you been? https://example.org/страна",
    "&#x41c;аша и Cafe\u0301 и чај\u200b, Љубо! \ud800",
    "Good morning, everyone!",
    "ZaÅ¡to da ne?\n\n12:30\nДоброе утро",
    "",
]
SENT = [Wanted(outputs, counts) for outputs in (False, True) for counts in (False, True)]
TAGGER = pn.Tagger()


def arrived(text, wanted):
    row = labelled(TAGGER.tag(text), wanted)
    return Received(TAGGER, Demand()).document(pickle.loads(pickle.dumps(row)), text)


def fields(document):
    return [
        document.text,
        document.lang,
        document.languages,
        document.protected,
        document.letters(),
        document.as_dict(),
        [segment.output.edits for segment in document],
        document.output.edits,
        document.output.source_spans(),
    ]


@pytest.mark.parametrize("wanted", SENT)
@pytest.mark.parametrize("text", TEXTS)
def test_whatever_was_sent_the_document_is_the_same(text, wanted):
    here, there = TAGGER.tag(text), arrived(text, wanted)
    assert fields(there) == fields(here)
    assert there == here
    assert hash(there) == hash(here)
    assert pickle.loads(pickle.dumps(arrived(text, wanted))) == here
    assert list(there.explain()) == list(here.explain())


@given(text=ANY_TEXT)
def test_any_text(text):
    here = TAGGER.tag(text)
    assert all(arrived(text, wanted) == here for wanted in SENT)


@pytest.mark.parametrize("wanted", SENT)
def test_one_document_in_many_threads(wanted):
    text = "Где си?\nWhere are you?\n" * 200
    document = arrived(text, wanted)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: fields(document), range(8)))
    assert found == [fields(TAGGER.tag(text))] * 8


def test_what_is_read_often_is_wanted():
    demand = Demand()
    received = Received(TAGGER, demand)
    assert demand.wanted() == (False, False)
    documents = [
        received.document(labelled(TAGGER.tag(text), demand.wanted()), text) for text in TEXTS[:4]
    ]
    assert demand.wanted() == (False, False)
    assert documents[0].segments[0].output.text == "Gde si bio? "
    assert documents[0].output.text == documents[0].output.text  # counts once
    assert demand.wanted() == (True, False)
    assert documents[1].lang == "sr-Cyrl"
    assert demand.wanted() == (True, True)


def test_what_is_read_of_few_documents_is_made_here():
    demand = Demand()
    received = Received(TAGGER, demand)
    row = labelled(TAGGER.tag("Где си?"), demand.wanted())
    documents = [received.document(row, "Где си?") for _ in range(9)]
    for document in documents[:2]:
        assert (document.output.text, document.lang) == ("Gde si?", "sr-Cyrl")
    assert demand.wanted() == (False, False)


def only_plain(text, _lang):
    if "!" in text:
        raise ValueError("no exclamations")
    return ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_step_that_fails_does_so_where_the_output_is_read(jobs):
    given = ["fine", "not fine!"] * 400
    failed = 0
    for document in pn.tag_many(given, jobs=jobs, normalise=(only_plain,)):
        try:
            assert document.output.text == "fine"
        except ValueError:
            failed += 1
    assert failed == 400


def test_documents_of_which_everything_is_read_are_those_of_one_process():
    given = [f"{text} {number}" for number in range(150) for text in TEXTS]
    there = pn.tag_many(given, jobs=2)
    assert [fields(document) for document in there] == [fields(TAGGER.tag(text)) for text in given]
