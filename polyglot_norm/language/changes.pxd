# What other compiled stages use without going through Python.
cdef class Changes:
    cdef double[::1] table
    cdef double[::1] _calm
    cdef double[::1] _mixed
    cdef double _enter

    cdef void weigh(self, Py_ssize_t languages) noexcept nogil
    cdef void _set(
        self, int at, double calm, double mixed, double to_calm, double to_mixed
    ) noexcept nogil
