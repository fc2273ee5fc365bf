"""Undo the damage of text that was decoded with another encoding than its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.mojibake.remains import outside_damage
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.steps import Trigger

TWICE: Final = "mojibake/twice"
"""The rule of an edit for characters that were wrongly decoded several times."""


NEXT_LINE: Final = "\N{NEXT LINE}"
ELLIPSIS: Final = "…"
_ELLIPSIS_RULE: Final = "mojibake/windows-1252-as-latin-1"


def trigger() -> Trigger:
    """Return the trigger: any sign of mojibake."""
    return Trigger(find=_first, in_ascii=False)


def _first(text: str, start: int) -> int:
    """Return where a sign of mojibake is, or an ellipsis that was read as a line end."""
    at = first_sign(text, start)
    return text.find(NEXT_LINE, start) if at < 0 and _has_ellipses(text) else at


def _has_ellipses(text: str) -> bool:
    """Return True if NEL is a mark of windows-1252: lines end in another way."""
    return NEXT_LINE in text and ("\n" in text or "\r" in text)


def mojibake(text: str, _lang: str | None) -> Aligned:
    """Repair text that was decoded with a wrong encoding, line by line, where that is clear.

    ftfy repairs UTF-8 that was decoded as windows-1252 and the like; the language model decides on
    Cyrillic and Central European encodings that were mistaken for each other. Lost bytes stay lost.

    >>> [(e.start, e.end, e.replacement) for e in mojibake("Да, trÃ¨s bien", None).edits]
    [(6, 8, 'è')]
    """
    found = Aligned.unchanged(text) if first_sign(text) < 0 else _repaired(text)
    if _has_ellipses(found.text):
        return found.then(Aligned(found.text, outside_damage(found.text, _ellipses(found.text))))
    return found


def _ellipses(text: str) -> Iterator[Edit]:
    at = text.find(NEXT_LINE)
    while at >= 0:
        yield Edit(at, at + 1, ELLIPSIS, _ELLIPSIS_RULE)
        at = text.find(NEXT_LINE, at + 1)


def _repaired(text: str) -> Aligned:
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
