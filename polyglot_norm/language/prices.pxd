# What other compiled stages use without going through Python.
cdef double price_of_block(Py_ssize_t words) noexcept nogil

cdef class Prices:
    cdef int[::1] surcharges
    cdef int[::1] extra
    cdef int[::1] needed
    cdef int _least_surcharge
    cdef int[::1] _needed_at_first
    cdef double _price
    cdef long long[::1] _seen
    cdef long long _text
    cdef bint _any_seen
    cdef Py_ssize_t _labels

    cdef void begin(self) noexcept nogil
    cdef void set(self, double price) noexcept nogil
    cdef void ask_more(self, int label, int more) noexcept nogil
    cdef double least_needed(self, double price) noexcept nogil
    cdef double cheapest(self, double price) noexcept nogil
    cdef void rule_out(self, int label) noexcept nogil
    cdef void see(self, int label) noexcept nogil
