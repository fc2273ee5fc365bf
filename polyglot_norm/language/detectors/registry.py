"""Detectors of languages behind one protocol, by their names."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.language.detectors.cld2 import Cld2Detector
from polyglot_norm.language.detectors.eldc import EldcDetector
from polyglot_norm.language.detectors.fasttext import FasttextDetector
from polyglot_norm.language.detectors.langdetect import LangdetectDetector
from polyglot_norm.language.detectors.lingua import LinguaDetector
from polyglot_norm.language.labels import Allowed
from polyglot_norm.options import BUILTIN, DetectorFunction
from polyglot_norm.segment import Candidate


class SampleDetector(Protocol):
    """A detector of the language of a sample."""

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Return tags with their probabilities, in any order; nothing if there is no clue.

        ``sample`` consists of words in one script, ``script`` is its ISO 15924 code (``Jpan`` and
        ``Kore`` for the mixtures), and no tag outside ``allowed`` may be returned.
        """
        ...


class FunctionDetector:
    """A user's function from a text to ``(tag, probability)`` pairs, as a detector.

    Its tags are used as they are; they should be among those of `polyglot_norm.languages`.

    >>> shout = FunctionDetector(lambda text: [("en", 0.75), ("ru", 0.25)])
    >>> shout.candidates("Привет", "Cyrl", frozenset(["ru"]))
    [('ru', 0.25)]
    """

    def __init__(self, function: DetectorFunction) -> None:
        self._function = function

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Return the pairs of the function, those that are allowed.

        Raises:
            PolyglotError: it returned something other than pairs of a tag and a probability.
        """
        found = [self._pair(item) for item in self._function(sample)]
        return [(tag, p) for tag, p in found if allowed is None or tag in allowed]

    def _pair(self, item: object) -> Candidate:
        match item:
            case (str(tag), int() | float() as p) if p >= 0 and math.isfinite(p):
                return tag, float(p)
        raise PolyglotError(
            f"detector {self._function!r} returned {item!r}: expected a pair of a tag and "
            "a probability"
        )


_NAMED: dict[str, Callable[[], SampleDetector]] = {
    "langdetect": LangdetectDetector,
    "lingua": LinguaDetector,
    "cld2": Cld2Detector,
    "eldc": EldcDetector,
    "fasttext": FasttextDetector,
}
_WITH_PATH: dict[str, Callable[[str], SampleDetector]] = {"fasttext": FasttextDetector}
_CREATING = threading.Lock()


def detector_names() -> tuple[str, ...]:
    """Return the names of ``Options.detector``; ``fasttext`` may be followed by ``:PATH``.

    >>> detector_names()
    ('builtin', 'langdetect', 'lingua', 'cld2', 'eldc', 'fasttext')
    """
    return BUILTIN, *_NAMED


def resolve(detector: str | DetectorFunction, allowed: Allowed = None) -> SampleDetector:
    """Return the detector of a name, which is created once, or of a function.

    A detector from another package may not know some of the ``allowed`` tags, which it then never
    returns. To know none of them is an error.

    >>> resolve("langdetect").candidates("Πού είναι ο σταθμός;", "Grek", None)[0][0]
    'el'

    Raises:
        PolyglotError: there is no detector of that name, it does not accept a path, or it knows
            none of the allowed tags.
        MissingExtra: its package is not installed.
        ModelError: its model file is missing or damaged.
    """
    if callable(detector):
        return FunctionDetector(detector)
    with _CREATING:  # a cache alone would let two threads load a model at once
        found = _named(_checked(detector))
    knows: Callable[[str], bool] | None = getattr(found, "knows", None)
    if allowed and knows and not any(map(knows, allowed)):
        raise PolyglotError(
            f"detector {detector!r} knows none of the languages {', '.join(sorted(allowed))}: "
            "allow other languages, or choose another detector"
        )
    return found


def _checked(detector: object) -> str:
    """Return a detector's name, if there is such a detector."""
    name, colon, path = detector.partition(":") if isinstance(detector, str) else ("", "", "")
    choices = f"choose one of {', '.join(detector_names())}, fasttext:PATH, or pass a function"
    if name not in detector_names():
        near = nearest(str(detector), detector_names())
        raise PolyglotError(f"unknown detector {detector!r};{near} {choices}")
    if colon and name not in _WITH_PATH:
        raise PolyglotError(f"detector {detector!r}: {name} does not accept a path; {choices}")
    if name == BUILTIN:
        raise PolyglotError("the built-in engine labels documents, not samples: use a Tagger")
    if colon and not path:
        raise PolyglotError(f"detector {detector!r}: the path is empty; {choices}")
    return str(detector)


@lru_cache(maxsize=8)
def _named(detector: str) -> SampleDetector:
    name, _, path = detector.partition(":")
    return _WITH_PATH[name](path) if path else _NAMED[name]()
