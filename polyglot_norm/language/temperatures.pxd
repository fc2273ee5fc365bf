# What other compiled stages use without going through Python.
cdef class Temperatures:
    cdef double divisor
    cdef int start
    cdef double[::1] powers
    cdef long long[::1] _letters
    cdef double[::1] _divisors
    cdef int[::1] _starts
    cdef Py_ssize_t _count

    cdef void choose(self, long long letters) noexcept nogil
