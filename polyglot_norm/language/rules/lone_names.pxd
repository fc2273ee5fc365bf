# What other compiled stages use without going through Python.
from polyglot_norm.language.stretches cimport Stretches

cpdef Stretches settle_names(str text, Stretches stretches, object constraints)
