"""The builder of lingua: which languages a detector chooses from, and how sure it must be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from polyglot_norm.compat.lingua.detector import LanguageDetector
from polyglot_norm.compat.lingua.iso_codes import IsoCode639_1, IsoCode639_3
from polyglot_norm.compat.lingua.languages import Language
from polyglot_norm.errors import PolyglotError

MOST_DISTANCE: Final = 0.99
"""The greatest minimum distance that lingua allows."""


class LanguageDetectorBuilder:
    """A builder of detectors.

    >>> builder = LanguageDetectorBuilder.from_all_languages_with_cyrillic_script()
    >>> builder.build().detect_language_of("Зашто ћутиш целог дана?")
    Language.SERBIAN
    """

    def __init__(self, languages: Iterable[Language]) -> None:
        self._languages = frozenset(languages)
        if not self._languages:
            raise PolyglotError("LanguageDetector needs at least 1 language to choose from")
        self._distance = 0.0

    @classmethod
    def from_all_languages(cls) -> LanguageDetectorBuilder:
        """Return a builder with all languages."""
        return cls(Language.all())

    @classmethod
    def from_all_spoken_languages(cls) -> LanguageDetectorBuilder:
        """Return a builder with all languages but Latin."""
        return cls(Language.all_spoken_ones())

    @classmethod
    def from_all_languages_with_arabic_script(cls) -> LanguageDetectorBuilder:
        """Return a builder with the languages in Arabic script."""
        return cls(Language.all_with_arabic_script())

    @classmethod
    def from_all_languages_with_cyrillic_script(cls) -> LanguageDetectorBuilder:
        """Return a builder with the languages in Cyrillic script."""
        return cls(Language.all_with_cyrillic_script())

    @classmethod
    def from_all_languages_with_devanagari_script(cls) -> LanguageDetectorBuilder:
        """Return a builder with the languages in Devanagari."""
        return cls(Language.all_with_devanagari_script())

    @classmethod
    def from_all_languages_with_latin_script(cls) -> LanguageDetectorBuilder:
        """Return a builder with the languages in Latin script."""
        return cls(Language.all_with_latin_script())

    @classmethod
    def from_all_languages_without(cls, *languages: Language) -> LanguageDetectorBuilder:
        """Return a builder with all languages but some."""
        return cls(Language.all() - frozenset(languages))

    @classmethod
    def from_languages(cls, *languages: Language) -> LanguageDetectorBuilder:
        """Return a builder with some languages.

        Raises:
            PolyglotError: there is none.
        """
        return cls(languages)

    @classmethod
    def from_iso_codes_639_1(cls, *iso_codes: IsoCode639_1) -> LanguageDetectorBuilder:
        """Return a builder with the languages of codes of two letters."""
        return cls(map(Language.from_iso_code_639_1, iso_codes))

    @classmethod
    def from_iso_codes_639_3(cls, *iso_codes: IsoCode639_3) -> LanguageDetectorBuilder:
        """Return a builder with the languages of codes of three letters."""
        return cls(map(Language.from_iso_code_639_3, iso_codes))

    def with_minimum_relative_distance(self, distance: float) -> LanguageDetectorBuilder:
        """Name a language only if it is so much more probable than the next.

        Raises:
            PolyglotError: it is not from 0 to 0.99.
        """
        if not 0 <= distance <= MOST_DISTANCE:
            raise PolyglotError(
                f"minimum relative distance must lie in between 0.0 and 0.99, got {distance!r}"
            )
        self._distance = distance
        return self

    def with_preloaded_language_models(self) -> LanguageDetectorBuilder:
        """Do nothing: there is one model, which is opened by `build`."""
        return self

    def with_low_accuracy_mode(self) -> LanguageDetectorBuilder:
        """Do nothing: the one model is small."""
        return self

    def build(self) -> LanguageDetector:
        """Return a detector."""
        return LanguageDetector(self._languages, self._distance)
