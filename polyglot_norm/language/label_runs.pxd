# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence

cdef class LabelRuns:
    cdef long long[::1] fields

    cdef int reserve(self, Py_ssize_t words) except? -1
    cdef Py_ssize_t find(
        self, int[::1] labels, Evidence evidence, long long[::1] words, int[::1] places
    ) noexcept nogil
