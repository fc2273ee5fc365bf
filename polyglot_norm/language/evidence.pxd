# What other compiled stages use without going through Python.
cdef class Evidence:
    cdef readonly Py_ssize_t words
    cdef readonly int labels
    cdef int width
    cdef short* rows
    cdef int* numbers
    cdef unsigned char* gaps
    cdef Py_ssize_t chunks
    cdef int* starts
    cdef short* sums
    cdef int* best
    cdef short* columns
    cdef int* total
    cdef long long* gains
    cdef object _kept_starts
    cdef object _kept_sums
    cdef object _kept_best
    cdef object _kept_columns
    cdef object _kept_total
    cdef object _kept_gains
    cdef Py_ssize_t _cursor

    cdef object take(
        self, short* rows, int width, int* numbers, unsigned char* gaps, Py_ssize_t words
    )
    cdef int main(self, int* prior) noexcept nogil
    cdef int add(self, int label) noexcept nogil
    cdef int measure(self, int least) noexcept nogil
    cdef int stretch(self, Py_ssize_t first, Py_ssize_t last) noexcept nogil
    cdef object _reserve_labels(self, int width)
    cdef int gather(self, Py_ssize_t column, int label) noexcept nogil
    cdef int _cut(self) noexcept nogil
    cdef int _total_of_all(self, int* prior) noexcept nogil
    cdef int _add_chunks(self) noexcept nogil
