# What other compiled stages use without going through Python.
from polyglot_norm.language.ngrams cimport NgramHasher

cdef class RowSums:
    cdef short[::1] sums
    cdef int counted
    cdef int unknown
    cdef NgramHasher _hasher
    cdef const unsigned char[::1] _data
    cdef int _bits
    cdef int _width
    cdef unsigned int _dense
    cdef unsigned int[::1] _places
    cdef unsigned int[::1] _rows
    cdef unsigned int[::1] _dense_places
    cdef unsigned int[::1] _sparse_places
    cdef unsigned int[::1] _sparse_lengths
    cdef int _dense_rows
    cdef int _sparse_rows

    cdef void add_up(self) noexcept nogil
    cdef void _find_rows(self, const unsigned char* data, int count) noexcept nogil
    cdef bint _find_row(self, const unsigned char* data, int ngram) noexcept nogil
    cdef void _take_row(
        self, const unsigned char* data, unsigned int length, unsigned int place
    ) noexcept nogil
    cdef void _sum_dense(self, const unsigned char* data) noexcept nogil
    cdef void _sum_sparse(self, const unsigned char* data) noexcept nogil
    cdef const unsigned char* _table(self) noexcept nogil
