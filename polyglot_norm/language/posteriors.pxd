# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence

cdef class Posteriors:
    cdef object _kept
    cdef int _labels
    cdef int* _prior
    cdef int* labels
    cdef double* shares
    cdef int count
    cdef double unseen
    cdef double* _odds
    cdef int* _chosen
    cdef Py_ssize_t _expected

    cdef int expect_nothing(self) noexcept nogil
    cdef int expect(self, int* chosen, long long* letters, Py_ssize_t count) noexcept nogil
    cdef int find(
        self, Evidence words, Py_ssize_t first, Py_ssize_t last, double divisor
    ) noexcept nogil
    cdef int _add_expected(self, int* total, double divisor) noexcept nogil
    cdef int _rank(self, int label, double share) noexcept nogil
