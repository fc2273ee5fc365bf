# What other compiled stages use without going through Python.
from polyglot_norm.language.ngrams cimport NgramHasher

cdef class Scorer:
    cdef readonly int width
    cdef readonly int capacity
    cdef readonly int count
    cdef short[::1] rows
    cdef NgramHasher _hasher
    cdef const unsigned char[::1] _data
    cdef int _bits
    cdef int _labels
    cdef unsigned char[::1] _serves
    cdef unsigned long long _mask
    cdef int[::1] _slots
    cdef unsigned long long[::1] _keys
    cdef unsigned long long[::1] _keys_by_number
    cdef unsigned char[::1] _met_again
    cdef unsigned long long[::1] _pending
    cdef int _width
    cdef unsigned int _dense
    cdef unsigned int[::1] _places
    cdef unsigned int[::1] _rows
    cdef unsigned int[::1] _dense_places
    cdef unsigned int[::1] _sparse_places
    cdef unsigned int[::1] _sparse_lengths
    cdef int _dense_rows
    cdef int _sparse_rows
    cdef int _counted
    cdef int _unknown
    cdef short[::1] _piece
    cdef int[::1] _total

    cdef void forget(self) noexcept nogil
    cdef void _evict(self) noexcept nogil
    cdef void _move_row(self, Py_ssize_t start, Py_ssize_t to) noexcept nogil
    cdef void number_block(
        self, int kind, void* data, long long[::1] words, Py_ssize_t count, int[::1] numbers
    ) noexcept nogil
    cdef Py_ssize_t number_all(
        self,
        int kind,
        void* data,
        long long[::1] words,
        Py_ssize_t first,
        Py_ssize_t count,
        int[::1] numbers,
    ) noexcept nogil
    cdef int _number_of(self, unsigned long long key) noexcept nogil
    cdef void _fill_row(self, int kind, void* data, Py_ssize_t at, Py_ssize_t end) noexcept nogil
    cdef void _limit(self) noexcept nogil
    cdef void _score_piece(self) noexcept nogil
    cdef void _find_rows(self, const unsigned char* data, int count) noexcept nogil
    cdef bint _find_row(self, const unsigned char* data, int ngram) noexcept nogil
    cdef void _take_row(
        self, const unsigned char* data, unsigned int marks, unsigned int rows, unsigned int row
    ) noexcept nogil
    cdef void _sum_dense(self, const unsigned char* data) noexcept nogil
    cdef void _sum_sparse(self, const unsigned char* data) noexcept nogil
    cdef const unsigned char* _table(self) noexcept nogil
    cdef void _add_up(
        self, int[::1] numbers, Py_ssize_t first, Py_ssize_t last, int[::1] total
    ) noexcept nogil
