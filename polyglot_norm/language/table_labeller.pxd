# What other compiled stages use without going through Python.
from polyglot_norm.language.block cimport Block
from polyglot_norm.language.decoding cimport Decoder
from polyglot_norm.language.evidence cimport Evidence
from polyglot_norm.language.expectations cimport Expectations
from polyglot_norm.language.insertions cimport Insertions
from polyglot_norm.language.label_runs cimport LabelRuns
from polyglot_norm.language.language_set cimport LanguageSet
from polyglot_norm.language.namer cimport Namer
from polyglot_norm.language.posteriors cimport Posteriors
from polyglot_norm.language.scorer cimport Scorer
from polyglot_norm.language.stretch_list cimport StretchList

cdef class TableLabeller:
    cdef Scorer _scorer
    cdef LanguageSet _languages
    cdef Evidence _evidence
    cdef Decoder _decoder
    cdef LabelRuns _runs
    cdef Expectations _expected
    cdef Posteriors _posteriors
    cdef int[::1] _kin
    cdef Insertions _insertions
    cdef bint _has_insertions
    cdef Namer _namer
    cdef long long[::1] _letters
    cdef int[::1] _stand_in_letters
    cdef int[::1] _stand_in_labels
    cdef list _stand_ins
    cdef long long[::1] _word
    cdef int[::1] _number
    cdef long long[::1] _kept

    cdef void begin(self) noexcept
    cdef int label(self, str text, Block block, StretchList found) except? -1
    cdef Py_ssize_t _select_words(self, str text, Block block) except? -1
    cdef int _number_stand_ins(
        self, int kind, void* data, Block block, Py_ssize_t which
    ) except? -1
    cdef int _number_of(self, str word) noexcept
    cdef Py_ssize_t _find_insertions(
        self, str text, Block block, Py_ssize_t words, Py_ssize_t languages
    ) except? -1
    cdef Py_ssize_t _select_languages(self, Py_ssize_t words) except? -1
    cdef int _decode(self, Py_ssize_t words, Py_ssize_t languages) except? -1
    cdef void _count_letters(self, Py_ssize_t runs, Py_ssize_t languages) noexcept
    cdef void _add_kin(self, Py_ssize_t runs) noexcept
    cdef double _doubt_borders(self, Py_ssize_t run) noexcept
    cdef void _expect(self, Py_ssize_t run, Py_ssize_t languages) noexcept
    cdef int _add_runs(
        self, Block block, Py_ssize_t runs, Py_ssize_t languages, StretchList found
    ) except? -1
    cdef int _add(
        self, Block block, Py_ssize_t first, Py_ssize_t last, long long label, StretchList found
    ) except? -1
    cdef Py_ssize_t _label_of_word(
        self, Py_ssize_t run, int number, Py_ssize_t languages, StretchList found
    ) except? -1
    cdef Py_ssize_t _label_of_run(
        self, Py_ssize_t run, Py_ssize_t languages, StretchList found
    ) except? -1
