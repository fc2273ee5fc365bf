# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence

cdef class Gains:
    cdef int[::1] each
    cdef long long possible
    cdef int _labels
    cdef Py_ssize_t _count
    cdef int[::1] _contested
    cdef short[::1] _best

    cdef int reserve(self, Py_ssize_t chunks) except? -1
    cdef void begin(self, Evidence words, int label) noexcept nogil
    cdef void measure(self, Evidence words) noexcept nogil
    cdef void add(self, Evidence words, int label) noexcept nogil
    cdef int in_common(self, Evidence words, int one, int other) noexcept nogil
