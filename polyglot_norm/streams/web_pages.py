"""HTML: a document is the text that a reader of the page sees; offsets count in that text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from polyglot_norm.errors import MissingExtra, PolyglotError
from polyglot_norm.streams.passage import Passage, in_passages
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.streams.text_decoding import Characters
from polyglot_norm.text.decode import decode
from polyglot_norm.text.encodings import resolve

LONGEST: Final = 1 << 26
"""Characters of a page, at most: it must be held whole to be understood."""

_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_DECLARED_WITHIN: Final = 4096
# What browsers read as windows-1252 when a page says it is Latin-1 (https://encoding.spec.whatwg.org).
_AS_1252: Final = frozenset({"ascii", "iso8859-1", "latin-1"})
_UNSEEN: Final = [
    "[hidden]",
    "[aria-hidden=true]",
    "template",
    "[style*='display:none']",
    "[style*='display: none']",
    "[style*='visibility:hidden']",
    "[style*='visibility: hidden']",
]


def declared_encoding(head: bytes) -> str | None:
    """The encoding that a page says it is in, if there is one of that name.

    >>> declared_encoding(b'<meta charset="windows-1251">'), declared_encoding(b"<p>charset=utf-8")
    ('windows-1251', None)
    """
    found = _DECLARED.search(head[:_DECLARED_WITHIN])
    if found is None:
        return None
    name = found[1].decode("ascii")
    try:
        codec = resolve(name)
    except PolyglotError:
        return None
    # A page in UTF-16 could not have been searched as ASCII: it says so and is not.
    if codec.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    return "windows-1252" if codec in _AS_1252 else name


def characters(raw: BinaryIO, errors: str) -> Characters:
    """The characters of a page: as UTF-8 where it is that, else in the encoding it declares."""
    data = raw.read(LONGEST + 1)
    try:
        data.decode()
        declared = None
    except UnicodeDecodeError:
        declared = declared_encoding(data)
    decoded = decode(data, encoding=declared, errors=errors)
    return Characters(decoded, iter([decoded.text]), decoded.replaced)


def passages(name: str, chunks: Iterable[str]) -> Iterator[Passage]:
    """The visible text of a page.

    Raises:
        MissingExtra: the package that extracts it is not installed.
        StreamError: the page is too large.
    """
    held, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > LONGEST:
            raise StreamError(name, f"is a page of more than {LONGEST} characters; split it")
        held.append(chunk)
    yield from in_passages(name, visible_text("".join(held)), 1, {})


def visible_text(page: str) -> str:
    """What a reader sees of a page: no scripts, styles, comments, nor what is hidden.

    Raises:
        MissingExtra: the package that extracts it is not installed.
    """
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        raise MissingExtra(
            "it is HTML, and nothing is installed that extracts its text: "
            "pip install 'polyglot-norm[html]' (or read its source with --from text)",
            extra="html",
        ) from None
    # A lone surrogate can only come of bytes that were no text; the extractor takes none.
    page = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text: str = extract_plain_text(page, list_bullets=False, alt_texts=False, skip_elements=_UNSEEN)
    return text
