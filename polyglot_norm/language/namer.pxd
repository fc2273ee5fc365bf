# What other compiled stages use without going through Python.
from polyglot_norm.language.posteriors cimport Posteriors

cdef class Namer:
    cdef readonly object nothing
    cdef tuple _tags
    cdef tuple _scripts
    cdef str _script
    cdef object _constraints
    cdef object _constraints_of_part
    cdef list _certain
    cdef double _certain_from
    cdef double _und_below
    cdef double _least_of_part
    cdef bint _tells_unknown
    cdef unsigned char[::1] _is_romanised
    cdef signed char[::1] _groups
    cdef double[::1] _sums
    cdef double[::1] _most

    cdef object name(self, Posteriors posteriors)
    cdef bint _is_noise(self, Posteriors posteriors) noexcept
    cdef object _name_otherwise(self, Posteriors posteriors)
    cdef bint _are_decided(self, Posteriors posteriors) noexcept
    cdef object _by_tag(self, Posteriors posteriors)
    cdef object _too_unsure(self, Posteriors posteriors, object confidence)
    cdef object _label(self, Posteriors posteriors)
