"""JSON Lines: one object per segment, in the order of the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import orjson

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import NamedDocument, Screen

_SURROGATE = re.compile("[\ud800-\udfff]")


class SegmentRecord(NamedTuple):
    """What a line holds, its keys in this order; offsets are code points of the document.

    The ``text`` of a document's records, put together, is the document.
    """

    doc: str
    start: int
    end: int
    lang: str
    script: str
    confidence: float
    text: str
    output: str
    output_lang: str


def write(documents: Iterable[NamedDocument], screen: Screen | None = None) -> Iterator[str]:
    """The lines of documents, each with its line feed.

    >>> from polyglot_norm import tag
    >>> line, _, rest = next(write([NamedDocument("a.txt", tag("Да ли ћеш?"))])).partition(',"conf')
    >>> line
    '{"doc":"a.txt","start":0,"end":10,"lang":"sr-Cyrl","script":"Cyrl"'
    """
    for name, document in documents:
        for part in document.segments:
            record = SegmentRecord(
                name,
                part.start,
                part.end,
                part.lang,
                part.script,
                part.confidence,
                part.text,
                part.output.text,
                part.output_lang,
            )
            yield json_line(record._asdict())


def json_line(values: dict[str, Any]) -> str:
    r"""A dict as one line of JSON, letters as themselves.

    A lone surrogate, which UTF-8 cannot hold, is written as an escape, and read back as itself
    (two that make a pair are read back as the one character they mean).

    >>> json_line({"doc": "страна.txt", "start": 0})
    '{"doc":"страна.txt","start":0}\n'
    >>> json_line({"text": "да\ud800"})
    '{"text":"да\\ud800"}\n'
    """
    try:
        return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE).decode()
    except TypeError:  # orjson refuses lone surrogates
        line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"


def read(lines: Iterable[str]) -> Iterator[SegmentRecord]:
    """The records of JSON Lines, such as an open file; keys that we do not know are passed over.

    >>> line = '{"doc":"-","start":0,"end":2,"lang":"ru","script":"Cyrl","confidence":1,'
    >>> next(read([line + '"text":"Да","output":"Da","output_lang":"ru-Latn-t-ru-cyrl"}'])).text
    'Да'

    Raises:
        PolyglotError: a line is not such a record; the message says which, and why.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _record(line, number)


def _record(line: str, number: int) -> SegmentRecord:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PolyglotError(f"line {number} is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise PolyglotError(f"line {number} is not an object: {line.strip()[:40]}")
    for key, kinds in _KINDS.items():
        if key not in values:
            raise PolyglotError(f"line {number} has no {key!r}: is it a record of a segment?")
        # True and False are numbers to Python, not to us.
        if not isinstance(values[key], kinds) or isinstance(values[key], bool):
            raise PolyglotError(f"line {number}: {key!r} is {values[key]!r}, of the wrong type")
    return SegmentRecord(**{key: values[key] for key in _KINDS})


_KINDS: dict[str, tuple[type, ...]] = {
    key: {"start": (int,), "end": (int,), "confidence": (int, float)}.get(key, (str,))
    for key in SegmentRecord._fields
}
