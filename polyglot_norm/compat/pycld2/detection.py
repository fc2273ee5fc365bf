"""The one function of pycld2: up to three languages of a text, and where they are."""

# ruff: noqa: N803, N815 - the names of arguments and fields are those of pycld2

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

from polyglot_norm.compat.probabilities import tagger
from polyglot_norm.compat.pycld2 import hints
from polyglot_norm.compat.pycld2.markup import hidden
from polyglot_norm.compat.pycld2.names import UNKNOWN, Name, cld2_name
from polyglot_norm.compat.runs import runs
from polyglot_norm.errors import PolyglotError, UnknownTag
from polyglot_norm.formats.offset_kinds import length
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.pipeline import Tagger
from polyglot_norm.segment import Segment

RELIABLE: Final = 0.5
"""The probability below which a language is unknown or, with the best effort, not reliable."""

SCORE: Final = 1000.0
"""The score of a language that is certain; CLD2's of plain text are of this size."""

MOST: Final = 3
"""The number of languages in an answer."""


class error(PolyglotError):  # noqa: N801 - the name that pycld2 gives it
    """Bytes that are not UTF-8, or a hint that is not a language."""


class Detail(NamedTuple):
    """A language, its part of the bytes in per cent, and its score."""

    languageName: str
    languageCode: str
    percent: int
    score: float


class Vector(NamedTuple):
    """A range of bytes in one language."""

    bytesOffset: int
    bytesLength: int
    languageName: str
    languageCode: str


_FILLING: Final = (Detail(*UNKNOWN, 0, 0.0),) * MOST


def detect(
    utf8Bytes: str | bytes,
    isPlainText: bool = False,
    hintTopLevelDomain: str | None = None,
    hintLanguage: str | None = None,
    hintLanguageHTTPHeaders: str | None = None,
    hintEncoding: str | None = None,
    returnVectors: bool = False,
    debugScoreAsQuads: bool = False,
    debugHTML: bool = False,
    debugCR: bool = False,
    debugVerbose: bool = False,
    debugQuiet: bool = False,
    debugEcho: bool = False,
    bestEffort: bool = False,
) -> tuple[Any, ...]:
    """Return whether the answer is reliable, the bytes of text, and the languages in it.

    With ``returnVectors`` the ranges of bytes in one language come last. Without ``isPlainText``
    markup is no text. Hints make their languages likelier; those of an encoding, and what is for
    debugging, have no effect.

    >>> text = "Зашто ћутиш целог дана? Would you care to give some details?"
    >>> [vector[:3] for vector in detect(text, returnVectors=True)[3]]
    [(0, 43, 'SERBIAN'), (43, 36, 'ENGLISH')]

    Raises:
        error: the bytes are not UTF-8, or ``hintLanguage`` is not a language.
        TypeError: it is neither text nor bytes.
    """
    likely = _likely(hintLanguage, hintLanguageHTTPHeaders, hintTopLevelDomain)
    text = _text(utf8Bytes)
    shown = text if isPlainText else hidden(text)
    segments = _tagger(likely, 0.0 if bestEffort else RELIABLE).tag(shown).segments
    ranges = [
        (name, length(text[start:end], "utf8"))
        for start, end, name in runs(segments, lambda segment: cld2_name(segment.lang))
    ]
    details = _details(ranges, _scores(segments))
    reliable = details[0][3] >= RELIABLE * SCORE
    answer = (reliable, _bytes_of_text(segments, text), details)
    return (*answer, tuple(_vectors(ranges))) if returnVectors else answer


@lru_cache(maxsize=64)
def _tagger(likely: tuple[str, ...], und_below: float) -> Tagger:
    return tagger(hints=likely, und_below=und_below)


def _text(given: object) -> str:
    if isinstance(given, str):
        return given
    if not isinstance(given, bytes):
        raise TypeError(f"utf8Bytes must be str or bytes, not {type(given).__name__}")
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError as bad:
        raise error(
            f"input contains invalid UTF-8 around byte {bad.start} (of {len(given)}); "
            "polyglot_norm.decode() finds the encoding"
        ) from None


def _likely(language: str | None, headers: str | None, domain: str | None) -> tuple[str, ...]:
    try:
        named = hints.of_language(language) if language else ()
    except UnknownTag as unknown:
        raise error(f"unrecognised language hint: {unknown}") from unknown
    in_headers = hints.of_headers(headers) if headers else ()
    in_domain = hints.of_domain(domain) if domain else ()
    return tuple(sorted({*named, *in_headers, *in_domain}))


def _vectors(ranges: Iterable[tuple[Name, int]]) -> Iterator[Vector]:
    at = 0
    for name, size in ranges:
        yield Vector(at, size, *name)
        at += size


def _bytes_of_text(segments: Iterable[Segment], text: str) -> int:
    """Return the number of bytes in stretches that have words."""
    found = 0
    for segment in segments:
        if segment.lang != NO_LANGUAGE:
            found += length(text[segment.start : segment.end], "utf8")
    return found


def _details(ranges: Sequence[tuple[Name, int]], scores: dict[Name, float]) -> tuple[Detail, ...]:
    """Return the three languages with the most bytes, filled up with the unknown one."""
    sizes: dict[Name, int] = {}
    for name, size in ranges:
        sizes[name] = sizes.get(name, 0) + size
    total = sum(sizes.values())
    sizes.pop(UNKNOWN, None)
    found = [
        Detail(*name, 100 * size // total, scores[name])
        for name, size in sorted(sizes.items(), key=itemgetter(1), reverse=True)
    ]
    return tuple([*found, *_FILLING][:MOST])


def _scores(segments: Iterable[Segment]) -> dict[Name, float]:
    """Return the mean confidence of each language, by the length of its segments, as a score."""
    masses: dict[Name, float] = {}
    counts: dict[Name, int] = {}
    for segment in segments:
        name, size = cld2_name(segment.lang), segment.end - segment.start
        masses[name] = masses.get(name, 0.0) + segment.confidence * size
        counts[name] = counts.get(name, 0) + size
    return {name: round(SCORE * mass / counts[name], 1) for name, mass in masses.items()}
