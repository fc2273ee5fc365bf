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
from polyglot_norm.streams.whole_files import LONGEST

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
            yield from record_of(name, line, record, field, on_skipped)


def record_of(
    name: str, line: int, record: str, field: str, on_skipped: OnSkipped
) -> Iterator[Passage]:
    """Yield the text in a field of a record that begins in a line of a file."""
    try:
        text, rest = _divided(record, field)
    except Unusable as error:
        on_skipped(SkippedRecord(line, *error.args))
        return
    yield from record_passages(f"{name}:{line}", text, line, rest)


class Unusable(Exception):
    """A record without a text, with the reason, and what else there is to say."""

    @classmethod
    def no_field(cls, field: str, have: Iterable[str]) -> Unusable:
        """Return the error about a field that a record does not have."""
        have = list(have)
        shown = ", ".join(map(repr, have[:9])) or "none"
        return cls(f"no field {field!r}", f"{nearest(field, have)} fields: {shown}".strip())

    @classmethod
    def no_string(cls, field: str, value: str) -> Unusable:
        """Return the error about a field whose value is something else."""
        return cls(f"field {field!r} is not a string", f"got {value:.40}")


def _divided(record: str, field: str) -> tuple[str, JsonObject | None]:
    """Return the text in a field of a record, and the rest of the record."""
    try:
        fields = raw_fields(record.strip())
    except ValueError as error:
        raise Unusable("not a JSON object", str(error)) from None
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
        raise Unusable.no_field(field, fields)
    text = from_json(fields[field])
    if not isinstance(text, str):
        raise Unusable.no_string(field, to_json(text).decode())
    del fields[field]
    return text
