# What other compiled stages use without going through Python.
from polyglot_norm.language.changes cimport Changes
from polyglot_norm.language.clauses cimport Clauses
from polyglot_norm.language.evidence cimport Evidence

cdef class Decoder:
    cdef int[::1] labels
    cdef double[::1] sure
    cdef Changes _changes
    cdef double _enters
    cdef double[::1] _likely
    cdef double[::1] _now
    cdef double[::1] _forward
    cdef double[::1] _stays
    cdef int[::1] _near
    cdef Py_ssize_t _states
    cdef double _calm
    cdef double _mixed
    cdef long long _offset
    cdef long long _scaled

    cdef int reserve(self, Py_ssize_t words, Py_ssize_t states) except? -1
    cdef double score(self, Evidence words, Clauses clauses, Py_ssize_t states) noexcept nogil
    cdef void decode(self, Evidence words, Clauses clauses, Py_ssize_t states) noexcept nogil
    cdef void _go_there(
        self, Evidence words, Clauses clauses, Py_ssize_t states, int task
    ) noexcept nogil
    cdef void _go_back(self, Evidence words, Clauses clauses, Py_ssize_t states) noexcept nogil
    cdef void _begin(self, Py_ssize_t states, double calm, double mixed) noexcept nogil
    cdef void _go_through(
        self, Evidence words, Clauses clauses, Py_ssize_t clause, int task
    ) noexcept nogil
    cdef Py_ssize_t _drop_far(self, int bits) noexcept nogil
    cdef void _pass(self, Py_ssize_t gap, Py_ssize_t words) noexcept nogil
    cdef void _walk(
        self,
        Evidence words,
        Py_ssize_t first,
        Py_ssize_t last,
        Py_ssize_t near,
        bint keep,
        bint back,
    ) noexcept nogil
    cdef int _likeliest(self, Py_ssize_t at, Py_ssize_t near) noexcept nogil
    cdef void _rescale(self, Py_ssize_t near) noexcept nogil
