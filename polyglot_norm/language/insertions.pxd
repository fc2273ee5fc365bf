# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence
from polyglot_norm.language.expectations cimport Expectations

cdef class Insertions:
    cdef Py_ssize_t count
    cdef int[::1] of_word
    cdef int _labels
    cdef int[::1] _kin
    cdef int[::1] _families
    cdef unsigned char[::1] _romanised
    cdef int[::1] _surcharges
    cdef int[::1] _prices
    cdef int[::1] _better
    cdef int[::1] _gains
    cdef int[::1] _found

    cdef int reserve(self, Py_ssize_t words) except? -1
    cdef Py_ssize_t find(
        self,
        int kind,
        void* data,
        Evidence evidence,
        short[::1] best,
        long long[::1] spans,
        int[::1] places,
        int[::1] labels,
        int[::1] chosen,
        Py_ssize_t count,
        int price,
    ) noexcept nogil
    cdef bint expect(
        self, Expectations expected, Py_ssize_t first, Py_ssize_t last
    ) noexcept nogil
    cdef void _begin(
        self, Py_ssize_t words, int[::1] labels, int[::1] chosen, int price
    ) noexcept nogil
    cdef bint _is_host(self, Evidence evidence, int[::1] labels, Py_ssize_t at) noexcept nogil
    cdef bint _measure(
        self,
        int kind,
        void* data,
        Evidence evidence,
        short[::1] best,
        long long[::1] spans,
        int[::1] places,
        int[::1] labels,
        int host,
        Py_ssize_t first,
        Py_ssize_t found,
    ) noexcept nogil
    cdef void _add(self, Evidence evidence, Py_ssize_t at, int host) noexcept nogil
    cdef int _likeliest(self, int host) noexcept nogil
    cdef bint _is_likely(self, int own) noexcept nogil
    cdef int _kinship(self, int label, int host) noexcept nogil
    cdef Py_ssize_t _accept(
        self, Py_ssize_t found, int[::1] labels, int[::1] chosen, Py_ssize_t count
    ) noexcept nogil
