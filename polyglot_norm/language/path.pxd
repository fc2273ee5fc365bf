# What other compiled stages use without going through Python.
from polyglot_norm.language.sums cimport Evidence

cdef class Path:
    cdef object _kept_came
    cdef object _kept_labels
    cdef object _kept_runs
    cdef object _kept_score
    cdef int* labels
    cdef long long* runs
    cdef long long* _score
    cdef unsigned char* _came
    cdef int* _costs
    cdef object _kept_costs

    cdef object reserve(self, Py_ssize_t words, Py_ssize_t states)
    cdef long long score(self, Evidence words, int* chosen, Py_ssize_t states) noexcept nogil
    cdef int find(self, Evidence words, int* chosen, Py_ssize_t states) noexcept nogil
    cdef Py_ssize_t cut(
        self, Evidence evidence, long long* words, int* places
    ) noexcept nogil
    cdef long long _walk(
        self, Evidence words, int* chosen, Py_ssize_t states, bint keep
    ) noexcept nogil
    cdef int _follow(self, Py_ssize_t words, Py_ssize_t states, Py_ssize_t state) noexcept nogil
