# cython: initializedcheck=False
"""Text that has signs of mojibake and is certainly undamaged, as most text with such signs.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, no-redef, no-any-return"

from __future__ import annotations

from functools import cache
from typing import Final

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.normalisation.mojibake.explained import MOST, doubtful
from polyglot_norm.normalisation.mojibake.prospects import may_be_repaired
from polyglot_norm.normalisation.mojibake.utf8_prospects import may_be_utf8
from polyglot_norm.text.character_sets import CharacterSet
from polyglot_norm.text.lines import BREAKS

if cython.compiled:
    from cython.cimports.polyglot_norm.normalisation.mojibake.suspicion import next_sign
else:
    from polyglot_norm.normalisation.mojibake.suspicion import next_sign

LINE_ENDS_AND_CONTROLS: Final = BREAKS.replace("\n", "") + "".join(map(chr, range(0x80, 0xA0)))
"""What a text must not hold for `has_undamaged_lines`."""


def is_undamaged(text: str) -> bool:
    r"""Return True if the step ``mojibake`` finds nothing in a text, as is seen without a try.

    If it returns False, that may find nothing all the same.

    >>> is_undamaged("hər şey üçün\nPiù di così!"), is_undamaged("Да, trÃ¨s bien")
    (True, False)
    """
    return _others().first(text) < 0 and has_undamaged_lines(text)


def has_undamaged_lines(text: str) -> bool:
    """Return the same for a text whose lines end with line feeds only, and without controls."""
    at: cython.Py_ssize_t = next_sign(text, 0)
    while at >= 0:
        start: cython.Py_ssize_t = text.rfind("\n", 0, at) + 1
        end: cython.Py_ssize_t = text.find("\n", at)
        if end < 0:
            end = len(text)
        line = text[start:end]
        for number, (first, last) in enumerate(doubtful(line)):
            part = line[first:last]
            if may_be_utf8(part) or (number < MOST and may_be_repaired(part)):
                return False
        at = next_sign(text, end)
    return True


@cache
def _others() -> CharacterSet:
    return CharacterSet(LINE_ENDS_AND_CONTROLS)
