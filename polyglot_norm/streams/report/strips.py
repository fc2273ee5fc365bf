"""Strips: the languages along a document, in as many cells as can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

CELLS: Final = 400
"""Cells of a strip: about as many as there are points on paper."""

_MOST_RUNS: Final = 8 * CELLS
"""Runs that are kept of a document while it is read, so that memory is bounded."""


class Run(NamedTuple):
    """A number of characters in one language."""

    lang: str
    length: int


class Strip:
    """The runs of a document, added as they come.

    >>> strip = Strip()
    >>> for run in (Run("en", 30), Run("en", 10), Run("sr-Cyrl", 60)):
    ...     strip.add(run)
    >>> list(strip.runs())
    [Run(lang='en', length=40), Run(lang='sr-Cyrl', length=60)]
    """

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self._runs: list[Run] = []
        self.length = 0
        for run in runs:
            self.add(run)

    def add(self, run: Run) -> None:
        """Add a run at the end."""
        self.length += run.length
        if self._runs and self._runs[-1].lang == run.lang:
            run = Run(run.lang, run.length + self._runs.pop().length)
        self._runs.append(run)
        if len(self._runs) > _MOST_RUNS:
            self._runs = list(_in_cells(self._runs, self.length, _MOST_RUNS // 2))

    def runs(self) -> Iterator[Run]:
        """Yield the runs, simplified to `CELLS` cells if there are more."""
        if len(self._runs) <= CELLS:
            return iter(self._runs)
        return _in_cells(self._runs, self.length, CELLS)


def _in_cells(runs: Iterable[Run], length: int, cells: int) -> Iterator[Run]:
    """Yield runs of whole cells, each in the language of most of it."""
    for lang, group in groupby(_cells(runs, length, cells), key=itemgetter(0)):
        yield Run(lang, sum(run.length for run in group))


def _cells(runs: Iterable[Run], length: int, cells: int) -> Iterator[Run]:
    cell, counts, place = 0, dict[str, int](), 0
    for lang, size in runs:
        while size:
            end = (cell + 1) * length // cells
            part = min(size, end - place)
            counts[lang] = counts.get(lang, 0) + part
            place, size = place + part, size - part
            if place == end:
                cell += 1
                if counts and any(counts.values()):
                    yield Run(max(counts, key=lambda tag: counts[tag]), sum(counts.values()))
                counts = {}
