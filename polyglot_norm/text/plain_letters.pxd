# What other compiled stages use without going through Python.
cpdef str plain_letters(str text)
