"""The loss of softmax regression on a stretch, and its gradient; one for each thread.

Cython's pure-Python mode, as in `streams`.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-any-return"

from __future__ import annotations

import cython
import numpy as np

if cython.compiled:
    from cython.cimports.libc.math import exp, log
else:
    from math import exp, log

MOST_LABELS = 256


@cython.cclass
class Gradient:
    """Sums of weights in ``z``, turned in place into the gradient; ``few`` is room for relatives.

    ``among_all`` and ``among`` return the loss.
    """

    def __init__(self) -> None:
        self.z = np.zeros(MOST_LABELS, np.float32)
        self.few = np.zeros(MOST_LABELS, np.float32)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def among_all(
        self, label: cython.int, bias: cython.float[::1], labels: cython.int
    ) -> cython.double:
        """Let all labels compete."""
        top: cython.float = -1e30
        total: cython.float = 0
        j: cython.int
        for j in range(labels):
            self.z[j] += bias[j]
            top = max(top, self.z[j])
        for j in range(labels):
            self.z[j] = exp(self.z[j] - top)
            total += self.z[j]
        total = 1 / total
        for j in range(labels):
            self.z[j] *= total
        loss: cython.double = -log(self.z[label] + 1e-30)
        self.z[label] -= 1
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def among(
        self, sums: cython.float[::1], members: cython.int[::1], label: cython.int
    ) -> cython.double:
        """Let the members of a group compete: ``sums`` has a number for each."""
        size: cython.int = cython.cast(cython.int, members.shape[0])
        top: cython.float = -1e30
        total: cython.float = 0
        loss: cython.double = 0
        m: cython.int
        for m in range(size):
            top = max(top, sums[m])
        for m in range(size):
            sums[m] = exp(sums[m] - top)
            total += sums[m]
        for m in range(size):
            sums[m] /= total
            if members[m] == label:
                loss = -log(sums[m] + 1e-30)
                sums[m] -= 1
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def squares(self, size: cython.int) -> cython.float:
        """Return the squared length of the gradient."""
        total: cython.float = 0
        j: cython.int
        for j in range(size):
            total += self.z[j] * self.z[j]
        return total
