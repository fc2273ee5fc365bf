# What other compiled stages use without going through Python.
from cpython.array cimport array

cdef class Stretches:
    cdef readonly array bounds
    cdef readonly list labels

cdef Stretches stretches_of(array bounds, list labels)
