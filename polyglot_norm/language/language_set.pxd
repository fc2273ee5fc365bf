# What other compiled stages use without going through Python.
from polyglot_norm.language.clauses cimport Clauses
from polyglot_norm.language.decoding cimport Decoder
from polyglot_norm.language.evidence cimport Evidence
from polyglot_norm.language.gains cimport Gains

cdef double price_of_block(Py_ssize_t words) noexcept nogil

cdef class LanguageSet:
    cdef Py_ssize_t allowed
    cdef int[::1] chosen
    cdef Clauses clauses
    cdef int _considered
    cdef int[::1] _prior
    cdef int[::1] _allowed
    cdef Gains _gains
    cdef int[::1] surcharges
    cdef int _least_surcharge
    cdef int[::1] _extra
    cdef int[::1] _needed
    cdef int[::1] _needed_at_first
    cdef double _price
    cdef int[::1] _left
    cdef long long[::1] _seen
    cdef long long _text
    cdef bint _any_seen
    cdef Py_ssize_t _labels
    cdef double _reached

    cdef int reserve(self, Evidence words) except? -1
    cdef void begin(self) noexcept nogil
    cdef Py_ssize_t select(self, Evidence words, Decoder decoder) noexcept nogil
    cdef int _main(self, Evidence words) noexcept nogil
    cdef Py_ssize_t _select_by_price(self, Evidence words, Decoder decoder) noexcept nogil
    cdef double _cheapest(self, double price) noexcept nogil
    cdef void _set_prices(self, double price) noexcept nogil
    cdef void _rule_out(self, int label) noexcept nogil
    cdef int _best_addition(
        self, Evidence words, Decoder decoder, Py_ssize_t count, double price, double base
    ) noexcept nogil
    cdef bint _competes(self, Evidence words, int label, int best, double needed) noexcept nogil
    cdef int _find_candidates(self) noexcept nogil
    cdef int _next_candidate(self) noexcept nogil
    cdef void _begin_clauses(self, Evidence words) noexcept nogil
    cdef void _consider(self, Evidence words, Py_ssize_t count, int label) noexcept nogil
    cdef void _add(self, Evidence words, Py_ssize_t count, int label) noexcept nogil
