"""The compiled table of letters: the same as `str.translate`."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.transliteration.letters import Letters
from strategies import TEXTS

TABLE = {"щ": "ŝ", "Щ": "Shch", "ь": "", "𐐨": "o", "a": "𝒂", "\N{COMBINING ACUTE ACCENT}": "'"}


@given(st.one_of(TEXTS, st.text("щЩь𐐨ab\N{COMBINING ACUTE ACCENT} ж\ud800\0", max_size=30)))
def test_as_the_standard_library(text):
    assert Letters(TABLE).translate(text) == text.translate(str.maketrans(TABLE))


@pytest.mark.parametrize("text", ["", "щ", "\ud800ь\udfff", "ь" * 1000])
def test_edges(text):
    assert Letters(TABLE).translate(text) == text.translate(str.maketrans(TABLE))
    assert Letters({}).translate(text) == text


def test_time_is_linear():
    letters = Letters(TABLE)

    def seconds(text):
        begun = process_time()
        letters.translate(text)
        return process_time() - begun

    few, many = (min(seconds("Щьж" * size) for _ in range(5)) for size in (20_000, 200_000))
    assert many < 30 * few + 0.01
