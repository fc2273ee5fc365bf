"""The lingua-language-detector package: 75 languages, accurate on short text, slow and large.

The models of all languages in Latin script take some ten seconds and a gigabyte to load, on the
first sample in it; `Options.languages` spares what it leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from polyglot_norm.language.detectors.codes import (
    Allowed,
    as_candidates,
    codes_within,
    normalised,
    readable,
    readings,
)
from polyglot_norm.language.detectors.extras import missing
from polyglot_norm.language.tags import script_of
from polyglot_norm.segment import Candidate

DECIMALS = 9
"""Lingua adds up floats in the order of a hash table, which varies in the sixteenth digit."""


class LinguaDetector:
    """The detector of that name; knows Serbian in Cyrillic script only.

    A restricted set is lingua's own (``from_languages``): it weighs the allowed languages among
    themselves.

    Raises:
        MissingExtra: the package is not installed.
    """

    def __init__(self) -> None:
        try:
            import lingua
        except ImportError as error:
            raise missing("lingua", error) from error
        self._lingua: Any = lingua
        self._languages: Any = lru_cache(maxsize=64)(self._languages_of_script)
        self._built: Any = lru_cache(maxsize=32)(self._build)

    def candidates(self, sample: str, script: str, allowed: Allowed) -> Sequence[Candidate]:
        """The languages with their probability, the allowed ones weighed among themselves."""
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
        """Whether the package has a model of a language, by our tag."""
        script = script_of(tag)
        return any(tag in readings(code, script) for code in self._languages(script))

    def _languages_of_script(self, script: str) -> dict[str, Any]:
        """The languages by code, those lingua has in a script where it tells."""
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
