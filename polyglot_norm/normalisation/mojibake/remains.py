"""What looks damaged and was not repaired: its spaces and controls are bytes of characters.

If steps for white space and invisible characters removed them, no one could repair it any more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from polyglot_norm.align.edit import Edit
from polyglot_norm.normalisation.mojibake.utf8_runs import spans

_FAR: Final = 24
"""Characters on either side in which sequences count."""

_READ: Final = 1000
"""Characters that are read at once."""

_FEWEST: Final = 2
"""Sequences that are no chance: French é and » around a no-break space are one."""


def outside_damage(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    r"""Yield the edits that do not touch a byte of a character that was wrongly decoded.

    >>> text = f"yes\x96{' ' * 30}ä¸\xadçš\x84 no"
    >>> edits = [Edit(at, at + 1, "", "controls") for at in (3, 39)]
    >>> [edit.start for edit in outside_damage(text, edits)]
    [3]
    """
    damage = Damage(text)
    for edit in edits:
        if not damage.at(edit.start):
            yield edit


class Damage:
    """The damage of a text, asked for from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = self._end = 0
        self._found: list[tuple[int, int]] = []

    def at(self, place: int) -> bool:
        r"""Return True if a character beyond ASCII is part of what looks like UTF-8.

        >>> Damage("ä¸\xadçš„").at(2), Damage("«\xa0été\xa0», là\xa0!").at(1)
        (True, False)
        """
        text = self._text
        if place >= len(text) or text[place] < "\x80":
            return False
        if place >= self._end:
            self._read(place)
        place -= self._start
        first = bisect_left(self._found, place - _FAR, key=lambda span: span[1])
        near = self._found[first : first + _FEWEST]
        return len(near) == _FEWEST and near[-1][0] <= place + _FAR

    def _read(self, place: int) -> None:
        """Look at the line from shortly before a place on: other lines say nothing about it."""
        text = self._text
        before = max(0, place - _FAR)
        self._start = text.rfind("\n", before, place) + 1 or before
        end = text.find("\n", place, place + _READ + _FAR)
        stop = end if end >= 0 else place + _READ + _FAR
        self._end = min(stop, place + _READ)
        self._found = spans(text[self._start : stop])
