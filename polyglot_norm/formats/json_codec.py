"""JSON, letters as themselves: as fast as can be, and whatever a Python string may hold."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

import orjson

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def to_json(value: Any) -> bytes:
    r"""A value as JSON in UTF-8.

    A lone surrogate, which UTF-8 cannot hold, is written as an escape, and read back as itself
    (two that make a pair are read back as the one character they mean).

    >>> to_json({"text": "да\ud800"}).decode()
    '{"text":"да\\ud800"}'
    """
    try:
        return orjson.dumps(value)
    except TypeError:  # orjson refuses lone surrogates
        return _to_json_slowly(value)


def to_json_line(value: dict[str, Any]) -> bytes:
    """A dict as a line of JSON, with its line feed."""
    try:
        return orjson.dumps(value, None, orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return _to_json_slowly(value) + b"\n"


def to_json_lines(values: Sequence[dict[str, Any]]) -> bytes:
    """Dicts as lines of JSON, all at once."""
    dump, option = orjson.dumps, orjson.OPT_APPEND_NEWLINE
    try:
        return b"".join([dump(value, None, option) for value in values])
    except TypeError:
        return b"".join(map(to_json_line, values))


def _to_json_slowly(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def from_json(data: bytes) -> Any:
    r"""The value that JSON stands for, lone surrogates included.

    >>> from_json(b'["\\ud800"]') == ["\ud800"]
    True

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return orjson.loads(data)
    except ValueError:
        pass
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError(f"it is nested too deeply ({error})") from None
