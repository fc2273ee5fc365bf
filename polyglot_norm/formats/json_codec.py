"""JSON in UTF-8 for any Python string, and JSON objects kept as they were written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NO_NUMBER: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|(-?Infinity|NaN)')
_NEWLINES: Final = bytes.maketrans(b"\r\n", b"  ")


class JsonObject(Mapping[str, Any]):
    """A JSON object as it was written, decoded when its values are read.

    Encoding gives ``raw`` again, so numbers of any size and precision survive. ``NaN`` and
    ``Infinity``, which other tools write although they are no JSON, become strings.

    >>> values = JsonObject(b'{"id": 12345678901234567890123, "weight": 1.10}')
    >>> values["weight"], to_json(values).decode()
    (1.1, '{"id": 12345678901234567890123, "weight": 1.10}')
    """

    __slots__ = ("_values", "raw")

    def __init__(self, raw: bytes) -> None:
        raw = raw.translate(_NEWLINES)  # which JSON allows only between tokens
        self.raw = _NO_NUMBER.sub(_as_string, raw) if b"NaN" in raw or b"Infinity" in raw else raw
        self._values: dict[str, Any] | None = None

    @classmethod
    def of_fields(cls, fields: Mapping[str, bytes]) -> JsonObject:
        """Return the object with these fields, whose values are JSON."""
        pairs = [b"%b:%b" % (to_json(name), raw) for name, raw in fields.items()]
        return cls(b"{%b}" % b",".join(pairs))

    def _decoded(self) -> dict[str, Any]:
        if self._values is None:
            self._values = from_json(self.raw)
        return self._values

    def __getitem__(self, name: str) -> Any:
        return self._decoded()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._decoded())

    def __len__(self) -> int:
        return len(self._decoded())

    def __repr__(self) -> str:
        return f"JsonObject({self.raw!r})"


def _as_string(found: re.Match[bytes]) -> bytes:
    return b'"%b"' % found[1] if found[1] else found[0]


def _replaced(value: Any) -> Any:
    """Return an encodable value for one that msgspec does not know."""
    if isinstance(value, JsonObject):
        return msgspec.Raw(value.raw)
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"cannot write a {type(value).__name__} as JSON: {value!r:.60}")


_ENCODER: Final = msgspec.json.Encoder(enc_hook=_replaced)
_FIELDS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


def to_json(value: Any) -> bytes:
    r"""Encode a value as JSON in UTF-8, without escaping more than JSON requires.

    A lone surrogate, which UTF-8 cannot hold, is written as an escape and decoded as itself (a
    pair of them is decoded as the one character that it encodes in UTF-16).

    >>> to_json({"text": "да\ud800"}).decode()
    '{"text":"да\\ud800"}'
    """
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        return _with_surrogates(value)


def to_json_line(value: Any) -> bytes:
    """Encode a value as a line of JSON, with its line feed."""
    return to_json(value) + b"\n"


def to_json_lines(values: Iterable[Any]) -> bytes:
    """Encode values as lines of JSON."""
    values = list(values)
    try:
        return _ENCODER.encode_lines(values)
    except UnicodeEncodeError:
        return b"".join(map(to_json_line, values))


def _with_surrogates(value: Any) -> bytes:
    if isinstance(value, msgspec.Struct):
        values = msgspec.structs.asdict(value)
        value = {name: each for name, each in values.items() if each is not msgspec.UNSET}
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()
    if isinstance(value, dict):
        pairs = [b"%b:%b" % (to_json(str(name)), to_json(each)) for name, each in value.items()]
        return b"{%b}" % b",".join(pairs)
    return b"[%b]" % b",".join(map(to_json, value))


def from_json(data: bytes | str) -> Any:
    r"""Decode JSON, including lone surrogates and the ``NaN`` and ``Infinity`` of other tools.

    >>> from_json(b'["\\ud800"]') == ["\ud800"]
    True

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return msgspec.json.decode(data)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return _leniently(data)


def _leniently(data: bytes | str) -> Any:
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError(f"it is nested too deeply ({error})") from None


def raw_fields(data: str) -> dict[str, bytes]:
    r"""Split a JSON object into its fields, whose values stay as they are written.

    >>> raw_fields('{"id": 1.10, "tags": [NaN]}')
    {'id': b'1.10', 'tags': b'[NaN]'}

    Raises:
        ValueError: it is not JSON, or not an object.
    """
    try:
        return {name: bytes(raw) for name, raw in _FIELDS.decode(data).items()}
    except (ValueError, RecursionError):
        pass
    values = _leniently(data)
    if not isinstance(values, dict):
        raise ValueError(f"it is not an object but {data.strip():.40}")
    return dict(_split(data))


def _split(data: str) -> Iterator[tuple[str, bytes]]:
    """Yield the fields of an object that the json module has accepted."""
    decode, place = json.JSONDecoder().raw_decode, data.index("{") + 1
    while data[place := _skip(data, place, ",")] != "}":
        name, place = decode(data, place)
        start = _skip(data, place, ":")
        _, place = decode(data, start)
        yield name, data[start:place].encode()


def _skip(data: str, place: int, mark: str) -> int:
    """Return the place of the next token, after white space and at most one ``mark``."""
    while data[place].isspace() or data[place] == mark:
        place += 1
    return place
