# What other compiled stages use without going through Python.
cdef class Protected:
    cdef readonly object bounds
    cdef readonly bytearray kinds

cdef class ProtectedScanner:
    cdef object _ask
    cdef bytes _table
    cdef dict _units

    cpdef Protected scan(self, str text)
    cdef int _fill(self, str text, Py_ssize_t at, object bounds, bytearray kinds) except? -1
