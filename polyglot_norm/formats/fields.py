"""The fields of a segment's record, and their values, written and read alike in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import DocumentStart, Event, FoundSegment
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions, placed
from polyglot_norm.segment import Segment

SEGMENT: Final = (
    "start", "end", "lang", "script", "confidence", "text", "output", "output_lang",
)  # fmt: skip
"""What is written of a segment unless it is asked for otherwise."""

ON_REQUEST: Final = ("candidates", "edits")
"""What is written of a segment only if it is asked for."""

METADATA: Final = "metadata"
_BATCH: Final = 1024
DOCUMENT: Final = ("doc", *SEGMENT)
KNOWN: Final = (*DOCUMENT, *ON_REQUEST, METADATA)


def records(
    item: NamedDocument, writing: WriteOptions, extra: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """A dict for each segment: `DOCUMENT`, then those of `ON_REQUEST` that are in ``extra``."""
    return chain.from_iterable(batches(item, writing, extra))


def batches(
    item: NamedDocument, writing: WriteOptions, extra: Sequence[str] = ()
) -> Iterator[list[dict[str, Any]]]:
    """The records in lists, which are faster to make, and none of which is large."""
    places = placed(item, writing)
    for first in range(0, len(places), _BATCH):
        yield _records(item.name, places[first : first + _BATCH], extra)


def _records(
    doc: str, places: Sequence[tuple[int, int, Segment]], extra: Sequence[str]
) -> list[dict[str, Any]]:
    found = [
        {
            "doc": doc,
            "start": start,
            "end": end,
            "lang": segment.lang,
            "script": segment.script,
            "confidence": segment.confidence,
            "text": segment.text,
            "output": segment.output.text,
            "output_lang": segment.output_lang,
        }
        for start, end, segment in places
    ]
    for name in extra:
        for record, (_, _, segment) in zip(found, places, strict=True):
            of = segment.candidates if name == "candidates" else segment.output.edits
            record[name] = of
    return found


_NUMBER: Final = (int, float)
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "start": (int,),
    "end": (int,),
    "lang": (str,),
    "script": (str,),
    "confidence": _NUMBER,
    "text": (str,),
    "output": (str,),
    "output_lang": (str,),
    "candidates": (list,),
    "edits": (list,),
}
_NEEDED: Final = ("text", "lang")


def found(record: Mapping[str, Any], where: str) -> FoundSegment:
    """A segment, of a record; keys that are not ours are passed over, and so is None.

    Raises:
        PolyglotError: it has no text or no language, or a value is of the wrong type.
    """
    values: dict[str, Any] = {}
    for name, value in record.items():
        if name in _KINDS and value is not None:
            if type(value) not in _KINDS[name]:  # True is a number to Python, not to us
                raise PolyglotError(f"{where}: {name!r} is {value!r:.60}, of the wrong type")
            values[name] = value
    for name in _NEEDED:
        if name not in values:
            raise PolyglotError(f"{where} has no {name!r}: is it a record of a segment?")
    if "candidates" in values or "edits" in values:
        _check_shapes(values, where)
    return FoundSegment(where=where, **values)


_SHAPES: Final[dict[str, tuple[Any, ...]]] = {
    "candidates": (str, _NUMBER),
    "edits": (int, int, str, str),
}


def _check_shapes(values: Mapping[str, Any], where: str) -> None:
    """Whether the two lists of lists hold what they must."""
    for name, kinds in _SHAPES.items():
        for row in values.get(name, ()):
            if (
                not isinstance(row, list)
                or len(row) != len(kinds)
                or not all(map(isinstance, row, kinds))
            ):
                raise PolyglotError(f"{where}: {name!r} holds {row!r:.60}, of the wrong type")


def events(numbered: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Event]:
    """Openings and segments, of a flat row of records that name their documents.

    A document ends where the name changes, and where an offset goes back. Each record is given
    with where it stands in its file.
    """
    name: object = None
    end = 0
    opened = False
    for where, record in numbered:
        segment = found(record, where)
        doc = record.get("doc", "-")
        if not isinstance(doc, str):
            raise PolyglotError(f"{where}: 'doc' is {doc!r:.60}, of the wrong type")
        start = end if segment.start is None else segment.start
        if not opened or doc != name or start < end:
            metadata = record.get(METADATA)
            yield DocumentStart(doc, metadata if isinstance(metadata, dict) else None)
            opened, name = True, doc
            start = segment.start or 0
        end = start + len(segment.text) if segment.end is None else segment.end
        yield segment
