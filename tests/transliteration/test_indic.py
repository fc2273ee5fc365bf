"""Indic scripts: round trips over everything a syllable can contain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unicodedata2 import normalize

import polyglot_norm as pn
from polyglot_norm.transliteration import indic
from polyglot_norm.transliteration.scheme_header import FORWARD, header, lines, stems
from polyglot_norm.transliteration.scheme_rules import rules

TABLES = [stem for stem in stems() if stem.startswith("iso15919-")]


def texts_of(stem, direction):
    return [rule.text for rule in rules(header(stem), lines(stem), direction)]


def pieces(stem):
    """Return the texts of a table that can be restored, and the signs, restored in syllables."""
    forward = texts_of(stem, FORWARD)
    back = {r.becomes for r in rules(header(stem), lines(stem), "backward")}
    signs = [t for t in forward if not t[0].isalnum() and t not in back and t not in LOST]
    return [*sorted(back), *signs]


LOST = {"ॐ", "ൗ"}
TABLES_AND_LANGUAGES = [(stem, header(stem).langs[0]) for stem in TABLES]


def in_latin(lang):
    return f"{lang.partition('-')[0]}-Latn"


@pytest.mark.parametrize(("stem", "lang"), TABLES_AND_LANGUAGES)
@settings(max_examples=25)
@given(data=st.data())
def test_a_round_trip_restores_the_text(stem, lang, data):
    found = st.sampled_from([*pieces(stem), " "])
    text = normalize("NFC", "".join(data.draw(st.lists(found, max_size=8))))
    latin = indic.to_latin(text, lang, "iso15919")
    back = indic.from_latin(latin.text, in_latin(lang), "iso15919")
    assert back.text == text
    assert pn.Aligned(text, latin.edits).text == latin.text
    assert pn.Aligned(latin.text, back.edits).text == back.text


LATIN = st.text("aāiukhgḍrlRKH:’ ṁm1\N{COMBINING RING BELOW}\N{COMBINING MACRON}xqZéİ", max_size=10)


@given(LATIN, st.sampled_from([lang for _, lang in TABLES_AND_LANGUAGES]))
def test_any_latin_text_can_be_converted(text, lang):
    a = pn.transliterate(text, in_latin(lang), "iso15919")
    assert pn.Aligned(text, a.edits).text == a.text


def test_decomposed_latin_letters_give_the_same_result():
    text = "saṁskr̥taṁ ḵẖāna"
    decomposed = pn.transliterate(normalize("NFD", text), "hi-Latn", "iso15919").text
    assert decomposed == pn.transliterate(text, "hi-Latn", "iso15919").text


def test_a_sign_without_a_letter_is_kept():
    assert pn.transliterate("\N{DEVANAGARI VOWEL SIGN AA} क", "hi").text == (
        "\N{DEVANAGARI VOWEL SIGN AA} ka"
    )


@pytest.mark.parametrize(
    ("lang", "ra", "virama"),
    [("bn", "র", "\N{BENGALI SIGN VIRAMA}"), ("kn", "ರ", "\N{KANNADA SIGN VIRAMA}")],
)
def test_a_joiner_before_a_virama_is_ignored(lang, ra, virama):
    latin = indic.to_latin(f"{ra}\N{ZERO WIDTH JOINER}{virama}{ra}", lang, "iso15919")
    assert latin.text == "rra"
    assert "".join(edit.replacement for edit in latin.edits) == "rra"
