"""Undo the damage of text that was decoded with another encoding than its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.steps import Trigger

TWICE: Final = "mojibake/twice"
"""The rule of an edit for characters that were wrongly decoded several times."""


def trigger() -> Trigger:
    """Return the trigger: any sign of mojibake."""
    return Trigger(find=first_sign, in_ascii=False)


def mojibake(text: str, _lang: str | None) -> Aligned:
    """Repair text that was decoded with a wrong encoding, line by line, where that is clear.

    ftfy repairs UTF-8 that was decoded as windows-1252 and the like; the language model decides on
    Cyrillic and Central European encodings that were mistaken for each other. Lost bytes stay lost.

    >>> [(e.start, e.end, e.replacement) for e in mojibake("Да, trÃ¨s bien", None).edits]
    [(6, 8, 'è')]
    """
    if first_sign(text) < 0:
        return Aligned.unchanged(text)
    from polyglot_norm.normalisation.mojibake.lines import stretches  # imports the language model

    parts = tuple(stretches(text))
    if not parts:
        return Aligned.unchanged(text)
    pieces: list[str] = []
    position = 0
    for start, line in parts:
        pieces += (text[position:start], line.text)
        position = start + len(line.source)
    return Aligned.lazily(text, "".join((*pieces, text[position:])), _edits, parts)


def _edits(_text: str, parts: tuple[tuple[int, Aligned], ...]) -> Iterator[Edit]:
    for start, line in parts:
        for at, end, becomes, rule in line.edits:
            yield Edit(start + at, start + end, becomes, TWICE if "+" in rule else rule)
