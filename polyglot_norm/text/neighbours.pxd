# What other compiled stages use without going through Python.
cdef class Neighbours:
    cdef bytes _kinds
    cdef bytes _masks
    cdef unsigned long long _begin
    cdef unsigned long long _end

    cdef Py_ssize_t find(self, str text, Py_ssize_t start) except? -2
