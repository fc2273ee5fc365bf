"""The table of letters: what it may hold, and places that a row of it cannot show."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langcodes import tag_is_valid

import polyglot_norm as pn
from polyglot_norm.align.aligned import Aligned
from polyglot_norm.language.tags import known
from polyglot_norm.normalisation.steps.letters import letters, trigger
from polyglot_norm.tables import rows

TABLE = rows("letters")
TAGS = sorted({tag for row in TABLE for tag in row["tags"].split()})


def mended(text, lang):
    return Aligned(text, letters(text, lang)).text


def test_every_row_names_languages_we_know_and_its_source():
    for row in TABLE:
        for tag in row["tags"].split():  # those we cannot find in a text can still be named
            assert tag in known() or tag_is_valid(tag), row
        assert row["source"], row
        assert re.fullmatch("[a-z-]+", row["rule"]), row


def test_every_letter_becomes_another_one():
    for row in TABLE:
        find, becomes = row["find"].split(), row["becomes"].split()
        assert len(becomes) in (1, len(find)), row
        assert not set(find) & set(becomes), row
        assert len(set(find)) == len(find), row


@pytest.mark.parametrize("lang", TAGS)
def test_what_a_row_makes_no_row_changes(lang):
    """For a row that undoes another the table would never come to rest."""
    for row in TABLE:
        if lang in row["tags"].split():
            for letter in row["becomes"].split():
                for text in (letter, f"а{letter}а", f"a{letter}a", f"ب{letter}ب"):
                    once = mended(text, lang)
                    assert mended(once, lang) == once


@pytest.mark.parametrize("lang", ["en", "fr", "de", "ru", "sr-Cyrl", "zh-Hans", "und", None])
def test_languages_without_rows_cost_nothing(lang):
    assert trigger(lang or "und").characters == ""
    assert list(letters("don't п'ять şţ كي l.l 1 I", lang)) == []


PIECES = st.lists(
    st.sampled_from(
        ["п'ять", "'", "‘", "’", "o'", "g'", "l.l", "ъ1а", "I", "ه", "کهـ", "ہ", " ", "\n"]
    ),
    max_size=12,
).map("".join)


@given(PIECES, st.sampled_from(TAGS))
def test_lines_are_mended_one_by_one(text, lang):
    lines = text.splitlines(keepends=True)
    assert "".join(mended(line, lang) for line in lines) == mended(text, lang)


@given(PIECES, st.sampled_from(TAGS))
def test_mending_twice_is_mending_once(text, lang):
    once = mended(text, lang)
    assert mended(once, lang) == once


def test_the_rule_says_what_was_mended():
    edits = pn.normalise("Braşov", "ro").edits
    assert [edit.rule for edit in edits] == ["letters/cedilla"]


def test_a_page_in_several_languages_is_mended_by_each():
    page = "Він сказав, що п'ять хвилин тому нікого не було.\nI don't think that it's here."
    a = pn.tag(page, transliterate=None).output
    assert a.text == page.replace("п'ять", "п’ять")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "lang"), [("п'", "uk"), ("o' ", "uz"), ("'a ", "to"), ("к1", "ce")]
)
def test_a_long_line_takes_its_length(piece, lang):
    from time import process_time

    def seconds(count):
        text = piece * count
        start = process_time()
        list(letters(text, lang))
        return process_time() - start

    seconds(1000)
    assert seconds(32_000) < 16 * 4 * max(seconds(2_000), 0.005)


@pytest.mark.parametrize("before", [0, 19_990, 20_000, 45_000])
def test_letters_far_into_a_text_are_found(before):
    clean = ("Copiii se joacă afară, iar părinții beau cafea. " * 1000)[:before].rpartition(" ")[0]
    text = f"{clean}\nBraşov şi Constanţa sunt oraşe frumoase.\n"
    assert pn.tag(text).output.text == f"{clean}\nBrașov și Constanța sunt orașe frumoase.\n"
