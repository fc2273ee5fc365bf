# For other compiled stages, which call it without going through Python.
from polyglot_norm.language.scorer cimport Scorer

cpdef object numbered(Scorer scorer, str text, object words)
