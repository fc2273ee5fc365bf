# What other compiled stages call without going through Python.
cdef void fill_gaps(
    int kind,
    void* data,
    long long[::1] words,
    Py_ssize_t count,
    long long[::1] protected,
    Py_ssize_t at,
    unsigned char[::1] kinds,
) noexcept nogil
cdef Py_ssize_t select_words(
    unsigned char[::1] kinds,
    int[::1] numbers,
    Py_ssize_t count,
    int[::1] places,
    int[::1] chosen,
    unsigned char[::1] gaps,
) noexcept nogil
cdef bint is_upper(int code) noexcept nogil
