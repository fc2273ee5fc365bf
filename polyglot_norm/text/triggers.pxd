# What other compiled stages use without going through Python.
cdef Py_ssize_t find_trigger(
    str text, Py_ssize_t at, const unsigned char* table
) except? -2
