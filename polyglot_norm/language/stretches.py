# cython: initializedcheck=False
"""The labelled stretches of a text, as numbers: a page has many.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.cpython.array import array
else:
    from array import array

if TYPE_CHECKING:
    from polyglot_norm.language.labels import Label
    from polyglot_norm.language.stretch import Stretch


# No garbage collection: it is in no cycle, and every text has one.
@cython.no_gc
@cython.final
@cython.cclass
class Stretches:
    """The stretches of a text, in order.

    ``bounds`` holds three numbers for each: its start, its end, and the index of its label in
    ``labels``.
    """

    __slots__ = ("bounds", "labels")

    def __init__(self, bounds: array[int], labels: list[Label]) -> None:
        self.bounds = bounds
        self.labels = labels

    @staticmethod
    def of(stretches: Iterable[Stretch]) -> Stretches:
        """Return records that are in order in this form."""
        labels: list[Label] = []
        bounds = array("q")
        for stretch in stretches:
            bounds.extend((stretch.start, stretch.end, len(labels)))
            labels.append(stretch.label)
        return stretches_of(bounds, labels)


@cython.cfunc
def stretches_of(bounds: array, labels: list[Label]) -> Stretches:
    """Return stretches, at less cost than by calling the class."""
    made: Stretches = Stretches.__new__(Stretches)
    made.bounds = bounds
    made.labels = labels
    return made
