r"""Repair of the lines of a text, which vote: what was decoded wrongly is usually a whole file.

A line alone may be too short to be clear. Once some lines agree on the encoding that they are in,
the others need only be more plausible in that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.normalisation.mojibake.codepages import (
    COMBINED,
    EncodingPair,
    encoding_pairs,
    repairs_of,
)
from polyglot_norm.normalisation.mojibake.explained import MOST, WHOLE, doubtful
from polyglot_norm.normalisation.mojibake.repair import as_utf8, best_repair, repaired, repaired_as
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.text.lines import BREAKS

_NEXT_LINE: Final = "\N{NEXT LINE}"
_BREAK: Final = re.compile(
    rf"""
      [{BREAKS.replace(_NEXT_LINE, "")}]
    | \x85(?:[^\S{BREAKS}]*\x85)+  # one by itself may be a byte of a character
    """,
    re.VERBOSE,
)

_FEWEST: Final = 2
"""Lines that elect a pair of encodings."""

_CLEAR: Final = 20.0
"""What they gain at least, in nats, all together."""

_MAJORITY: Final = 0.7
"""The least share of what all lines gain."""

_ENOUGH: Final = 12
"""Lines after which no more are asked."""


class Stretch(NamedTuple):
    """A stretch of a text that is repaired: its start, and its new text."""

    start: int
    made: Aligned


def stretches(text: str) -> Iterator[Stretch]:
    r"""Yield the stretches of a text that are repaired, in order.

    >>> text = "È êàî è îí,\nÃäå ñè?\nÄà ëè ñó âè?\nÇäðàâî ñâèìà"
    >>> [each.made.text for each in stretches(text)]
    ['И као и он,', 'Где си?', 'Да ли су ви?', 'Здраво свима']
    """
    vote = _Vote()
    found = []
    for each in _repaired(text):
        found.append(each)
        vote.add(each.made.source)
        if vote.is_over:
            break
    pair = vote.elected
    if pair is not None:
        yield from _elected(text, pair)
    elif vote.is_over:
        yield from _repaired(text)
    else:
        yield from found


def _repaired(text: str) -> Iterator[Stretch]:
    """Yield what is repaired by itself.

    In a line with many stretches that are not explained, which is noise more often than text, only
    UTF-8 is restored from there on.
    """
    at = first_sign(text)
    while at >= 0:
        for start, line in _lines(text, text.rfind("\n", 0, at) + 1, text.find("\n", at)):
            for number, (first, last) in enumerate(doubtful(line)):
                part = line[first:last]
                made = repaired(part) if number < MOST else as_utf8(part)
                if made is not None and made.text is not made.source:
                    yield Stretch(start + first, made)
        at = first_sign(text, start + len(line))


def _elected(text: str, pair: EncodingPair) -> Iterator[Stretch]:
    """Yield the lines that are repaired if most of a text is in an encoding."""
    for start, line in _lines(text, 0, -1):
        if line.isascii():
            continue
        whole = len(line) <= WHOLE and not pair.characters.isdisjoint(line)
        for first, last in [(0, len(line))] if whole else doubtful(line):
            part = line[first:last]
            made = _repaired_as(part, pair.rule)
            if made.text is not part:
                yield Stretch(start + first, made)


@lru_cache(maxsize=64)  # pages repeat lines
def _repaired_as(line: str, rule: str) -> Aligned:
    if as_utf8(line) is not None:
        return repaired(line)
    made = repaired_as(line, next(pair for pair in encoding_pairs() if pair.rule == rule))
    return repaired(line) if made.text is line and first_sign(line) >= 0 else made


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the start and text of all lines between two places, without their breaks."""
    end = len(text) if end < 0 else end
    for match in _BREAK.finditer(text, start, end):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:end]


class _Vote:
    """What lines gain by each pair of encodings."""

    def __init__(self) -> None:
        self._lines = 0
        self._total = 0.0
        self._gains: list[float] = []

    def add(self, line: str) -> None:
        """Count a repaired line for all pairs that would repair it so, unless it was UTF-8."""
        repair = best_repair(line)
        if repair is None or repair.is_utf8:
            return
        self._lines += 1
        self._total += repair.gain
        self._gains = self._gains or [0.0] * len(COMBINED)
        seen = "".join(line[change.start : change.end] for change in repair.changes)
        meant = dict(zip(seen, "".join(change.text for change in repair.changes), strict=True))
        for number in range(len(COMBINED)):
            if all(repairs_of(one).get(number, one) == other for one, other in meant.items()):
                self._gains[number] += repair.gain

    @property
    def is_over(self) -> bool:
        """True if there were enough votes."""
        return self._lines >= _ENOUGH

    @property
    def elected(self) -> EncodingPair | None:
        """The pair of encodings that most lines are in, None without a clear majority."""
        gain = max(self._gains, default=0.0)
        if self._lines < _FEWEST or gain < max(_CLEAR, _MAJORITY * self._total):
            return None
        return encoding_pairs()[self._gains.index(gain)]
