"""Spellings of a word that was typed in ASCII, as numbers.

The letters that may have a diacritic are c, s, z and d, alone (``medu``) or with a j in place of it
(``medju``). The number of a spelling has a digit for each, the first letter lowest; 0 is the word
unchanged.
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
"""Spellings are two bytes; a word with more of them is left alone."""


class Place(NamedTuple):
    """A possible diacritic in a word: ``word[start:end]`` may be one of ``choices``."""

    start: int
    end: int
    choices: str


def places(word: str) -> Iterator[Place]:
    """Yield the possible diacritics of a word in lower-case ASCII letters.

    >>> [place.choices for place in places("odjaca")]
    ['đ', 'čć']
    """
    for match in _PLACE.finditer(word):
        yield Place(match.start(), match.end(), _CHOICES[match[0]])


def bare(word: str, *, d_alone: bool = False) -> str:
    """Return a lower-case word as it is typed in ASCII, with dj or d for đ.

    >>> bare("međučvor"), bare("međučvor", d_alone=True)
    ('medjucvor', 'meducvor')
    """
    return word.translate(_TO_ASCII).replace("đ", "d" if d_alone else "dj")


def number(form: str, word: str) -> int | None:
    """Return the number of the spelling ``word`` of ``form``; None if it is not one.

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
    """Yield the places of a form that have a diacritic in a spelling, each with its letter.

    >>> [letter for _, letter in choices("kazes", 3)]
    ['ž', 'š']
    """
    for place in places(form):
        spelling, choice = divmod(spelling, len(place.choices) + 1)
        if choice:
            yield place, place.choices[choice - 1]


@cache
def has_places() -> re.Pattern[str]:
    """Return a regex for a letter that may have a diacritic."""
    return re.compile("[cszdCSZD]")
