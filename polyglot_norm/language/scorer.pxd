# What other compiled stages use without going through Python.
from polyglot_norm.language.ngrams cimport NgramHasher
from polyglot_norm.language.row_sums cimport RowSums

cdef class Scorer:
    cdef readonly int width
    cdef readonly int capacity
    cdef readonly int count
    cdef short[::1] rows
    cdef short[::1] best
    cdef short[::1] _rare
    cdef NgramHasher _hasher
    cdef int _labels
    cdef unsigned char[::1] _serves
    cdef unsigned long long _mask
    cdef int[::1] _slots
    cdef unsigned long long[::1] _keys
    cdef unsigned long long[::1] _keys_by_number
    cdef unsigned char[::1] _met_again
    cdef unsigned long long[::1] _pending
    cdef RowSums _sums
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
    cdef int number_either(self, int one, int other, int label) noexcept nogil
    cdef int _number_of(self, unsigned long long key) noexcept nogil
    cdef void _fill_row(self, int kind, void* data, Py_ssize_t at, Py_ssize_t end) noexcept nogil
    cdef void _limit(self) noexcept nogil
    cdef short _best_of(self, Py_ssize_t row) noexcept nogil
    cdef void _add_up(
        self, int[::1] numbers, Py_ssize_t first, Py_ssize_t last, int[::1] total
    ) noexcept nogil
