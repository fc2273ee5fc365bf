# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence

cdef class Clauses:
    cdef Py_ssize_t count
    cdef int[::1] starts
    cdef int[::1] leaders
    cdef int[::1] values
    cdef int[::1] near

    cdef int reserve(self, Py_ssize_t words) except? -1
    cdef void begin(self, Evidence words) noexcept nogil
    cdef void consider(self, Evidence words, Py_ssize_t column) noexcept nogil
    cdef void add(self, Evidence words, Py_ssize_t column) noexcept nogil
    cdef void _reconsider(
        self, Evidence words, Py_ssize_t clause, Py_ssize_t columns
    ) noexcept nogil
    cdef bint _is_near(
        self, Evidence words, Py_ssize_t clause, Py_ssize_t column
    ) noexcept nogil
