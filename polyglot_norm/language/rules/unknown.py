# cython: initializedcheck=False
"""Words in a line of which a good part is in no language: they are less likely in theirs.

A cipher, random letters and a language that the model does not know have a few words that resemble
those of some language.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.labels import Label
from polyglot_norm.language.tags import UNDETERMINED

if cython.compiled:
    from cython.cimports.polyglot_norm.language.stretch import Stretch
else:
    from polyglot_norm.language.stretch import Stretch

MOST_UNKNOWN = cython.declare(cython.double, 0.3)
"""The share of a line's letters up to which what is in no language says nothing about the rest:
names, words of other languages."""


def doubt_beside_unknown(text: str, line: list[Stretch]) -> list[Stretch]:
    """Multiply confidences by the share of the letters of a line that are in some language.

    >>> from polyglot_norm.language.stretch import Stretch
    >>> en, und = (Label(lang, "Latn", 0.8, ((lang, 0.8),)) for lang in ("en", "und"))
    >>> line = [Stretch(0, 10, en, 10), Stretch(10, 40, und, 30)]
    >>> [stretch.label.confidence for stretch in doubt_beside_unknown("", line)]
    [0.2, 0.8]
    """
    whole: cython.Py_ssize_t = 0
    unknown: cython.Py_ssize_t = 0
    stretch: Stretch
    for stretch in line:
        whole += stretch.letters
        if stretch.lang == UNDETERMINED:
            unknown += stretch.letters
    if unknown <= MOST_UNKNOWN * whole:
        return line
    share = 1.0 - unknown / whole
    return [
        stretch
        if stretch.lang == UNDETERMINED
        else stretch.with_label(_times(stretch.label, share))
        for stretch in line
    ]


def _times(label: Label, share: float) -> Label:
    """Return a label with its probabilities multiplied by a number."""
    candidates = tuple([(tag, round(share * p, 4)) for tag, p in label.candidates])
    return Label(label.lang, label.script, round(share * label.confidence, 4), candidates)
