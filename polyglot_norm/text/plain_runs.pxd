# What other compiled stages use without going through Python.
from polyglot_norm.text.plain_marks cimport PlainMarks

cdef class PlainRuns(PlainMarks):
    cdef Py_ssize_t _run_end
    cdef int _stops
    cdef bint _is_calm

    cdef long long in_run(self, Py_ssize_t at, Py_ssize_t end) except? -1
    cdef bint _is_word(self, Py_ssize_t at) noexcept
    cdef int _read_run(self, Py_ssize_t at) except? -1
    cdef bint _is_end(self, int code, int following) noexcept
    cdef bint _is_ending(self, Py_ssize_t at) except? -1
