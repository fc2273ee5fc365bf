"""What a line would say had it been written in another encoding of one byte a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from polyglot_norm.normalisation.misreadings.codepages import Misreading

_UNIT: Final = re.compile(r"[A-Za-z]*[^\x00-\x7f][A-Za-z\x80-\U0010ffff]*")
"""Letters and all that is beyond ASCII: a word, with what is written close to it."""

_MARKS: Final = "“”„‟‘’‚«»‹›–—…·•°§№®©™†‡¡¿\N{NO-BREAK SPACE}\N{SOFT HYPHEN}"
"""What may stand before or after a word, or alone."""

_LATIN: Final = re.compile("[A-Za-zÀ-ÖØ-öø-ſ]")
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

    >>> from polyglot_norm.normalisation.misreadings.codepages import misreadings
    >>> [c.text for c in changes("Ãäå ìîé café?", misreadings()[6])]
    ['Где', 'мой']
    """
    letters_of = _cyrillic_letters if misreading.is_cyrillic else _latin_letters
    for match in _UNIT.finditer(line):
        seen = match[0]
        meant = seen.translate(misreading.mend)
        if meant != seen:
            letters = letters_of(seen, meant)
            if letters is not None:
                yield Change(match.start(), match.end(), meant, letters)


def _cyrillic_letters(seen: str, meant: str) -> int | None:
    """How many letters a Cyrillic word has; None if it is no word, 0 if it may be chance."""
    marked = "".join(
        to for from_, to in zip(seen, meant, strict=True) if from_ != to or to not in _MARKS
    )
    word = marked.strip(_MARKS)
    if not all("Ѐ" <= char <= "ԯ" for char in word) or _DRAWN.search(word):
        return None
    return 0 if len(seen) == 1 and not seen.isalpha() else len(word)


def _latin_letters(seen: str, meant: str) -> int | None:
    """The same for a Latin word, which holds an ASCII letter."""
    changed = [(from_, to) for from_, to in zip(seen, meant, strict=True) if from_ != to]
    others = (to for to in meant if not _LATIN.match(to))
    if not _ASCII_LETTER.search(meant) or any(map(str.isalpha, others)):
        return None
    made = [bool(_LATIN.match(to)) for _, to in changed]
    if not all(letter or to in _MARKS for letter, (_, to) in zip(made, changed, strict=True)):
        return None
    lost = any(from_.isalpha() > letter for letter, (from_, _) in zip(made, changed, strict=True))
    return 0 if lost or not any(made) else len(_LATIN.findall(meant))
