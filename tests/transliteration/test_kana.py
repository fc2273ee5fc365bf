"""Japanese kana: in every form, and next to other characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicodedata2 import normalize

import polyglot_norm as pn

KANA = st.text(
    "あおうかがきゃっんはへゝゞアオガッーヴヷヿゟｶﾞｯｰ私aー゛、"
    "\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}",
    max_size=12,
)


def romanised(text):
    return pn.transliterate(text, "ja").text


@given(KANA)
def test_the_edits_produce_the_text(text):
    a = pn.transliterate(text, "ja")
    assert pn.Aligned(text, a.edits).text == a.text


@pytest.mark.parametrize("text", ["がぎぐパピプ", "ガッコウ", "いすゞ", "ヴァイオリン"])
def test_decomposed_voicing_marks_give_the_same_result(text):
    assert romanised(normalize("NFD", text)) == romanised(text)


def test_every_kana_is_romanised():
    kana = [
        chr(c) for c in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), *range(0xFF66, 0xFF9E))
    ]
    assert [k for k in kana if k not in "ｰ" and romanised(k) == k] == []
    assert romanised("".join(k for k in kana if k not in "ｰっッｯ")).isalpha()


def test_a_long_vowel_is_one_edit():
    a = pn.transliterate("とうふ", "ja")
    assert [(e.start, e.end, e.replacement) for e in a.edits] == [(0, 2, "tō"), (2, 3, "fu")]
