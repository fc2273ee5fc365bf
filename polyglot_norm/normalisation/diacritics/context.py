"""Features for the choice between spellings: neighbouring words and letters.

Training and restoring both use these functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from polyglot_norm.normalisation.diacritics.spelling import Place

_NOTHING: Final = "_"
_ENDING: Final = 3

WINDOWS: Final = ((0, 1), (1, 1), (1, 2), (2, 1), (2, 2), (3, 2), (2, 3), (3, 3), (4, 3), (3, 4),
                  (4, 4), (5, 4), (5, 5), (6, 6))  # fmt: skip
"""Numbers of letters before and after a place, in ascending order."""


def around(words: Sequence[str], at: int) -> Iterator[str]:
    """Yield features from the words around a word; words must be in lower-case ASCII.

    >>> list(around(["ne", "znam", "sto"], 2))
    ['1znam', '2ne', '3_', '4_', '5nam', '6_', '7znam _']
    """
    before = words[at - 1] if at else _NOTHING
    earlier = words[at - 2] if at > 1 else _NOTHING
    after = words[at + 1] if at + 1 < len(words) else _NOTHING
    later = words[at + 2] if at + 2 < len(words) else _NOTHING
    yield f"1{before}"
    yield f"2{earlier}"
    yield f"3{after}"
    yield f"4{later}"
    yield f"5{before[-_ENDING:]}"
    yield f"6{after[-_ENDING:]}"
    yield f"7{before} {after}"


def windows(form: str, place: Place) -> Iterator[str]:
    """Yield the letters of a word around a place, the narrowest window first; edges are marked.

    >>> from polyglot_norm.normalisation.diacritics.spelling import places
    >>> list(windows("noc", next(places("noc"))))
    ['<c>_', 'o<c>_', 'no<c>_', '_no<c>_']
    """
    whole = f"{_NOTHING}{form}{_NOTHING}"
    start, end = place.start + 1, place.end + 1
    seen = set()
    for before, after in WINDOWS:
        first, last = max(0, start - before), min(len(whole), end + after)
        view = f"{whole[first:start]}<{whole[start:end]}>{whole[end:last]}"
        if view not in seen:
            seen.add(view)
            yield view
