"""The table of letters: its rows, and cases that do not fit a row."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langcodes import tag_is_valid

import polyglot_norm as pn
from polyglot_norm.align.aligned import Aligned
from polyglot_norm.language.tags import known
from polyglot_norm.normalisation.steps.letters import letters, trigger
from polyglot_norm.normalisation.steps.presentation import presentation
from polyglot_norm.tables import rows
from timing import seconds

TABLE = rows("letters")
TAGS = sorted({tag for row in TABLE for tag in row["tags"].split()})


def mended(text, lang):
    return Aligned(text, letters(text, lang)).text


def test_every_row_has_known_languages_and_a_source():
    for row in TABLE:
        for tag in row["tags"].split():  # those we cannot find in a text can still be named
            assert tag in known() or tag_is_valid(tag), row
        assert row["source"], row
        assert re.fullmatch("[a-z-]+", row["rule"]), row


def test_every_letter_is_replaced_by_another():
    for row in TABLE:
        find, becomes = row["find"].split(), row["becomes"].split()
        assert len(becomes) in (1, len(find)), row
        assert not set(find) & set(becomes), row
        assert len(set(find)) == len(find), row


@pytest.mark.parametrize("lang", TAGS)
def test_no_row_undoes_another(lang):
    """If one did, the step would never settle."""
    for row in TABLE:
        if lang in row["tags"].split():
            for letter in row["becomes"].split():
                for text in (letter, f"а{letter}а", f"a{letter}a", f"ب{letter}ب"):
                    once = mended(text, lang)
                    assert mended(once, lang) == once


@pytest.mark.parametrize("lang", ["en", "fr", "de", "ru", "sr-Cyrl", "zh-Hans", "und", None])
def test_languages_without_rows_have_an_empty_trigger(lang):
    assert trigger(lang or "und").characters == ""
    assert list(letters("don't п'ять şţ كي l.l 1 I", lang)) == []


PIECES = st.lists(
    st.sampled_from(
        ["п'ять", "'", "‘", "’", "o'", "g'", "l.l", "ъ1а", "I", "ه", "کهـ", "ہ", " ", "\n"]
    ),
    max_size=12,
).map("".join)


@given(PIECES, st.sampled_from(TAGS))
def test_lines_are_independent(text, lang):
    lines = text.splitlines(keepends=True)
    assert "".join(mended(line, lang) for line in lines) == mended(text, lang)


@given(PIECES, st.sampled_from(TAGS))
def test_replacing_twice_is_replacing_once(text, lang):
    once = mended(text, lang)
    assert mended(once, lang) == once


def test_the_rule_names_the_row():
    edits = pn.normalise("Braşov", "ro").edits
    assert [edit.rule for edit in edits] == ["letters/cedilla"]


def test_each_part_of_a_page_is_normalised_by_its_language():
    page = "Він сказав, що п'ять хвилин тому нікого не було.\nI don't think that it's here."
    a = pn.tag(page, transliterate=None).output
    assert a.text == page.replace("п'ять", "п’ять")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "lang"), [("п'", "uk"), ("o' ", "uz"), ("'a ", "to"), ("к1", "ce")]
)
def test_time_is_linear_in_long_lines(piece, lang):
    def time(count):
        text = piece * count
        return seconds(lambda: list(letters(text, lang)))

    time(1000)
    assert time(32_000) < 16 * 4 * max(time(2_000), 0.005)


@pytest.mark.parametrize("before", [0, 19_990, 20_000, 45_000])
def test_letters_are_found_deep_in_a_text(before):
    clean = ("Copiii se joacă afară, iar părinții beau cafea. " * 1000)[:before].rpartition(" ")[0]
    text = f"{clean}\nBraşov şi Constanţa sunt oraşe frumoase.\n"
    assert pn.tag(text).output.text == f"{clean}\nBrașov și Constanța sunt orașe frumoase.\n"


@given(st.text("ab \n漢かガ゛ｶﾞー⽇Ａ０ﻣﬃǆ\N{HALFWIDTH KATAKANA-HIRAGANA PROLONGED SOUND MARK}"))
def test_forms_are_replaced_the_same_in_each_line(text):
    whole = presentation(text, "en").text
    assert whole == "\n".join(presentation(line, "en").text for line in text.split("\n"))
