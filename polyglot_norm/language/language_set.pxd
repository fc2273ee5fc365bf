# What other compiled stages use without going through Python.
from polyglot_norm.language.decoding cimport Decoder
from polyglot_norm.language.evidence cimport Evidence

cdef class LanguageSet:
    cdef object _kept
    cdef Py_ssize_t labels
    cdef readonly Py_ssize_t allowed
    cdef int* prior
    cdef int* _allowed
    cdef int* _prices
    cdef int* _extra
    cdef int* chosen
    cdef int* _tried
    cdef unsigned char* _seen
    cdef double _reached

    cdef int begin(self) noexcept nogil
    cdef Py_ssize_t find(self, Evidence words, Decoder path) noexcept nogil
    cdef Py_ssize_t _grow(self, Evidence words, Decoder path) noexcept nogil
    cdef int _best_addition(
        self, Evidence words, Decoder path, Py_ssize_t count, double price, double base
    ) noexcept nogil
    cdef int _promising(self, Evidence words, double price) noexcept nogil
