r"""JSON and JSON Lines as containers: the string in one field of each record is text.

All else stays as it is written: the order of fields, numbers, ``NaN``, white space, and in the
string itself every escape of a character that does not change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.streams.containers.text import SPELLING, Piece, Text
from polyglot_norm.streams.json_layout import after_space, records, string_span, value_end
from polyglot_norm.streams.json_records import Unusable
from polyglot_norm.streams.passage import OnSkipped, SkippedRecord, record_lines
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.streams.whole_files import LONGEST, whole

_ESCAPE: Final = re.compile(
    r"""
    \\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}  # a pair, for one character
    | \\u[0-9a-fA-F]{4}
    | \\r\\n                                                    # a line end
    | \\.
    """,
    re.VERBOSE,
)
_BEYOND_ASCII: Final = re.compile(r"\\u(?!00[0-7])")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def of_lines(
    name: str, chunks: Iterable[str], *, field: str, on_skipped: OnSkipped
) -> Iterator[Piece]:
    r"""Yield the pieces of JSON Lines; a record without the field is kept and reported.

    >>> lines = ['{"id": 1e400, "text": "Где\\tси?"}\n']
    >>> found = of_lines("", lines, field="text", on_skipped=print)
    >>> [p if isinstance(p, str) else p.meaning.text for p in found]
    ['{"id": 1e400, "text": "', 'Где\tси?', '"}\n']

    Raises:
        StreamError: a record is too long.
    """
    for line, record in record_lines(chunks, LONGEST):
        if record is None:
            raise StreamError(name, f"line {line} is longer than {LONGEST:,} characters")
        if record.isspace():
            yield record
        else:
            yield from _of_record(record, line, field, on_skipped)


def of_document(
    name: str, chunks: Iterable[str], *, field: str, on_skipped: OnSkipped
) -> Iterator[Piece]:
    """Yield the pieces of a JSON document, an array of records or a record.

    Raises:
        StreamError: it is not JSON, or too long.
    """
    data, place = whole(name, chunks), 0
    for start, end, line in records(name, data):
        yield data[place:start]
        yield from _of_record(data[start:end], line, field, on_skipped)
        place = end
    yield data[place:]


def _of_record(record: str, line: int, field: str, on_skipped: OnSkipped) -> Iterator[Piece]:
    try:
        start, end = string_span(record, field, _checked(record))
    except Unusable as error:
        on_skipped(SkippedRecord(line, *error.args))
        yield record
        return
    yield record[:start]
    yield _text(record[start:end])
    yield record[end:]


def _checked(record: str) -> int:
    """Return the place where the one value of a record begins.

    Raises:
        Unusable: it has more than one.
    """
    start = after_space(record, 0)
    try:
        end = after_space(record, value_end(record, start))
    except ValueError as error:
        raise Unusable("not a JSON object", str(error)) from None
    if end < len(record):
        raise Unusable("not a JSON object", f"more than one value: character {end + 1}")
    return start


def _text(raw: str) -> Text:
    if "\\" not in raw:
        return Text(Aligned.unchanged(raw), _escaped)
    as_ascii = raw.isascii() and _BEYOND_ASCII.search(raw) is not None
    return Text(Aligned(raw, _spelling(raw)), _escaped_ascii if as_ascii else _escaped)


def _spelling(raw: str) -> Iterator[Edit]:
    for match in _ESCAPE.finditer(raw):
        meaning = json.loads(f'"{match[0]}"')
        yield Edit(match.start(), match.end(), meaning.replace("\r\n", "\n"), SPELLING)


def _escaped(text: str) -> str:
    """Return a part of a string as JSON."""
    written = json.dumps(text, ensure_ascii=False)[1:-1]
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _escaped_ascii(text: str) -> str:
    """Return a part of a string as JSON, in a string whose other letters are escapes."""
    return json.dumps(text)[1:-1]
