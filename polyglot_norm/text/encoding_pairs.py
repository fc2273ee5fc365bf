"""How likely each symbol is after another, by language: the evidence that decides on encodings.

The file is made by training/encodings.py. Its header has the symbols and codecs of each language,
its body the costs of each symbol after each, in the order of the languages, compressed.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from polyglot_norm.table_files import FileFormat, open_tables
from polyglot_norm.text.encoding_symbols import SHARED, shared_symbol, symbol_of

FORMAT: Final = FileFormat(b"PolyPair", version=1)
SCALE: Final = 16
"""Costs are in sixteenths of a nat."""
LARGEST: Final = 255

Counts = Sequence[tuple[tuple[str, str], int]]
"""Pairs of adjacent characters with their number."""

_FILE: Final = Path(__file__).parent.parent / "data" / "encodings.bin"


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The pairs of one language, and the codecs that have its letters."""

    tag: str
    is_latin: bool
    codecs: frozenset[str]
    costs: bytes
    size: int
    index: Mapping[str, int]
    """The row and column of each symbol."""
    members: Mapping[str, float]
    """The costs in nats of ideographs among their kind."""
    unseen: Mapping[str, float]
    """The costs of others, by the symbol of their kind."""
    _places: dict[str, tuple[int, float]] = field(default_factory=dict)

    def place(self, character: str) -> tuple[int, float]:
        """Return the column of a character, and its cost among those that share it."""
        found = self._places.get(character)
        if found is None:
            found = self._places[character] = self._place(character)
        return found

    def cost(self, counts: Counts) -> float:
        """Return the cost in nats of the second character of each pair after the first."""
        places, costs, size = self._places, self.costs, self.size
        steps, apart = 0, 0.0
        for (one, other), number in counts:
            before = places.get(one) or self.place(one)
            column, extra = places.get(other) or self.place(other)
            steps += number * costs[before[0] * size + column]
            apart += number * extra
        return steps / SCALE + apart

    def _place(self, character: str) -> tuple[int, float]:
        symbol = symbol_of(character)
        if not self.is_latin and character < "\x80" and character.isalpha():
            symbol = "a"
        if symbol not in self.index:
            symbol = shared_symbol(symbol)
        if symbol in self.unseen:
            return self.index[symbol], self.members.get(character, self.unseen[symbol])
        return self.index[symbol], SHARED.get(symbol, 0.0)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The languages, and the costs of lower and upper case."""

    languages: tuple[Language, ...]
    cases: Mapping[str, float]

    def case_cost(self, counts: Counts) -> float:
        """Return the cost in nats of upper and lower case."""
        cases = self.cases
        return sum(
            number * cases.get(case_of(one) + case_of(other), 0.0)
            for (one, other), number in counts
        )

    def mean_cost(self, text: str) -> float:
        """Return the cost in nats of each character beyond ASCII, in the language of the least.

        >>> pairs().mean_cost("Где ты был?") < 4 < pairs().mean_cost("Дзаз жфэу")
        True
        """
        counts = [pair for pair in Counter(pairwise(f" {text} ")).items() if max(pair[0]) > "\x7f"]
        beyond = sum(character > "\x7f" for character in text)
        return min(each.cost(counts) for each in self.languages) / beyond if beyond else 0.0


def case_of(character: str) -> str:
    """Return ``l`` for a lower case letter, ``u`` for an upper case one, ``n`` for neither.

    >>> "".join(map(case_of, "Где 5?"))
    'ullnnn'
    """
    return "l" if character.islower() else "u" if character.isupper() else "n"


@cache
def pairs() -> Pairs:
    """Return the pairs that come with the package."""
    return open_tables(_FILE, FORMAT, _interpret)


def _interpret(header: Any, body: memoryview) -> Pairs:
    tables = memoryview(zlib.decompress(body))
    languages, start = [], 0
    for each in header["languages"]:
        size = len(each["symbols"])
        costs = bytes(tables[start : start + size * size])
        start += size * size
        members: dict[str, float] = {}
        for characters in each.get("members", {}).values():
            found = tables[start : start + len(characters)]
            members |= {one: cost / SCALE for one, cost in zip(characters, found, strict=True)}
            start += len(characters)
        unseen = {symbol: cost / SCALE for symbol, cost in each.get("unseen", {}).items()}
        index = {symbol: number for number, symbol in enumerate(each["symbols"])}
        codecs = frozenset(each["codecs"])
        languages.append(
            Language(each["tag"], each["latin"], codecs, costs, size, index, members, unseen)
        )
    return Pairs(tuple(languages), header["cases"])
