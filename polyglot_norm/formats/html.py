"""HTML: a page for a browser, with the language and direction of each segment.

A document is an ``<article>``, a line a ``<p>`` in the direction of its first segment, a segment a
``<bdi>`` with ``lang`` and ``dir``. An output that differs from the text is its ``title``, shown
when the pointer rests on it. Control characters and lone surrogates, which HTML cannot hold,
become U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from zlib import crc32

from polyglot_norm.document import Document
from polyglot_norm.formats.document_lines import Fragment, lines
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.text.directions import direction
from polyglot_norm.text.xml_escapes import REPLACEMENT

_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_SPECIAL: Final = re.compile(f'[&<>"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]')
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

_SCRIPT: Final = re.compile(r"[a-z]{2,3}-([A-Z][a-z]{3})(?![^-])")

_HUES: Final = 12
_STYLE: Final = "".join(
    [
        "body{font:1rem/1.6 system-ui,sans-serif;max-width:50rem;margin:auto;padding:1rem}",
        "p{margin:0;white-space:pre-wrap;min-height:1.6em}",
        "bdi{border-bottom:2px solid;border-radius:2px}",
        "bdi:hover{background:#8884}",
        "ul{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;padding:0;list-style:none}",
        ".none{border-color:transparent}",
        *(f".h{n}{{border-color:hsl({n * 360 // _HUES} 65% 45%)}}" for n in range(_HUES)),
    ]
)
_HEAD: Final = (
    '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width">\n'
    f"<title>Languages</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
)


class Encoder:
    """Writes documents as articles of a page.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Да ли ћеш?"))
    >>> page = Encoder(WriteOptions(exclude=["output"])).piece(item).decode()
    >>> page.splitlines()[2]
    '<p dir="ltr"><bdi lang="sr-Cyrl" dir="ltr" class="h8">Да ли ћеш?</bdi></p>'
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        chosen = options.fields(("text", "output"), ("text", "output"))
        self._has_title = chosen == ("text", "output")
        self._is_output = "text" not in chosen

    def head(self) -> bytes:
        """Return the head of the page."""
        return _HEAD.encode()

    def foot(self) -> bytes:
        """Return the end of the page."""
        return b"</body>\n</html>\n"

    def piece(self, item: NamedDocument) -> bytes:
        """Return the article of a document, or what a part adds to it."""
        pieces = []
        if item.first:
            pieces.append(f"<article{self._lang(item.document)}>\n")
            pieces.append(f"<h2><bdi>{_escaped(item.name)}</bdi></h2>\n")
        pieces += map(self._line, lines(item.document))
        if item.first and item.last:  # shares of a part are not those of the whole
            pieces.append(_legend(item.document, self._options))
        if item.last:
            pieces.append("</article>\n")
        return "".join(pieces).encode()

    def _lang(self, document: Document) -> str:
        # Text outside any <bdi> inherits the language of the article.
        if not self._options.wants_all or self._is_output:
            return ""
        return f' lang="{_escaped(document.lang)}"'

    def _line(self, fragments: Sequence[Fragment]) -> str:
        first = next((f for f in fragments if f.segment.lang != NO_LANGUAGE), fragments[0])
        parts = "".join(map(self._fragment, fragments))
        return f'<p dir="{direction(self._script(first))}">{parts}</p>\n'

    def _script(self, fragment: Fragment) -> str:
        """Return the script of the text shown; the tag of an output names it if it differs."""
        segment = fragment.segment
        named = _SCRIPT.match(segment.output_lang) if self._is_output else None
        return named[1] if named else segment.script

    def _fragment(self, fragment: Fragment) -> str:
        segment, text, output = fragment.segment, fragment.text, fragment.output
        shown = _escaped(output if self._is_output else text)
        if not shown or not self._options.wants(segment):
            return shown
        lang = segment.output_lang if self._is_output else segment.lang
        title = f' title="{_escaped(output)}"' if self._has_title and output != text else ""
        if not self._options.is_bcp47:
            title += f' data-label="{_escaped(self._options.label(segment.lang))}"'
        return (
            f'<bdi lang="{_escaped(lang)}" dir="{direction(self._script(fragment))}" '
            f'class="{_colour(segment.lang)}"{title}>{shown}</bdi>'
        )


def _legend(document: Document, options: WriteOptions) -> str:
    entries = "".join(
        f'<li><bdi class="{_colour(share.lang)}">{_escaped(options.label(share.lang))}</bdi> '
        f"{_escaped(name_of(share.lang))} {share.share:.0%}</li>"
        for share in document.languages
    )
    return f"<ul>{entries}</ul>\n" if entries else ""


def _colour(lang: str) -> str:
    """Return the class of a language, the same on every page."""
    if lang in (NO_LANGUAGE, UNDETERMINED):
        return "none"
    return f"h{crc32(lang.encode('utf-8', 'replace')) % _HUES}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], REPLACEMENT), text)
