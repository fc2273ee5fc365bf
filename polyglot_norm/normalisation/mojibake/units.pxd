# What other compiled stages use without going through Python.
cdef class Units:
    cdef readonly unsigned long long pairs
    cdef readonly bint is_unclear
    cdef readonly Py_ssize_t count
    cdef long long[::1] bounds
    cdef unsigned long long[::1] masks
    cdef double[::1] gains
    cdef long long[::1] tokens
    cdef object _found
    cdef object _pairs
    cdef object _rows

    cdef void _add(
        self, int kind, void* data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t token
    ) except *
