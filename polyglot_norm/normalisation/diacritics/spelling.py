"""A word in bare ASCII and how it may be spelt: each way is a number.

The letters that may bear a mark are c, s, z and d, this alone (``medu``) or with the j that stands
for its mark (``medju``). The number of a spelling counts them off, the first letter lowest; 0 is
the word as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

MARKED: Final = "čćšžđČĆŠŽĐ"
_CHOICES: Final = {"c": "čć", "s": "š", "z": "ž", "d": "đ", "dj": "đ"}
_PLACE: Final = re.compile(r"dj|[cszd]")
_TO_ASCII: Final = str.maketrans("čćšž", "ccsz")
MOST: Final = 0xFFFF
"""Spellings are told in two bytes; a word with more is left alone."""


class Place(NamedTuple):
    """Where a word may bear a mark: ``word[start:end]`` may be one of ``choices``."""

    start: int
    end: int
    choices: str


def places(word: str) -> Iterator[Place]:
    """The places of a word in small ASCII letters.

    >>> [place.choices for place in places("odjaca")]
    ['đ', 'čć']
    """
    for match in _PLACE.finditer(word):
        yield Place(match.start(), match.end(), _CHOICES[match[0]])


def bare(word: str, *, d_alone: bool = False) -> str:
    """A word in small letters as it is typed in ASCII, đ as dj or as d alone.

    >>> bare("međučvor"), bare("međučvor", d_alone=True)
    ('medjucvor', 'meducvor')
    """
    return word.translate(_TO_ASCII).replace("đ", "d" if d_alone else "dj")


def number(form: str, word: str) -> int | None:
    """The number of the spelling ``word`` of ``form``; None if it is none.

    >>> number("sto", "što"), number("sto", "sto"), number("sto", "sta")
    (1, 0, None)
    """
    found, weight, at, to = 0, 1, 0, 0
    for place in places(form):
        gap = place.start - at
        if form[at : place.start] != word[to : to + gap]:
            return None
        to += gap
        letter = word[to : to + 1]
        if letter and letter in place.choices:
            found += weight * (place.choices.index(letter) + 1)
            to += 1
        else:
            if form[place.start : place.end] != word[to : to + place.end - place.start]:
                return None
            to += place.end - place.start
        weight *= len(place.choices) + 1
        at = place.end
    return found if form[at:] == word[to:] and weight <= MOST else None


def choices(form: str, spelling: int) -> Iterator[tuple[Place, str]]:
    """The places of a form that bear a mark in a spelling, each with its letter.

    >>> [letter for _, letter in choices("kazes", 3)]
    ['ž', 'š']
    """
    for place in places(form):
        spelling, choice = divmod(spelling, len(place.choices) + 1)
        if choice:
            yield place, place.choices[choice - 1]


@cache
def has_places() -> re.Pattern[str]:
    """Finds a letter that may bear a mark."""
    return re.compile("[cszdCSZD]")
