# What other compiled stages use without going through Python.
cdef class PlainNumbers:
    cdef str _text
    cdef object _kept
    cdef object _units
    cdef Py_ssize_t _sum_end
    cdef Py_ssize_t _name_end
    cdef bint _is_plain_sum
    cdef bint _is_name
    cdef int _kind
    cdef const void* _data
    cdef Py_ssize_t _stop
    cdef const unsigned char* _table

    cdef int read(self, str text, bytes table, object units) except? -1
    cdef int code(self, Py_ssize_t at) noexcept
    cdef bint has(self, int code, int bits) noexcept
    cdef long long item_of(self, Py_ssize_t end, int what) noexcept
    cdef long long number(self, Py_ssize_t at) except? -1
    cdef long long keycap(self, Py_ssize_t at) noexcept
    cdef long long _lettered(self, Py_ssize_t at, Py_ssize_t one, Py_ssize_t end) except? -1
    cdef Py_ssize_t digits(self, Py_ssize_t at) noexcept
    cdef Py_ssize_t _joined(self, Py_ssize_t at) noexcept
    cdef bint _is_continued(self, int before, Py_ssize_t at) noexcept
    cdef bint _is_grouped(self, Py_ssize_t at, Py_ssize_t one, Py_ssize_t end) noexcept
    cdef bint _is_other(self, Py_ssize_t at, Py_ssize_t one, Py_ssize_t end) noexcept
    cdef bint _is_dotted(self, Py_ssize_t one, Py_ssize_t end, int code) noexcept
    cdef bint has_name(self, Py_ssize_t at) noexcept
    cdef bint _is_plain_after(self, Py_ssize_t at) noexcept
    cdef long long with_unit(self, Py_ssize_t at, Py_ssize_t end, int code) except? -1
    cdef long long _with_word(self, Py_ssize_t at, Py_ssize_t end, Py_ssize_t start) except? -1
    cdef bint _is_sum(self, Py_ssize_t at) noexcept

cdef bint is_spaced(int code) noexcept
cdef bint is_gap(int code) noexcept
cdef bint is_currency(int code) noexcept
