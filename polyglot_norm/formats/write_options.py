"""How records are to be written: in which unit, which fields and which segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats.named_document import NamedDocument, check_offset_kind, length
from polyglot_norm.language.resolution import resolve
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.segment import Segment


class Screen(NamedTuple):
    """What a format that is made for eyes is seen on; the others do not heed it.

    ``width`` is in columns; ``titles`` says that several documents follow each other.
    """

    width: int = 80
    colour: bool = False
    titles: bool = False


_UNSEEN: Final = Screen()


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How records are to be written. Hashable and picklable.

    Attributes:
        offsets: what offsets count: ``"codepoint"``, ``"utf8"`` (bytes) or ``"utf16"`` (units).
        include: write these fields and no others, in this order; None is the format's own list.
        exclude: leave these fields out.
        only: write only the segments in these languages; ``sr`` stands for all its scripts.
        min_confidence: leave out the segments of a lower confidence. Formats that are
            a text with marks (inline, tei, html, conllu, text) keep what is left out, unmarked.
        screen: what a format for eyes is seen on.

    >>> WriteOptions(only=["sr", "zxx"]).only
    ('sr-Cyrl', 'sr-Latn', 'zxx')

    Raises:
        PolyglotError: a value that has no meaning.
        UnknownTag: a tag in ``only`` is not known.
    """

    offsets: str = "codepoint"
    include: Sequence[str] | None = None
    exclude: Sequence[str] = ()
    only: Sequence[str] | None = None
    min_confidence: float = 0.0
    screen: Screen = _UNSEEN

    def __post_init__(self) -> None:
        check_offset_kind(self.offsets)
        if self.include is not None:
            self._set("include", _listed(self.include))
        self._set("exclude", _listed(self.exclude))
        if self.only is not None:
            self._set("only", _tags(_listed(self.only)))
        if not 0 <= self.min_confidence <= 1:
            raise PolyglotError(
                f"min_confidence={self.min_confidence!r} is not a probability: give 0 to 1"
            )

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def wants(self, segment: Segment) -> bool:
        """Whether a segment is to be written."""
        return segment.confidence >= self.min_confidence and (
            self.only is None or segment.lang in self.only
        )

    @property
    def wants_all(self) -> bool:
        """Whether every segment is to be written."""
        return self.only is None and not self.min_confidence

    def fields(self, known: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
        """The fields to write, of those that a format knows.

        >>> WriteOptions(exclude=["text"]).fields(("lang", "text", "edits"), ("lang", "text"))
        ('lang',)

        Raises:
            PolyglotError: a field that the format does not have, or none is left.
        """
        for name in (*(self.include or ()), *self.exclude):
            if not known:
                raise PolyglotError(f"no field {name!r}: this format has none to choose from")
            if name not in known:
                raise PolyglotError(
                    f"unknown field {name!r};{nearest(name, known)} "
                    f"this format has {', '.join(known)}"
                )
        asked = default if self.include is None else dict.fromkeys(self.include)
        fields = tuple(name for name in asked if name not in self.exclude)
        if known and not fields:
            raise PolyglotError(f"no field is left to write: keep one of {', '.join(known)}")
        return fields


class Encoder(Protocol):
    """What turns documents into the bytes of one format: a head, a piece for each, a foot."""

    def head(self) -> bytes:
        """What stands before everything."""

    def piece(self, item: NamedDocument) -> bytes:
        """A document, or a part of one."""

    def foot(self) -> bytes:
        """What stands after everything."""


class Placed(NamedTuple):
    """A segment, and where it stands in the whole document, in the unit that was asked for."""

    start: int
    end: int
    segment: Segment


def placed(item: NamedDocument, writing: WriteOptions) -> list[tuple[int, int, Segment]]:
    """The segments that are to be written, as `Placed`; plain tuples, for there are many.

    They are in a list, which is faster than a generator: a document, or a part, is in memory.
    """
    unit, document = writing.offsets, item.document
    before = item.before.of_kind(unit)
    if unit == "codepoint" or document.text.isascii():
        found = [
            (before + segment.start, before + segment.end, segment) for segment in document.segments
        ]
    else:
        found = list(_measured(item, before, unit))
    return found if writing.wants_all else [row for row in found if writing.wants(row[2])]


def _measured(item: NamedDocument, before: int, unit: str) -> Iterator[tuple[int, int, Segment]]:
    """Each segment with its place, every character counted once."""
    text, at = item.document.text, 0
    for segment in item.document.segments:
        start = before + length(text[at : segment.start], unit)
        before = start + length(segment.text, unit)
        at = segment.end
        yield start, before, segment


def _listed(names: object) -> tuple[str, ...]:
    if isinstance(names, str):
        return (names,)
    if not isinstance(names, Iterable):
        raise PolyglotError(f"{names!r} is no list of names")
    return tuple(map(str, names))


def _tags(names: Sequence[str]) -> tuple[str, ...]:
    nameless = (UNDETERMINED, NO_LANGUAGE)
    found = {tag for name in names for tag in ((name,) if name in nameless else resolve(name))}
    if not found:
        raise PolyglotError("only= names no language: name at least one tag, or leave it out")
    return tuple(sorted(found))
