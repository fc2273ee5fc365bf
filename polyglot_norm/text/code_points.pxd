# How compiled stages read the characters of a string, without the GIL.
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND

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
