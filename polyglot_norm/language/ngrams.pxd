# What other compiled stages use without going through Python.
cdef class NgramHasher:
    cdef unsigned int[::1] _letters
    cdef int[::1] _kept
    cdef Py_ssize_t _begin
    cdef unsigned long long[::1] _mixed
    cdef int[::1] _lengths
    cdef int _orders
    cdef unsigned int[::1] hashes
    cdef int most
    cdef int letters
    cdef int longest

    cdef Py_ssize_t fold(self, int kind, void* data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil
    cdef Py_ssize_t _without_third(self, Py_ssize_t last) noexcept nogil
    cdef bint is_pointed(self) noexcept nogil
    cdef int hash_ngrams(self, int count) noexcept nogil
    cdef unsigned long long key(
        self, int kind, void* data, Py_ssize_t start, Py_ssize_t end, int place
    ) noexcept nogil
    cdef bint recall(self, int place) noexcept nogil
    cdef unsigned long long _whole(self) noexcept nogil
