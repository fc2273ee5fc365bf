# What other compiled stages use without going through Python.
from polyglot_norm.text.plain_emoji cimport PlainEmoji

cdef class PlainMarks(PlainEmoji):
    cdef long long mark(self, Py_ssize_t at, int code) except? -1
    cdef bint _is_before_digit(self, Py_ssize_t at) noexcept
    cdef long long _signed(self, Py_ssize_t at, int code) except? -1
    cdef long long _currency(self, Py_ssize_t at, int code) except? -1
    cdef long long _entity(self, Py_ssize_t at) noexcept
    cdef bint _is_of_base(self, int code, int base) noexcept
    cdef long long _tag(self, Py_ssize_t at) noexcept
    cdef bint _has_value(self, Py_ssize_t at) noexcept
    cdef long long _ticks(self, Py_ssize_t at) noexcept
    cdef Py_ssize_t _end_of_ticks(self, Py_ssize_t at) noexcept
    cdef long long _backslash(self, Py_ssize_t at) noexcept
    cdef long long _hash(self, Py_ssize_t at) noexcept
    cdef bint _is_colour(self, Py_ssize_t at) noexcept
    cdef long long _mention(self, Py_ssize_t at) noexcept
    cdef bint _is_special(self, Py_ssize_t at, int code) noexcept

cdef bint is_break(int code) noexcept
cdef bint is_ascii_letter(int code) noexcept
