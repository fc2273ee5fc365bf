# cython: initializedcheck=False
"""Which encoding pairs may repair a line: a bound of what each may gain, found without trying it.

Most lines that look suspicious are undamaged. No pair makes possible words of them, or its words
are far less plausible, which a few operations on the bits of characters and two scores show.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.align.offsets import Span
from polyglot_norm.normalisation.mojibake.clusters import (
    AROUND,
    CLEAR,
    CLEAR_OF_LITTLE,
    CLEAR_OF_SEVERAL,
    FEWEST_LETTERS,
    REPEATED,
)
from polyglot_norm.normalisation.mojibake.codepages import COMBINED, keeps_lower_case
from polyglot_norm.normalisation.mojibake.pair_letters import letter
from polyglot_norm.normalisation.mojibake.pair_ranking import IMPLAUSIBLE
from polyglot_norm.normalisation.mojibake.plausibility import ODDITY, oddities
from polyglot_norm.normalisation.mojibake.scores import score

if cython.compiled:
    from cython.cimports.polyglot_norm.normalisation.mojibake.units import Units
else:
    from polyglot_norm.normalisation.mojibake.units import Units

_IMPLAUSIBLE = cython.declare(cython.double, IMPLAUSIBLE - 1e-6)
"""Sums in another order differ by less."""

_APART = cython.declare(cython.Py_ssize_t, 2 * AROUND)
_NOTHING: Final[dict[int, int]] = {}
_FEWEST = cython.declare(cython.int, FEWEST_LETTERS)


class _Patch(NamedTuple):
    """A replacement of a stretch of a line."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=64)
def may_be_repaired(line: str) -> bool:
    """Return False if it is certain that no encoding pair repairs a line.

    UTF-8 is another matter.

    >>> may_be_repaired("Svi su rekli da je èovjek kriv."), may_be_repaired("Più di così!")
    (True, False)
    """
    units: Units = Units(line)
    if units.is_unclear:
        return True
    if not units.pairs:
        return False
    found: _Prospects = _Prospects(line, units)
    number: cython.int
    for number in range(len(COMBINED)):
        if units.pairs >> number & 1 and found.may_gain(number):
            return True
    return False


@cython.final
@cython.cclass
class _Prospects:
    """What the pairs may gain in a line."""

    _line: str
    _units: Units
    _scores: dict[tuple[str, frozenset[str] | None], float]
    _all_repeated: dict[Span, dict[int, int]]
    _repeats: cython.bint

    def __init__(self, line: str, units: Units) -> None:
        self._line = line
        self._units = units
        self._scores = {}
        self._all_repeated = {}
        tokens = line.split(" ")
        self._repeats = len(tokens) - len(set(tokens)) >= REPEATED

    @cython.cfunc
    @cython.exceptval(-1)
    def may_gain(self, number: cython.int) -> cython.bint:
        """Return True if a pair may gain enough by a group of nearby units."""
        units = self._units
        first: cython.Py_ssize_t = -1
        last: cython.Py_ssize_t = -1
        unit: cython.Py_ssize_t
        for unit in range(units.count):
            if units.masks[unit] >> number & 1:
                if first < 0:
                    first = unit
                elif units.bounds[4 * unit + 2] - units.bounds[4 * last + 2] > _APART:
                    if self._may_gain_by(first, last, number):
                        return True
                    first = unit
                last = unit
        return first >= 0 and self._may_gain_by(first, last, number)

    @cython.cfunc
    @cython.exceptval(-1)
    def _may_gain_by(
        self, first: cython.Py_ssize_t, last: cython.Py_ssize_t, number: cython.int
    ) -> cython.bint:
        """Return True if a pair may gain enough by the units from ``first`` to ``last``."""
        units = self._units
        encoding, decoded_as = COMBINED[number]
        start: cython.Py_ssize_t = max(0, units.bounds[4 * first + 2] - AROUND)
        end: cython.Py_ssize_t = units.bounds[4 * last + 2] + 1 + AROUND
        end = min(end, len(units.tokens) // 2)
        repeated = self._repeated(start, end) if self._repeats else _NOTHING
        if encoding.is_cyrillic and self._are_implausible(first, last, number, repeated):
            return False
        group = [
            unit
            for unit in range(first, last + 1)
            if units.masks[unit] >> number & 1 and units.bounds[4 * unit + 2] not in repeated
        ]
        gain = self._gain(group, repeated, (start, end), number)
        least = max(CLEAR, 2 * encoding.rarity)
        if keeps_lower_case(encoding, decoded_as):
            least = CLEAR_OF_SEVERAL if len(group) > 1 else CLEAR_OF_LITTLE
        return gain >= least

    @cython.cfunc
    @cython.exceptval(-1)
    def _are_implausible(
        self,
        first: cython.Py_ssize_t,
        last: cython.Py_ssize_t,
        number: cython.int,
        repeated: dict[int, int],
    ) -> cython.bint:
        """Return True if units are too short, or their letters fit too badly."""
        units = self._units
        longest: cython.Py_ssize_t = 0
        gain: cython.double = 0.0
        unit: cython.Py_ssize_t
        for unit in range(first, last + 1):
            if units.masks[unit] >> number & 1:
                longest = max(longest, units.bounds[4 * unit + 1] - units.bounds[4 * unit])
                if not repeated or units.bounds[4 * unit + 2] not in repeated:
                    gain += units.gains[units.bounds[4 * unit + 3] * len(COMBINED) + number]
        return longest < _FEWEST or gain < _IMPLAUSIBLE

    @cython.cfunc
    def _gain(
        self, group: list[int], repeated: dict[int, int], window: Span, number: cython.int
    ) -> float:
        """Return what a pair gains by some units at most: oddities that it makes are left out."""
        spans = [self._token(token) for token in repeated]
        cuts = [_Patch(start, end, "") for start, end in spans]
        patches = [self._patch(unit, number) for unit in group]
        before = self._patched(window, cuts)
        after = self._patched(window, sorted([*cuts, *patches]) if cuts else patches)
        gain = self._score(after, COMBINED[number][0].languages) - self._score(before, None)
        changed = [self._token_of(unit) for unit in group]
        seen = " ".join([self._line[start:end] for start, end in changed])
        return gain + ODDITY * len(oddities().findall(seen))

    @cython.cfunc
    def _token_of(self, unit: cython.Py_ssize_t) -> Span:
        return self._token(self._units.bounds[4 * unit + 2])

    @cython.cfunc
    def _token(self, number: cython.Py_ssize_t) -> Span:
        return self._units.tokens[2 * number], self._units.tokens[2 * number + 1]

    @cython.cfunc
    def _repeated(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> dict[int, int]:
        """Return the tokens that are there for the third time or more, which count no more."""
        known = self._all_repeated.get((first, last))
        if known is not None:
            return known
        counts: dict[str, int] = {}
        found: dict[int, int] = {}
        self._all_repeated[first, last] = found
        token: cython.Py_ssize_t
        for token in range(first, last):
            start, end = self._token(token)
            text = self._line[start:end]
            count = counts.get(text, 0) + 1
            counts[text] = count
            if count > REPEATED:
                found[token] = token
        return found

    @cython.cfunc
    def _patch(self, unit: cython.Py_ssize_t, number: cython.int) -> _Patch:
        """Return what a pair makes of a unit."""
        start = self._units.bounds[4 * unit]
        end = self._units.bounds[4 * unit + 1]
        letters = [
            char if char < "\x80" else letter(ord(char)).repairs.get(number, char)
            for char in self._line[start:end]
        ]
        return _Patch(start, end, "".join(letters))

    @cython.cfunc
    def _patched(self, window: Span, patches: list[_Patch]) -> str:
        """Return the tokens of a window with stretches replaced."""
        pieces: list[str] = []
        at = self._token(window[0])[0]
        for start, end, text in patches:
            pieces.append(self._line[at:start])
            pieces.append(text)
            at = end
        pieces.append(self._line[at : self._token(window[1] - 1)[1]])
        return "".join(pieces)

    @cython.cfunc
    def _score(self, text: str, languages: frozenset[str] | None) -> float:
        found = self._scores.get((text, languages))
        if found is None:
            found = self._scores[text, languages] = score(text, languages)
        return found
