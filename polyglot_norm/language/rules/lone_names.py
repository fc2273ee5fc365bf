# cython: initializedcheck=False
"""Names by themselves: *Berlin*, *COVID-19*, *iPhone 15 Pro Max*.

A name is written alike in many languages. What the letters of one say about the language is little,
and where that is not even likely nobody would name a language.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. Most texts have no label to settle, and to see that must be fast.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.naming import too_unsure
from polyglot_norm.language.rules.variants import relabelled
from polyglot_norm.language.tags import UNDETERMINED

if cython.compiled:
    from cython.cimports.polyglot_norm.language.stretches import Stretches
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_digit,
        is_upper_case,
        is_word,
        kind_of,
    )
else:
    from polyglot_norm.language.stretches import Stretches
    from polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_digit,
        is_upper_case,
        is_word,
        kind_of,
    )

LIKELY = cython.declare(cython.double, 0.22)
"""The probability below which a capitalised word is in no language: it may be one of a language,
too, at the beginning of a sentence."""

LIKELY_OF_BRAND = cython.declare(cython.double, 0.3)
"""The same of a word with a capital letter inside."""

ENDS = (".", "!", "?", "…")
"""What ends a sentence, and is behind no name by itself."""

MOST_WORDS = cython.declare(cython.int, 3)
"""The most words of a name; more may be a sentence in capitals."""


@cython.ccall
def settle_names(text: str, stretches: Stretches, constraints: Constraints) -> Stretches:
    """Return stretches in which names whose language is not likely have none.

    With ``und_below=0`` the user wants a language for everything.

    >>> from array import array
    >>> from polyglot_norm.language.stretches import Stretches
    >>> label = Label("id", "Latn", 0.18, (("id", 0.18), ("de", 0.16)))
    >>> found = Stretches(array("q", [0, 6, 0]), [label])
    >>> settle_names("Berlin", found, Constraints(None, {}, "auto", 0.1)).labels[0].candidates
    (('und', 0.18), ('id', 0.18), ('de', 0.16))
    """
    at: cython.Py_ssize_t
    labels = stretches.labels
    for at in range(len(labels)):
        if _is_unlikely(labels[at]):
            if not constraints.und_below or text.rstrip().endswith(ENDS):
                return stretches
            unlikely = [bool(_is_unlikely(label)) for label in labels]
            return relabelled(text, stretches, unlikely, _settled)
    return stretches


@cython.cfunc
@cython.exceptval(-1)
def _is_unlikely(label: Label) -> cython.bint:
    fields = cython.cast(tuple, label)  # by index: most texts come this far
    return fields[2] < LIKELY_OF_BRAND and fields[0] != UNDETERMINED


def _settled(text: str, label: Label) -> Label:
    if label.confidence >= _least(text):
        return label
    return too_unsure(dict(label.candidates), label.script)


@cython.cfunc
@cython.exceptval(check=False)
def _least(text: str) -> cython.double:
    """Return the probability below which a text has no language: 0 unless it may be a name.

    A name is a few words that have a capital letter each.
    """
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    words: cython.int = 0
    is_inside: cython.bint = False
    is_brand: cython.bint = False
    has_capital: cython.bint = True
    at: cython.Py_ssize_t
    for at in range(len(text)):
        code: cython.int = code_point(kind, data, at)
        if not is_word(code) or is_digit(code):
            if not has_capital:
                return 0.0
            is_inside = False
            continue
        if is_upper_case(code):
            is_brand = is_brand or is_inside
            has_capital = True
        elif not is_inside:
            has_capital = False
        words += not is_inside
        is_inside = True
    if not has_capital or words > MOST_WORDS:
        return 0.0
    return LIKELY_OF_BRAND if is_brand else LIKELY
