"""Name emoji, and symbols that have no other ASCII spelling: 👍 becomes ``:thumbs up sign:``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.steps.ascii import spelling
from polyglot_norm.text.emoji import emoji

_SYMBOLS: Final = "\u2190-\u2bff\U0001d300-\U0001d371\U0001f000-\U0001fbff"
_REGIONAL: Final = "\N{REGIONAL INDICATOR SYMBOL LETTER A}"


def trigger() -> Trigger:
    """Return the trigger: the blocks of symbols, and what makes one an emoji."""
    return Trigger(f"©®‼⁉〰〽㊗㊙\N{VARIATION SELECTOR-16}{_SYMBOLS}", in_ascii=False)


def symbol_names(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace emoji and symbols by their names in Unicode, between colons.

    Symbols that Unidecode spells stay for the step `ascii`; keycaps stay as they are.

    >>> [edit.replacement for edit in symbol_names("👍🏽 🇷🇸 👩\N{ZERO WIDTH JOINER}🔬 ☂ ™ 1️⃣", None)]
    [':thumbs up sign:', ':flag rs:', ':woman microscope:', ':umbrella:']
    """
    for match in _pattern().finditer(text):
        name = _name(match[0])
        if name:
            yield Edit(match.start(), match.end(), f":{name}:", "symbol_names")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"{emoji()}|[{_SYMBOLS}]", re.VERBOSE)


@lru_cache(maxsize=1024)
def _name(symbol: str) -> str:
    """Return the name of a symbol or of the parts of an emoji; nothing if it needs none."""
    from unicodedata2 import category, name

    if symbol[0] < "\x80":
        return ""
    if "\U0001f1e6" <= symbol[0] <= "\U0001f1ff" and len(symbol) == 2:
        return "flag " + "".join(chr(ord(each) - ord(_REGIONAL) + ord("a")) for each in symbol)
    if len(symbol) == 1 and spelling(symbol).strip():
        return ""
    parts = (each for each in symbol if category(each) in ("So", "Sm"))
    return " ".join(name(part, "").lower() for part in parts).strip()
