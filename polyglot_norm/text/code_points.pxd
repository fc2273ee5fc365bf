# How compiled stages read the characters of a string, without the GIL.
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISUPPER,
)

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)

cdef inline bint is_ascii(str text) noexcept:
    return PyUnicode_IS_ASCII(text)

cdef inline int kind_of(str text) noexcept:
    return PyUnicode_KIND(text)

cdef inline void* data_of(str text) noexcept:
    return PyUnicode_DATA(text)

cdef inline int code_point(int kind, const void* data, Py_ssize_t at) noexcept nogil:
    if kind == 1:
        return (<const unsigned char*>data)[at]
    if kind == 2:
        return (<const unsigned short*>data)[at]
    return <int>(<const unsigned int*>data)[at]

# These are true where \w, \d and \s of a regular expression match.
cdef inline bint is_word(int code) noexcept:
    if code < 128:
        return 97 <= code <= 122 or 65 <= code <= 90 or 48 <= code <= 57 or code == 95
    return Py_UNICODE_ISALNUM(code)

cdef inline bint is_digit(int code) noexcept:
    if code < 128:
        return 48 <= code <= 57
    return Py_UNICODE_ISDECIMAL(code)

cdef inline bint is_space(int code) noexcept:
    if code < 128:
        return code == 32 or 9 <= code <= 13 or 28 <= code <= 31
    return Py_UNICODE_ISSPACE(code)

cdef inline bint is_upper_case(int code) noexcept:
    return Py_UNICODE_ISUPPER(code)
