"""The operations of a service: for each, its options, and what they do with a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, NamedTuple

import msgspec
from msgspec import Meta, field

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.api import transliterate
from polyglot_norm.cleaning import Cleaner
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats import NamedDocument, WriteOptions
from polyglot_norm.formats.docs import Encoder
from polyglot_norm.language.label_styles import check_style, label
from polyglot_norm.options import HINT_WEIGHT, Options
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import Detection
from polyglot_norm.transliteration import schemes
from polyglot_norm.transliteration.policy import choice_for

Operation = Callable[[str], Any]
"""Takes a text and returns the result: values to be encoded as JSON."""

NAME: Final = "-"
"""The name of a document in the results of ``tag``: a text has none."""


Tags = Annotated[
    list[str] | str | None,
    Meta(description="Allow only these languages: BCP 47 tags, English names or presets."),
]
Tag = Annotated[
    str | None,
    Meta(description="The BCP 47 tag of the language of the text, if all of it is in one."),
]
Steps = Annotated[
    list[str] | str | None,
    Meta(description="Normalise by this profile (none, clean, search, ascii) or by these steps."),
]
Style = Annotated[
    str,
    Meta(description="How languages are written: bcp47 (sr-Cyrl), iso639-3 (srp_Cyrl), fasttext."),
]
Fields = Annotated[list[str], Meta(description="What to return, out of output, text and edits.")]


class Tagging(NamedTuple):
    """A tagger, and how its documents are written."""

    tagger: Tagger
    form: WriteOptions


class OperationOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The options of an operation."""

    def operation(self) -> Operation:
        """Return the function that does it.

        Raises:
            PolyglotError: an option has a value that is not allowed.
        """
        raise NotImplementedError


class TagOptions(OperationOptions, frozen=True, kw_only=True):
    """Split a text into segments of one language each, with offsets, and normalise each."""

    languages: Tags = None
    hints: Annotated[
        list[str] | dict[str, float] | str,
        Meta(description="Languages that are likely: tags, or tags with a weight of their odds."),
    ] = field(default_factory=list)
    normalise: Steps = "clean"
    transliterate: Annotated[
        dict[str, str | None] | str | None,
        Meta(
            description="cyrillic-to-latin, latin, cyrillic or ascii; null for none; or schemes "
            "by tag, script or *."
        ),
    ] = "cyrillic-to-latin"
    unit: Annotated[
        str, Meta(description="line: segments end at line breaks; document: they may not.")
    ] = "line"
    serbo_croatian: Annotated[
        str,
        Meta(description="auto: sh-Latn where a text does not decide; split; merge."),
    ] = "auto"
    und_below: Annotated[
        float, Meta(description="The probability below which a language is und.")
    ] = 0.1
    offsets: Annotated[
        str, Meta(description="What offsets count: codepoint, utf8 (bytes) or utf16 (units).")
    ] = "codepoint"
    labels: Style = "bcp47"
    include: Annotated[
        list[str] | None, Meta(description="The fields to return; null for the usual ones.")
    ] = None
    exclude: Annotated[list[str], Meta(description="Fields to leave out.")] = field(
        default_factory=list
    )
    only: Annotated[
        list[str] | None, Meta(description="The languages whose segments are returned.")
    ] = None
    min_confidence: Annotated[
        float, Meta(description="The lowest confidence of a segment that is returned.")
    ] = 0.0

    def operation(self) -> Operation:
        """Return the function that tags a text."""
        tagger, form = self.tagging()
        encoder = Encoder(form)
        return lambda text: encoder.record(NamedDocument(NAME, tagger.tag(text)))

    def tagging(self) -> Tagging:
        """Return a tagger, and how its documents are written."""
        hints = self.hints
        options = Options(
            languages=self.languages,
            hints=dict.fromkeys(hints, HINT_WEIGHT) if isinstance(hints, list) else hints,
            normalise=self.normalise,
            transliterate=self.transliterate,
            unit=self.unit,
            serbo_croatian=self.serbo_croatian,
            und_below=self.und_below,
        )
        form = WriteOptions(
            offsets=self.offsets,
            labels=self.labels,
            include=self.include,
            exclude=self.exclude,
            only=self.only,
            min_confidence=self.min_confidence,
        )
        return Tagging(Tagger(options), form)


class DetectOptions(OperationOptions, frozen=True, kw_only=True):
    """Find the main language of a text."""

    languages: Tags = None
    labels: Style = "bcp47"

    def operation(self) -> Operation:
        """Return the function that detects the main language of a text."""
        tagger = Tagger(Options(languages=self.languages))
        style = check_style(self.labels)
        if style == "bcp47":
            return lambda text: tagger.detect(text).as_dict()
        return lambda text: _styled(tagger.detect(text), style).as_dict()


class CleanOptions(OperationOptions, frozen=True, kw_only=True):
    """Normalise a text: repair mojibake, remove invisible characters, tidy white space."""

    lang: Tag = None
    languages: Tags = None
    profile: Steps = "clean"
    include: Fields = field(default_factory=lambda: ["output"])

    def operation(self) -> Operation:
        """Return the function that normalises a text."""
        _check_one_of(self.lang, self.languages)
        cleaner = Cleaner(self.profile, lang=self.lang, languages=self.languages)
        fields = _fields(self.include)
        return lambda text: _chosen(cleaner(text), fields)


class TranslitOptions(OperationOptions, frozen=True, kw_only=True):
    """Transliterate a text, as one language or by the languages that are found in it."""

    lang: Tag = None
    languages: Tags = None
    scheme: Annotated[
        str | None, Meta(description="The transliteration scheme; null for that of the language.")
    ] = None
    to: Annotated[
        str | None,
        Meta(description="latin, cyrillic, ascii or an ISO 15924 code; null for Latin."),
    ] = None
    include: Fields = field(default_factory=lambda: ["output"])

    def operation(self) -> Operation:
        """Return the function that transliterates a text."""
        _check_one_of(self.lang, self.languages)
        fields = _fields(self.include)
        run = self._by_parts() if self.lang is None else self._in_language(self.lang)
        return lambda text: _chosen(run(text), fields)

    def _in_language(self, lang: str) -> Callable[[str], Aligned]:
        scheme, to = self.scheme, self.to
        schemes.choose(scheme, schemes.resolve(lang, to), to)  # raises if it is impossible
        return lambda text: transliterate(text, lang, scheme, to=to)

    def _by_parts(self) -> Callable[[str], Aligned]:
        choice = choice_for(self.scheme, self.to)
        tagger = Tagger(Options(languages=self.languages, normalise=None, transliterate=choice))
        return lambda text: tagger.tag(text).output


def _styled(found: Detection, style: str) -> Detection:
    """Return a detection with its languages written in a style."""
    candidates = tuple((label(tag, style), probability) for tag, probability in found.candidates)
    return found._replace(lang=label(found.lang, style), candidates=candidates)


def _check_one_of(lang: str | None, languages: object) -> None:
    if lang is not None and languages is not None:
        raise PolyglotError("lang and languages cannot be combined: give one of them")


_OF_ALIGNED: Final = ("text", "output", "edits")


def _fields(include: Sequence[str]) -> tuple[str, ...]:
    for name in include:
        if name not in _OF_ALIGNED:
            hint = nearest(name, _OF_ALIGNED)
            raise PolyglotError(
                f"unknown field {name!r}:{hint} expected one of {', '.join(_OF_ALIGNED)}"
            )
    return tuple(name for name in _OF_ALIGNED if name in include)


def _chosen(found: Aligned, fields: Sequence[str]) -> dict[str, Any]:
    """Return fields of an alignment by the names that segments have for them."""
    values = {"text": found.source, "output": found.text}
    return {name: found.edits if name == "edits" else values[name] for name in fields}
