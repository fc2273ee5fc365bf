# What other compiled stages use without going through Python.
from polyglot_norm.normalisation.view cimport View
from polyglot_norm.segment cimport Cut

cdef class Document:
    cdef str _text
    cdef object _load
    cdef object _segments
    cdef object _protected
    cdef object _view
    cdef object _languages
    cdef object _output
    cdef object _explainer
    cdef object _lock

    cdef int _load_segments(self) except? -1
    cdef object _joined_output(self)

cdef Document document_of(str text, Cut cut, View view, object explainer)
cpdef Document _document(
    str text,
    object load,
    object segments,
    object view,
    object protected,
    object languages,
    object explainer,
)
