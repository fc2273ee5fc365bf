# What other compiled stages use without going through Python.
cdef class Scorer:
    cdef tuple _kept
    cdef const unsigned char* _data
    cdef int _bits
    cdef int _labels
    cdef readonly int width
    cdef readonly int capacity
    cdef readonly int count
    cdef unsigned long long _mask
    cdef unsigned char* _mine
    cdef unsigned long long* _keys
    cdef unsigned long long* _pending
    cdef int* _slots
    cdef short* rows
    cdef unsigned int[::1] _points
    cdef unsigned int[::1] _found
    cdef unsigned int[::1] _starts
    cdef unsigned int[::1] _counts
    cdef int[::1] _total
    cdef int* _sums

    cdef object _point(self)
    cdef int forget(self) noexcept nogil
    cdef Py_ssize_t _number(
        self,
        str text,
        long long[::1] words,
        Py_ssize_t first,
        Py_ssize_t count,
        int[::1] numbers,
    )
    cdef Py_ssize_t number_all(
        self, int kind, void* data, long long* words, Py_ssize_t count, int* numbers
    ) noexcept nogil
    cdef int number_block(
        self, int kind, void* data, long long* words, Py_ssize_t count, int* numbers
    ) noexcept nogil
    cdef unsigned long long _key(
        self, int kind, void* data, Py_ssize_t start, Py_ssize_t end
    ) noexcept nogil
    cdef int _number_of(self, unsigned long long key) noexcept nogil
    cdef int _fill_row(
        self, int kind, void* data, Py_ssize_t at, Py_ssize_t end
    ) noexcept nogil
    cdef int _fit(self) noexcept nogil
    cdef int _add_piece(self) noexcept nogil
    cdef bint _add(self, int number) noexcept nogil
    cdef int _add_row(self, unsigned int entry, unsigned int length) noexcept nogil
    cdef unsigned int _long(self, unsigned int at) noexcept nogil
    cdef int _sum(self, int[::1] numbers, Py_ssize_t first, Py_ssize_t last, int[::1] total) noexcept nogil
