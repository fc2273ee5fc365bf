"""lingua: spans of its own, probabilities, and a detector for a few languages."""

from __future__ import annotations

from collections.abc import Sequence

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from benchmarks.corpus import Span
from benchmarks.naming import judged
from benchmarks.systems.protocol import NOTHING, Label, System


class Lingua(System):
    """`detect_multiple_languages_of` and the best of `compute_language_confidence_values`."""

    name = "lingua"
    package = "lingua-language-detector"

    def __init__(self, detector: LanguageDetector | None = None) -> None:
        self.detector = detector or LanguageDetectorBuilder.from_all_languages().build()

    def languages(self) -> list[str]:
        """Return its 75 languages."""
        return sorted(_code(language) for language in Language.all())

    def label(self, text: str) -> Label:
        """Return the likeliest language, or none for a tie, as `detect_language_of` does."""
        first, second = self.detector.compute_language_confidence_values(text)[:2]
        if first.value in (0.0, second.value):
            return NOTHING
        return Label(_code(first.language), first.value)

    def spans(self, text: str) -> Sequence[Span]:
        """Return its own spans, which are in code points."""
        return [
            Span(found.start_index, found.end_index, _code(found.language))
            for found in self.detector.detect_multiple_languages_of(text)
        ]

    def restricted(self, tags: Sequence[str]) -> System | None:
        """Return a detector for these languages, if lingua has all of them."""
        wanted = {judged(tag) for tag in tags}
        languages = [lang for lang in Language.all() if judged(_code(lang)) in wanted]
        if len(languages) < len(wanted):
            return None
        languages.sort(key=_code)
        return Lingua(LanguageDetectorBuilder.from_languages(*languages).build())


class LinguaLines(Lingua):
    """lingua with one label a line instead of its own spans."""

    name = "lingua-lines"

    def spans(self, text: str) -> Sequence[Span]:
        """Return one label a line."""
        return System.spans(self, text)

    def restricted(self, tags: Sequence[str]) -> None:
        """Return None: one label a line cannot profit."""
        del tags


def _code(language: Language) -> str:
    return str(language.iso_code_639_1.name).lower()
