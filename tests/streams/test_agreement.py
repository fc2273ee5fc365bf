"""Statistics, findings, excerpts and readers agree with documents on letters and on lines."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.documents import DOCUMENTS, document
from polyglot_norm import formats
from polyglot_norm.cli.program import program
from polyglot_norm.formats import NamedDocument
from polyglot_norm.formats.total_shares import TotalShares
from polyglot_norm.streams.excerpts import excerpts
from polyglot_norm.streams.findings import findings_task
from polyglot_norm.streams.parts import Per
from polyglot_norm.streams.passage import Cue
from polyglot_norm.streams.plain_text import passages
from polyglot_norm.streams.statistics import Statistics, statistics_task
from polyglot_norm.streams.tasks import Located
from polyglot_norm.text.lines import column_number, line_number, line_start
from strategies import TEXTS

BREAKS = ["\n", "\r\n", "\r", "\N{NEXT LINE}", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}"]
LINES = st.lists(st.sampled_from(["", "а", "да не", *BREAKS]), max_size=20).map("".join)


def statistics_of(*docs, below=0.5, most=0):
    whole = Statistics()
    for doc in docs:
        whole.add(statistics_task(below, most)(Located(NamedDocument("a", doc), 1, 1)), most=most)
    return whole


@given(TEXTS)
def test_statistics_have_the_shares_of_a_document(text):
    doc = pn.tag(text)
    letters: dict[str, int] = {}
    for row in statistics_of(doc).as_dict()["languages"]:
        letters[row["lang"]] = letters.get(row["lang"], 0) + row["letters"]
    whole = sum(letters.values())
    assert {lang: round(count / whole, 4) for lang, count in letters.items() if count} == {
        share.lang: share.share for share in doc.languages
    }


@given(TEXTS)
def test_statistics_of_a_file_are_those_of_its_text(text):
    doc = pn.tag(text)
    (item,) = formats.read(b"".join(formats.write([doc], "docs")), "docs")
    if item.document.text == doc.text:  # JSON has no pairs of surrogates
        assert statistics_of(item.document).as_dict() == statistics_of(doc).as_dict()


@given(st.lists(DOCUMENTS, max_size=3))
def test_statistics_of_several_documents_add_up(docs):
    total = TotalShares()
    for doc in docs:
        total.add(doc)
    whole = statistics_of(*docs)
    assert whole.letters == sum(
        letters for doc in docs for s, letters in zip(doc, doc.letters(), strict=True)
        if s.lang != "zxx"
    )  # fmt: skip
    assert [(share.lang, share.share, share.confidence) for share in total.shares()] == [
        (lang, round(share, 4), counts.confidence)
        for (lang, _), counts, share in whole.shares()
        if counts.letters
    ]


def test_protected_spans_have_no_letters():
    doc = document(("en", "See https://example.org/a/very/long/address "), ("ru", "да, да"))
    expected = [("ru", 0.5714), ("en", 0.4286)]
    assert [(share.lang, share.share) for share in doc.languages] == expected
    rows = statistics_of(doc).as_dict()["languages"]
    assert [(row["lang"], row["share"]) for row in rows] == expected
    for name in ("jsonl", "xml", "tei", "inline"):
        found = next(formats.read(b"".join(formats.write([doc], name)), name)).document
        assert [(share.lang, share.share) for share in found.languages] == expected


def test_an_excerpt_has_the_shares_of_its_own_text():
    doc = document(("en", "One "), ("ru", "да, нет"), ("en", ". Two."))
    cues = [Cue(0, 8, 1, {}), Cue(8, len(doc.text), 2, {})]
    first, second = excerpts(doc, cues)
    assert (first.text, second.text) == ("One да, ", "нет. Two.")
    assert first.languages == (("en", 0.6, 0.9), ("ru", 0.4, 0.9))
    assert second.languages == (("en", 0.5, 0.9), ("ru", 0.5, 0.9))
    assert [s.text for s in second.segments] == ["нет", ". Two."]


@given(DOCUMENTS, st.lists(st.integers(0, 200), max_size=4))
def test_excerpts_have_the_segments_of_the_document(doc, places):
    borders = sorted({0, len(doc.text), *(place for place in places if place < len(doc.text))})
    cues = [Cue(a, b, 1, {}) for a, b in pairwise(borders)]
    labels = [s.lang for s in doc for _ in s.text]
    for cue, found in zip(cues, excerpts(doc, cues), strict=True):
        assert found.text == doc.text[cue.start : cue.end]
        assert [s.lang for s in found for _ in s.text] == labels[cue.start : cue.end]


def blanks_before(text):
    """Return the amount of white space before the first word, 0 if there is none."""
    return len(text) - len(text.lstrip()) if text.strip() else 0


@given(DOCUMENTS)
def test_findings_and_doubtful_segments_are_in_the_lines_of_the_text(doc):
    located = Located(NamedDocument("a", doc), 1, 1)
    text = doc.text
    for found in findings_task(frozenset(), 0.0)(located):
        starts = [s.start + blanks_before(s.text) for s in doc if s.lang == found.lang]
        places = [(line_number(text, start), column_number(text, start)) for start in starts]
        assert (found.line, found.column) in places
    doubts = statistics_task(2.0, 100)(located).doubts
    assert sorted(doubt.line for doubt in doubts) == sorted(
        line_number(text, s.start) for s in doc if s.lang != "zxx"
    )


@given(LINES, st.sampled_from(list(Per)))
def test_passages_are_in_the_lines_of_the_text(text, per):
    place = 0
    for passage in passages("a.txt", [text], per):
        assert passage.line == line_number(text, place)
        assert passage.column == 1 == place - line_start(text, place) + 1
        place += len(passage.text)
    assert place == len(text)


@pytest.mark.parametrize("line_break", BREAKS)
def test_commands_count_the_same_lines(line_break, tmp_path):
    lines = ["Where have you been all day?", "", "Ne znam sto je to", ""]
    path = tmp_path / "a.txt"
    path.write_bytes(line_break.join(lines).encode())

    def run(*args):
        return CliRunner().invoke(program, [*args, str(path)]).stdout

    assert run("tag", "--expect", "en").startswith(f"{path}:3:1: ")
    doubts = json.loads(run("stats", "--json", "--doubt-below", "1"))["doubtful"]
    assert [doubt["line"] for doubt in doubts if doubt["lang"] != "en"] == [3]
    labels = [label.split("\t") for label in run("detect", "--per", "line").split("\n")[:-1]]
    assert [name for name, lang, _ in labels if lang not in ("en", "zxx")] == [f"{path}:3"]
