"""Resolve HTML character references that are left in plain text.

Only references with a semicolon count: ``&copy=1`` is part of a URL. Multiple escapes
(``&amp;amp;lt;``) are resolved completely. Left alone are references

- in code between backquotes, which is about the reference itself;
- to markup characters (``&lt; &gt; &amp; &quot; &apos;``) in a line with a tag, which is HTML;
- that would only complete another reference: ``&am&#112;;``.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.unprotected import protected_spans
from polyglot_norm.text.characters import CharacterClass, character_class, script
from polyglot_norm.text.lines import Lines
from polyglot_norm.text.signs import Sign

_MARKUP: Final = frozenset("<>&\"'")
_REFERENCE: Final = r"&(?:#(?:[0-9]{1,12}|[xX][0-9A-Fa-f]{1,12})|[A-Za-z][0-9A-Za-z]{1,31});"
_LONGEST: Final = 34

_HARMLESS: Final = (CharacterClass.SPACE, CharacterClass.PUNCTUATION, CharacterClass.SYMBOL)


def trigger() -> Trigger:
    """Return the trigger: whatever looks like a reference."""
    return Trigger(patterns=(_REFERENCE,))


def signs() -> tuple[Sign, ...]:
    """Return the sign of a reference."""
    return (Sign("&"),)


def entities(text: str, _lang: str | None) -> Iterator[Edit]:
    """Resolve HTML character references: ``&amp;``, ``&#1078;``, ``&amp;lt;``.

    >>> [e.replacement for e in entities("Tom &amp;amp; &#1032;&eacute;", None)]
    ['&', 'Ј', 'é']
    """
    kept = _Kept(text)
    end, tail = 0, ""
    for match in _reference().finditer(text):
        start = match.start()
        if start < end:
            continue  # part of a reference that was escaped twice
        tail = (tail + text[max(end, start - _LONGEST) : start])[-_LONGEST:]
        value, stop = _resolved(text, match)
        end = start
        if value is None or kept.at(start, value):
            continue
        if _is_open(tail) and _may_close(value):
            continue
        yield Edit(start, stop, value, "entities")
        end, tail = stop, tail + value


def _resolved(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    """Return the character of a reference, None if there is none, and where it ends."""
    value, end = _value(match[0]), match.end()
    while value == "&" and _may_begin(text[end : end + 1]):
        # No more than one reference is read of the rest, so time is linear.
        again = _reference().match("&" + text[end : end + _LONGEST])
        inner = _value(again[0]) if again else None
        if again is None or inner is None:
            break
        value, end = inner, end + again.end() - 1
    if value is not None and "\ud800" <= value < "\ue000":
        return _paired(text, value, end)
    return value, end


def _may_begin(char: str) -> bool:
    """Return True if a reference may begin with ``&`` and a character."""
    return char == "#" or (char.isascii() and char.isalpha())


def _paired(text: str, unit: str, end: int) -> tuple[str, int]:
    """Return the character of references to a surrogate pair; U+FFFD for a lone surrogate."""
    low = _reference().match(text, end)
    other = low and _value(low[0])
    if low and other and unit < "\udc00" <= other < "\ue000":
        return (unit + other).encode("utf-16", "surrogatepass").decode("utf-16"), low.end()
    return "\N{REPLACEMENT CHARACTER}", end


@lru_cache(maxsize=1024)
def _value(reference: str) -> str | None:
    """Return the character of a single reference, as in browsers; None for an unknown name."""
    name = reference[1:-1]
    if name[0] == "#":
        return _numbered(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))
    from html.entities import html5  # large, and rarely needed

    found = html5.get(f"{name};")
    if found is None and name.isupper():
        found = html5.get(f"{name.lower()};", "").upper() or None
    return found


def _numbered(code: int) -> str:
    if 0x80 <= code < 0xA0:  # a code of windows-1252, as in browsers
        return bytes([code]).decode("windows-1252", "ignore")
    if code == 0 or code > 0x10FFFF:
        return "\N{REPLACEMENT CHARACTER}"
    char = chr(code)
    unwanted = character_class(char) is CharacterClass.CONTROL
    return "" if unwanted else char


class _Kept:
    """The references of a text that are left alone."""

    def __init__(self, text: str) -> None:
        self._text = text
        code = (s for s in protected_spans(text) if text[s.start] == "`") if "`" in text else ()
        self._code = deque(code)
        self._has_tags = "<" in text
        self._lines = Lines(text)
        self._line = (0, 0)
        self._line_is_html = False

    def at(self, position: int, value: str) -> bool:
        """Return True if the reference to ``value`` at ``position`` is left alone.

        Positions must not decrease.
        """
        while self._code and self._code[0].end <= position:
            self._code.popleft()
        if self._code and self._code[0].start <= position:
            return True
        return value in _MARKUP and self._has_tags and self._in_html(position)

    def _in_html(self, position: int) -> bool:
        if position >= self._line[1]:
            self._line = self._lines.around(position)
            self._line_is_html = _tag().search(self._text, *self._line) is not None
        return self._line_is_html


@lru_cache(maxsize=1024)
def _may_close(value: str) -> bool:
    """Return True if a character, also after other steps, may be part of a reference."""
    return (
        not all(
            char not in ";#"
            and (
                character_class(char) in _HARMLESS
                if not char.isalnum()
                else not char.isascii() and script(char) == "Latn"
            )
            for char in value
        )
        or not value
    )


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(_REFERENCE)


def _is_open(tail: str) -> bool:
    """Return True if a text ends in an incomplete reference: ``&#?[0-9A-Za-z]*``."""
    at = tail.rfind("&")
    if at < 0:
        return False
    name = tail[at + 1 :].removeprefix("#")
    return not name or (name.isascii() and name.isalnum())


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"</?[A-Za-z][^<>]*>|<!--")
