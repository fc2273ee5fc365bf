# What other compiled stages use without going through Python.
cdef class Block:
    cdef Py_ssize_t count
    cdef long long[::1] words
    cdef unsigned char[::1] kinds
    cdef int[::1] scripts
    cdef int script_count
    cdef int[::1] numbers
    cdef int[::1] places
    cdef int[::1] chosen
    cdef unsigned char[::1] gaps
    cdef Py_ssize_t _room
    cdef unsigned char[::1] _occurs
    cdef long long[::1] _protected
    cdef long long[::1] _nothing
    cdef Py_ssize_t _span

    cdef int begin(self, object protected) except? -1
    cdef int read(self, str text, Py_ssize_t start, Py_ssize_t end) except? -1
    cdef void _list_scripts(self) noexcept nogil
    cdef Py_ssize_t select(self) noexcept nogil
    cdef Py_ssize_t _scan(self, str text, Py_ssize_t start, Py_ssize_t end) except? -1
    cdef int _reserve(self, Py_ssize_t words) except? -1
