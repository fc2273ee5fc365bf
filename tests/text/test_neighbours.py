"""Sequences of sets of characters are found where regular expressions find them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.text.neighbours import Neighbours

SEQUENCES = [("aб",), ("b", "bв", "№"), ("xyz",) * 4, ("中", "a"), ("y", "y")]
PAIRS = [("c", "ч"), ("чш", "c"), ("c", " "), (" ", "x")]


def of_regex(text, start):
    """Return where the first sequence ends, by a regular expression."""
    each = ["".join(f"[{characters}]" for characters in found) for found in [*SEQUENCES, *PAIRS]]
    ends = [
        match.end() - 1
        for pattern in each
        for match in re.compile(f"(?=({pattern}))").finditer(text, start)
        for match in [re.compile(pattern).match(text, match.start())]
    ]
    return min(ends, default=-1)


@given(
    text=st.text(st.sampled_from("xyzbcвч№ш中 q\U0001f600\udc80é"), max_size=20),
    start=st.integers(0, 5),
)
def test_a_regular_expression_finds_the_same(text, start):
    assert Neighbours(SEQUENCES, PAIRS).first(text, start) == of_regex(text, start)


def test_all_bits_can_be_used():
    letters = [chr(0x400 + i) for i in range(64)]
    found = Neighbours([(letter,) for letter in letters], [(each, "!") for each in letters])
    assert [found.first(letter) for letter in letters] == [0] * 64
    pairs = Neighbours([], [(each, "!") for each in letters])
    assert [pairs.first(f"{letter}!") for letter in letters] == [1] * 64


@pytest.mark.parametrize(
    ("sequences", "pairs"),
    [
        ([("a",) * 65], []),
        ([], [("a", "b")] * 65),
        ([[chr(0x400 + i) for i in range(64)]], [("\u0500\u0501", "x")] * 65),
    ],
)
def test_too_many_sequences_are_an_error(sequences, pairs):
    with pytest.raises(ValueError, match="at most 64"):
        Neighbours(sequences, pairs)


def test_characters_beyond_the_first_plane_are_an_error():
    with pytest.raises(ValueError, match="U\\+FFFF"):
        Neighbours([("\U0001f600",)])


def test_too_many_kinds_are_an_error():
    # Nine sets, so two to the ninth kinds.
    sets = ["".join(chr(0x400 + i) for i in range(1, 300) if i >> bit & 1) for bit in range(9)]
    with pytest.raises(ValueError, match="kinds"):
        Neighbours([tuple(sets)])
