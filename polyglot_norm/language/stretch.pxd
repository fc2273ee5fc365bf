# What other compiled stages use without going through Python.
cdef class Stretch:
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly Py_ssize_t letters
    cdef readonly object label
    cdef readonly object lang
    cdef readonly object script

    cdef Stretch with_label(self, object label)
    cdef Stretch part(self, Py_ssize_t start, Py_ssize_t end)

cdef Stretch stretch_of(Py_ssize_t start, Py_ssize_t end, object label, Py_ssize_t letters)
