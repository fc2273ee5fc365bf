# Attributes and methods that the other loops use without going through Python.
cdef class Gradient:
    cdef float[::1] z
    cdef float[::1] few

    cdef double among_all(self, int label, float[::1] bias, int labels) noexcept nogil
    cdef double among(self, float[::1] sums, int[::1] members, int label) noexcept nogil
    cdef float squares(self, int size) noexcept nogil
