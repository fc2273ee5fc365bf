"""Clusters of nearby changes, judged together by the words around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import EncodingPair
from polyglot_norm.normalisation.mojibake.pair_ranking import is_implausible
from polyglot_norm.normalisation.mojibake.plausibility import plausibility
from polyglot_norm.normalisation.mojibake.single_byte import Change

AROUND: Final = 4
"""Words on each side of a changed one that are judged with it: enough to show a language."""

REPEATED: Final = 2
"""Times that a word counts."""

CLEAR: Final = 2.5
"""The gain, in nats, from which a repair is made: of 180,000 undamaged lines of the corpus, none
would gain more than 1.1 (`benchmarks/mojibake.py`)."""

CLEAR_OF_LITTLE: Final = 6.0
"""The same if there is little evidence, see `repair`."""

CLEAR_OF_SEVERAL: Final = 3.5
"""The same if that is in several words: of 194 undamaged lines in Cyrillic script that looked
suspicious, none would gain anything by two such words, and one gains 3 by a single one."""

FEWEST_LETTERS: Final = 3
"""The longest word that becomes Cyrillic has at least so many letters: a single è is not и."""

_WORD: Final = re.compile(r"[^ ]+")


class Cluster(NamedTuple):
    """Changes of a line and their gain, in nats."""

    changes: tuple[Change, ...]
    gain: float


def clusters(line: str, changes: Sequence[Change], pair: EncodingPair | None) -> Iterator[Cluster]:
    """Yield the changes in clusters, whose gain is that in plausibility of the text around them.

    Clusters that are implausible by their letters are left out.
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
            yield from _cluster(line, words, starts, group, pair)
            group = []
        group.append(change)
        last = at
    yield from _cluster(line, words, starts, group, pair)


def _cluster(
    line: str,
    words: list[tuple[int, int]],
    starts: list[int],
    group: list[Change],
    pair: EncodingPair | None,
) -> Iterator[Cluster]:
    first = max(0, bisect_right(starts, group[0].start) - 1 - AROUND)
    last = min(len(words), bisect_left(starts, group[-1].end) + AROUND)
    before, after, worth = _different(line, words[first:last], group)
    if pair and pair.is_cyrillic and is_implausible(before, after):
        return
    languages = pair.encoding.languages if pair else None
    gain = plausibility(after, languages) - _cached_plausibility(before)
    yield Cluster(tuple(group), gain + worth)


class _Different(NamedTuple):
    """The different words of a stretch, before and after, and the worth of their changes."""

    before: str
    after: str
    worth: float


def _different(
    line: str, words: Sequence[tuple[int, int]], changes: Sequence[Change]
) -> _Different:
    """Return the words of a stretch: one that comes again and again proves nothing more."""
    counts: Counter[str] = Counter()
    before, after = [], []
    worth = 0.0
    at = 0
    for start, end in words:
        first = at
        while at < len(changes) and changes[at].start < end:
            at += 1
        word = line[start:end]
        counts[word] += 1
        if counts[word] <= REPEATED:
            before.append(word)
            after.append(changed(word, changes[first:at], start))
            worth += sum(change.worth for change in changes[first:at])
    return _Different(" ".join(before), " ".join(after), worth)


# Many repairs of the same words are tried in a row.
_cached_plausibility = lru_cache(maxsize=2)(plausibility)


def changed(text: str, changes: Sequence[Change], offset: int = 0) -> str:
    """Return a text, which starts at ``offset`` of its line, with changes made."""
    pieces: list[str] = []
    position = 0
    for change in changes:
        pieces += (text[position : change.start - offset], change.text)
        position = change.end - offset
    pieces.append(text[position:])
    return "".join(pieces)
