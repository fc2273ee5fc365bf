# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence
from polyglot_norm.language.expectations cimport Expectations
from polyglot_norm.language.temperatures cimport Temperatures

cdef class Posteriors:
    cdef int[::1] labels
    cdef double[::1] probabilities
    cdef int count
    cdef double unknown
    cdef long long counted
    cdef bint is_aside
    cdef bint is_part
    cdef bint is_repeated
    cdef Expectations _expected
    cdef Temperatures _temperatures
    cdef double _weakest
    cdef int[::1] _distances
    cdef int _labels
    cdef int[::1] _met

    cdef void find(
        self, Evidence words, Py_ssize_t first, Py_ssize_t last, long long letters
    ) noexcept nogil
    cdef void _add_met(self, int* total) noexcept nogil
    cdef void _doubt(self, double doubt) noexcept nogil
    cdef void _rank_and_weigh(self, int* total, int top, double divisor) noexcept nogil
    cdef bint _is_clear(self, int* total, int top, double divisor) noexcept nogil
    cdef double _rank_all(self, int* total, int top, double* powers) noexcept nogil
    cdef double _odds_at(self, double* powers, int distance) noexcept nogil
    cdef void _rank(self, int label, int distance) noexcept nogil
