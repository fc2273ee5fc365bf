"""Edits between a text and its output, guessed word by word where the real ones are unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from polyglot_norm.align.edit import Edit

READ: Final = "read"
"""The rule of guessed edits."""

_WORD: Final = re.compile(r"\s+|\S+")


def word_edits(text: str, output: str) -> Iterator[Edit]:
    """Yield an edit for each word that differs, or a single edit if the words do not correspond.

    >>> [edit[:3] for edit in word_edits("Да ли ћеш?", "Da li ćeš?")]
    [(0, 2, 'Da'), (3, 5, 'li'), (6, 9, 'ćeš')]
    """
    here, there = list(_WORD.finditer(text)), list(_WORD.finditer(output))
    if len(here) != len(there) or any(
        a[0].isspace() != b[0].isspace() for a, b in zip(here, there, strict=True)
    ):
        yield _trimmed(0, text, output)
        return
    for word, replacement in zip(here, there, strict=True):
        if word[0] != replacement[0]:
            yield _trimmed(word.start(), word[0], replacement[0])


def _trimmed(start: int, text: str, output: str) -> Edit:
    """Return the edit of the text at ``start``, without what both ends have in common."""
    before = _shared(zip(text, output, strict=False))
    rest, replacement = text[before:], output[before:]
    after = _shared(zip(reversed(rest), reversed(replacement), strict=False))
    start += before
    return Edit(start, start + len(rest) - after, replacement[: len(replacement) - after], READ)


def _shared(pairs: Iterable[tuple[str, str]]) -> int:
    """Count the equal pairs before the first unequal one."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
