"""JSON Lines as input: a document is a field of a record, and the other fields are metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from polyglot_norm.errors import nearest
from polyglot_norm.formats.json_codec import JsonObject, from_json, raw_fields, to_json
from polyglot_norm.streams.passage import (
    OnSkipped,
    Passage,
    SkippedRecord,
    record_lines,
    record_passages,
)

LONGEST: Final = 1 << 26
"""The greatest number of code points in a record, which must fit in memory."""

DEFAULT: Final = "text"
"""The field that is read unless another is named."""


def passages(
    name: str, chunks: Iterable[str], *, field: str, on_skipped: OnSkipped
) -> Iterator[Passage]:
    r"""Yield the texts in ``field`` of the records; a record without it is skipped.

    A field inside another is written with a dot: ``body.text``. Empty lines are ignored. The other
    fields are kept as they are written.

    >>> lines = ['{"id":7,"text":"Где си?"}\n']
    >>> (found,) = passages("a.jsonl", lines, field="text", on_skipped=print)
    >>> found.name, found.text, dict(found.metadata)
    ('a.jsonl:1', 'Где си?', {'id': 7})
    """
    for line, record in record_lines(chunks, LONGEST):
        if record is None:
            reason = f"longer than {LONGEST:,} characters"
            on_skipped(SkippedRecord(line, reason))
        elif not record.isspace():
            try:
                text, rest = _divided(record, field)
            except _Unusable as error:
                on_skipped(SkippedRecord(line, *error.args))
                continue
            yield from record_passages(f"{name}:{line}", text, line, rest)


class _Unusable(Exception):
    """A record without a text, with the reason, and what else there is to say."""


def _divided(record: str, field: str) -> tuple[str, JsonObject | None]:
    """Return the text in a field of a record, and the rest of the record."""
    try:
        fields = raw_fields(record.strip())
    except ValueError as error:
        raise _Unusable("not a JSON object", str(error)) from None
    text = _take(fields, field)
    return text, JsonObject.of_fields(fields) if fields else None


def _take(fields: dict[str, bytes], field: str) -> str:
    """Remove a field, or a field inside a field, and return its text."""
    if field not in fields:
        outer, dot, inner = field.partition(".")
        if dot and fields.get(outer, b"").startswith(b"{"):
            within = raw_fields(fields[outer].decode())
            text = _take(within, inner)
            fields[outer] = JsonObject.of_fields(within).raw
            return text
        have = ", ".join(map(repr, list(fields)[:9])) or "none"
        hint = f"{nearest(field, fields)} fields: {have}".strip()
        raise _Unusable(f"no field {field!r}", hint)
    text = from_json(fields[field])
    if not isinstance(text, str):
        shown = to_json(text).decode()
        raise _Unusable(f"field {field!r} is not a string", f"got {shown:.40}")
    del fields[field]
    return text
