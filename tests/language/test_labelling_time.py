"""Labelling takes time in proportion to the length of a text, whatever alternates in it."""

import gc
from time import process_time

import pytest

import polyglot_norm as pn

UNITS = {
    "prose": "The little house by the river was empty again. ",
    "Han and Latin": "一a",
    "Han, kana and Hangul": "一か한",
    "Han and kana in sentences": "一か。",
    "words of two scripts": "a б ",
    "words of three languages": "the и Straße ",
    "one word in every line": "hvala\nспасибо\n",
    "Croatian and Serbian lines": "Tko je to?\nKo je to?\n",
    "capital letters I": "I onda I think ",
    "laughter": "haha",
    "names after prefixes": "muLondon ",
}
SMALL, TIMES = 10_000, 6


def seconds(unit, count):
    text = unit * (count // len(unit))
    times = []
    for _ in range(2):
        gc.collect()
        start = process_time()
        assert pn.tag(text).segments
        times.append(process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_grows_with_the_text(unit):
    seconds(unit, 100)
    few, many = seconds(unit, SMALL), seconds(unit, SMALL * TIMES)
    # Six times, were the clock true; thirty-six, if time grew with the square.
    assert many < few * TIMES * 2.5 + 0.05, f"{few:.4f} s, then {many:.4f} s"
