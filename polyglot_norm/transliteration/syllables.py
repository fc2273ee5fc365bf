"""Conversion of a text syllable by syllable, with one edit for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit

_LONGEST: Final = 40
"""Length up to which runs of letters are cached."""


class Syllable(NamedTuple):
    """A span of a run of letters, and what it becomes."""

    start: int
    end: int
    becomes: str


Split = Callable[[str], Iterator[Syllable]]
"""A function from a run of letters to its syllables, in order; letters between them are kept."""


def by_syllable(text: str, rule: str, runs: re.Pattern[str], split: Split) -> Aligned:
    """Return the text with the syllables of its runs of letters converted."""
    result = runs.sub(lambda match: _converted(match[0], split), text)
    return (
        Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule, runs, split)
    )


def _edits(text: str, rule: str, runs: re.Pattern[str], split: Split) -> Iterator[Edit]:
    for match in runs.finditer(text):
        run, at = match[0], match.start()
        for start, end, becomes in split(run):
            if becomes != run[start:end]:
                yield Edit(at + start, at + end, becomes, rule)


def _converted(run: str, split: Split) -> str:
    return _of_short(run, split) if len(run) <= _LONGEST else _joined(run, split)


@lru_cache(maxsize=1 << 14)
def _of_short(run: str, split: Split) -> str:
    return _joined(run, split)


def _joined(run: str, split: Split) -> str:
    parts, at = [], 0
    for start, end, becomes in split(run):
        parts += [run[at:start], becomes]
        at = end
    return "".join([*parts, run[at:]])
