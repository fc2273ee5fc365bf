# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence

cdef class Decoder:
    cdef int[::1] labels
    cdef long long[::1] runs
    cdef double[::1] _odds
    cdef double[::1] _likely
    cdef double[::1] _now
    cdef double[::1] _changes
    cdef double[::1] _forward

    cdef int reserve(self, Py_ssize_t words, Py_ssize_t states) except? -1
    cdef double score(self, Evidence words, Py_ssize_t states) noexcept nogil
    cdef void decode(self, Evidence words, Py_ssize_t states) noexcept nogil
    cdef Py_ssize_t find_runs(
        self, Evidence evidence, long long[::1] words, int[::1] places
    ) noexcept nogil
    cdef void _weigh_changes(self, Py_ssize_t states) noexcept nogil
    cdef double _go_forward(self, Evidence words, Py_ssize_t states, bint keep) noexcept nogil
    cdef void _go_backward(self, Evidence words, Py_ssize_t states) noexcept nogil
    cdef void _rescale(self, Py_ssize_t states) noexcept nogil
    cdef int _likeliest(self, Py_ssize_t at, Py_ssize_t states) noexcept nogil
