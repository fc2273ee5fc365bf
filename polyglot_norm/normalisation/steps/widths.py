"""Replace full-width and half-width forms by plain ones: Ａ by A, ｶﾞ by ガ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger

_FORMS: Final = range(0xFF00, 0xFFF0)
_CLASS: Final = "\N{IDEOGRAPHIC SPACE}\uff00-\uffef"
_SOUND_MARKS: Final = (
    "\N{HALFWIDTH KATAKANA VOICED SOUND MARK}\N{HALFWIDTH KATAKANA SEMI-VOICED SOUND MARK}"
)


def trigger() -> Trigger:
    """Return the trigger: the block of these forms, and the ideographic space."""
    return Trigger(_CLASS, in_ascii=False)


def widths(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace full-width and half-width forms by plain ones; join voicing marks to their kana.

    >>> from polyglot_norm.align.aligned import Aligned
    >>> Aligned("Ｗｉｎ　ｶﾞｲﾄﾞ！", widths("Ｗｉｎ　ｶﾞｲﾄﾞ！", "ja")).text
    'Win ガイド!'
    """
    if not _first().search(text):
        return
    for match in _pattern().finditer(text):
        plain = _plain(match[0])
        if plain != match[0]:
            yield Edit(match.start(), match.end(), plain, "widths")


@lru_cache(maxsize=1024)
def _plain(form: str) -> str:
    """Return the plain form of a character, or of a kana with its mark."""
    from unicodedata2 import normalize

    # This is at most one composition: of a kana and its mark.
    return str(normalize("NFC", "".join(_forms().get(char, char) for char in form)))


@cache
def _first() -> re.Pattern[str]:
    return re.compile(f"[{_CLASS}]")


@cache
def _pattern() -> re.Pattern[str]:
    forms = "".join(char for char in _forms() if char not in _SOUND_MARKS)
    return re.compile(f"[{forms}][{_SOUND_MARKS}]?|[か-ヿ]?[{_SOUND_MARKS}]")


@cache
def _forms() -> dict[str, str]:
    """Return the plain form of each character, from the Unicode Character Database."""
    from unicodedata2 import decomposition

    found = {}
    for code in (0x3000, *_FORMS):
        kind, _, plain = decomposition(chr(code)).partition(" ")
        if kind in ("<wide>", "<narrow>"):
            found[chr(code)] = "".join(chr(int(each, 16)) for each in plain.split())
    return found
