# How compiled stages make records that are tuples: one allocation, and no call of a class.
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_SET_ITEM

cdef extern from "Python.h":
    ctypedef struct PyTypeObject
    object PyType_GenericAlloc(PyTypeObject* kind, Py_ssize_t size)

cdef inline void _set(object made, Py_ssize_t at, object value) noexcept:
    Py_INCREF(value)
    PyTuple_SET_ITEM(made, at, value)

cdef inline object triple(type kind, object first, object second, object third):
    made = PyType_GenericAlloc(<PyTypeObject*>kind, 3)
    _set(made, 0, first)
    _set(made, 1, second)
    _set(made, 2, third)
    return made

cdef inline object quintuple(
    type kind, object first, object second, object third, object fourth, object fifth
):
    made = PyType_GenericAlloc(<PyTypeObject*>kind, 5)
    _set(made, 0, first)
    _set(made, 1, second)
    _set(made, 2, third)
    _set(made, 3, fourth)
    _set(made, 4, fifth)
    return made
