"""The detector of one text, as langdetect's factory makes it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from polyglot_norm.compat.langdetect.codes import style
from polyglot_norm.compat.langdetect.lang_detect_exception import ErrorCode, LangDetectException
from polyglot_norm.compat.langdetect.language import Language
from polyglot_norm.compat.probabilities import language_probabilities, tagger
from polyglot_norm.errors import UnknownTag, plain
from polyglot_norm.language.resolution import resolve
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.pipeline import Tagger

LEAST_PROBABILITY: Final = 0.1
"""Languages below it are left out, as by langdetect (``Detector.PROB_THRESHOLD``)."""


class Detector:
    """A detector of one text, which is appended piece by piece.

    >>> detector = Detector()
    >>> detector.set_prior_map({"hr": 0.5, "sl": 0.5})
    >>> detector.append("Ne znam što je to, ali mi se ne sviđa.")
    >>> detector.detect()
    'hr'
    """

    UNKNOWN_LANG = "unknown"

    def __init__(self, labels: str = "langdetect") -> None:
        self._code = style(labels)
        self._text = ""
        self._max_length: int | None = None
        self._tagger = _tagger()

    def append(self, text: str) -> None:
        """Add a piece of the text."""
        self._text = (self._text + plain(text))[: self._max_length]

    def detect(self) -> str:
        """Return the code of the most likely language, ``unknown`` where none can be named.

        Raises:
            LangDetectException: the text has no words.
        """
        found = self.get_probabilities()
        return found[0].lang if found else self.UNKNOWN_LANG

    def get_probabilities(self) -> list[Language]:
        """Return the languages above 0.1, most likely first.

        Raises:
            LangDetectException: the text has no words.
        """
        document = self._tagger.tag(self._text)
        found = language_probabilities(document, self._code)
        if not found and document.lang == NO_LANGUAGE:
            raise LangDetectException(ErrorCode.CantDetectError, "No features in text.")
        return [Language(code, p) for code, p in found if p > LEAST_PROBABILITY]

    def set_prior_map(self, prior_map: Mapping[str, float]) -> None:
        """Allow only the languages with a probability above 0, and weigh them by it.

        Raises:
            LangDetectException: a probability is negative, or none is above 0.
        """
        if any(p < 0 for p in prior_map.values()):
            raise _init_error("Prior probability must be non-negative.")
        priors = {tag: p for code, p in prior_map.items() if p for tag in _tags(code)}
        if not priors:
            raise _init_error("More one of prior probability must be non-zero.")
        mean = sum(priors.values()) / len(priors)
        weights = {tag: p / mean for tag, p in priors.items()}
        self._tagger = tagger(languages=list(priors), hints=weights)

    def set_max_text_length(self, max_text_length: int) -> None:
        """Leave out what is appended after so many characters; without a call, nothing is."""
        self._max_length = max_text_length

    def set_alpha(self, alpha: float) -> None:
        """Do nothing: this engine has no such parameter."""

    def set_verbose(self) -> None:
        """Do nothing: `polyglot_norm.Document.explain` says why a text has its language."""


@cache
def _tagger() -> Tagger:
    return tagger()


def _init_error(message: str) -> LangDetectException:
    return LangDetectException(ErrorCode.InitParamError, message)


def _tags(code: str) -> tuple[str, ...]:
    """Return the tags that a code stands for, none if it is not known, which langdetect ignores."""
    try:
        return resolve(code)
    except UnknownTag:
        return ()
