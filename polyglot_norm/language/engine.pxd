# What other compiled stages use without going through Python.
from polyglot_norm.language.block_labeller cimport BlockLabeller
from polyglot_norm.language.stretches cimport Stretches
from polyglot_norm.text.protected_scan cimport Protected

cdef class Engine:
    cdef object _model
    cdef object _constraints
    cdef list _priors
    cdef dict _owners
    cdef object _local

    cpdef Stretches stretches(self, str text, Protected protected)
    cdef BlockLabeller _labeller(self)
