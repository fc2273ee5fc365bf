"""Letter maps: the same results as `str.translate`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.transliteration.letter_map import LetterMap
from strategies import TEXTS

TABLE = {"щ": "ŝ", "Щ": "Shch", "ь": "", "𐐨": "o", "a": "𝒂", "\N{COMBINING ACUTE ACCENT}": "'"}


@given(st.one_of(TEXTS, st.text("щЩь𐐨ab\N{COMBINING ACUTE ACCENT} ж\ud800\0", max_size=30)))
def test_the_result_is_that_of_the_standard_library(text):
    assert LetterMap(TABLE).translate(text) == text.translate(str.maketrans(TABLE))


@pytest.mark.parametrize("text", ["", "щ", "\ud800ь\udfff", "ь" * 1000])
def test_edge_cases(text):
    assert LetterMap(TABLE).translate(text) == text.translate(str.maketrans(TABLE))
    assert LetterMap({}).translate(text) == text
