"""Descent on weights as a matrix.

Cython's pure-Python mode, as in `streams`.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-any-return"

from __future__ import annotations

from typing import Any

import cython

if cython.compiled:
    from cython.cimports.libc.math import sqrt
    from cython.cimports.training.kernels.gradients import Gradient
    from cython.cimports.training.kernels.streams import Stream
else:
    from math import sqrt

    from training.kernels.gradients import Gradient
    from training.kernels.streams import Stream


@cython.cclass
class Dense:
    """A row for each n-gram, a column for each label.

    The last two columns are AdaGrad's sums: of stretches drawn among relatives, and of the others.
    """

    weights: cython.float[::1]
    width: cython.Py_ssize_t
    labels: cython.int
    bias: cython.float[::1]

    def __init__(self, weights: Any, bias: Any) -> None:
        self.weights = weights.reshape(-1)
        self.width = weights.shape[1]
        self.labels = len(bias)
        self.bias = bias

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

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def step(self, stream: Stream, gradient: Gradient, rate: cython.float) -> cython.double:
        """Learn from one stretch; return its loss."""
        stream.draw()
        size: cython.int = stream.gather()
        if stream.near:
            return self.step_among_relatives(stream, gradient, size, rate)
        self.add(stream, gradient, size)
        loss: cython.double = gradient.among_all(stream.label, self.bias, self.labels)
        squares: cython.float = gradient.squares(self.labels)
        if squares > 1e-6:
            self.change(stream, gradient, size, rate, squares)
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def add(self, stream: Stream, gradient: Gradient, size: cython.int) -> cython.void:
        """Sum the rows of a stretch."""
        z: cython.float[::1] = gradient.z
        w: cython.float[::1] = self.weights
        labels: cython.int = self.labels
        k: cython.int
        j: cython.int
        at: cython.Py_ssize_t
        for j in range(labels):
            z[j] = 0
        for k in range(size):
            at = stream.rows[k] * self.width
            for j in range(labels):
                z[j] += w[at + j]

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
        """Move the rows of a stretch against the gradient (AdaGrad with one sum a row)."""
        z: cython.float[::1] = gradient.z
        w: cython.float[::1] = self.weights
        labels: cython.int = self.labels
        step: cython.float
        k: cython.int
        j: cython.int
        at: cython.Py_ssize_t
        for k in range(size):
            at = stream.rows[k] * self.width
            w[at + self.width - 1] += squares
            step = rate / sqrt(w[at + self.width - 1])
            for j in range(labels):
                w[at + j] -= step * z[j]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def step_among_relatives(
        self, stream: Stream, gradient: Gradient, size: cython.int, rate: cython.float
    ) -> cython.double:
        """Learn to distinguish a stretch's label from its relatives; return the loss."""
        z: cython.float[::1] = gradient.z
        w: cython.float[::1] = self.weights
        first: cython.int = stream.groups[stream.label, 0]
        members: cython.int[::1] = stream.members[first : stream.groups[stream.label, 1]]
        count: cython.int = stream.groups[stream.label, 1] - first
        squares: cython.float
        step: cython.float
        k: cython.int
        m: cython.int
        at: cython.Py_ssize_t
        for m in range(count):
            z[m] = 0
        for k in range(size):
            at = stream.rows[k] * self.width
            for m in range(count):
                z[m] += w[at + members[m]]
        loss: cython.double = gradient.among(z, members, stream.label)
        squares = gradient.squares(count)
        if squares > 1e-6:
            for k in range(size):
                at = stream.rows[k] * self.width
                w[at + self.width - 2] += squares
                step = rate / sqrt(w[at + self.width - 2])
                for m in range(count):
                    w[at + members[m]] -= step * z[m]
        return loss
