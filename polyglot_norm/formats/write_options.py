"""Options of writing: kind of offsets, fields, segments and screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats.offset_kinds import check_offset_kind
from polyglot_norm.language.label_styles import check_style, label
from polyglot_norm.language.resolution import resolve
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.segment import Segment


class Screen(NamedTuple):
    """The screen that a format for reading is shown on; other formats ignore it.

    ``width`` is in columns; ``titles`` puts a title above each document, for output that holds
    several; ``numbers`` puts the number of each line before it.
    """

    width: int = 80
    colour: bool = False
    titles: bool = False
    numbers: bool = False


_DEFAULT_SCREEN: Final = Screen()


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Options of writing. Hashable and picklable.

    Attributes:
        offsets: the kind of offsets: ``"codepoint"``, ``"utf8"`` (bytes) or ``"utf16"`` (units).
        include: the fields to write, in this order; None stands for the default of the format.
        exclude: fields to leave out.
        only: the languages whose segments are written; ``sr`` stands for all its scripts.
        min_confidence: the lowest confidence of a segment that is written. Formats that mark up
            a text (inline, tei, html, conllu, text) keep the text of other segments, unmarked.
        screen: the screen for formats made for reading.
        labels: how languages are written: ``"bcp47"`` (``sr-Cyrl``), ``"iso639-3"``
            (``srp_Cyrl``) or ``"fasttext"`` (``__label__srp_Cyrl``). The language of an output
            stays BCP 47, which alone can say how it was transliterated. So do the marks of xml,
            tei, html and ssml, as their standards demand; the first three have the label beside.
        voices: with ssml, mark languages by ``<voice>``, whose name is that of their tag, if any.

    >>> WriteOptions(only=["sr", "zxx"]).only
    ('sr-Cyrl', 'sr-Latn', 'zxx')

    Raises:
        PolyglotError: an invalid value.
        UnknownTag: an unknown tag in ``only``.
    """

    offsets: str = "codepoint"
    include: Sequence[str] | None = None
    exclude: Sequence[str] = ()
    only: Sequence[str] | None = None
    min_confidence: float = 0.0
    screen: Screen = _DEFAULT_SCREEN
    voices: Mapping[str, str] | tuple[tuple[str, str], ...] | None = None
    labels: str = "bcp47"

    def __post_init__(self) -> None:
        check_offset_kind(self.offsets)
        check_style(self.labels)
        if self.include is not None:
            self._set("include", _names("include", self.include))
        self._set("exclude", _names("exclude", self.exclude))
        if self.only is not None:
            self._set("only", _tags(_names("only", self.only)))
        if self.voices is not None:
            self._set("voices", _pairs(self.voices))
        if not 0 <= self.min_confidence <= 1:
            raise PolyglotError(
                f"min_confidence must be between 0 and 1, got {self.min_confidence!r}"
            )

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def wants(self, segment: Segment) -> bool:
        """Return True if a segment is to be written."""
        return segment.confidence >= self.min_confidence and (
            self.only is None or segment.lang in self.only
        )

    @property
    def is_bcp47(self) -> bool:
        """True if languages are written by their tags."""
        return self.labels == "bcp47"

    def label(self, tag: str) -> str:
        """Return the tag of a language as it is written.

        >>> WriteOptions(labels="iso639-3").label("sr-Cyrl")
        'srp_Cyrl'

        Raises:
            UnknownTag: it is no tag, so that it has no label.
        """
        return tag if self.labels == "bcp47" else label(tag, self.labels)

    @property
    def wants_all(self) -> bool:
        """True if every segment is to be written."""
        return self.only is None and not self.min_confidence

    def fields(self, known: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
        """Return the fields to write, out of those ``known`` to a format.

        >>> WriteOptions(exclude=["text"]).fields(("lang", "text", "edits"), ("lang", "text"))
        ('lang',)

        Raises:
            PolyglotError: the format does not have one of the fields, or no field is left.
        """
        for name in (*(self.include or ()), *self.exclude):
            _check_field(name, known)
        chosen = default if self.include is None else dict.fromkeys(self.include)
        fields = tuple(name for name in chosen if name not in self.exclude)
        if known and not fields:
            raise PolyglotError(f"no field left to write: include one of {', '.join(known)}")
        return fields


def one_text(options: WriteOptions) -> tuple[str, ...]:
    """Return the one field of a format that holds a single text: ``text`` or ``output``.

    Raises:
        PolyglotError: both were asked for, or some other field.
    """
    chosen = options.fields(("text", "output"), ("text",))
    if len(chosen) > 1:
        raise PolyglotError("this format holds one text: include 'text' or 'output', not both")
    return chosen


def _check_field(name: str, known: Sequence[str]) -> None:
    if not known:
        raise PolyglotError(f"unknown field {name!r}: the fields of this format are fixed")
    if name not in known:
        raise PolyglotError(
            f"unknown field {name!r}:{nearest(name, known)} expected one of {', '.join(known)}"
        )


def _names(option: str, names: object) -> tuple[str, ...]:
    if isinstance(names, str):
        return (names,)
    if not isinstance(names, Iterable):
        raise PolyglotError(f"{option} must be a list of names, got {names!r}")
    return tuple(map(str, names))


def _pairs(voices: object) -> tuple[tuple[str, str], ...]:
    try:
        pairs = dict(voices)  # type: ignore[call-overload]
    except (TypeError, ValueError):
        raise PolyglotError(f"voices must map tags to names, got {voices!r}") from None
    return tuple((str(tag), str(name)) for tag, name in pairs.items())


def _tags(names: Sequence[str]) -> tuple[str, ...]:
    nameless = (UNDETERMINED, NO_LANGUAGE)
    found = {tag for name in names for tag in ((name,) if name in nameless else resolve(name))}
    if not found:
        raise PolyglotError("only must name at least one language, got none; omit it to write all")
    return tuple(sorted(found))
