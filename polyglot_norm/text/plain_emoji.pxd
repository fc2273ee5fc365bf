# What other compiled stages use without going through Python.
from polyglot_norm.text.plain_numbers cimport PlainNumbers

cdef class PlainEmoji(PlainNumbers):
    cdef object _pictures

    cdef long long one(self, Py_ssize_t at) noexcept
    cdef int picture(self, int code) except? -1
    cdef long long emoji(self, Py_ssize_t at) except? -1
    cdef Py_ssize_t _styled(self, Py_ssize_t at) except? -1
