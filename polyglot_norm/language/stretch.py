# cython: initializedcheck=False
"""Words with one label in one line, with no word of another label between them.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator"

from __future__ import annotations

from typing import TYPE_CHECKING

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if TYPE_CHECKING:
    from polyglot_norm.language.labels import Label


# No garbage collection: a stretch is in no cycle, and a line may have a hundred thousand.
@cython.no_gc
@cython.final
@cython.cclass
class Stretch:
    """Some words of a line: their start, end and label, and how many letters count for it.

    ``lang`` and ``script`` are those of the label.
    """

    __slots__ = ("end", "label", "lang", "letters", "script", "start")

    def __init__(self, start: int, end: int, label: Label, letters: int) -> None:
        self.start = start
        self.end = end
        self.label = label
        self.lang = label.lang
        self.script = label.script
        self.letters = letters

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stretch):
            return NotImplemented
        two: Stretch = other
        return (
            self.start == two.start
            and self.end == two.end
            and self.letters == two.letters
            and self.label == two.label
        )

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return f"Stretch({self.start}, {self.end}, {self.label!r}, {self.letters})"

    @cython.cfunc
    def with_label(self, label: Label) -> Stretch:
        """Return the same words with another label."""
        made: Stretch = stretch_of(self.start, self.end, label, self.letters)
        return made

    @cython.cfunc
    def part(self, start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> Stretch:
        """Return a part of it, which has as many letters as it is long."""
        made: Stretch = stretch_of(start, end, self.label, end - start)
        return made


@cython.cfunc
def stretch_of(
    start: cython.Py_ssize_t, end: cython.Py_ssize_t, label: Label, letters: cython.Py_ssize_t
) -> Stretch:
    """Return a stretch, at less cost than by calling the class."""
    made: Stretch = Stretch.__new__(Stretch)
    made.start = start
    made.end = end
    made.label = label
    made.lang = cython.cast(tuple, label)[0]
    made.script = cython.cast(tuple, label)[1]
    made.letters = letters
    return made
