"""The rules for digraphs in Serbian Latin (`nj` is њ in `konj`, нј in `injekcija`), as bytes.

The rows of ``data/serbian-digraphs.tsv`` are serialised for the compiled speller. A row is a cell
with the text before the digraph, reversed, a cell with the text after it, and 1 if the digraph is
two letters. A cell is a list of alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

LATIN: Final = "abvgdđežzijklmnoprstćufhcčš"
CYRILLIC: Final = "абвгдђежзијклмнопрстћуфхцчш"

DIGRAPHS: Final = ("nj", "lj", "dž", "dj")
"""Two letters that may be one; the last is typed on keyboards without đ."""

EDGE: Final = 0
OTHER: Final = 28
"""The number of a character outside the alphabet; letters are numbered from 1, in 5 bits."""

ALTERNATIVE_END: Final = 29
CELL_END: Final = 30
ROW_END: Final = 31


def number(letter: str) -> int:
    """Return the number of a letter, or 0 for the edge of a word, ``^`` or ``$``."""
    return EDGE if letter in "^$" else LATIN.index(letter) + 1


def serialised(rows: Iterable[Mapping[str, str]]) -> list[bytes]:
    """Return the rows of each digraph, in the order of the table.

    >>> row = {"digraph": "nj", "before": "^i", "after": "ek uk", "becomes": "нј"}
    >>> list(serialised([row])[0])
    [10, 0, 29, 30, 7, 12, 29, 22, 12, 29, 30, 1, 31]
    """
    found = {digraph: bytearray() for digraph in DIGRAPHS}
    for row in rows:
        found[row["digraph"]] += _row(row)
    return [bytes(found[digraph]) for digraph in DIGRAPHS]


def _row(row: Mapping[str, str]) -> bytes:
    before = _cell([one[::-1] for one in _alternatives(row["before"])])
    after = _cell(_alternatives(row["after"]))
    return bytes([*before, *after, len(row["becomes"]) == 2, ROW_END])


def _alternatives(cell: str) -> list[str]:
    return [""] if cell == "-" else cell.split()


def _cell(alternatives: list[str]) -> list[int]:
    found: list[int] = []
    for one in alternatives:
        found += [*map(number, one), ALTERNATIVE_END]
    return [*found, CELL_END]
