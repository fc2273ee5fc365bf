"""The plain records that the package returns. All are immutable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from polyglot_norm.segment import Candidate, Segment


class ProtectedSpan(NamedTuple):
    """A stretch that bears no language: never evidence, never transliterated.

    ``kind`` is ``url``, ``email``, ``mention``, ``hashtag``, ``number``, ``code`` or ``emoji``;
    ``start`` and ``end`` are code points.
    """

    start: int
    end: int
    kind: str


class LanguageShare(NamedTuple):
    """The share of one language in a document: ``share`` of its letters, 0 to 1.

    ``confidence`` is the mean confidence of its segments, weighted by their letters.
    """

    lang: str
    share: float
    confidence: float


class NgramScore(NamedTuple):
    """A character n-gram of a word, the edges of the word written ``_``; see `WordScore`."""

    ngram: str
    log_odds: float


class WordScore(NamedTuple):
    """A word and what it contributes to the language of its segment.

    ``log_odds`` says how much more likely the word is in that language than in the runner-up (or,
    where there is none, than in most languages), as a natural logarithm: 0.7 is twice as likely,
    and less than 0 is less likely. It is the sum over the n-grams of the word; ``ngrams`` are the
    few with the largest log-odds either way, and ``known`` is the part of all, 0 to 1, that the
    model knows.
    """

    start: int
    end: int
    text: str
    log_odds: float
    ngrams: tuple[NgramScore, ...]
    known: float


class Border(NamedTuple):
    """Why a segment begins where it does.

    ``before`` is the language up to the border, ``kind`` the gap there ("end of sentence"), and
    ``gain`` the log-odds of the segment's words in its own language against the one before; None
    if the two cannot be compared. The less a gap breaks the text, the more a change of language
    costs there.
    """

    before: str
    kind: str
    gain: float | None


class Explanation(NamedTuple):
    """Why a segment has its language.

    ``runner_up`` is the likeliest other language, the empty string if none comes near. ``words``
    is empty if no word decided; ``note`` then says what did. ``border`` is None for the first
    segment.
    """

    segment: Segment
    runner_up: str
    words: tuple[WordScore, ...]
    border: Border | None
    note: str

    def as_dict(self) -> dict[str, Any]:
        """Return the explanation as JSON-ready values."""
        return {
            "start": self.segment.start,
            "end": self.segment.end,
            "lang": self.segment.lang,
            "confidence": self.segment.confidence,
            "runner_up": self.runner_up,
            "border": self.border._asdict() if self.border else None,
            "note": self.note,
            "words": [
                {**word._asdict(), "ngrams": [list(each) for each in word.ngrams]}
                for word in self.words
            ],
        }


class Detection(NamedTuple):
    """The main language of a text.

    ``confidence`` is the probability that the words in it are in this language, ``share`` how much
    of the text's letters these are, 0 to 1. ``candidates`` are up to three tags with their
    probabilities for the same words; the first is ``lang``.
    """

    lang: str
    script: str
    confidence: float
    share: float
    candidates: tuple[Candidate, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the detection as JSON-ready values."""
        return {
            "lang": self.lang,
            "script": self.script,
            "confidence": self.confidence,
            "share": self.share,
            "candidates": [list(candidate) for candidate in self.candidates],
        }


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be found in a text.

    ``tag`` is BCP 47, ``name`` English, ``script`` ISO 15924, ``macro`` the tag of the group it
    belongs to or the empty string, ``low_resource`` says that little is known of it, and
    ``family`` is the family it descends from, with its branch.
    """

    tag: str
    name: str
    script: str
    macro: str
    low_resource: bool
    family: str = ""


@dataclass(frozen=True, slots=True)
class LearnedLanguage:
    """A language that was learned from a text, and the file it was written to.

    ``letters`` is the number of those learned from, and ``is_enough`` says that more would gain
    little; ``recall`` is the share of some lines, which were held out, that are found to be in it;
    ``nearest`` are the languages that the model takes the text for, with their shares.
    """

    language: Language
    path: str
    letters: int
    recall: float
    nearest: tuple[tuple[str, float], ...]
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Preset:
    """A group of languages that options may name instead of their tags."""

    name: str
    title: str
    tags: tuple[str, ...]


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
