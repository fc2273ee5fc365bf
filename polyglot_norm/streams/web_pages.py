"""HTML as input: a document is the visible text of a page, and offsets count in that text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from polyglot_norm.errors import MissingExtra, PolyglotError
from polyglot_norm.streams.passage import Passage, record_passages
from polyglot_norm.streams.text_decoding import Characters
from polyglot_norm.streams.whole_files import LONGEST, whole
from polyglot_norm.text.decode import decode
from polyglot_norm.text.encodings import resolve

_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_DECLARED_WITHIN: Final = 4096
# Declarations that browsers take for windows-1252 (https://encoding.spec.whatwg.org).
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
    """Return the encoding that a page declares, or None if it declares none that is known.

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
    # The search was in ASCII, so a declaration of UTF-16 cannot be true.
    if codec.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    return "windows-1252" if codec in _AS_1252 else name


def characters(raw: BinaryIO, errors: str) -> Characters:
    """Decode a page as UTF-8 if it is valid UTF-8, otherwise in the encoding it declares."""
    data = raw.read(LONGEST + 1)
    try:
        data.decode()
        declared = None
    except UnicodeDecodeError:
        declared = declared_encoding(data)
    decoded = decode(data, encoding=declared, errors=errors)
    return Characters(decoded, iter([decoded.text]), decoded.replaced)


def passages(name: str, chunks: Iterable[str]) -> Iterator[Passage]:
    """Yield the visible text of a page.

    Raises:
        MissingExtra: the package that extracts it is not installed.
        StreamError: the page is too large.
    """
    yield from record_passages(name, visible_text(whole(name, chunks)), 1, None)


def visible_text(page: str) -> str:
    """Return the text of a page without scripts, styles, comments and hidden elements.

    Raises:
        MissingExtra: the package that extracts it is not installed.
    """
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        raise MissingExtra(
            "reading HTML needs the package resiliparse: pip install 'polyglot-norm[html]' "
            "(or read its source with --from text)",
            extra="html",
        ) from None
    # The extractor refuses lone surrogates.
    page = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text: str = extract_plain_text(page, list_bullets=False, alt_texts=False, skip_elements=_UNSEEN)
    return text
