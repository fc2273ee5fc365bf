# What other compiled stages use without going through Python.
cdef class Cut:
    cdef str _text
    cdef list _pieces
    cdef object _make
    cdef object _seen
    cdef object _outputs
    cdef object _lock

    cdef object segments(self)
    cdef object output(self, Py_ssize_t number)

cdef Cut cut_of(str text, list pieces, object make, object seen)

cdef class Segment:
    cdef Py_ssize_t _start
    cdef Py_ssize_t _end
    cdef object _text
    cdef object _label  # a tuple, of whatever class
    cdef object _made
    cdef Cut _cut
    cdef Py_ssize_t _number

    cdef object _output(self)
