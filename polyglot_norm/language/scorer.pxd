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
    cdef unsigned long long[::1] _pending
    cdef unsigned int[::1] _starts
    cdef unsigned int[::1] _counts
    cdef int[::1] _total

    cdef void forget(self) noexcept nogil
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
    cdef void _add_piece(self) noexcept nogil
    cdef bint _add(self, int ngram) noexcept nogil
    cdef void _add_row(self, unsigned int entry, unsigned int length) noexcept nogil
    cdef unsigned int _long(self, unsigned int at) noexcept nogil
    cdef void _add_up(
        self, int[::1] numbers, Py_ssize_t first, Py_ssize_t last, int[::1] total
    ) noexcept nogil
