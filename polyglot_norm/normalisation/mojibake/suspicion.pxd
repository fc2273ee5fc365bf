# For other compiled stages, which call it without going through Python.
cpdef Py_ssize_t next_sign(str text, Py_ssize_t start) except? -2
