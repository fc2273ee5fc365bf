# What other compiled stages call without going through Python.
cpdef bint is_letter(int code) noexcept
cpdef bint is_inside(str text, Py_ssize_t at) noexcept
cpdef Py_ssize_t start_of(str text, Py_ssize_t at, Py_ssize_t least=*) noexcept
cpdef Py_ssize_t end_of(str text, Py_ssize_t at, Py_ssize_t most) noexcept
cpdef bint is_unbroken(str text, Py_ssize_t start, Py_ssize_t end) noexcept
