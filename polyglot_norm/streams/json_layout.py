"""The places of values in JSON that is read where it stands, and of records in a document."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from typing import Final, NamedTuple

from polyglot_norm.streams.json_records import Unusable, record_of
from polyglot_norm.streams.passage import OnSkipped, Passage
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.streams.whole_files import whole

# Numbers stay strings: Python refuses integers of more than 4,300 digits.
_DECODE: Final = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode
_SPACE: Final = re.compile(r"[ \t\n\r]*+")


class Member(NamedTuple):
    """A member of an object, with the span of its value."""

    name: str
    start: int
    end: int


def members(data: str, start: int = 0) -> Iterator[Member]:
    """Yield the members of the object that begins at ``start``.

    >>> list(members('{"id": 1.10, "tags": [NaN]}'))
    [Member(name='id', start=7, end=11), Member(name='tags', start=21, end=26)]

    Raises:
        ValueError: it is not JSON.
    """
    place = after_space(data, _expected(data, start, "{"))
    while not data.startswith("}", place):
        if not data.startswith('"', place):
            raise ValueError(f"expected a name at character {place + 1}")
        name, place = _DECODE(data, place)
        value = after_space(data, _expected(data, after_space(data, place), ":"))
        end = value_end(data, value)
        yield Member(name, value, end)
        place = after_space(data, end)
        if data.startswith("}", place):
            return
        place = after_space(data, _expected(data, place, ","))


def value_end(data: str, start: int) -> int:
    """Return the end of the value that begins at ``start``.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return _DECODE(data, start)[1]
    except StopIteration as stop:  # raised by versions of Python up to 3.11
        raise ValueError(f"expected a value at character {stop.value + 1}") from None
    except RecursionError as error:
        raise ValueError(f"it is nested too deeply ({error})") from None


def after_space(data: str, place: int) -> int:
    """Return the next place that is not white space."""
    match = _SPACE.match(data, place)
    return match.end() if match else place


def _expected(data: str, place: int, mark: str) -> int:
    if not data.startswith(mark, place):
        raise ValueError(f"expected {mark!r} at character {place + 1}")
    return place + 1


def string_span(record: str, field: str, start: int = 0) -> tuple[int, int]:
    r"""Return the span of the string in a field of a record, between its quotation marks.

    A field inside another is written with a dot. Of fields of one name the last counts.

    >>> string_span('{"id": 7, "text": "\u0433де"}', "text")
    (19, 22)

    Raises:
        Unusable: there is no such field, or it is not a string.
    """
    try:
        found = {member.name: member for member in members(record, start)}
    except ValueError as error:
        raise Unusable("not a JSON object", str(error)) from None
    member = found.get(field)
    if member is not None:
        if not record.startswith('"', member.start):
            raise Unusable.no_string(field, record[member.start : member.end])
        return member.start + 1, member.end - 1
    outer, dot, inner = field.partition(".")
    if dot and outer in found and record.startswith("{", found[outer].start):
        return string_span(record, inner, found[outer].start)
    raise Unusable.no_field(field, found)


class Record(NamedTuple):
    """A record in a document: where it starts and ends, and its line."""

    start: int
    end: int
    line: int


def records(name: str, data: str) -> list[Record]:
    r"""Return the records of a document: an object, an array of objects, or several of these.

    >>> [tuple(record) for record in records("a.json", '[{"text": "да"},\n{"text": "не"}]')]
    [(1, 15, 1), (17, 31, 2)]

    Raises:
        StreamError: it is not JSON.
    """
    found = []
    line, counted = 1, 0
    try:
        for start, end in _values(data):
            line += data.count("\n", counted, start)
            counted = start
            found.append(Record(start, end, line))
    except ValueError as error:
        raise StreamError(name, f"not JSON: {error}") from None
    return found


def _values(data: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the values of a document, of an array those of its elements."""
    place = after_space(data, 0)
    while place < len(data):
        if data.startswith("[", place):
            place = yield from _elements(data, place)
        else:
            end = value_end(data, place)
            yield place, end
            place = end
        place = after_space(data, place)


def _elements(data: str, start: int) -> Generator[tuple[int, int], None, int]:
    """Yield the spans of the elements of an array, and return its end."""
    place = after_space(data, start + 1)
    while not data.startswith("]", place):
        end = value_end(data, place)
        yield place, end
        place = after_space(data, end)
        if not data.startswith("]", place):
            place = after_space(data, _expected(data, place, ","))
    return place + 1


def passages(
    name: str, chunks: Iterable[str], *, field: str, on_skipped: OnSkipped
) -> Iterator[Passage]:
    r"""Yield the texts in ``field`` of the records of a document, as of JSON Lines.

    >>> found = passages("a.json", ['[{"text": "да"}]'], field="text", on_skipped=print)
    >>> [(p.name, p.text) for p in found]
    [('a.json:1', 'да')]

    Raises:
        StreamError: it is not JSON, or too long.
    """
    data = whole(name, chunks)
    for start, end, line in records(name, data):
        yield from record_of(name, line, data[start:end], field, on_skipped)
