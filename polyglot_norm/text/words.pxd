# For other compiled stages, which call it without going through Python.
cdef Py_ssize_t find_words(
    int kind, void* data, Py_ssize_t at, Py_ssize_t stop, long long* chunk, Py_ssize_t size
) noexcept nogil
