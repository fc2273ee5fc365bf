"""Undo the damage of text that was decoded with another encoding than its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.lines import BREAKS
from polyglot_norm.text.signs import Sign

_NEXT_LINE: Final = "\N{NEXT LINE}"
_BREAK: Final = re.compile(
    rf"""
      [{BREAKS.replace(_NEXT_LINE, "")}]
    | \x85(?:[^\S{BREAKS}]*\x85)+  # one by itself may be a byte of a character
    """,
    re.VERBOSE,
)
TWICE: Final = "mojibake/twice"
"""The rule of an edit for characters that were wrongly decoded several times."""


def trigger() -> Trigger:
    """Return the trigger: any sign of mojibake."""
    return Trigger(find=first_sign, in_ascii=False)


def signs() -> tuple[Sign, ...]:
    """Return the sign of mojibake: anything that is not ASCII."""
    return (Sign(r"\x80-\U0010ffff"),)


def mojibake(text: str, _lang: str | None) -> Aligned:
    """Repair text that was decoded with a wrong encoding, line by line, where that is clear.

    ftfy repairs UTF-8 that was decoded as windows-1252 and the like; the language model decides on
    Cyrillic and Central European encodings that were mistaken for each other. Lost bytes stay lost.

    >>> [(e.start, e.end, e.replacement) for e in mojibake("Да, trÃ¨s bien", None).edits]
    [(6, 8, 'è')]
    """
    parts = tuple(_repaired(text))
    if not parts:
        return Aligned.unchanged(text)
    pieces: list[str] = []
    position = 0
    for start, line in parts:
        pieces += (text[position:start], line.text)
        position = start + len(line.source)
    return Aligned.lazily(text, "".join((*pieces, text[position:])), _edits, parts)


def _repaired(text: str) -> Iterator[tuple[int, Aligned]]:
    """Yield the start of each stretch of a line that is repaired, and the stretch."""
    at = first_sign(text)
    if at < 0:
        return
    # These import the language model.
    from polyglot_norm.normalisation.mojibake.explained import doubtful
    from polyglot_norm.normalisation.mojibake.repair import repaired

    while at >= 0:
        for start, line in _lines(text, at):
            for first, last in doubtful(line):
                made = repaired(line[first:last])
                if made.text is not made.source:
                    yield start + first, made
        at = first_sign(text, start + len(line))


def _edits(_text: str, parts: tuple[tuple[int, Aligned], ...]) -> Iterator[Edit]:
    for start, line in parts:
        for at, end, becomes, rule in line.edits:
            yield Edit(start + at, start + end, becomes, TWICE if "+" in rule else rule)


def _lines(text: str, at: int) -> Iterator[tuple[int, str]]:
    r"""Yield the start and text of all lines, without their breaks, between two ``\n``."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    for match in _BREAK.finditer(text, start, end):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:end]
