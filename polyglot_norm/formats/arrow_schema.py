"""The columns of a table of segments, and their values in Arrow and in Python."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, Final

from msgspec import UNSET, Raw

from polyglot_norm.errors import MissingExtra
from polyglot_norm.formats import fields
from polyglot_norm.formats.json_codec import to_json

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STRUCTS: Final = {
    "candidates": ("lang", "probability"),
    "edits": ("start", "end", "replacement", "rule"),
}
"""Columns that hold lists of structs, and the members of these."""


def pyarrow(module: str = "pyarrow") -> Any:
    """Import the package, or a module of it.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"Arrow and Parquet need the package pyarrow ({error}): "
            "pip install 'polyglot-norm[arrow]'",
            extra="arrow",
        ) from error


def schema(names: tuple[str, ...]) -> Any:
    """Return the schema of a table with these columns."""
    arrow = pyarrow()
    integer, number, string = arrow.int64(), arrow.float64(), arrow.string()
    kinds = {"start": integer, "end": integer, "probability": number, "confidence": number}
    for name, members in _STRUCTS.items():
        struct = arrow.struct([(member, kinds.get(member, string)) for member in members])
        kinds[name] = arrow.list_(struct)
    return arrow.schema([(name, kinds.get(name, string)) for name in names])


def to_arrow(name: str, value: Any) -> Any:
    """Return a field of a row as the value of a column.

    >>> to_arrow("candidates", (("ru", 0.9),))
    [{'lang': 'ru', 'probability': 0.9}]
    """
    if name in _STRUCTS:
        return [dict(zip(_STRUCTS[name], row, strict=True)) for row in value]
    if name == fields.METADATA:
        return None if value is UNSET else to_json(value).decode()
    return value


def without_surrogates(value: Any) -> Any:
    """Return a value of a column with every lone surrogate replaced by U+FFFD."""
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [{key: without_surrogates(each) for key, each in row.items()} for row in value]
    return value


def from_arrow(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a table with its lists and its metadata as in JSON."""
    for name in _STRUCTS:
        if row.get(name) is not None:
            row[name] = [list(each.values()) for each in row[name]]
    metadata = row.get(fields.METADATA)
    row[fields.METADATA] = Raw(metadata if isinstance(metadata, str) else "null")
    return row
