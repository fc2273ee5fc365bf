# What other compiled stages use without going through Python.
from polyglot_norm.language.stretches cimport Stretches

cdef class StretchList:
    cdef readonly list labels
    cdef Py_ssize_t count
    cdef long long[::1] _fields
    cdef long long[::1] _early

    cdef Stretches stretches(self)
    cdef Py_ssize_t add_label(self, object label) except? -1
    cdef int add(self, long long start, long long end, long long label) except? -1
    cdef void extend_last(self, long long end) noexcept
    cdef int merge(self, Py_ssize_t first, Py_ssize_t middle) except? -1
    cdef void _copy(self, long long[::1] source, Py_ssize_t at, Py_ssize_t to) noexcept
