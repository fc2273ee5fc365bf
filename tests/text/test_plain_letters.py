"""Styled, spaced and parted words with plain letters in the same places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.text.plain_letters import _RANGES, _letters, plain_letters

SHY = "\N{SOFT HYPHEN}"
ZERO = "\N{ZERO WIDTH SPACE}"
NON_JOINER = "\N{ZERO WIDTH NON-JOINER}"
ODD = "𝑴𝔢𝓪ℎℝⓐⒶ⒜🅐🅰🄰🅖ＡｚｶﾞΩ abcДа שלام" + ZERO + NON_JOINER + "\N{WORD JOINER}'-\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("𝑴𝒆 𝒐𝒍𝒗𝒊𝒅𝒆", "Me olvide"),
        ("𝑎ℎ, 𝔸ℂ, 𝛼𝝎", "ah, AC, αω"),
        ("Ｈｅｌｌｏ", "Hello"),
        ("ⓗⒺ ⒜🄰🅗🆅", "hE aAHV"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("W I L L  K O M M E N", f"W{SHY}I{SHY}L{SHY}L  K{SHY}O{SHY}M{SHY}M{SHY}E{SHY}N"),
        ("З Д Р А В О свима", f"З{SHY}Д{SHY}Р{SHY}А{SHY}В{SHY}О свима"),
        (f"re{ZERO}mem{ZERO}ber", f"re{SHY}mem{SHY}ber"),
        (f"за{NON_JOINER}што", f"за{SHY}што"),
    ],
)
def test_words_become_plain(text, plain):
    assert plain_letters(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, 1 2 3 4 5, and a b c.",
        "J. R. R. T. wrote",
        "a i u nas",
        "12 km² 5 Ω 3 K ℹ 🅰️ 🅿",
        "می\N{ZERO WIDTH NON-JOINER}خواهم",
        f"សួស្តី{ZERO}ពិភពលោក",
        f"end{ZERO} of",
        "你 好 世 界 人",
    ],
)
def test_others_stay(text):
    assert plain_letters(text) == text


@given(st.text() | st.text(alphabet=ODD))
def test_every_character_is_replaced_by_one(text):
    plain = plain_letters(text)
    assert len(plain) == len(text)
    assert plain_letters(plain) == plain
    if re.fullmatch("[A-Za-z .,]*", text) and not re.search(r"(\b\w ){3}", text):
        assert plain is text


def test_no_styled_letter_is_missed():
    for first, last in _RANGES:
        for code in range(first, last + 1):
            assert plain_letters("x" + chr(code))[1:] == _letters().get(code, chr(code))
