# What other compiled stages call without going through Python.
cdef int fill_gaps(
    str text,
    long long[::1] words,
    Py_ssize_t count,
    long long[::1] protected,
    Py_ssize_t span,
    Py_ssize_t at,
    unsigned char[::1] kinds,
) except? -1
cdef bint is_upper(int code) noexcept nogil
