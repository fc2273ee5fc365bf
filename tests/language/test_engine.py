"""The built-in engine: where it cuts, what it leaves whole, and what it heeds."""

from array import array

import pytest

import polyglot_norm as pn
from cases import tsv
from polyglot_norm.language import engine
from polyglot_norm.language.block import Found, Reader, TableReader
from polyglot_norm.language.labels import Constraints
from polyglot_norm.text.characters import SCRIPTS

ENGLISH = "The meeting was moved to Thursday because nobody had read the report in time.\n"


@pytest.mark.parametrize("case", tsv("spans"), ids=lambda case: case["why"])
def test_spans(case):
    doc = pn.tag(case["text"].replace("|", ""))
    assert [segment.text for segment in doc.segments] == case["text"].split("|")
    assert [segment.lang for segment in doc.segments] == case["langs"].split()


@pytest.mark.xfail(reason="one phrase in a short message is not worth the price of a language")
@pytest.mark.parametrize("case", tsv("spans-known-failures"), ids=lambda case: case["why"])
def test_spans_that_are_not_found_yet(case):
    test_spans(case)


def test_a_reply_in_the_last_line_of_a_long_page_is_found():
    doc = pn.tag(ENGLISH * 3000 + "Lepo je videti da se bioskopi negde i otvaraju.")
    assert doc.segments[-1].lang == "sr-Latn"
    assert {segment.lang for segment in doc.segments[:-1]} == {"en"}


def test_lines_do_not_depend_on_where_blocks_end():
    page = ENGLISH + "Das Treffen wurde auf Donnerstag verschoben, weil niemand vorbereitet war.\n"
    doc = pn.tag(page * 600)
    assert [segment.lang for segment in doc.segments] == ["en", "de"] * 600


def test_only_allowed_languages_are_given():
    doc = pn.tag(ENGLISH + "Зашто ћутиш?\n", languages=["de", "fr"])
    assert {segment.lang for segment in doc.segments} <= {"de", "fr", "und"}
    assert doc.segments[-1].lang == "und"


def test_hints_decide_where_the_text_does_not():
    assert pn.tag("la casa", hints={"ca": 200}).lang == "ca"
    assert pn.tag("la casa", hints={"it": 200}).lang == "it"


@pytest.mark.parametrize(
    ("choice", "langs"), [("merge", {"sh-Latn"}), ("split", {"sr-Latn", "hr", "bs"})]
)
def test_serbo_croatian_can_be_merged_or_split(choice, langs):
    assert pn.tag("Dobar dan, kako ste vi danas?", serbo_croatian=choice).lang in langs


def languages_found(text):
    table = engine.packaged_model().table("Latn")
    constraints = Constraints(None, {}, "auto", 0.1)
    latin = TableReader(table, engine.scorer_of(table), array("i", table.priors), constraints)
    Reader([latin].__getitem__, [[SCRIPTS.index("Latn")]], {}).read(
        text, 0, len(text), array("q", (0, 0)), Found()
    )
    return latin.languages()


@pytest.mark.parametrize("word", ["Bonjour", "kissa", "Wahrscheinlichkeit", "szczęście"])
def test_one_word_is_in_one_language(word):
    assert len(languages_found(word)) == 1
