# What other compiled stages use without going through Python.
from polyglot_norm.text.plain_runs cimport PlainRuns

cdef class PlainItems(PlainRuns):
    cdef Py_ssize_t _sure
    cdef Py_ssize_t _doubtful

    cdef long long item(self, Py_ssize_t at) except? -1
    cdef long long _fraction(self, Py_ssize_t at) except? -1
    cdef long long _word(self, Py_ssize_t at, int code) except? -1
    cdef long long _underscores(self, Py_ssize_t at) noexcept
    cdef bint _is_scheme(self, Py_ssize_t at) noexcept
    cdef long long _name(self, Py_ssize_t at, int before) except? -1
    cdef Py_ssize_t _call_or_camel(self, Py_ssize_t at, Py_ssize_t end, bint plain) except? -1
    cdef bint _is_camel(self, Py_ssize_t at) noexcept
    cdef Py_ssize_t _code_point(self, Py_ssize_t at) noexcept
    cdef Py_ssize_t _plain_word(self, Py_ssize_t at) noexcept
    cdef bint _is_harmless(self, Py_ssize_t at) noexcept
    cdef bint _goes_on(self, Py_ssize_t at, bint label, bint foreign) noexcept
    cdef bint _is_host(self, Py_ssize_t at) noexcept
    cdef Py_ssize_t _end_of_letters(self, Py_ssize_t at, int code) noexcept
