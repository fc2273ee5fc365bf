# What other compiled stages use without going through Python.
cdef class Aligned:
    cdef object _source
    cdef object _text
    cdef object _edits
    cdef object _marks
    cdef object _recipe

cdef Aligned aligned_of(object source)
