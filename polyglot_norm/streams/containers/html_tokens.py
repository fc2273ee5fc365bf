"""HTML cut into markup and text as browsers cut it, without losing a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

_MARKUP: Final = r"""
      <!--(?:-?>|.*?(?:--!?>|\Z))                     # a comment, perhaps never closed
    | <!\[CDATA\[.*?(?:\]\]>|\Z)
    | <(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)            # a declaration, or read as a comment
    | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)
      (?: [\s/]++ | [^\s/>=]++ (?: \s*+ = \s*+
            (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\s>"'][^\s>]*+ | (?=>) ) )?+
        | = )*+
      (?:>|\Z)
"""
MARKUP: Final = re.compile(_MARKUP, re.VERBOSE | re.DOTALL)
"""A regex for one piece of markup; a ``<`` that begins none is text."""

CLOSED_MARKUP: Final = _MARKUP.replace(r"(?:>|\Z)", ">")
"""The same in Markdown, as a VERBOSE pattern: a tag that is never closed is text."""

_RAW: Final = frozenset(
    {"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
"""Elements whose content holds no markup, and no text for readers."""

_CODE: Final = frozenset({"code", "kbd", "samp", "var", "math", "svg"})
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr"}
)  # fmt: skip
# https://html.spec.whatwg.org/#the-translate-attribute, and the class that Google and others use.
_UNTRANSLATED: Final = re.compile(
    r"""\s(?:translate\s*=\s*["']?no\b|class\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b"""
    r"""|notranslate\b))""",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A part of a page: text if ``name`` is None, otherwise markup.

    ``name`` is that of a tag in lower case, with a slash before it in an end tag; of an element
    that is kept whole, that of its tag and then ``*``; of a comment or a declaration it is empty.
    """

    start: int
    end: int
    name: str | None


def tokens(page: str) -> Iterator[Token]:
    """Yield the parts of a page, in order and without gaps.

    >>> [token.name for token in tokens("<p>1 < 2 <code>x</code><br/>")]
    ['p', None, 'code*', 'br']
    """
    place = 0
    while place < len(page):
        match = MARKUP.search(page, place)
        start = match.start() if match else len(page)
        if place < start:
            yield Token(place, start, None)
        if match is None:
            return
        token = _markup(page, match)
        yield token
        place = token.end
        if token.name == "title" and (close := _end_tag("title").search(page, place)):
            if place < close.start():
                yield Token(place, close.start(), None)
            yield Token(*close.span(), "/title")
            place = close.end()


def _markup(page: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    if match["name"] is None:
        return Token(start, end, "")
    name = match["name"].lower()
    if match["end"]:
        return Token(start, end, f"/{name}")
    if name in _RAW:
        close = _close(page, name, end)
        if close == len(page) and match[0].endswith("/>"):  # in XHTML it is closed
            return Token(start, end, name)
        return Token(start, close, f"{name}*")
    if name not in _VOID and (name in _CODE or _UNTRANSLATED.search(match[0])):
        return Token(start, _end_of_element(page, name, end), f"{name}*")
    return Token(start, end, name)


def _close(page: str, name: str, place: int) -> int:
    """Return the end of an element without markup inside, its end tag included."""
    match = _end_tag(name).search(page, place)
    return match.end() if match and name != "plaintext" else len(page)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE)


def _end_of_element(page: str, name: str, place: int) -> int:
    """Return the end of an element, which may hold others of its name."""
    depth = 1
    while match := MARKUP.search(page, place):
        place = match.end()
        found = (match["name"] or "").lower()
        if found in _RAW and not match["end"]:
            place = _close(page, found, place)
        elif found == name and not match[0].endswith("/>"):
            depth += -1 if match["end"] else 1
            if depth == 0:
                return place
    return len(page)
