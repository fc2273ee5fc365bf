"""Many texts: the order kept, no more read than needed, the same from any number of processes."""

import os
import signal
import subprocess
import sys
import time
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

import polyglot_norm as pn
from polyglot_norm.parallel.batches import BATCH

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
    documents.close()  # type: ignore[attr-defined]
    assert first == [f"line number {number} of the file" for number in range(BATCH + 5)]
    assert reader.read <= 5 * BATCH


def test_options_hold_in_every_process():
    texts = TEXTS * 30
    options: dict[str, Any] = {"languages": ["sr", "en", "ru"], "transliterate": "ascii"}
    one = list(pn.tag_many(texts, **options))
    assert list(pn.tag_many(texts, jobs=2, **options)) == one


def test_a_function_at_the_top_of_a_module_goes_along():
    documents = pn.tag_many(["bonjour"], jobs=2, detector=only_english)
    assert [doc.lang for doc in documents] == ["en"]


def test_options_that_cannot_be_sent_are_refused_at_the_call():
    with pytest.raises(pn.PolyglotError, match="cannot be sent to other processes") as caught:
        pn.tag_many(["text"], jobs=2, detector=lambda _: [("en", 1.0)])
    assert "functions at the top of a module" in str(caught.value)
    assert next(pn.tag_many(["text"], detector=lambda _: [("en", 1.0)])).lang == "en"


@pytest.mark.parametrize("jobs", [0, -1])
def test_at_least_one_process(jobs):
    with pytest.raises(pn.PolyglotError, match=f"jobs must be at least 1, got {jobs}"):
        pn.tag_many([], jobs=jobs)


@pytest.mark.parametrize("texts", ["text", b"text"])
@pytest.mark.parametrize("many", [pn.tag_many, pn.detect_many])
def test_one_string_is_not_many_texts(texts, many):
    with pytest.raises(TypeError, match=r"an iterable of strings, not one .*: call tag\(\)"):
        many(texts)


def test_documents_of_other_processes_can_explain():
    (document,) = pn.tag_many(["Зашто ћутиш?"], jobs=2)
    assert document.explain() == pn.tag("Зашто ћутиш?").explain()


@pytest.mark.slow
def test_a_script_without_a_main_guard_is_given_the_cure(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import polyglot_norm as pn\nprint(list(pn.tag_many(['да'] * 3, jobs=2)))\n", "utf-8"
    )
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert 'if __name__ == "__main__":' in ended.stderr.splitlines()[-1]
    assert ended.stderr.count("Traceback") <= 2  # the caller's own, and its cause


def test_wrong_options_are_refused_at_the_call():
    with pytest.raises(pn.UnknownTag):
        pn.tag_many([], languages=["klingon"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_text_fails_in_its_turn(jobs):
    documents = pn.tag_many(["fine", None], jobs=jobs)
    with pytest.raises(TypeError, match="must be a str, not NoneType"):
        list(documents)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_about_one_text_loses_no_other(jobs):
    texts: list[Any] = ["Good morning!", None, "Добро јутро!", 7, "Guten Morgen!"]
    documents = pn.tag_many(texts, jobs=jobs)
    found: list[object] = []
    for _ in range(len(texts)):
        try:
            found.append(next(documents).text)
        except TypeError as error:
            found.append(error.index)  # type: ignore[attr-defined]
            notes = error.__notes__
    assert notes == ["(the text with index 3)"]
    assert found == ["Good morning!", 1, "Добро јутро!", 3, "Guten Morgen!"]
    with pytest.raises(StopIteration):
        next(documents)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_may_stand_in_the_place_of_its_document(jobs):
    texts: list[Any] = ["one", None, "other"]
    one, fault, other = pn.tag_many(texts, jobs=jobs, errors="yield")
    assert isinstance(one, pn.Document)
    assert isinstance(other, pn.Document)
    assert (one.text, other.text) == ("one", "other")
    assert isinstance(fault, TypeError)
    assert fault.index == 1  # type: ignore[attr-defined]


class Unsendable(Exception):
    """Cannot be unpickled: it takes two arguments and keeps one."""

    def __init__(self, one, two):
        super().__init__(one)


def fails(_text):
    raise Unsendable("no", "way")


def test_an_exception_that_cannot_be_sent_says_the_same():
    (fault,) = pn.tag_many(["bonjour à tous"], jobs=2, detector=fails, errors="yield")
    assert str(fault) == "Unsendable: no"
    (fault,) = pn.tag_many(["bonjour à tous"], detector=fails, errors="yield")
    assert isinstance(fault, Unsendable)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_texts_raise_comes_after_those_before(jobs):
    def texts():
        yield from ["one", "other"]
        raise OSError("the disk is gone")

    documents = pn.tag_many(texts(), jobs=jobs)
    assert [next(documents).text, next(documents).text] == ["one", "other"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(documents)


def test_documents_from_other_processes_are_the_same_to_the_last_edit():
    texts = [*TEXTS, "Cafe\u0301 и чај\u200b, Љубо! \ud800", "Где си?\nWhere are you?" * 5]
    one = [pn.tag(text) for text in texts]
    two = list(pn.tag_many(texts, jobs=2))
    assert two == one
    for ours, theirs in zip(two, one, strict=True):
        assert ours.output.edits == theirs.output.edits
        assert [s.output.edits for s in ours.segments] == [s.output.edits for s in theirs.segments]
        assert ours.output.to_source(0, 1) == theirs.output.to_source(0, 1) if ours.text else True


@pytest.mark.parametrize("jobs", [1, 2])
def test_detections(jobs):
    found = list(pn.detect_many(TEXTS, jobs=jobs, languages=["sr", "en", "ru"]))
    assert found == [pn.detect(text, ["sr", "en", "ru"]) for text in TEXTS]


def test_an_invalid_value_for_errors():
    with pytest.raises(
        pn.PolyglotError, match="invalid errors 'yeild': expected 'raise' or 'yield'; did you mean"
    ):
        pn.tag_many([], errors="yeild")


def ends(_text):
    os._exit(9)


def test_a_worker_that_is_ended_from_outside_is_told():
    with pytest.raises(pn.PolyglotError, match="ended from outside"):
        list(pn.tag_many(["bonjour à tous"], jobs=2, detector=ends))


ORPHANS = """
import os, sys
import polyglot_norm as pn
if __name__ == "__main__":
    documents = pn.tag_many((f"line {n}" for n in range(10**6)), jobs=2)
    next(documents)
    print(*(child.pid for child in __import__("multiprocessing").active_children()), flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_workers_end_with_who_started_them(tmp_path):
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", script], capture_output=True, check=False
    )
    workers = [int(number) for number in done.stdout.split()]
    assert len(workers) == 2
    for _ in range(100):
        alive = [number for number in workers if is_alive(number)]
        if not alive:
            return
        time.sleep(0.1)
    pytest.fail(f"still there: {alive}")


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    # What nobody has waited for is there as a name only.
    try:
        return "zombie" not in Path(f"/proc/{number}/status").read_text()
    except OSError:
        return False
