# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""The words of a line that encoding pairs would make other words of.

`single_byte` finds the same for one pair, word by word; here all pairs are bits of a number.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from array import array
from typing import Final

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.normalisation.mojibake.clusters import FEWEST_LETTERS
from polyglot_norm.normalisation.mojibake.codepages import COMBINED, MARKS
from polyglot_norm.normalisation.mojibake.pair_letters import (
    CHANGED,
    CYRILLIC,
    LATIN,
    MARK,
    NOT_CYRILLIC,
    NOT_LATIN,
    letter,
)
from polyglot_norm.normalisation.mojibake.single_byte import RUN

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import code_point, data_of, kind_of
else:
    from polyglot_norm.text.code_points import code_point, data_of, kind_of

PAIRS = cython.declare(cython.Py_ssize_t, len(COMBINED))

_RUN = cython.declare(cython.int, RUN)
_FEWEST = cython.declare(cython.int, FEWEST_LETTERS)

_LATIN = cython.declare(cython.int, LATIN)
_NOT_LATIN = cython.declare(cython.int, NOT_LATIN)
_CHANGED = cython.declare(cython.int, CHANGED)
_CYRILLIC = cython.declare(cython.int, CYRILLIC)
_NOT_CYRILLIC = cython.declare(cython.int, NOT_CYRILLIC)
_MARK = cython.declare(cython.int, MARK)

_NO_ROW: Final = -1


@cython.final
@cython.cclass
class Units:
    """Words with the marks attached to them, and tokens, which are what is between spaces.

    ``bounds`` has the start and end of each unit, the number of the token that it is part of, and
    that of its row of ``gains``, or -1; ``masks`` the pairs that make another word of it.
    ``tokens`` has their starts and ends. ``pairs`` are those that may repair any unit.
    """

    def __init__(self, line: str) -> None:
        self.pairs = 0
        self.is_unclear = False
        self._found = array("q")
        self._pairs = array("Q")
        self._rows = array("d")
        tokens = array("q")
        kind: cython.int = kind_of(line)
        data: cython.p_void = data_of(line)
        length: cython.Py_ssize_t = len(line)
        at: cython.Py_ssize_t
        unit: cython.Py_ssize_t = -1
        token: cython.Py_ssize_t = -1
        number: cython.Py_ssize_t = 0
        for at in range(length + 1):
            code: cython.int = code_point(kind, data, at) if at < length else 32
            if code > 127 or 65 <= code <= 90 or 97 <= code <= 122:
                if unit < 0:
                    unit = at
            elif unit >= 0:
                self._add(kind, data, unit, at, number)
                unit = -1
            if code != 32:
                if token < 0:
                    token = at
            elif token >= 0:
                tokens.append(token)
                tokens.append(at)
                token = -1
                number += 1
        self.bounds, self.masks, self.gains = self._found, self._pairs, self._rows
        self.tokens = tokens
        self.count = len(self._pairs)

    @cython.cfunc
    @cython.exceptval(check=True)
    def _add(
        self,
        kind: cython.int,
        data: cython.p_void,
        start: cython.Py_ssize_t,
        end: cython.Py_ssize_t,
        token: cython.Py_ssize_t,
    ) -> cython.void:
        """Add a unit if a pair may make another word of it."""
        beyond: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(start, end):
            beyond += code_point(kind, data, at) > 127
        if not beyond:
            return
        row = _NO_ROW
        if beyond < end - start:  # some ASCII letters: a Latin word
            pairs: cython.ulonglong = _latin(kind, data, start, end)
            self.pairs |= pairs
        else:
            gains = array("d", bytes(8 * PAIRS))
            pairs = _cyrillic(kind, data, start, end, gains)
            if end - start >= _FEWEST:
                self.pairs |= pairs
            elif end - start == 1 and not chr(code_point(kind, data, start)).isalpha():
                return
            if pairs:
                row = len(self._rows) // PAIRS
                self._rows.extend(gains)
                self.is_unclear |= _has_spread_run(kind, data, start, end)
        if pairs:
            self._found.extend((start, end, token, row))
            self._pairs.append(pairs)


@cython.cfunc
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
            if cython.compiled:
                masks: cython.p_ulonglong = cython.cast(
                    cython.p_ulonglong,
                    cython.cast(cython.p_const_uchar, cython.cast(bytes, known[0])),
                )
            else:
                masks = memoryview(known[0]).cast("Q")
            some |= masks[_LATIN]
            never |= masks[_NOT_LATIN]
    return some & ~never


@cython.cfunc
def _cyrillic(
    kind: cython.int,
    data: cython.p_void,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    total: cython.double[::1],
) -> cython.ulonglong:
    """Return the pairs by which a unit becomes another Cyrillic word, as `single_byte` has it.

    ``total`` is for the gains of its letters by each pair.
    """
    changed: cython.ulonglong = 0
    some: cython.ulonglong = 0
    never: cython.ulonglong = 0
    inside: cython.ulonglong = 0  # with a mark that is not at the end if another letter follows
    last: cython.int = 0
    run: cython.int = 0
    at: cython.Py_ssize_t
    number: cython.Py_ssize_t
    for at in range(start, end):
        code: cython.int = code_point(kind, data, at)
        known = letter(code)
        if cython.compiled:
            masks: cython.p_ulonglong = cython.cast(
                cython.p_ulonglong, cython.cast(cython.p_const_uchar, cython.cast(bytes, known[0]))
            )
            gains: cython.p_double = cython.cast(
                cython.p_double, cython.cast(cython.p_const_uchar, cython.cast(bytes, known[1]))
            )
        else:
            masks = memoryview(known[0]).cast("Q")
            gains = memoryview(known[1]).cast("d")
        letters: cython.ulonglong = masks[_CYRILLIC]
        changed |= masks[_CHANGED]
        never |= (inside & letters) | masks[_NOT_CYRILLIC]
        some |= letters
        inside |= some & masks[_MARK]
        run = run + 1 if code == last else 1
        last = code
        if run >= _RUN:
            never |= letters
        for number in range(PAIRS):
            total[number] += gains[number]
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
        if code == last:
            run += 1
            if run >= _RUN and marks:
                return True
        elif (code < 0xC0 or code >= 0x2000) and chr(code) in MARKS:  # not a letter
            marks += 1
        else:
            last = code
            run = 1
            marks = 0
    return False
