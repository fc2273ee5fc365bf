"""The columns of a table of JSON records: one for each field, of the type that fits all values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from polyglot_norm.formats.arrow_schema import pyarrow, without_surrogates
from polyglot_norm.formats.json_codec import from_json, raw_fields

_DECODER: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_STRING, _JSON = "string", "json"
_LARGEST: Final = 1 << 63


class Columns:
    """Collects the types of the fields of records.

    A field whose values are whole numbers, numbers, strings or truth values has that type. Any
    other, an object or a list or a field of several types, becomes a string that holds JSON.

    >>> columns = Columns("text")
    >>> columns.add(b'{"id": 1, "tags": ["a"], "text": "Da.", "score": 1}')
    >>> columns.add(b'{"id": 2, "text": null, "score": 0.5}')
    >>> columns.types
    {'id': 'int64', 'tags': 'json', 'text': 'string', 'score': 'double'}
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._types: dict[str, str] = {}
        self._order: dict[str, None] = {}

    def add(self, line: bytes) -> None:
        """Add the fields of a record.

        Raises:
            ValueError: it is not one.
        """
        types = self._types
        try:
            fields: Any = _DECODER.decode(line)
        except ValueError:
            fields = raw_fields(line.decode())
        for name, value in fields.items():
            self._order.setdefault(name)
            found = _type(bytes(value))
            before = types.get(name)
            if found != before:
                types[name] = _common(before, found)

    @property
    def types(self) -> dict[str, str]:
        """The type of each field, in the order of their appearance."""
        found = {name: self._types[name] or _STRING for name in self._order}
        # Records whose text is something else are left out.
        return found | ({self._text: _STRING} if self._text in found else {})


def _type(raw: bytes) -> str:
    """Return the type of a JSON value; empty for null."""
    first = raw[:1]
    if first == b'"':
        return _STRING
    if first == b"n":
        return ""
    if first in b"tf":
        return "bool"
    if first in b"-0123456789":
        if not raw.lstrip(b"-").isdigit():
            return "double"
        return "int64" if len(raw) < 19 or abs(int(raw)) < _LARGEST else _JSON
    return _JSON


def _common(before: str | None, found: str) -> str:
    """Return the type of a field that had another type before."""
    if not before or not found:
        return before or found
    return "double" if {before, found} == {"int64", "double"} else _JSON


def array(values: list[bytes | None], kind: str) -> Any:
    """Return JSON values as an Arrow array of the type."""
    if kind == _JSON:
        return decoded_array([raw and raw.decode() for raw in values], _STRING)
    return decoded_array([raw and from_json(raw) for raw in values], kind)


def decoded_array(decoded: Sequence[Any], kind: str) -> Any:
    """Return values as an Arrow array of the type.

    A lone surrogate, which Arrow cannot hold, becomes U+FFFD.
    """
    pa = pyarrow()
    arrow = pa.type_for_alias(kind)
    try:
        return pa.array(decoded, arrow)
    except UnicodeEncodeError:
        return pa.array([without_surrogates(value) for value in decoded], arrow)


def empty_schema(types: dict[str, str]) -> Any:
    """Return the schema of a table with these columns."""
    pa = pyarrow()
    kinds = {name: pa.type_for_alias("string" if t == _JSON else t) for name, t in types.items()}
    return pa.schema(list(kinds.items()))
