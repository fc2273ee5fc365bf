# What other compiled stages call without going through Python.
cdef int fill_gaps(
    int kind,
    void* data,
    long long* words,
    Py_ssize_t count,
    long long* protected,
    Py_ssize_t shields,
    Py_ssize_t at,
    unsigned char* kinds,
) noexcept nogil
cdef Py_ssize_t select_words(
    unsigned char* kinds,
    int* numbers,
    Py_ssize_t used,
    int* places,
    int* chosen,
    unsigned char* gaps,
) noexcept nogil
cdef bint is_capital(int code) noexcept nogil
