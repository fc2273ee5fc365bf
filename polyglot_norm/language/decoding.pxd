# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence

cdef class Decoder:
    cdef object _kept_fixed
    cdef object _kept_forward
    cdef object _kept_labels
    cdef object _kept_runs
    cdef int* labels
    cdef long long* runs
    cdef double* _odds
    cdef double* _likely
    cdef double* _now
    cdef double* _changes
    cdef double* _forward

    cdef object reserve(self, Py_ssize_t words, Py_ssize_t states)
    cdef double score(self, Evidence words, Py_ssize_t states) noexcept nogil
    cdef int find(self, Evidence words, Py_ssize_t states) noexcept nogil
    cdef int _weigh_changes(self, Py_ssize_t states) noexcept nogil
    cdef double _go_forward(self, Evidence words, Py_ssize_t states, bint keep) noexcept nogil
    cdef int _go_backward(self, Evidence words, Py_ssize_t states) noexcept nogil
    cdef Py_ssize_t cut(
        self, Evidence evidence, long long* words, int* places
    ) noexcept nogil
