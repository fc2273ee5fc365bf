"""The lingua-language-detector package: 75 languages, accurate on short text, slow and large.

Its models of the languages in Latin script take some ten seconds and a gigabyte, and are loaded for
the first sample in that script; `Options.languages` avoids loading those that are not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from polyglot_norm.extras import optional
from polyglot_norm.language.detectors.codes import (
    as_candidates,
    codes_within,
    normalised,
    readable,
    tags_for,
)
from polyglot_norm.language.labels import Allowed
from polyglot_norm.language.tags import script_of
from polyglot_norm.segment import Candidate

DECIMALS = 9
"""The digits that are reproducible: lingua sums floats in the order of a hash table."""


class LinguaDetector:
    """The detector ``lingua``, which knows Serbian in Cyrillic script only.

    Restricting the languages is left to lingua (``from_languages``).

    Raises:
        MissingExtra: the package is not installed.
    """

    def __init__(self) -> None:
        self._lingua: Any = optional("lingua", extra="lingua", purpose="detector 'lingua'")
        self._languages: Any = lru_cache(maxsize=64)(self._languages_of_script)
        self._built: Any = lru_cache(maxsize=32)(self._build)

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """Return the languages with their probabilities among the allowed ones."""
        languages = self._languages(script)
        codes = languages if allowed is None else codes_within(languages, script, allowed)
        line = readable(sample)
        if not codes or not line:
            return ()
        detector = self._built(frozenset(languages[code] for code in codes))
        values = detector.compute_language_confidence_values(line)
        found = sorted((_code(value.language), round(value.value, DECIMALS)) for value in values)
        return normalised(as_candidates(found, line, script, allowed))

    def knows(self, tag: str) -> bool:
        """Return True if the package has a model for the language of a tag."""
        script = script_of(tag)
        return any(tag in tags_for(code, script) for code in self._languages(script))

    def _languages_of_script(self, script: str) -> dict[str, Any]:
        """Return the languages by code: those of a script, or all if lingua cannot list them."""
        every = self._lingua.Language
        found = {
            "Arab": every.all_with_arabic_script,
            "Cyrl": every.all_with_cyrillic_script,
            "Deva": every.all_with_devanagari_script,
            "Latn": every.all_with_latin_script,
        }.get(script, every.all)()
        return dict(sorted((_code(language), language) for language in found))

    def _build(self, languages: frozenset[Any]) -> Any:
        return self._lingua.LanguageDetectorBuilder.from_languages(*languages).build()


def _code(language: Any) -> str:
    return str(language.iso_code_639_1.name).lower()
