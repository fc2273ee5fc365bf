"""What a line would say had it been written in another encoding of one byte a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import MARKS, Misreading

_UNIT: Final = re.compile(r"[A-Za-z\x80-\U0010ffff]+")
"""Letters and all that is beyond ASCII: a word, with what is written close to it."""

_LATIN: Final = re.compile("[A-Za-zÀ-ÖØ-öø-ſ]")
_CYRILLIC: Final = re.compile("[Ѐ-ԯ]*")
_DRAWN: Final = re.compile(r"(.)\1{3}")
"""Four times the same letter: a line that was drawn, not a word."""

_ASCII_LETTER: Final = re.compile("[A-Za-z]")


class Change(NamedTuple):
    """``line[start:end]`` would be ``text``.

    ``letters`` are those of the word that it makes, if it bears evidence; a mark by itself, or a
    letter that becomes one, bears none: it is nothing by itself, and is changed with its
    neighbours or not at all. ``worth``, in nats, speaks for it whatever stands around it.
    """

    start: int
    end: int
    text: str
    letters: int
    worth: float = 0.0


def changes(line: str, misreading: Misreading) -> Iterator[Change]:
    """The words of a line that would be others, and could be words of what was written.

    >>> from polyglot_norm.normalisation.mojibake.codepages import misreadings
    >>> [c.text for c in changes("Ãäå ìîé café?", misreadings()[6])]
    ['Где', 'мой']
    """
    letters_of = _cyrillic_letters if misreading.is_cyrillic else _latin_letters
    mend = misreading.mend
    for start, seen in _units(line):
        meant = seen.translate(mend)
        if meant != seen:
            letters = letters_of(seen, meant, misreading)
            if letters is not None:
                yield Change(start, start + len(seen), meant, letters)


@lru_cache(maxsize=2)  # a line is looked at for many misreadings
def _units(line: str) -> tuple[tuple[int, str], ...]:
    """Where each word begins that is not in ASCII, and the word."""
    found = ((match.start(), match[0]) for match in _UNIT.finditer(line))
    return tuple(unit for unit in found if not unit[1].isascii())


def _cyrillic_letters(seen: str, meant: str, misreading: Misreading) -> int | None:
    """How many letters a Cyrillic word has; None if it is no word, 0 if it may be chance."""
    word = seen.translate(misreading.bare).strip(MARKS)
    if not _CYRILLIC.fullmatch(word) or _DRAWN.search(word):
        return None
    return 0 if len(seen) == 1 and not seen.isalpha() else len(word)


def _latin_letters(seen: str, meant: str, _misreading: Misreading) -> int | None:
    """The same for a Latin word, which holds an ASCII letter."""
    if not _ASCII_LETTER.search(seen):
        return None
    latin = _LATIN.findall(meant)
    if any(to.isalpha() for to in set(meant).difference(latin)):
        return None
    changed = [(from_, to) for from_, to in zip(seen, meant, strict=True) if from_ != to]
    made = [bool(_LATIN.match(to)) for _, to in changed]
    if not all(letter or to in MARKS for letter, (_, to) in zip(made, changed, strict=True)):
        return None
    lost = any(from_.isalpha() > letter for letter, (from_, _) in zip(made, changed, strict=True))
    return 0 if lost or not any(made) else len(latin)
