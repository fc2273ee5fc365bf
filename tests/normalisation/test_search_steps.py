"""Digits, widths, marks, folding and elongation, against the Unicode data they are based on."""

import unicodedata2
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.language.tags import known
from polyglot_norm.normalisation.steps import apply_step, step
from polyglot_norm.normalisation.steps.digits import _all_digits
from polyglot_norm.normalisation.steps.punctuation import MARKS
from polyglot_norm.tables import rows
from polyglot_norm.text.characters import fold_text

CHARACTERS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
LETTERS_AND_MARKS = st.text(
    st.sampled_from("aAeIıİiΣσςßΐΪŐő\u0301\u0307\u0308\u0323\u0345ÀἈᾈἸ \u0131K")
)


def after(name, text, lang=None):
    return apply_step(step(name), text, lang).text


def test_every_decimal_digit_has_its_value():
    digits = {
        char: str(unicodedata2.digit(char))
        for char in CHARACTERS[128:]
        if unicodedata2.category(char) == "Nd"
    }
    assert _all_digits()[1] == digits


def test_forms_of_width_become_what_nfkc_gives():
    for char in map(chr, [0x3000, *range(0xFF00, 0xFFF0)]):
        plain = after("widths", char)
        assert unicodedata2.normalize("NFKC", plain) == unicodedata2.normalize("NFKC", char)
        assert after("widths", plain) == plain


def test_no_compatibility_form_of_a_mark_is_missing():
    marks = {char for table in MARKS.values() for char in table}
    beyond = {"ẚ"}  # a letter with a half ring above it, which is no apostrophe
    for char in set(filter(unicodedata2.decomposition, CHARACTERS)) - marks - beyond:
        assert not marks & set(unicodedata2.normalize("NFKC", char)), ascii(char)


def test_marks_become_ascii():
    assert all(mark.isascii() for table in MARKS.values() for mark in table.values())


def test_every_character_is_folded_and_composed():
    cased = [char for char in CHARACTERS[:0x1EA00] if not "\u3400" <= char < "\ua000"]
    text = unicodedata2.normalize("NFC", " ".join(cased))
    expected = [unicodedata2.normalize("NFC", fold_text(part)) for part in text.split(" ")]
    assert after("casefold", text).split(" ") == expected


@given(LETTERS_AND_MARKS, st.sampled_from(["en", "tr", "lt", "el", None]))
def test_folding_twice_is_folding_once(text, lang):
    once = after("casefold", unicodedata2.normalize("NFC", text), lang)
    assert after("casefold", once, lang) == once
    assert unicodedata2.normalize("NFC", once) == once


@given(LETTERS_AND_MARKS)
def test_folding_is_full_case_folding(text):
    text = unicodedata2.normalize("NFC", text)
    folded = unicodedata2.normalize("NFC", fold_text(text))
    assert unicodedata2.normalize("NFC", after("casefold", text)) == folded


def test_the_table_of_repeats_has_known_languages():
    for row in rows("repeats"):
        assert set(row["tags"].split()) <= {*known(), "*"}
        assert row["where"] in ("", "start", "inside", "end", "word")
        assert int(row["longest"]) > 2


@given(
    st.text(st.sampled_from("aAeöлЛ!?.1- \n😂️ſ"), max_size=40), st.sampled_from(["en", "et", "de"])
)
def test_no_elongation_is_left(text, lang):
    once = after("elongation", text, lang)
    assert after("elongation", once, lang) == once
    assert not any(mark * 3 in once for mark in "!?")


def test_a_query_matches_its_page():
    page = "„Об’єкт“ коштує ５０ ₴ — ДОРОООГО…"
    query = '"об\'єкт" коштує 50 ₴ - дороого...'
    assert pn.normalise(page, "uk", profile="search").text == query
    assert pn.normalise(query, "uk", profile="search").text == query


def test_the_profile_ascii_gives_ascii():
    text = "Жута кућа — 東京, ½ über\ud800"
    assert pn.normalise(text, "sr-Cyrl", profile="ascii").text.isascii()
