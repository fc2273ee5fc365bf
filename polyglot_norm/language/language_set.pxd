# What other compiled stages use without going through Python.
from polyglot_norm.language.decoding cimport Decoder
from polyglot_norm.language.evidence cimport Evidence

cdef class LanguageSet:
    cdef Py_ssize_t allowed
    cdef int[::1] chosen
    cdef int[::1] _prior
    cdef int[::1] _allowed
    cdef int[::1] _surcharges
    cdef int[::1] _extra
    cdef int[::1] _tried
    cdef unsigned char[::1] _seen
    cdef Py_ssize_t _labels
    cdef double _reached

    cdef void begin(self) noexcept nogil
    cdef Py_ssize_t select(self, Evidence words, Decoder decoder) noexcept nogil
    cdef Py_ssize_t _select_by_price(self, Evidence words, Decoder decoder) noexcept nogil
    cdef double _price_of_block(self, Py_ssize_t words) noexcept nogil
    cdef int _best_addition(
        self, Evidence words, Decoder decoder, Py_ssize_t count, double price, double base
    ) noexcept nogil
    cdef int _promising(self, Evidence words, double price) noexcept nogil
    cdef int _insert(self, Evidence words, int label, int count) noexcept nogil
