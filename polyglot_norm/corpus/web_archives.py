"""WARC and WET cut into chunks of records, whose pages are read by the processes that tag them.

A row is a record of a response with a page or plain text, or of a conversion: its ``id``, ``url``,
``date`` and text. Requests, redirects, images and whatever else is no text have no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.corpus.chunks import CHUNK, LONGEST, Content, Page, PagesChunk
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.reading import Opener
from polyglot_norm.corpus.shards import Shard
from polyglot_norm.extras import optional
from polyglot_norm.streams.stream_error import StreamError

FIELDS: Final = {"id": "WARC-Record-ID", "url": "WARC-Target-URI", "date": "WARC-Date"}
"""The columns of a row beside its text, with the header of each."""

_HTML: Final = ("text/html", "application/xhtml+xml")
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.I)
_RECORDS: Final = 1 << 10
_OK: Final = range(200, 300)


def contents(opener: Opener, shard: Shard, options: CorpusOptions) -> Iterator[Content]:
    """Yield the records of a shard."""
    (file,) = shard.files
    yield PagesChunk(1, [])
    first = 1
    with opener.decompressed(file) as raw:
        for pages in _collected(_pages(raw, opener.name(file))):
            yield PagesChunk(first, pages)
            first += len(pages)


def _collected(pages: Iterator[Page]) -> Iterator[list[Page]]:
    held: list[Page] = []
    size = 0
    for page in pages:
        held.append(page)
        size += len(page.payload)
        if size >= CHUNK or len(held) == _RECORDS:
            yield held
            held, size = [], 0
    if held:
        yield held


def _pages(raw: BinaryIO, name: str) -> Iterator[Page]:
    warc = optional("fastwarc.warc", extra="warc", purpose="reading web archives")
    kinds = warc.WarcRecordType.response | warc.WarcRecordType.conversion
    found = 0
    try:
        for record in warc.ArchiveIterator(_Told(raw), record_types=kinds, parse_http=True):
            found += 1
            page = _page(record)
            if page is not None:
                yield page
    except (EOFError, OSError, ValueError) as error:
        raise StreamError(name, f"damaged after {found:,} records: {error}") from error


class _Told:
    """A stream that tells its position, as the reader of archives asks, and cannot seek."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """Read as from the stream."""
        data = self._raw.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        """Return the number of bytes read."""
        return self._position


def _page(record: Any) -> Page | None:
    """Return the page of a record, or None if it has none."""
    http = record.http_headers
    mime, charset = _content_type((http or record.headers).get("Content-Type") or "")
    is_html = mime in _HTML
    if not is_html and mime != "text/plain":
        return None
    if http is not None and http.status_code not in _OK:
        return None
    payload = record.reader.read(LONGEST)
    if len(payload) < min(record.content_length, LONGEST):
        raise EOFError("the last one is truncated")
    fields = {name: record.headers.get(header) for name, header in FIELDS.items()}
    return Page(fields, payload, is_html, charset)


def _content_type(value: str) -> tuple[str, str | None]:
    """Return the media type of a header, and the encoding that it states.

    >>> _content_type('text/html; charset="windows-1251"'), _content_type("text/plain")
    (('text/html', 'windows-1251'), ('text/plain', None))
    """
    mime, _, parameters = value.partition(";")
    found = _CHARSET.search(parameters)
    return mime.strip().lower(), found[1] if found else None
