"""WARC and WET cut into chunks of records, whose pages are read by the processes that tag them.

A row is a record of a response with a page or plain text, or of a conversion: its ``id``, ``url``,
``date`` and text. Requests, redirects, images and whatever else is no text have no row. A record
that is damaged, and a page that is no text in spite of what it says, are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.corpus.chunks import CHUNK, LONGEST, Content, Page, PagesChunk
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.reading import Opener
from polyglot_norm.corpus.shards import Shard
from polyglot_norm.corpus.warc_records import made_of_records
from polyglot_norm.streams.passage import SkippedRecord

FIELDS: Final = {"id": "WARC-Record-ID", "url": "WARC-Target-URI", "date": "WARC-Date"}
"""The columns of a row beside its text, with the header of each."""

_HTML: Final = ("text/html", "application/xhtml+xml")
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.I)
_RECORDS: Final = 1 << 10
_OK: Final = range(200, 300)


def contents(opener: Opener, shard: Shard, options: CorpusOptions) -> Iterator[Content]:
    """Yield the records of a shard."""
    (file,) = shard.files
    yield PagesChunk(1, [], [])
    with opener.counted(file) as raw:
        yield from _collected(raw, opener.name(file))


def _collected(raw: BinaryIO, name: str) -> Iterator[PagesChunk]:
    """Yield the pages, many at a time, with the records that are damaged."""
    first, size = 1, 0
    pages: list[Page] = []
    damaged: list[SkippedRecord] = []

    def add(number: int, problem: str) -> None:
        damaged.append(SkippedRecord(number, "a damaged record of the archive", problem))

    for page in made_of_records(raw, name, _page, add):
        if page is None:
            continue
        pages.append(page)
        size += len(page.payload)
        if size >= CHUNK or len(pages) == _RECORDS:
            yield PagesChunk(first, pages, damaged.copy())
            first, size = first + len(pages), 0
            pages = []
            damaged.clear()
    if pages or damaged:
        yield PagesChunk(first, pages, damaged)


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
        raise EOFError("it is truncated")
    fields = {name: record.headers.get(header) for name, header in FIELDS.items()}
    return Page(fields, payload, is_html, charset, _codings(http))


def _codings(http: Any) -> tuple[str, str]:
    if http is None:
        return "", ""
    return http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or ""


def _content_type(value: str) -> tuple[str, str | None]:
    """Return the media type of a header, and the encoding that it states.

    >>> _content_type('text/html; charset="windows-1251"'), _content_type("text/plain")
    (('text/html', 'windows-1251'), ('text/plain', None))
    """
    mime, _, parameters = value.partition(";")
    found = _CHARSET.search(parameters)
    return mime.strip().lower(), found[1] if found else None
