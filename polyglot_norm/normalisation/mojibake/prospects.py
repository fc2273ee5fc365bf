# cython: initializedcheck=False
"""Which encoding pairs may repair a line: a bound of what each may gain, found without trying it.

Most lines that look suspicious are undamaged. No pair makes possible words of them, or its words
are far less plausible, which a few operations on the bits of characters and two scores show. What
`repair` does with a pair costs twenty times as much.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from array import array
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
from polyglot_norm.normalisation.mojibake.codepages import COMBINED, MARKS, keeps_lower_case
from polyglot_norm.normalisation.mojibake.pair_letters import letter
from polyglot_norm.normalisation.mojibake.pair_ranking import IMPLAUSIBLE
from polyglot_norm.normalisation.mojibake.plausibility import ODDITY, oddities
from polyglot_norm.normalisation.mojibake.scores import score
from polyglot_norm.normalisation.mojibake.single_byte import RUN

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

_NONE: Final = array("d")
_IMPLAUSIBLE: Final = IMPLAUSIBLE - 1e-6  # sums in another order differ by less


class _Unit(NamedTuple):
    """A word of a line with the marks attached to it, as `single_byte` has them."""

    start: int
    end: int
    token: int
    """The number of the characters between two spaces that it is part of."""
    pairs: int
    """The pairs that make another word of it, each as a bit."""
    gains: array[float]
    """How much better its letters fit by each pair, if it becomes Cyrillic; else nothing."""


class _Patch(NamedTuple):
    """A replacement of a stretch of a line."""

    start: int
    end: int
    text: str


def may_be_repaired(line: str) -> bool:
    """Return False if it is certain that no encoding pair repairs a line.

    UTF-8 is another matter.

    >>> may_be_repaired("Svi su rekli da je èovjek kriv."), may_be_repaired("Più di così!")
    (True, False)
    """
    found: _Line = _Line(line)
    number: cython.int
    if found.is_unclear:
        return True
    for number in range(len(COMBINED)):
        if found.pairs >> number & 1 and found.may_gain(number):
            return True
    return False


@cython.final
@cython.cclass
class _Line:
    """The words of a line that a pair makes others of, and what that may gain."""

    pairs: cython.ulonglong
    is_unclear: cython.bint
    _line: str
    _units: list[_Unit]
    _tokens: list[Span]
    _scores: dict[tuple[str, frozenset[str] | None], float]
    _all_repeated: dict[tuple[int, int], dict[int, int]]

    def __init__(self, line: str) -> None:
        self.pairs = 0
        self.is_unclear = False
        self._line = line
        self._units = []
        self._tokens = []
        self._scores = {}
        self._all_repeated = {}
        self._read()

    @cython.cfunc
    def _read(self) -> cython.void:
        """Find the units, and the tokens, which are what is between spaces."""
        kind: cython.int = kind_of(self._line)
        data: cython.p_void = data_of(self._line)
        length: cython.Py_ssize_t = len(self._line)
        at: cython.Py_ssize_t
        unit: cython.Py_ssize_t = -1
        token: cython.Py_ssize_t = -1
        for at in range(length + 1):
            code: cython.int = code_point(kind, data, at) if at < length else 32
            if code > 127 or 65 <= code <= 90 or 97 <= code <= 122:
                if unit < 0:
                    unit = at
            elif unit >= 0:
                self._add_unit(kind, data, unit, at)
                unit = -1
            if code != 32:
                if token < 0:
                    token = at
            elif token >= 0:
                self._tokens.append((token, at))
                token = -1

    @cython.cfunc
    def _add_unit(
        self,
        kind: cython.int,
        data: cython.p_void,
        start: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
    ) -> cython.void:
        """Add a unit if a pair may make another word of it."""
        beyond: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(start, end):
            beyond += code_point(kind, data, at) > 127
        if not beyond:
            return
        gains = _NONE
        if beyond < end - start:  # some ASCII letters: a Latin word
            pairs: cython.ulonglong = _latin(kind, data, start, end)
            self.pairs |= pairs
        else:
            pairs = _cyrillic(kind, data, start, end)
            if end - start >= FEWEST_LETTERS:
                self.pairs |= pairs
            elif end - start == 1 and not self._line[start].isalpha():
                return
            if pairs:
                gains = _gains(kind, data, start, end)
                self.is_unclear |= _has_spread_run(kind, data, start, end)
        if pairs:
            self._units.append(_Unit(start, end, len(self._tokens), pairs, gains))

    @cython.cfunc
    @cython.exceptval(-1)
    def may_gain(self, number: cython.int) -> cython.bint:
        """Return True if a pair may gain enough by a group of nearby words."""
        group: list[_Unit] = []
        for unit in self._units:
            if cython.cast(cython.ulonglong, unit.pairs) >> number & 1:
                if group and unit.token - group[-1].token > 2 * AROUND:
                    if self._may_gain_by(group, number):
                        return True
                    group = []
                group.append(unit)
        return self._may_gain_by(group, number)

    @cython.cfunc
    @cython.exceptval(-1)
    def _may_gain_by(self, group: list[_Unit], number: cython.int) -> cython.bint:
        encoding, decoded_as = COMBINED[number]
        long = [unit for unit in group if unit.end - unit.start >= FEWEST_LETTERS]
        if encoding.is_cyrillic and not long:
            return False
        first = max(0, group[0].token - AROUND)
        last = min(len(self._tokens), group[-1].token + 1 + AROUND)
        repeated = self._repeated(first, last)
        if repeated:
            group = [unit for unit in group if unit.token not in repeated]
        if encoding.is_cyrillic and sum([unit.gains[number] for unit in group]) < _IMPLAUSIBLE:
            return False
        cuts = [_Patch(self._tokens[token][0], self._tokens[token][1], "") for token in repeated]
        before = self._patched(first, last, cuts)
        patches = [_Patch(unit.start, unit.end, self._meant(unit, number)) for unit in group]
        after = self._patched(first, last, sorted([*cuts, *patches]) if cuts else patches)
        gain = self._score(after, encoding.languages) - self._score(before, None)
        least = max(CLEAR, 2 * encoding.rarity)
        if keeps_lower_case(encoding, decoded_as):
            least = CLEAR_OF_SEVERAL if len(group) > 1 else CLEAR_OF_LITTLE
        seen = " ".join([self._line[slice(*self._tokens[unit.token])] for unit in group])
        return gain + ODDITY * len(oddities().findall(seen)) >= least

    @cython.cfunc
    def _repeated(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> dict[int, int]:
        """Return the tokens that are there for the third time or more, which count no more."""
        found = self._all_repeated.get((first, last))
        if found is not None:
            return found
        counts: dict[str, int] = {}
        found = self._all_repeated[first, last] = {}
        token: cython.Py_ssize_t
        for token in range(first, last):
            text = self._line[slice(*self._tokens[token])]
            count = counts.get(text, 0) + 1
            counts[text] = count
            if count > REPEATED:
                found[token] = token
        return found

    @cython.cfunc
    def _meant(self, unit: _Unit, number: cython.int) -> str:
        """Return what a pair makes of a unit."""
        seen = self._line[unit.start : unit.end]
        return "".join(
            [
                char if char < "\x80" else letter(ord(char)).repairs.get(number, char)
                for char in seen
            ]
        )

    @cython.cfunc
    def _patched(
        self, first: cython.Py_ssize_t, last: cython.Py_ssize_t, patches: list[_Patch]
    ) -> str:
        """Return the tokens from ``first`` to ``last`` with stretches replaced."""
        pieces: list[str] = []
        at = self._tokens[first][0]
        for start, end, text in patches:
            pieces.append(self._line[at:start])
            pieces.append(text)
            at = end
        pieces.append(self._line[at : self._tokens[last - 1][1]])
        return "".join(pieces)

    @cython.cfunc
    def _score(self, text: str, languages: frozenset[str] | None) -> float:
        found = self._scores.get((text, languages))
        if found is None:
            found = self._scores[text, languages] = score(text, languages)
        return found


@cython.cfunc
@cython.exceptval(check=False)
def _latin(
    kind: cython.int, data: cython.p_void, start: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.ulonglong:
    """Return the pairs by which a unit becomes another Latin word, as `single_byte` has it."""
    some: cython.ulonglong = 0
    never: cython.ulonglong = 0
    at: cython.Py_ssize_t
    for at in range(start, end):
        code: cython.int = code_point(kind, data, at)
        if code > 127:
            known = letter(code)
            some |= known[0]
            never |= known[1]
    return some & ~never


@cython.cfunc
def _cyrillic(
    kind: cython.int, data: cython.p_void, start: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.ulonglong:
    """Return the pairs by which a unit becomes another Cyrillic word, as `single_byte` has it."""
    changed: cython.ulonglong = 0
    some: cython.ulonglong = 0
    never: cython.ulonglong = 0
    inside: cython.ulonglong = 0  # with a mark that is not at the end if another letter follows
    last: cython.int = 0
    run: cython.int = 0
    at: cython.Py_ssize_t
    for at in range(start, end):
        code: cython.int = code_point(kind, data, at)
        known = letter(code)
        letters: cython.ulonglong = known[3]
        changed |= cython.cast(cython.ulonglong, known[2])
        never |= inside & letters | cython.cast(cython.ulonglong, known[4])
        some |= letters
        inside |= some & cython.cast(cython.ulonglong, known[5])
        run = run + 1 if code == last else 1
        last = code
        if run >= RUN:
            never |= letters
    return changed & some & ~never


@cython.cfunc
def _has_spread_run(
    kind: cython.int, data: cython.p_void, start: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> cython.bint:
    """Return True if marks are among letters that are the same, and may be a drawing."""
    last: cython.int = 0
    run: cython.int = 0
    marks: cython.int = 0
    at: cython.Py_ssize_t
    for at in range(start, end):
        code: cython.int = code_point(kind, data, at)
        if chr(code) in MARKS:
            marks += 1
        elif code == last:
            run += 1
            if run >= RUN and marks:
                return True
        else:
            last = code
            run = 1
            marks = 0
    return False


@cython.cfunc
def _gains(
    kind: cython.int, data: cython.p_void, start: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> array[float]:
    """Return the gains of the letters of a unit by each pair."""
    found = array("d", bytes(8 * len(COMBINED)))
    total: cython.double[::1] = found
    at: cython.Py_ssize_t
    number: cython.Py_ssize_t
    for at in range(start, end):
        each: tuple[float, ...] = letter(code_point(kind, data, at)).gains
        for number in range(len(each)):
            total[number] += each[number]
    return found
