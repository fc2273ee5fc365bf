"""HTML as a container: the text of each block of a page is text; all markup is kept.

White space is kept as well, since on a page it is layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit, shifted
from polyglot_norm.streams.containers import html_tokens
from polyglot_norm.streams.containers.html_tokens import Token, tokens
from polyglot_norm.streams.containers.lone_signs import still_text
from polyglot_norm.streams.containers.text import MARKUP, Piece, Text, references
from polyglot_norm.streams.whole_files import whole

OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in the text for what is kept in the middle of it, such as code."""

_INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font",
     "i", "ins", "label", "mark", "nobr", "q", "s", "small", "span", "strike", "strong", "sub",
     "sup", "time", "tt", "u", "wbr"}
)  # fmt: skip
"""Elements that do not end a line of text."""

_HIDDEN: Final = frozenset({"", "script*", "style*"})
"""Markup that is not seen: comments and the like."""

_OBJECTS: Final = frozenset({"code", "kbd", "samp", "var", "math", "svg"} | _INLINE)

_LANG: Final = re.compile(r"""\s(?:xml:)?lang\s*=\s*["']?([A-Za-z0-9-]+)""", re.IGNORECASE)
SPACES: Final = re.compile(
    r"(?:[\t\n\r\f\xa0]|&nbsp;|&#0*160;|&#[xX]0*[aA]0;| (?=[\s\xa0<&]|\Z)|(?<=[\s\xa0>;]) )++"
)
"""White space other than a single space between two words."""


def pieces(name: str, chunks: Iterable[str]) -> Iterator[Piece]:
    """Yield the pieces of a page.

    >>> found = pieces("", ["<p>Где <b>си</b>?<p>Ту &amp; там"])
    >>> [piece if isinstance(piece, str) else piece.meaning.text for piece in found]
    ['<p>', 'Где си?', '<p>', 'Ту & там']

    Raises:
        StreamError: the page is too long.
    """
    page = whole(name, chunks)
    block: list[Token] = []
    preformatted = False
    lang, titled = "", False
    for token in tokens(page):
        if token.name is None or token.name == "br" or _is_inline(token.name):
            block.append(token)
            continue
        yield from _block(page, block, None if titled else lang, preformatted=preformatted)
        block = []
        if token.name == "html" and (declared := _LANG.search(page, token.start, token.end)):
            lang = declared[1]
        titled = token.name in ("title", "option")
        preformatted = token.name == "pre" or (preformatted and token.name != "/pre")
        yield page[token.start : token.end]
    yield from _block(page, block, lang, preformatted=preformatted)


def _is_inline(name: str) -> bool:
    return name in _HIDDEN or name.removeprefix("/") in _INLINE or _is_object(name)


def _is_object(name: str) -> bool:
    """Return True for what stands in the middle of a text, but is no part of it."""
    return name == "img" or (name.endswith("*") and name[:-1] in _OBJECTS)


def _block(
    page: str, block: list[Token], lang: str | None, *, preformatted: bool
) -> Iterator[Piece]:
    """Yield the text of a block, or its characters if it has none."""
    if not block:
        return
    start, end = block[0].start, block[-1].end
    raw = page[start:end]
    edits = list(_edits(page, block, preformatted=preformatted))
    meaning = Aligned(raw, edits)
    text = Text(meaning, _escaped, partial(still_text, html_tokens.MARKUP), lang)
    yield text if meaning.text.strip() else raw


def _edits(page: str, block: list[Token], *, preformatted: bool) -> Iterator[Edit]:
    shift = block[0].start
    spaced = True  # if the text so far ends with white space, or is empty
    for token in block:
        if token.name is not None:
            shown = "\n" if token.name == "br" else OBJECT if _is_object(token.name) else ""
            yield Edit(token.start - shift, token.end - shift, shown, MARKUP)
            spaced = shown == "\n" or (spaced and not shown)
            continue
        place = token.start
        for match in SPACES.finditer(page, token.start, token.end):
            spaced = spaced and match.start() == place
            yield from shifted(references(page, place, match.start()), -shift)
            broken = preformatted and "\n" in match[0]
            shown = "\n" if broken else "" if spaced else " "
            yield Edit(match.start() - shift, match.end() - shift, shown, MARKUP)
            spaced, place = True, match.end()
        yield from shifted(references(page, place, token.end), -shift)
        spaced = spaced and place == token.end


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
