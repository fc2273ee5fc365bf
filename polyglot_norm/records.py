"""What goes out: the records that every function of the package returns. All are immutable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.errors import PolyglotError

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


class Segment(NamedTuple):
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


Explainer = Callable[[str, Sequence[Segment]], Iterable["Explanation"]]
"""Says why the segments of a text have their languages."""


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
    explainer: Explainer | None = field(default=None, compare=False, repr=False)
    """What `explain` asks: whatever made the document puts it there."""

    def explain(self) -> tuple[Explanation, ...]:
        """Why each segment has its language: its words, the runner-up, and its border.

        >>> import polyglot_norm as pn
        >>> why, = pn.tag("Зашто ћутиш?").explain()
        >>> [(word.text, word.evidence > 0) for word in why.words]
        [('Зашто', True), ('ћутиш', True)]

        Raises:
            PolyglotError: the document was not made by the built-in detector.
        """
        if self.explainer is None:
            raise PolyglotError(
                "this document cannot be explained: it was labelled by another detector, or read "
                "from a file; tag its text with detector='builtin' first"
            )
        return tuple(self.explainer(self.text, self.segments))

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


class SequenceEvidence(NamedTuple):
    """A letter sequence of a word, edges written ``_``, and what it says; see `WordEvidence`."""

    sequence: str
    evidence: float


class WordEvidence(NamedTuple):
    """What a word says for the language of its segment.

    ``evidence`` is by how much more likely the word is in that language than in the runner-up (or,
    where there is none, than in most languages), as a natural logarithm: 0.7 is twice as likely,
    and below 0 it speaks against. It is the sum over its letter sequences, of which ``sequences``
    names those that say most; ``known`` is how many of them the model knows, 0 to 1.
    """

    start: int
    end: int
    text: str
    evidence: float
    sequences: tuple[SequenceEvidence, ...]
    known: float


class Border(NamedTuple):
    """Why a segment begins where it does.

    ``before`` is the language up to there, ``kind`` what stands there ("end of sentence"), and
    ``gain`` how much better the segment's language explains its words than the one before, as a
    natural logarithm; None where the two cannot be compared. A change costs the more the less the
    text is broken.
    """

    before: str
    kind: str
    gain: float | None


class Explanation(NamedTuple):
    """Why a segment has its language.

    ``runner_up`` is the likeliest other language, the empty string where none comes near;
    ``words`` are empty where no word decided, and ``note`` then says what did. ``border`` is None
    for the first segment.
    """

    segment: Segment
    runner_up: str
    words: tuple[WordEvidence, ...]
    border: Border | None
    note: str

    def as_dict(self) -> dict[str, Any]:
        """The explanation as JSON-ready values."""
        return {
            "start": self.segment.start,
            "end": self.segment.end,
            "lang": self.segment.lang,
            "confidence": self.segment.confidence,
            "runner_up": self.runner_up,
            "border": self.border._asdict() if self.border else None,
            "note": self.note,
            "words": [
                {**word._asdict(), "sequences": [list(each) for each in word.sequences]}
                for word in self.words
            ],
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

    ``lang`` is the tag it takes, ``*`` for any; it leads from ``from_script`` to ``script``, and
    ``output_lang`` is the tag of the result, with its RFC 6497 extension. ``default`` says that it
    is what the language gets where no scheme is named; ``title``, ``year`` and ``source`` say
    which standard it is. A ``reversible`` scheme loses nothing; ``lossy`` says what one loses.
    """

    name: str
    lang: str
    script: str
    output_lang: str
    default: bool
    source: str
    from_script: str = ""
    title: str = ""
    year: int = 0
    reversible: bool = False
    lossy: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named list of normalising steps: names of ours, or functions of your own.

    Picklable where the functions are, which is at the top of a module.
    """

    name: str
    steps: tuple[str | Callable[..., Any], ...]


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A normalising step: what it does in a sentence, and the profiles that it is in."""

    name: str
    summary: str
    profiles: tuple[str, ...]
