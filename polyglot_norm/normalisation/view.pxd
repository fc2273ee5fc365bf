# What other compiled stages use without going through Python.
from polyglot_norm.text.protected_scan cimport Protected

cdef class View:
    cdef readonly str text
    cdef readonly object copy
    cdef readonly Protected protected

cdef View view_of(str source)
