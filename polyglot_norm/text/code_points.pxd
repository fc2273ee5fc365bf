# The code point at an offset of a text that is stored in 1, 2 or 4 bytes per character.
cdef inline int code_point(int kind, const void* data, Py_ssize_t at) noexcept nogil:
    if kind == 1:
        return (<const unsigned char*>data)[at]
    if kind == 2:
        return (<const unsigned short*>data)[at]
    return <int>(<const unsigned int*>data)[at]
