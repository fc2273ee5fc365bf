# What other compiled stages use without going through Python.
from polyglot_norm.language.evidence cimport Evidence

cdef class Expectations:
    cdef bint is_aside
    cdef bint is_part
    cdef double overlap
    cdef double _outside
    cdef bint _is_kin
    cdef long long[::1] _kin_sums
    cdef long long[::1] _others
    cdef int _labels
    cdef int[::1] _prior
    cdef int[::1] _kin
    cdef double[::1] _odds
    cdef int[::1] _expected_labels
    cdef Py_ssize_t _expected
    cdef int _host
    cdef int _guest
    cdef int _least
    cdef int _own_price
    cdef int[::1] _prices

    cdef void forget_kin(self) noexcept nogil
    cdef void add_kin(self, Evidence words, Py_ssize_t first, Py_ssize_t last) noexcept nogil
    cdef void expect(
        self, int[::1] chosen, long long[::1] letters, Py_ssize_t count, int own, Py_ssize_t words
    ) noexcept nogil
    cdef void expect_inserted(
        self, int host, int guest, int least, int own_price, int[::1] prices
    ) noexcept nogil
    cdef double doubt_borders(
        self, Evidence words, double[::1] sure, Py_ssize_t first, Py_ssize_t last, long long letters
    ) noexcept nogil
    cdef void _expect_one(self, int label, double odds) noexcept nogil
    cdef void _expect_kin(self, int kin) noexcept nogil
    cdef void add_to(self, int* total, double divisor) noexcept nogil
    cdef void _add_expected(self, int* total, double divisor) noexcept nogil
    cdef void _subtract_prices(self, int* total, double divisor) noexcept nogil
    cdef void _add_kin_expected(self, int* total, int outside) noexcept nogil
