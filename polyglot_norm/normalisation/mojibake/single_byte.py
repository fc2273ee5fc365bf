"""Repairs of text in one single-byte encoding that was decoded as another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import MARKS, EncodingPair

_UNIT: Final = re.compile(r"[^\x00-@\[-`{-\x7f]+")
"""Letters and everything beyond ASCII: a word and the marks attached to it."""

_LATIN: Final = re.compile("[A-Za-zÀ-ÖØ-öø-ſ]")
_CYRILLIC: Final = re.compile("[Ѐ-ԯ]*")
RUN: Final = 4
"""The same letter so many times is part of a drawing, not of a word."""

_DRAWN: Final = re.compile(rf"(.)\1{{{RUN - 1}}}")

_ASCII_LETTER: Final = re.compile("[A-Za-z]")


class Change(NamedTuple):
    """A replacement of ``line[start:end]`` by ``text``.

    ``letters`` is the number of letters in the new word, if it is evidence. A mark by itself, or a
    letter that becomes a mark, is no evidence, and is only changed with its neighbours. ``worth``,
    in nats, speaks for the change whatever is around it.
    """

    start: int
    end: int
    text: str
    letters: int
    worth: float = 0.0


def changes(line: str, pair: EncodingPair) -> list[Change]:
    """Return the words of a line that an encoding pair would repair to possible words.

    >>> from polyglot_norm.normalisation.mojibake.codepages import encoding_pairs
    >>> [c.text for c in changes("Ãäå ìîé café?", encoding_pairs()[6])]
    ['Где', 'мой']
    """
    units = _units(line)
    found = []
    for start, seen in units.foreign if pair.is_cyrillic else units.mixed:
        meant = _meant(seen, pair)
        if meant:
            found.append(Change(start, start + len(seen), meant.text, meant.letters))
    return found


def kinds(line: str) -> tuple[bool, ...]:
    """Return True for Cyrillic, False for Latin: the kinds of text that a line may become.

    >>> kinds("hər şey üçün"), kinds("Ñå¢àø ëè ñå?")
    ((False,), (True,))
    """
    units = _units(line)
    return (True,) * bool(units.foreign) + (False,) * bool(units.mixed)


class _Units(NamedTuple):
    """The start and text of each word that is not ASCII, by whether it has ASCII letters.

    Only words without become Cyrillic, and only words with some are Latin.
    """

    foreign: tuple[tuple[int, str], ...]
    mixed: tuple[tuple[int, str], ...]


@lru_cache(maxsize=2)  # the same line is tried with many encoding pairs
def _units(line: str) -> _Units:
    foreign: list[tuple[int, str]] = []
    mixed: list[tuple[int, str]] = []
    for match in _UNIT.finditer(line):
        if not match[0].isascii():
            some = mixed if _ASCII_LETTER.search(match[0]) else foreign
            some.append((match.start(), match[0]))
    return _Units(tuple(foreign), tuple(mixed))


class _Meant(NamedTuple):
    """The text that a word would become, and its letters if it is evidence."""

    text: str
    letters: int


def _meant(seen: str, pair: EncodingPair) -> _Meant | None:
    """Return what an encoding pair would make of a word; None for nothing possible."""
    text = seen.translate(pair.repairs)
    if text == seen:
        return None
    letters = (_cyrillic_letters if pair.is_cyrillic else _latin_letters)(seen, text, pair)
    return None if letters is None else _Meant(text, letters)


def _cyrillic_letters(seen: str, meant: str, pair: EncodingPair) -> int | None:
    """Return the number of letters in a Cyrillic word; None if it is not one, 0 if by chance."""
    word = seen.translate(pair.bare_repairs).strip(MARKS)
    if not _CYRILLIC.fullmatch(word) or _DRAWN.search(word):
        return None
    return 0 if len(seen) == 1 and not seen.isalpha() else len(word)


def _latin_letters(seen: str, meant: str, _pair: EncodingPair) -> int | None:
    """Return the same for a Latin word, which has at least one ASCII letter."""
    latin = _LATIN.findall(meant)
    if any(to.isalpha() for to in set(meant).difference(latin)):
        return None
    changed = [(from_, to) for from_, to in zip(seen, meant, strict=True) if from_ != to]
    made = [bool(_LATIN.match(to)) for _, to in changed]
    if not all(letter or to in MARKS for letter, (_, to) in zip(made, changed, strict=True)):
        return None
    lost = any(from_.isalpha() > letter for letter, (from_, _) in zip(made, changed, strict=True))
    return 0 if lost or not any(made) else len(latin)
