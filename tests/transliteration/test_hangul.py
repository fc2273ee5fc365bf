"""Korean: composed and decomposed letters, and every syllable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicodedata2 import normalize

import polyglot_norm as pn

HANGUL = st.text("가각값신문로좋고앉혀뚫는ㅋㅠ大a. \u1112\u1161\u11ab\u11a8\u3165", max_size=12)


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8))
def test_decomposed_letters_give_the_same_result(text):
    decomposed = normalize("NFD", text)
    assert pn.transliterate(decomposed, "ko").text == pn.transliterate(text, "ko").text


@given(HANGUL)
def test_the_edits_produce_the_text(text):
    a = pn.transliterate(text, "ko")
    assert pn.Aligned(text, a.edits).text == a.text


def test_every_syllable_becomes_ascii_letters():
    text = "".join(map(chr, range(0xAC00, 0xD7A4)))
    for romanised in (
        pn.transliterate(text, "ko").text,
        pn.transliterate(" ".join(text), "ko").text.replace(" ", ""),
    ):
        assert romanised.isascii()
        assert romanised.isalpha()


@pytest.mark.parametrize(
    ("text", "start", "end", "source"), [("백마와 말", 0, 4, "백"), ("값이", 3, 5, "이")]
)
def test_each_syllable_is_aligned_on_its_own(text, start, end, source):
    a = pn.transliterate(text, "ko")
    found = a.to_source(start, end)
    assert text[slice(*found)] == source
