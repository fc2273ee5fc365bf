# What other compiled stages use without going through Python.
cdef class Evidence:
    cdef Py_ssize_t words
    cdef int labels
    cdef int width
    cdef Py_ssize_t chunks
    cdef unsigned char[::1] gaps
    cdef short[::1] columns
    cdef short[::1] sums
    cdef short[::1] most
    cdef int[::1] whole
    cdef int[::1] total
    cdef short[::1] rows
    cdef int[::1] _numbers
    cdef int[::1] _starts
    cdef Py_ssize_t _cursor

    cdef int take(
        self,
        short[::1] rows,
        int width,
        int[::1] numbers,
        unsigned char[::1] gaps,
        Py_ssize_t words,
    ) except? -1
    cdef int _reserve(self, int width, Py_ssize_t words) except? -1
    cdef void gather(self, Py_ssize_t column, int label) noexcept nogil
    cdef void sum_stretch(self, Py_ssize_t first, Py_ssize_t last) noexcept nogil
    cdef Py_ssize_t sum_run(self, Py_ssize_t first, Py_ssize_t last) noexcept nogil
    cdef bint _is_new(self, Py_ssize_t first, Py_ssize_t at) noexcept nogil
    cdef void _cut(self) noexcept nogil
    cdef void _sum_chunks(self) noexcept nogil
    cdef void _sum_chunk(self, short* sums, Py_ssize_t chunk) noexcept nogil
    cdef Py_ssize_t row(self, Py_ssize_t word) noexcept nogil
    cdef int number(self, Py_ssize_t word) noexcept nogil
    cdef int value(self, Py_ssize_t word, int label) noexcept nogil
    cdef void _add_words(self, Py_ssize_t first, Py_ssize_t last) noexcept nogil
