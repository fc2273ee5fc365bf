# What other compiled stages use without going through Python.
from polyglot_norm.language.ngrams cimport NgramHasher
from polyglot_norm.language.word_rows cimport WordRows

cdef class Scorer:
    cdef readonly int width
    cdef readonly int capacity
    cdef readonly int count
    cdef short[::1] rows
    cdef short[::1] best
    cdef WordRows _words
    cdef NgramHasher _hasher
    cdef unsigned char[::1] _serves
    cdef unsigned long long _mask
    cdef unsigned long long _number_bits
    cdef unsigned long long[::1] _slots
    cdef unsigned long long[::1] _keys
    cdef unsigned char[::1] _met_again
    cdef unsigned long long[::1] _pending

    cdef void forget(self) noexcept nogil
    cdef void _evict(self) noexcept nogil
    cdef void _grow(self) noexcept nogil
    cdef void _empty_slots(self) noexcept nogil
    cdef void _enter(self, unsigned long long key, unsigned long long number) noexcept nogil
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
    cdef void _add_up(
        self, int[::1] numbers, Py_ssize_t first, Py_ssize_t last, int[::1] total
    ) noexcept nogil
