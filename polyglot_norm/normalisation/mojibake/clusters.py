"""Changes that stand near each other are judged together, in the words around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import Misreading
from polyglot_norm.normalisation.mojibake.first_look import is_hopeless
from polyglot_norm.normalisation.mojibake.likeness import likeness
from polyglot_norm.normalisation.mojibake.single_byte import Change

AROUND: Final = 4
"""Words on each side that are looked at with a changed one: so many tell a language."""

_WORD: Final = re.compile(r"[^ ]+")


class Cluster(NamedTuple):
    """Changes of a line and what they gain, in nats."""

    changes: tuple[Change, ...]
    gain: float


def clusters(
    line: str, changes: Sequence[Change], misreading: Misreading | None
) -> Iterator[Cluster]:
    """The changes in clusters; each is worth what the text around it becomes more likely by.

    Those that are hopeless are left out.
    """
    strong = [change for change in changes if change.letters]
    if not strong:
        return
    words = [match.span() for match in _WORD.finditer(line)]
    starts = [start for start, _ in words]
    group: list[Change] = []
    last = 0
    for change in strong:
        at = bisect_right(starts, change.start) - 1
        if group and at - last > 2 * AROUND:
            yield from _cluster(line, words, starts, group, misreading)
            group = []
        group.append(change)
        last = at
    yield from _cluster(line, words, starts, group, misreading)


def _cluster(
    line: str,
    words: list[tuple[int, int]],
    starts: list[int],
    group: list[Change],
    misreading: Misreading | None,
) -> Iterator[Cluster]:
    first = max(0, bisect_right(starts, group[0].start) - 1 - AROUND)
    last = min(len(words), bisect_left(starts, group[-1].end) + AROUND)
    start, end = words[first][0], words[last - 1][1]
    before = line[start:end]
    after = changed(before, group, start)
    if misreading and misreading.is_cyrillic and is_hopeless(before, after):
        return
    languages = misreading.written.languages if misreading else None
    worth = sum(change.worth for change in group)
    yield Cluster(tuple(group), likeness(after, languages) - _likeness_so_far(before) + worth)


# The same words are read in one way after the other.
_likeness_so_far = lru_cache(maxsize=2)(likeness)


def changed(text: str, changes: Sequence[Change], offset: int = 0) -> str:
    """A text that begins at ``offset`` of its line, with changes made."""
    pieces: list[str] = []
    position = 0
    for change in changes:
        pieces += (text[position : change.start - offset], change.text)
        position = change.end - offset
    pieces.append(text[position:])
    return "".join(pieces)
