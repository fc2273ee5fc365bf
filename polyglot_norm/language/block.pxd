# What other compiled stages use without going through Python.
cdef class Block:
    cdef Py_ssize_t count
    cdef long long[::1] words
    cdef unsigned char[::1] kinds
    cdef unsigned char[::1] scripts
    cdef int[::1] numbers
    cdef int[::1] places
    cdef int[::1] chosen
    cdef unsigned char[::1] gaps
    cdef Py_ssize_t _room

    cdef int read(
        self, str text, Py_ssize_t start, Py_ssize_t end, long long[::1] protected
    ) except? -1
    cdef Py_ssize_t select(self) noexcept nogil
    cdef Py_ssize_t _scan(self, str text, Py_ssize_t start, Py_ssize_t end) except? -1
    cdef int _reserve(self, Py_ssize_t words) except? -1
