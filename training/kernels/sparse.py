"""Descent on the weights that pruning has left.

Cython's pure-Python mode, as in `streams`.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-any-return"

from __future__ import annotations

from typing import Any

import cython
import numpy as np

if cython.compiled:
    from cython.cimports.libc.math import sqrt
    from cython.cimports.training.kernels.gradients import Gradient
    from cython.cimports.training.kernels.streams import Stream
else:
    from math import sqrt

    from training.kernels.gradients import Gradient
    from training.kernels.streams import Stream


@cython.cclass
class Sparse:
    """Weights at fixed places: a row's are ``ends[row]`` to ``ends[row + 1]``.

    ``sums`` are AdaGrad's, as in the last two columns of ``Dense``.
    """

    ends: cython.longlong[::1]
    columns: cython.uchar[::1]
    values: cython.float[::1]
    sums: cython.float[:, ::1]
    bias: cython.float[::1]
    labels: cython.int

    def __init__(self, ends: Any, columns: Any, values: Any, sums: Any, bias: Any) -> None:
        self.ends = ends
        self.columns = columns
        self.values = values
        self.sums = sums
        self.bias = bias
        self.labels = len(bias)

    def descend(self, stream: Stream, samples: cython.longlong, start: float, end: float) -> float:
        """Learn from stretches at a rate that falls from ``start`` to ``end``; return mean loss."""
        gradient: Gradient = Gradient()
        loss: cython.double = 0
        s: cython.longlong
        first: cython.float = start
        change: cython.float = (end - start) / samples
        with cython.nogil:
            for s in range(samples):
                loss += self.step(stream, gradient, first + change * s)
        return loss / samples

    def score(self, bounds: cython.longlong[::1], ngrams: cython.int[::1]) -> Any:
        """Return summed weights by text and label; ``bounds`` cuts ``ngrams`` into texts."""
        out = np.zeros((bounds.shape[0] - 1, self.labels), np.float32)
        gradient: Gradient = Gradient()
        w: cython.Py_ssize_t
        for w in range(bounds.shape[0] - 1):
            gradient.z[:] = 0
            self.add(ngrams, bounds[w], bounds[w + 1], gradient.z)
            out[w] = np.asarray(gradient.z)[: self.labels]
        return out

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def step(self, stream: Stream, gradient: Gradient, rate: cython.float) -> cython.double:
        """Learn from one stretch; return its loss."""
        stream.draw()
        size: cython.int = stream.gather()
        loss: cython.double
        j: cython.int
        for j in range(self.labels):
            gradient.z[j] = 0
        self.add(stream.rows, 0, size, gradient.z)
        if stream.near:
            loss = self.loss_among_relatives(stream, gradient)
        else:
            loss = gradient.among_all(stream.label, self.bias, self.labels)
        squares: cython.float = gradient.squares(self.labels)
        if squares > 1e-6:
            self.change(stream, gradient, size, rate, squares)
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def loss_among_relatives(self, stream: Stream, gradient: Gradient) -> cython.double:
        """Turn sums into the gradient among relatives, zero for all other labels."""
        first: cython.int = stream.groups[stream.label, 0]
        members: cython.int[::1] = stream.members[first : stream.groups[stream.label, 1]]
        count: cython.int = stream.groups[stream.label, 1] - first
        j: cython.int
        for j in range(count):
            gradient.few[j] = gradient.z[members[j]]
        loss: cython.double = gradient.among(gradient.few, members, stream.label)
        for j in range(self.labels):
            gradient.z[j] = 0
        for j in range(count):
            gradient.z[members[j]] = gradient.few[j]
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def add(
        self, rows: cython.int[::1], at: cython.longlong, end: cython.longlong, z: cython.float[::1]
    ) -> cython.void:
        """Add rows to sums."""
        e: cython.longlong
        row: cython.int
        while at < end:
            row = rows[at]
            at += 1
            if row >= 0:
                for e in range(self.ends[row], self.ends[row + 1]):
                    z[self.columns[e]] += self.values[e]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def change(
        self,
        stream: Stream,
        gradient: Gradient,
        size: cython.int,
        rate: cython.float,
        squares: cython.float,
    ) -> cython.void:
        """Move the rows of a stretch against the gradient."""
        column: cython.int = 0 if stream.near else 1
        k: cython.int
        row: cython.int
        e: cython.longlong
        step: cython.float
        for k in range(size):
            row = stream.rows[k]
            self.sums[row, column] += squares
            step = rate / sqrt(self.sums[row, column])
            for e in range(self.ends[row], self.ends[row + 1]):
                self.values[e] -= step * gradient.z[self.columns[e]]
