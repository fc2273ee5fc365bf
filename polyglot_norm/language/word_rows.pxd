# What other compiled stages use without going through Python.
from polyglot_norm.language.ngrams cimport NgramHasher
from polyglot_norm.language.row_sums cimport RowSums

cdef class WordRows:
    cdef int width
    cdef short[::1] rows
    cdef short[::1] best
    cdef NgramHasher hasher
    cdef int _labels
    cdef short[::1] _rare
    cdef RowSums _sums
    cdef int _first
    cdef unsigned char[::1] _is_long
    cdef int[::1] _total

    cdef void add(self, int number, Py_ssize_t length) noexcept nogil
    cdef void write(self) noexcept nogil
    cdef void move(self, int start, int to) noexcept nogil
    cdef void write_either(self, int number, int one, int other, int label) noexcept nogil
    cdef void prefetch(self, int number) noexcept nogil
    cdef Py_ssize_t _row(self, int number) noexcept nogil
    cdef void write_pieces(
        self, int number, int kind, void* data, Py_ssize_t at, Py_ssize_t end
    ) noexcept nogil
    cdef void _limit_row(self, int number) noexcept nogil
    cdef void _write_total(self, Py_ssize_t row) noexcept nogil
    cdef void _find_best(self, int number) noexcept nogil
