"""Text that was read in another encoding than it was written in says again what it said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from polyglot_norm.aligned import Edit, shifted
from polyglot_norm.normalisation.misreadings.suspicion import suspicious
from polyglot_norm.normalisation.steps import Trigger

_BREAK: Final = re.compile(
    r"""
      [\r\n\v\f\u2028\u2029]
    | \x85(?:[^\S\n\v\f\r\x85\u2028\u2029]*\x85)+  # one alone may be a part of what was misread
    """,
    re.VERBOSE,
)
TWICE: Final = "mojibake/twice"
"""The rule of an edit that undoes several misreadings of the same characters."""


def trigger() -> Trigger:
    """What is suspicious, beyond ASCII."""
    return Trigger(search=suspicious, in_ascii=False)


def mojibake(text: str, _lang: str | None) -> Iterator[Edit]:
    """Text read in a wrong encoding is mended where that is clear, line by line.

    UTF-8 read as windows-1252 and the like by ftfy; Cyrillic and Central European encodings read
    as one another where the language model says so. What was lost stays lost.

    >>> [(e.start, e.end, e.replacement) for e in mojibake("Да, trÃ¨s bien", None)]
    [(6, 8, 'è')]
    """
    if not suspicious(text):
        return
    from polyglot_norm.normalisation.misreadings.repair import mended  # with the language model

    for start, line in _lines(text):
        if suspicious(line):
            for edit in shifted(mended(line).edits, start):
                yield edit._replace(rule=TWICE) if "+" in edit.rule else edit


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line, without what ends it, and where it begins."""
    start = 0
    for match in _BREAK.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]
