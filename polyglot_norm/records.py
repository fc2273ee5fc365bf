"""What goes out: the records that every function of the package returns. All are immutable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from polyglot_norm.aligned import Aligned

Candidate = tuple[str, float]
"""A language tag and the probability that it is the right one."""


class ProtectedSpan(NamedTuple):
    """A stretch that bears no language: never evidence, never transliterated.

    ``kind`` is ``url``, ``email``, ``mention``, ``hashtag``, ``number``, ``code`` or ``emoji``;
    ``start`` and ``end`` are code points.
    """

    start: int
    end: int
    kind: str


class LanguageShare(NamedTuple):
    """How much of a document is in one language: ``share`` of its letters, 0 to 1.

    ``confidence`` is the mean confidence of its segments, weighted by their letters.
    """

    lang: str
    share: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source in one language.

    ``text`` is ``document.text[start:end]``, offsets in code points. ``confidence`` is the
    probability that ``lang`` is right, and ``candidates`` holds up to three
    ``(lang, probability)``, most likely first. ``output`` is the normalised and, where the
    options ask for it, transliterated text, aligned with ``text``; ``output_lang`` is the tag of
    what it is now, such as ``sr-Latn-t-sr-cyrl``.
    """

    start: int
    end: int
    text: str
    lang: str
    script: str
    confidence: float
    candidates: tuple[Candidate, ...]
    output: Aligned
    output_lang: str

    def as_dict(self) -> dict[str, Any]:
        """The segment as JSON-ready values, ``output`` as a plain string."""
        return {
            "start": self.start,
            "end": self.end,
            "lang": self.lang,
            "script": self.script,
            "confidence": self.confidence,
            "candidates": [list(candidate) for candidate in self.candidates],
            "text": self.text,
            "output": self.output.text,
            "output_lang": self.output_lang,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A text, cut into segments that cover it without gap or overlap.

    ``lang`` is its main language, ``und`` where there is none and ``zxx`` where there is nothing
    linguistic; ``languages`` are the shares of all, largest first. ``output`` is the whole text
    with every segment's output in place.

    >>> import polyglot_norm as pn
    >>> doc = pn.tag("Здраво свете! Нисмо се видели од лета.")
    >>> doc.lang, doc.output.text
    ('sr-Cyrl', 'Zdravo svete! Nismo se videli od leta.')
    """

    text: str
    lang: str
    languages: tuple[LanguageShare, ...]
    segments: tuple[Segment, ...]
    protected: tuple[ProtectedSpan, ...]
    output: Aligned

    def as_dict(self) -> dict[str, Any]:
        """The document as JSON-ready values."""
        return {
            "text": self.text,
            "lang": self.lang,
            "languages": [share._asdict() for share in self.languages],
            "segments": [segment.as_dict() for segment in self.segments],
            "protected": [span._asdict() for span in self.protected],
            "output": self.output.text,
        }


@dataclass(frozen=True, slots=True)
class Detection:
    """One label for a whole text; ``candidates`` are up to three, most likely first."""

    lang: str
    script: str
    confidence: float
    candidates: tuple[Candidate, ...]

    def as_dict(self) -> dict[str, Any]:
        """The detection as JSON-ready values."""
        return {
            "lang": self.lang,
            "script": self.script,
            "confidence": self.confidence,
            "candidates": [list(candidate) for candidate in self.candidates],
        }


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be found in a text.

    ``tag`` is BCP 47, ``name`` English, ``script`` ISO 15924, ``macro`` the tag of the group it
    belongs to or the empty string, and ``low_resource`` says that little is known of it.
    """

    tag: str
    name: str
    script: str
    macro: str
    low_resource: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to write one language in another script.

    ``output_lang`` is the tag of the result, with its RFC 6497 extension.
    """

    name: str
    lang: str
    script: str
    output_lang: str
    default: bool
    source: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A named list of normalising steps."""

    name: str
    steps: tuple[str, ...]
