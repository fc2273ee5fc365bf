# What other compiled stages use without going through Python.
from polyglot_norm.language.clauses cimport Clauses
from polyglot_norm.language.decoding cimport Decoder
from polyglot_norm.language.evidence cimport Evidence
from polyglot_norm.language.gains cimport Gains
from polyglot_norm.language.prices cimport Prices

cdef class LanguageSet:
    cdef Py_ssize_t allowed
    cdef bint is_known
    cdef int[::1] chosen
    cdef Clauses clauses
    cdef int _considered
    cdef int[::1] _prior
    cdef int[::1] _allowed
    cdef Gains _gains
    cdef Prices prices
    cdef int[::1] _left
    cdef int[::1] _families
    cdef Py_ssize_t _labels
    cdef double _reached

    cdef int reserve(self, Evidence words) except? -1
    cdef void begin(self) noexcept nogil
    cdef Py_ssize_t select(self, Evidence words, Decoder decoder) noexcept nogil
    cdef int _main(self, Evidence words) noexcept nogil
    cdef Py_ssize_t _select_by_price(self, Evidence words, Decoder decoder) noexcept nogil
    cdef int _best_addition(
        self, Evidence words, Decoder decoder, Py_ssize_t count, double price, double base
    ) noexcept nogil
    cdef bint _competes(self, Evidence words, int label, int best, double needed) noexcept nogil
    cdef int _find_candidates(self) noexcept nogil
    cdef int _next_candidate(self) noexcept nogil
    cdef void _ask_more_of_relatives(self, Evidence words) noexcept nogil
    cdef void _begin_clauses(self, Evidence words) noexcept nogil
    cdef void _consider(self, Evidence words, Py_ssize_t count, int label) noexcept nogil
    cdef void _add(self, Evidence words, Py_ssize_t count, int label) noexcept nogil
