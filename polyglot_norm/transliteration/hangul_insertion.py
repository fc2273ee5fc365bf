"""Insertion of ㄴ between the elements of Korean compounds: 꽃잎 is pronounced 꼰닙.

The compounds are in ``data/korean-n-insertion.tsv``, since only a dictionary knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm import tables

_FIRST: Final = ord("가")
_FINALS: Final = 28
_SHORTEST: Final = 3
"""Syllables of the shortest word with a suffix: 지역 is an area, 서울역 Seoul station."""


def insertions(run: str) -> Iterator[int]:
    """Yield the positions in a run of composed syllables before which ㄴ is inserted.

    >>> list(insertions("꽃잎")), list(insertions("서울역에서")), list(insertions("통역"))
    ([1], [2], [])
    """
    for match in _pattern().finditer(run):
        found = match[0]
        at = match.start() + _words("compound").get(found, 0)
        if found in _words("compound") or (at and _is_inserted(run, at, found)):
            yield at


def _is_inserted(run: str, at: int, element: str) -> bool:
    """Return True if ㄴ is inserted before an element or a suffix."""
    if (ord(run[at - 1]) - _FIRST) % _FINALS == 0:
        return False
    if element in _words("element"):
        return True
    rest = run[at + len(element) :]
    if at + 1 < _SHORTEST or run[at - 1 : at + 1] in _words("exception"):
        return False
    return not rest or rest in _words("particle")


@cache
def _words(kind: str) -> dict[str, int]:
    """Return the words of a kind, with the position of their hyphen."""
    listed = " ".join(
        row["words"] for row in tables.rows("korean-n-insertion") if row["kind"] == kind
    )
    return {word.replace("-", ""): word.find("-") for word in listed.split()}


@cache
def _pattern() -> re.Pattern[str]:
    kinds = ("compound", "element", "suffix")
    words = sorted((word for kind in kinds for word in _words(kind)), key=len, reverse=True)
    return re.compile("|".join(words))
