# What other compiled stages use without going through Python.
cdef class Evidence:
    cdef Py_ssize_t words
    cdef int labels
    cdef int width
    cdef Py_ssize_t chunks
    cdef unsigned char[::1] gaps
    cdef short[::1] columns
    cdef int[::1] total
    cdef long long[::1] gains
    cdef short[::1] _rows
    cdef int[::1] _numbers
    cdef int[::1] _starts
    cdef short[::1] _sums
    cdef int[::1] _best
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
    cdef int main(self, int[::1] prior) noexcept nogil
    cdef void add(self, int label) noexcept nogil
    cdef void measure(self, int least) noexcept nogil
    cdef void sum_stretch(self, Py_ssize_t first, Py_ssize_t last) noexcept nogil
    cdef void _cut(self) noexcept nogil
    cdef void _sum_chunk(self, Py_ssize_t chunk) noexcept nogil
    cdef void _sum_all(self, int[::1] prior) noexcept nogil
    cdef void _clear_total(self) noexcept nogil
    cdef void _flush(self) noexcept nogil
    cdef void _add_chunk(self, Py_ssize_t chunk, int count) noexcept nogil
    cdef void _add_gains(self, Py_ssize_t chunk, int least) noexcept nogil
    cdef void _add_words(self, Py_ssize_t first, Py_ssize_t last) noexcept nogil
