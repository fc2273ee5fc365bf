# What other compiled stages use without going through Python.
from cpython.array cimport array
from polyglot_norm.language.stretches cimport Stretches

cdef list cut_at_borders(
    str text, Stretches stretches, array protected, bint across_lines, object settle
)
