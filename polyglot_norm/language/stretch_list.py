# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Stretches of a text as they are found, as numbers.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.cpython.array import array, clone
    from cython.cimports.polyglot_norm.language.stretches import Stretches, stretches_of
else:
    from array import array

    from polyglot_norm.language.stretches import Stretches, stretches_of

    def clone(template: array[int], length: int, _zero: object) -> array[int]:
        """Return an array of some length, as Cython's function of this name does."""
        return template * length


if TYPE_CHECKING:
    from polyglot_norm.language.labels import Label

FIELDS = cython.declare(cython.Py_ssize_t, 3)
"""The numbers of a stretch: its start, its end, and the index of its label."""

_ONE: array = array("q", [0])


@cython.cclass
class StretchList:
    """The stretches of a text and their labels; one is used for text after text."""

    def __init__(self) -> None:
        self._fields = array("q", bytes(8 * FIELDS * 16))
        self._early = array("q")
        self.clear()

    def clear(self) -> None:
        """Begin another text."""
        labels: list[Label] = []
        self.labels = labels
        self.count = 0

    @cython.cfunc
    def stretches(self) -> Stretches:
        """Return a copy of all stretches, with the labels."""
        count: cython.Py_ssize_t = FIELDS * self.count
        bounds = clone(_ONE, count, False)
        to: cython.p_longlong = bounds.data.as_longlongs if cython.compiled else bounds
        at: cython.Py_ssize_t
        for at in range(count):
            to[at] = self._fields[at]
        return stretches_of(bounds, self.labels)

    @cython.cfunc
    @cython.exceptval(-1)
    def add_label(self, label: Label) -> cython.Py_ssize_t:
        """Add a label; return its index."""
        self.labels.append(label)
        return len(self.labels) - 1

    @cython.cfunc
    @cython.exceptval(-1)
    def add(
        self, start: cython.longlong, end: cython.longlong, label: cython.longlong
    ) -> cython.int:
        """Add a stretch with the label of an index."""
        at: cython.Py_ssize_t
        if FIELDS * self.count == len(self._fields):
            grown: cython.longlong[::1] = array("q", bytes(16 * FIELDS * self.count))
            for at in range(FIELDS * self.count):
                grown[at] = self._fields[at]
            self._fields = grown
        at = FIELDS * self.count
        self._fields[at] = start
        self._fields[at + 1] = end
        self._fields[at + 2] = label
        self.count += 1
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    def extend_last(self, end: cython.longlong) -> cython.void:
        """Move the end of the stretch that was added last."""
        self._fields[FIELDS * self.count - 2] = end

    @cython.cfunc
    @cython.exceptval(-1)
    def merge(self, first: cython.Py_ssize_t, middle: cython.Py_ssize_t) -> cython.int:
        """Merge the stretches from ``first`` to ``middle`` and those after it by their starts."""
        if not first < middle < self.count:
            return 0
        size: cython.Py_ssize_t = FIELDS * (middle - first)
        if len(self._early) < size:
            self._early = array("q", bytes(16 * size))
        at: cython.Py_ssize_t
        for at in range(size):
            self._early[at] = self._fields[FIELDS * first + at]
        to: cython.Py_ssize_t = FIELDS * first
        late: cython.Py_ssize_t = FIELDS * middle
        end: cython.Py_ssize_t = FIELDS * self.count
        at = 0
        while at < size:
            if late < end and self._fields[late] < self._early[at]:
                self._copy(self._fields, late, to)
                late += FIELDS
            else:
                self._copy(self._early, at, to)
                at += FIELDS
            to += FIELDS
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    def _copy(
        self, source: cython.longlong[::1], at: cython.Py_ssize_t, to: cython.Py_ssize_t
    ) -> cython.void:
        field: cython.Py_ssize_t
        for field in range(FIELDS):
            self._fields[to + field] = source[at + field]
