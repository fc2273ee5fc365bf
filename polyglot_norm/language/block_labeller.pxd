# What other compiled stages use without going through Python.
from polyglot_norm.language.block cimport Block
from polyglot_norm.language.stretch_list cimport StretchList
from polyglot_norm.language.stretches cimport Stretches
from polyglot_norm.language.table_labeller cimport TableLabeller

cdef class BlockLabeller:
    cdef object _make
    cdef int[::1] _table_of
    cdef list _owners
    cdef list _tables
    cdef list _opened
    cdef unsigned char[::1] _is_done
    cdef Block _block
    cdef StretchList _found

    cdef Stretches stretches(self, str text, object protected)
    cdef int _label(self, str text) except? -1
    cdef TableLabeller _table(self, int number)
    cdef int _add_owned(self, int script) except? -1
