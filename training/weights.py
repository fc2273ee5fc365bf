"""Sparse weights as three arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Weights(NamedTuple):
    """Weights by row and column, sorted by both."""

    row: np.ndarray
    column: np.ndarray
    value: np.ndarray

    def ends(self, rows: int) -> np.ndarray:
        """Return the bounds of each row."""
        ends = np.zeros(rows + 1, np.int64)
        np.cumsum(np.bincount(self.row, minlength=rows), out=ends[1:])
        return ends

    def sorted(self) -> Weights:
        """Return the weights in order."""
        order = np.lexsort((self.column, self.row))
        return Weights(self.row[order], self.column[order], self.value[order])
