# What other compiled stages use without going through Python.
from polyglot_norm.language.ngrams cimport NgramHasher

cdef class RowSums:
    cdef NgramHasher hasher
    cdef int count
    cdef bint _may_be_pointed
    cdef const unsigned char[::1] _data
    cdef int _shift
    cdef int _labels
    cdef int _width
    cdef unsigned int _dense
    cdef unsigned int _safe
    cdef unsigned int[::1] _places
    cdef unsigned int[::1] _dense_places
    cdef unsigned int[::1] _sparse_places
    cdef unsigned int[::1] _sparse_lengths
    cdef long long[::1] _rows
    cdef int[::1] _longest
    cdef int[::1] _ends
    cdef int[::1] _dense_ends
    cdef int[::1] _sparse_ends

    cdef void take(self, Py_ssize_t row) noexcept nogil
    cdef void write(self, short[::1] rows) noexcept nogil
    cdef void _find_rows(self, const unsigned char* data, int piece, short* sums) noexcept nogil
    cdef void _take_row(
        self, const unsigned char* data, unsigned int bucket, int row, int piece
    ) noexcept nogil
    cdef void _sum_dense(self, const unsigned char* data, int piece, short* sums) noexcept nogil
    cdef void _sum_sparse(self, const unsigned char* data, int piece, short* sums) noexcept nogil
    cdef const unsigned char* _table(self) noexcept nogil
