"""JSON Lines: a document is a field of a record, and the other fields are carried through."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import orjson

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.streams.passage import OnSkipped, Passage, in_passages, whole_lines

LONGEST: Final = 1 << 26
"""Code points of a record, at most: it must be held whole to be understood."""

DEFAULT: Final = "text"
"""The field that is taken where none is named."""


def passages(
    name: str, chunks: Iterable[str], *, field: str, on_skipped: OnSkipped
) -> Iterator[Passage]:
    r"""The texts in ``field`` of the records; one that has none is told, and the rest go on.

    A field inside another is written with a dot: ``body.text``. Empty lines are passed over.

    >>> lines = ['{"id":7,"text":"Где си?"}\n']
    >>> (found,) = passages("a.jsonl", lines, field="text", on_skipped=print)
    >>> found.name, found.text, found.metadata
    ('a.jsonl:1', 'Где си?', {'id': 7})
    """
    for line, record in whole_lines(chunks, LONGEST):
        if record is None:
            on_skipped(f"line {line}: the record has more than {LONGEST} characters")
        if record is None or record.isspace():
            continue
        try:
            values = _object(record)
            text = _taken(values, field)
        except PolyglotError as error:
            on_skipped(f"line {line}: {error}")
            continue
        yield from in_passages(f"{name}:{line}", text, line, values)


def _object(record: str) -> dict[str, Any]:
    try:
        values = orjson.loads(record)
    except ValueError:
        values = _leniently(record)
    if not isinstance(values, dict):
        raise PolyglotError(f"is not an object, but {record.strip()[:40]}")
    return values


def _leniently(record: str) -> Any:
    """What orjson does not take and the standard library does: lone surrogates, NaN."""
    try:
        return json.loads(record)
    except (ValueError, RecursionError) as error:
        raise PolyglotError(f"is not JSON: {error}") from None


def _taken(values: dict[str, Any], field: str) -> str:
    """The text, which is taken out of the record."""
    inner, key = values, field
    while key not in inner and "." in key:
        outer, _, rest = key.partition(".")
        if not isinstance(inner.get(outer), dict):
            break
        inner, key = inner[outer], rest
    if key not in inner:
        have = ", ".join(map(repr, list(values)[:9])) or "nothing"
        raise PolyglotError(f"has no field {field!r};{nearest(field, values)} it has {have}")
    if not isinstance(inner[key], str):
        raise PolyglotError(f"field {field!r} is {json.dumps(inner[key])[:40]}, which is no text")
    text: str = inner.pop(key)
    return text
