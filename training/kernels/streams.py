"""Random stretches of training text, as rows of weights.

Cython's pure-Python mode: compiled where possible (`building`), and interpreted for the tiny runs
of the tests.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-any-return"

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cython
import numpy as np

cython.declare(LONGEST=cython.int, MOST_ROWS=cython.int, TEXT_KINDS=cython.int)
cython.declare(GOLDEN=cython.ulonglong, MIX=cython.ulonglong, MIX_AGAIN=cython.ulonglong)
cython.declare(MASK64=cython.ulonglong)

# Words in the longest stretch, and n-grams that are taken of it.
LONGEST = 20
MOST_ROWS = 7900
# Stretches of 1, 2, 3 to 5 and 6 to 20 words of a sentence; then 1, 2 and 3 words of the list.
TEXT_KINDS = 4

# The constants of SplitMix64 (Steele, Lea and Flood, 2014).
GOLDEN = 0x9E3779B97F4A7C15
MIX = 0xBF58476D1CE4E5B9
MIX_AGAIN = 0x94D049BB133111EB
MASK64 = 0xFFFFFFFFFFFFFFFF


@cython.cclass
class Stream:
    """Training stretches of one script, drawn by a seed; one stream for each thread."""

    def __init__(
        self,
        sample: Mapping[str, Any],
        shares: Mapping[str, Any],
        bounds: Any,
        ngrams: Any,
        seed: int,
    ) -> None:
        """Take up the arrays of a script.

        ``sample`` is what the stage `tokenise` wrote; ``bounds`` cuts ``ngrams``, rows of weights
        or -1, into words; ``shares`` are shares of 2**32, cumulative where one label or kind is
        to be chosen.
        """
        self.state = seed
        self.labels = shares["labels"]
        self.kinds = shares["kinds"]
        self.strip = shares["strip"]
        self.typo_share = shares["typo"]
        self.drop = shares["drop"]
        self.starts = sample["starts"]
        self.tokens = sample["tokens"]
        self.line_end = sample["line_end"]
        self.stripped = sample["stripped"]
        self.typo = sample["typo"]
        self.bounds = bounds
        self.ngrams = ngrams
        self.words = np.zeros(LONGEST, np.uint32)
        self.rows = np.zeros(MOST_ROWS, np.int32)
        self.label = 0
        self.count = 0
        self.near_share = shares["near"]
        self.near_labels = shares["near_labels"]
        self.groups = shares["groups"]
        self.members = shares["members"]
        self.near = False

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def random(self) -> cython.uint:
        """Return the next number of SplitMix64: its high half."""
        self.state = (self.state + GOLDEN) & MASK64
        z: cython.ulonglong = self.state
        z = (z ^ (z >> 30)) * MIX & MASK64
        z = (z ^ (z >> 27)) * MIX_AGAIN & MASK64
        return cython.cast(cython.uint, z >> 32)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def choose(self, cumulative: cython.uint[::1]) -> cython.int:
        """Return a number drawn by cumulative shares of 2**32."""
        r: cython.uint = self.random()
        low: cython.int = 0
        high: cython.int = cython.cast(cython.int, cumulative.shape[0]) - 1
        while low < high:
            middle: cython.int = (low + high) >> 1
            if cumulative[middle] <= r:
                low = middle + 1
            else:
                high = middle
        return low

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def draw(self) -> cython.int:
        """Draw a label and a stretch of its text into ``words``; return the number of words.

        If ``near`` is set, only the label's relatives compete for the stretch.
        """
        self.near = self.near_share and self.random() < self.near_share
        y: cython.int = self.choose(self.near_labels if self.near else self.labels)
        kind: cython.int = self.choose(self.kinds)
        self.label = y
        if kind >= TEXT_KINDS and self.starts[y, 3] > self.starts[y, 2]:
            self.draw_from_list(kind - TEXT_KINDS + 1)
        else:
            self.draw_from_text(kind & 3)
        self.distort()
        return self.count

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def draw_from_list(self, length: cython.int) -> cython.void:
        """Draw words one by one from the label's word list."""
        first: cython.longlong = self.starts[self.label, 2]
        size: cython.longlong = self.starts[self.label, 3] - first
        k: cython.int
        for k in range(length):
            self.words[k] = self.tokens[first + self.random() % size]
        self.count = length

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def draw_from_text(self, kind: cython.int) -> cython.void:
        """Draw a stretch within a line of the label's text."""
        length: cython.int = kind + 1
        if kind == 2:
            length = 3 + self.random() % 3
        elif kind == 3:
            length = 6 + self.random() % 15
        first: cython.longlong = self.starts[self.label, 0]
        at: cython.longlong = first + self.random() % (self.starts[self.label, 1] - first)
        ahead: cython.int = 0
        while ahead < length - 1 and not self.line_end[at + ahead]:
            ahead += 1
        # Near the end of a line step back, so that long stretches are not cut short.
        while ahead < length - 1 and at > first and not self.line_end[at - 1]:
            at -= 1
            ahead += 1
        k: cython.int
        for k in range(ahead + 1):
            self.words[k] = self.tokens[at + k]
        self.count = ahead + 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def distort(self) -> cython.void:
        """Strip some stretches of their diacritics, and give some words a typo."""
        k: cython.int
        if self.strip[self.label] and self.random() < self.strip[self.label]:
            for k in range(self.count):
                self.words[k] = self.stripped[self.words[k]]
        if self.typo_share:
            for k in range(self.count):
                if self.random() < self.typo_share:
                    self.words[k] = self.typo[self.words[k]]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def gather(self) -> cython.int:
        """Write the rows of the stretch's n-grams to ``rows``; return their number."""
        size: cython.int = 0
        k: cython.int
        at: cython.longlong
        end: cython.longlong
        for k in range(self.count):
            end = self.bounds[self.words[k] + 1]
            if self.drop and self.random() < self.drop:
                end -= 1  # without the whole word, so that its parts are learned too
            for at in range(self.bounds[self.words[k]], end):
                if self.ngrams[at] >= 0 and size < MOST_ROWS:
                    self.rows[size] = self.ngrams[at]
                    size += 1
        return size
