"""The detector of lingua: the language of a text, its probabilities, and mixed texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from polyglot_norm.compat.lingua.languages import Language, language_of
from polyglot_norm.compat.probabilities import language_probabilities, tagger
from polyglot_norm.compat.runs import runs
from polyglot_norm.segment import Segment
from polyglot_norm.text.words import scan


class ConfidenceValue(NamedTuple):
    """A language and the probability that a text is in it."""

    language: Language
    value: float


class DetectionResult(NamedTuple):
    """A stretch of a text in one language; offsets are code points."""

    start_index: int
    end_index: int
    word_count: int
    language: Language


class LanguageDetector:
    """A detector of some languages; picklable, and safe in threads.

    A detector of one language answers whether a text is in it, or in any other.
    """

    def __init__(
        self, languages: frozenset[Language] = Language.all(), distance: float = 0.0
    ) -> None:
        self._languages = languages
        self._distance = distance
        tags = sorted(tag for language in languages for tag in language.tags)
        self._tagger = tagger(languages=None if len(languages) == 1 else tags)

    def detect_language_of(self, text: str) -> Language | None:
        """Return the language of a text, or None if no language is probable enough."""
        values = self._probabilities(text)
        if not values:
            return None
        (first, p), *others = values
        second = others[0][1] if others else 0.0
        return None if p - second < self._distance else self._allowed(first)

    def detect_multiple_languages_of(self, text: str) -> list[DetectionResult]:
        """Return the stretches of a mixed text, without those in no language of the detector.

        What has no words belongs to the stretch before it.

        >>> detector = LanguageDetector(frozenset([Language.ENGLISH, Language.SERBIAN]))
        >>> text = "Зашто ћутиш целог дана? Would you care to give some details?"
        >>> [tuple(result) for result in detector.detect_multiple_languages_of(text)]
        [(0, 24, 4, Language.SERBIAN), (24, 60, 7, Language.ENGLISH)]
        """
        segments = self._tagger.tag(text).segments
        return [
            DetectionResult(start, end, len(scan(text[start:end])) // 3, language)
            for start, end, language in runs(segments, self._language)
            if language is not None
        ]

    def compute_language_confidence_values(self, text: str) -> list[ConfidenceValue]:
        """Return the probability of every language of the detector, most probable first.

        They sum to 1, or are all 0 if the text has no words. The engine gives the probabilities
        of a few languages; the others share what is left. With one language, it is the probability
        that the text is in it, and not in any other.
        """
        found = {each: p for each, p in self._probabilities(text) if each in self._languages}
        if found and len(self._languages) > 1:
            found = self._summing_to_one(found)
        values = [ConfidenceValue(each, found.get(each, 0.0)) for each in sorted(self._languages)]
        return sorted(values, key=lambda each: -each.value)

    def _summing_to_one(self, found: dict[Language, float]) -> dict[Language, float]:
        others, total = self._languages - found.keys(), sum(found.values())
        if not others:
            return {each: p / total for each, p in found.items()}
        return found | dict.fromkeys(others, max(0.0, 1 - total) / len(others))

    def compute_language_confidence(self, text: str, language: Language) -> float:
        """Return the probability of a language, 0 if it is not one of the detector's."""
        values = dict(self.compute_language_confidence_values(text))
        return values.get(language, 0.0)

    def detect_languages_in_parallel_of(self, texts: Iterable[str]) -> list[Language | None]:
        """Return the language of each text; the engine is fast enough for one thread."""
        return [self.detect_language_of(text) for text in texts]

    def detect_multiple_languages_in_parallel_of(
        self, texts: Iterable[str]
    ) -> list[list[DetectionResult]]:
        """Return the stretches of each text."""
        return [self.detect_multiple_languages_of(text) for text in texts]

    def compute_language_confidence_values_in_parallel(
        self, texts: Iterable[str]
    ) -> list[list[ConfidenceValue]]:
        """Return the probabilities of all languages for each text."""
        return [self.compute_language_confidence_values(text) for text in texts]

    def compute_language_confidence_in_parallel(
        self, texts: Iterable[str], language: Language
    ) -> list[float]:
        """Return the probability of a language for each text."""
        return [self.compute_language_confidence(text, language) for text in texts]

    def unload_language_models(self) -> None:
        """Do nothing: the model is a file in memory that all detectors share."""

    def _probabilities(self, text: str) -> list[tuple[Language, float]]:
        """Return the languages with a probability, most probable first."""
        found = language_probabilities(self._tagger.tag(text), _name)
        return [(Language[name], p) for name, p in found if name]

    def _language(self, segment: Segment) -> Language | None:
        named = filter(None, (language_of(tag) for tag, _ in segment.candidates))
        return self._allowed(next(named, None))

    def _allowed(self, language: Language | None) -> Language | None:
        return language if language in self._languages else None


def _name(tag: str) -> str:
    found = language_of(tag)
    return found.name if found else ""
