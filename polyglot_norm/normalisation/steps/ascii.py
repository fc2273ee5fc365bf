"""Convert any script to ASCII, for slugs and keys: by language where it matters, else by Unidecode.

Unidecode is under GPL-2.0-or-later (see NOTICE.md). This is the only file that imports it, and only
when it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm import tables
from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.ascii_links import ascii_links
from polyglot_norm.normalisation.steps import Trigger

_FRACTIONS: Final = "¼½¾⅐-⅞"


def trigger() -> Trigger:
    """Return the trigger: anything that is not ASCII."""
    return Trigger("\x80-\U0010ffff", in_ascii=False)


def ascii(text: str, lang: str | None) -> Aligned:  # noqa: A001 - a step has its own name
    """Convert every character to ASCII, by the rules of the language and Unidecode.

    >>> ascii("Ђак, 東京", "sr-Cyrl").text
    'Djak, Dong Jing '
    """
    return to_ascii(text, lang, "ascii")


def to_ascii(text: str, lang: str | None, rule: str) -> Aligned:
    """Return a text in ASCII.

    Links lead to the same place (`ascii_links`). Lone surrogates, and characters that Unidecode
    does not know, are removed.

    >>> [to_ascii("Über 2½ Đoković", lang, "ascii").text for lang in ("de", "sr-Latn")]
    ['Ueber 2 1/2 Dokovic', 'Uber 2 1/2 Djokovic']
    """
    linked = with_ascii_links(text, rule)
    if linked.text.isascii():
        return linked
    folding = _folding((lang or "").partition("-")[0])
    folded = Aligned.lazily(linked.text, folding.text(linked.text), folding.edits, rule)
    return linked.then(folded) if linked.edits else folded


def with_ascii_links(text: str, rule: str) -> Aligned:
    """Return a text whose links are in ASCII."""
    edits = () if text.isascii() else tuple(ascii_links(text, rule))
    return Aligned(text, edits) if edits else Aligned.unchanged(text)


@cache
def _folding(language: str) -> _Folding:
    return _Folding(_letters(language))


def _letters(language: str) -> dict[str, str]:
    """Return the listed letters of a language in lower and upper case, and decomposed."""
    from unicodedata2 import normalize

    found: dict[str, str] = {}
    for row in tables.rows("ascii"):
        if {"*", language} & set(row["langs"].split()):
            letter, becomes = row["letter"], row["becomes"]
            found |= {letter: becomes, letter.capitalize(): becomes.capitalize()}
    return found | {normalize("NFD", letter): becomes for letter, becomes in found.items()}


class _Folding:
    """The conversion of one language: its own letters and fractions in context, then the rest."""

    def __init__(self, letters: dict[str, str]) -> None:
        self._letters = letters
        longest_first = sorted(letters, key=len, reverse=True)
        special = "|".join([*map(re.escape, longest_first), f"[{_FRACTIONS}]"])
        self._special = re.compile(special)
        self._any = re.compile(f"{special}|[^\x00-\x7f]")

    def text(self, text: str) -> str:
        return self._special.sub(self._in_context, text).translate(_spellings())

    def edits(self, text: str, rule: str) -> Iterator[Edit]:
        for match in self._any.finditer(text):
            becomes = self._in_context(match)
            if becomes != match[0]:
                yield Edit(match.start(), match.end(), becomes, rule)

    def _in_context(self, match: re.Match[str]) -> str:
        """Return the spelling of a match; its case and spacing follow the context."""
        letter = match[0]
        becomes = self._letters.get(letter)
        if becomes is None:
            spelled = letter.translate(_spellings())
            if not _IS_FRACTION.match(letter):
                return spelled
            return " " * _before(match).isdigit() + spelled.strip()
        if not becomes[:1].isupper():
            return becomes
        after = match.string[match.end() : match.end() + 1]
        is_upper = after.isupper() or (_before(match).isupper() and not after.islower())
        return becomes.upper() if is_upper else becomes


_IS_FRACTION: Final = re.compile(f"[{_FRACTIONS}]")


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 1) : match.start()]


def spelling(character: str) -> str:
    """Return the spelling of a character by Unidecode, nothing if it has none.

    >>> spelling("ж"), spelling("👍")
    ('zh', '')
    """
    return _spellings()[ord(character)]


class _Spellings(dict[int, str]):
    """The spelling of each code point by Unidecode, looked up when it is first met."""

    def __missing__(self, code: int) -> str:
        from unidecode import unidecode_expect_nonascii

        # Unidecode emits a warning for surrogates, which have no spelling.
        surrogate = 0xD800 <= code <= 0xDFFF
        spelling = "" if surrogate else str(unidecode_expect_nonascii(chr(code)))
        self[code] = spelling
        return spelling


@cache
def _spellings() -> _Spellings:
    return _Spellings({code: chr(code) for code in range(128)})
