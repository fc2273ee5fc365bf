# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Runs of labelled words: those with one label in one line.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from array import array

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language import gaps as kinds

if cython.compiled:
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from polyglot_norm.language.evidence import Evidence

FIELDS = cython.declare(cython.int, 3)
"""The numbers of a run: its first word, the word after it, and its letters."""

_LINE = cython.declare(cython.int, kinds.LINE)


@cython.cclass
class LabelRuns:
    """The runs of one block after another, as ``fields``."""

    def __init__(self) -> None:
        self.fields = array("q")

    @cython.cfunc
    @cython.exceptval(-1)
    def reserve(self, words: cython.Py_ssize_t) -> cython.int:
        """Make room for the runs of so many words."""
        if len(self.fields) < FIELDS * words:
            self.fields = array("q", bytes(16 * FIELDS * words))
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def find(
        self,
        labels: cython.int[::1],
        evidence: Evidence,
        words: cython.longlong[::1],
        places: cython.int[::1],
    ) -> cython.Py_ssize_t:
        """Write the runs of the labelled words to ``fields``; return how many there are.

        ``places`` are the places of the labelled words among all ``words``.
        """
        count: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        place: cython.Py_ssize_t
        for at in range(evidence.words):
            if not at or labels[at] != labels[at - 1] or evidence.gaps[at] == _LINE:
                self.fields[FIELDS * count] = at
                self.fields[FIELDS * count + 2] = 0
                count += 1
            place = places[at]
            self.fields[FIELDS * count - 2] = at + 1
            self.fields[FIELDS * count - 1] += words[3 * place + 1] - words[3 * place]
        return count
