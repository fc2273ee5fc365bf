# What other compiled stages call without going through Python.
cpdef Py_ssize_t border_between(
    str text, Py_ssize_t start, Py_ssize_t end, long long[::1] protected
) except? -1
