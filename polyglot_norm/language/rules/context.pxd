# What other compiled stages use without going through Python.
from polyglot_norm.language.stretch cimport Stretch

cdef object beside(object line, Py_ssize_t at)
cdef Stretch relabelled(Stretch stretch, object hosts)
cdef bint has_at_most(str text, Stretch stretch, int most) noexcept
