"""Where two scripts meet in a text, found at the speed of a table look-up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from polyglot_norm.tables import rows
from polyglot_norm.text.character_sets import CharacterSet

LATIN: Final = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ"
OTHERS: Final = "\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff"
"""Greek and Cyrillic, whose letters are taken for Latin ones."""


def switches(text: str, start: int = 0) -> Iterator[int]:
    """Each place from ``start`` on where a Latin letter is the first after others, or the reverse.

    What lies between two switches is jumped over, whatever its length.

    >>> list(switches("Где си, Jovane? У граду cам"))
    [8, 16, 24, 25]
    """
    latin, others = _sets()
    one = latin.first(text, start)
    other = others.first(text, start) if one >= 0 else -1
    while one >= 0 and other >= 0:
        if one < other:
            yield other
            one = latin.first(text, other + 1)
        else:
            yield one
            other = others.first(text, one + 1)


def meeting(text: str, start: int = 0) -> int:
    """The first place where two scripts meet without anything between, -1 where there is none.

    >>> meeting("У граду cам, Jovane"), meeting("Где си, Jovane?")
    (9, -1)
    """
    return first_switch(text, start, side_by_side)


def first_switch(text: str, start: int, wanted: Callable[[str, int], bool]) -> int:
    """The first of the `switches` that is wanted."""
    for at in switches(text, start):
        if wanted(text, at):
            return at
    return -1


def side_by_side(text: str, at: int) -> bool:
    """Whether what stands before a switch is a letter of the other script."""
    if at == 0:
        return False
    latin, others = _sets()
    before = others if latin.first(text[at]) == 0 else latin
    return before.first(text[at - 1]) == 0


def has_strange(text: str) -> bool:
    """Whether a word has letters of another script that nobody takes for those of its own.

    >>> has_strange("У граду cам, the sаme"), has_strange("moћe"), has_strange("нoge")
    (False, True, True)
    """
    return first_switch(text, 0, _is_strange) >= 0


def _is_strange(text: str, at: int) -> bool:
    if not side_by_side(text, at):
        return False
    begun = _end_of_word().search(text[max(0, at - _LONG) : at])
    ended = _start_of_word().match(text, at, at + _LONG)
    word = (begun[0] if begun else "") + (ended[0] if ended else "")
    latin = [char for char in word if _sets()[0].first(char) == 0]
    others = [char for char in word if _sets()[1].first(char) == 0]
    few, alike = min((latin, _look_alikes()[0]), (others, _look_alikes()[1]), key=_length_of_first)
    return not alike.issuperset(few)


def _length_of_first(pair: tuple[list[str], frozenset[str]]) -> int:
    return len(pair[0])


_LONG: Final = 40
"""Letters of a word that are looked at, to either side."""


@cache
def _end_of_word() -> re.Pattern[str]:
    return re.compile(rf"[{LATIN}{OTHERS}]*\Z")


@cache
def _start_of_word() -> re.Pattern[str]:
    return re.compile(f"[{LATIN}{OTHERS}]*")


@cache
def _look_alikes() -> tuple[frozenset[str], frozenset[str]]:
    """ASCII letters that look like Cyrillic or Greek ones, and those that they look like."""
    listed = [
        (chr(int(row["letter"], 16)), chr(int(row["becomes"], 16))) for row in rows("confusables")
    ]
    in_others = frozenset(letter for letter, _ in listed if letter.isascii())
    return in_others, frozenset(letter for letter, becomes in listed if becomes.isascii())


@cache
def _sets() -> tuple[CharacterSet, CharacterSet]:
    return CharacterSet(LATIN), CharacterSet(OTHERS)
