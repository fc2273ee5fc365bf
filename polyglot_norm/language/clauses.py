# cython: initializedcheck=False, boundscheck=False, wraparound=False
"""Clauses of a block, and the languages of its set that come near in each.

Most clauses are in one language, and no other language of the set comes near in them. What is known
about a clause, before anything is decoded, is the language that explains it best, its leader, and
which others might hold in it or in a part of it.

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
from polyglot_norm.language.model import SCALE

if cython.compiled:
    from cython.cimports.polyglot_norm.language.evidence import Evidence
else:
    from polyglot_norm.language.evidence import Evidence

MOST = 6 * SCALE
"""The most that one word may say for one language of the set against another: it may be a name."""

LONGEST = 32
"""The most words of a clause, so that no language comes near in a whole text for a part of it."""

FAR = cython.declare(cython.int, 20 * SCALE)
"""What a language must explain worse than the leader not to hold in a whole clause: two changes
cost less."""

PART = cython.declare(cython.int, 2 * SCALE)
"""What it may explain better in a part of the clause all the same: two changes cost more."""

_STOP = cython.declare(cython.int, kinds.STOP)
_MOST = cython.declare(cython.int, MOST)
_LONGEST = cython.declare(cython.Py_ssize_t, LONGEST)


@cython.cclass
class Clauses:
    """The clauses of one block after another.

    Of each: where it ``starts``, the column of its leader in the evidence (``leaders``), the sum of
    that (``values``), and a bit for each column that comes near (``near``), the leader's too.
    """

    def __init__(self) -> None:
        self.count = 0
        self.starts = array("i")

    @cython.cfunc
    @cython.exceptval(-1)
    def reserve(self, words: cython.Py_ssize_t) -> cython.int:
        """Make room for the clauses of so many words."""
        if len(self.starts) <= words:
            room = 2 * words + 1
            self.starts = array("i", bytes(4 * room))
            self.leaders = array("i", bytes(4 * room))
            self.values = array("i", bytes(4 * room))
            self.near = array("i", bytes(4 * room))
        return 0

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def begin(self, words: Evidence) -> cython.void:
        """Cut a block into clauses, which the language of the first column leads."""
        count: cython.Py_ssize_t = 0
        at: cython.Py_ssize_t
        for at in range(words.words):
            if not at or words.gaps[at] >= _STOP or at - self.starts[count - 1] >= _LONGEST:
                self.starts[count] = at
                self.leaders[count] = 0
                self.values[count] = 0
                self.near[count] = 1
                count += 1
            self.values[count - 1] += words.columns[at]
        self.starts[count] = words.words
        self.count = count

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def consider(self, words: Evidence, column: cython.Py_ssize_t) -> cython.void:
        """Find the clauses in which the language of a further column comes near."""
        bit: cython.int = 1 << column
        clause: cython.Py_ssize_t
        for clause in range(self.count):
            self.near[clause] &= ~bit
            if self._is_near(words, clause, column):
                self.near[clause] |= bit

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def add(self, words: Evidence, column: cython.Py_ssize_t) -> cython.void:
        """Let a language that was considered lead the clauses that it explains best."""
        bit: cython.int = 1 << column
        clause: cython.Py_ssize_t
        at: cython.Py_ssize_t
        value: cython.int
        for clause in range(self.count):
            if self.near[clause] & bit:
                value = 0
                for at in range(self.starts[clause], self.starts[clause + 1]):
                    value += words.columns[column * words.words + at]
                if value > self.values[clause]:
                    self.values[clause] = value
                    self.leaders[clause] = column
                    self._reconsider(words, clause, column)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.nogil
    def _reconsider(
        self, words: Evidence, clause: cython.Py_ssize_t, columns: cython.Py_ssize_t
    ) -> cython.void:
        """Find which of the languages of the first columns come near a new leader."""
        column: cython.Py_ssize_t
        for column in range(columns):
            if self.near[clause] >> column & 1 and not self._is_near(words, clause, column):
                self.near[clause] &= ~(1 << column)

    @cython.cfunc
    @cython.exceptval(check=False)
    @cython.inline
    @cython.nogil
    def _is_near(
        self, words: Evidence, clause: cython.Py_ssize_t, column: cython.Py_ssize_t
    ) -> cython.bint:
        """Return True if a language may hold in a clause or in a part of it."""
        leader: cython.Py_ssize_t = self.leaders[clause] * words.words
        other: cython.Py_ssize_t = column * words.words
        whole: cython.int = 0
        part: cython.int = 0
        most: cython.int = 0
        at: cython.Py_ssize_t
        better: cython.int
        for at in range(self.starts[clause], self.starts[clause + 1]):
            better = words.columns[other + at] - words.columns[leader + at]
            better = min(_MOST, max(-_MOST, better))
            whole += better
            part = max(0, part + better)
            most = max(most, part)
        return whole > -FAR or most > PART
