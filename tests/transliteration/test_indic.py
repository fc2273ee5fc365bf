"""The scripts of India: there and back, over everything that a syllable can hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unicodedata2 import normalize

import polyglot_norm as pn
from polyglot_norm.transliteration import header, indic, rules

TABLES = [stem for stem in header.stems() if stem.startswith("iso15919-")]


def texts_of(stem, direction):
    head = header.header(stem)
    return [rule.text for rule in rules.rules(head, header.lines(stem), direction)]


def pieces(stem):
    """Every text of a table that has a way back, and the signs, which have one in syllables."""
    there = texts_of(stem, header.FORWARD)
    back = {r.becomes for r in rules.rules(header.header(stem), header.lines(stem), "backward")}
    signs = [t for t in there if not t[0].isalnum() and t not in back and t not in LOST]
    return [*sorted(back), *signs]


LOST = {"ॐ", "ൗ"}
WAYS = [(stem, header.header(stem).langs[0]) for stem in TABLES]


def in_latin(lang):
    return f"{lang.partition('-')[0]}-Latn"


@pytest.mark.parametrize(("stem", "lang"), WAYS)
@settings(max_examples=25)
@given(data=st.data())
def test_what_goes_comes_back(stem, lang, data):
    found = st.sampled_from([*pieces(stem), " "])
    text = normalize("NFC", "".join(data.draw(st.lists(found, max_size=8))))
    latin = indic.to_latin(text, lang, "iso15919")
    back = indic.from_latin(latin.text, in_latin(lang), "iso15919")
    assert back.text == text
    assert pn.Aligned(text, latin.edits).text == latin.text
    assert pn.Aligned(latin.text, back.edits).text == back.text


LATIN = st.text("aāiukhgḍrlRKH:’ ṁm1\N{COMBINING RING BELOW}\N{COMBINING MACRON}xqZéİ", max_size=10)


@given(LATIN, st.sampled_from([lang for _, lang in WAYS]))
def test_any_latin_text_is_taken(text, lang):
    a = pn.transliterate(text, in_latin(lang), "iso15919")
    assert pn.Aligned(text, a.edits).text == a.text


def test_latin_letters_with_their_marks_apart():
    text = "saṁskr̥taṁ ḵẖāna"
    apart = pn.transliterate(normalize("NFD", text), "hi-Latn", "iso15919").text
    assert apart == pn.transliterate(text, "hi-Latn", "iso15919").text


def test_a_sign_that_belongs_to_nothing_stays():
    assert pn.transliterate("\N{DEVANAGARI VOWEL SIGN AA} क", "hi").text == (
        "\N{DEVANAGARI VOWEL SIGN AA} ka"
    )


@pytest.mark.parametrize(
    ("lang", "ra", "virama"),
    [("bn", "র", "\N{BENGALI SIGN VIRAMA}"), ("kn", "ರ", "\N{KANNADA SIGN VIRAMA}")],
)
def test_a_joiner_before_a_virama_is_read_past(lang, ra, virama):
    latin = indic.to_latin(f"{ra}\N{ZERO WIDTH JOINER}{virama}{ra}", lang, "iso15919")
    assert latin.text == "rra"
    assert "".join(edit.replacement for edit in latin.edits) == "rra"
