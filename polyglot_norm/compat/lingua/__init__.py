"""The calls of lingua 2.1 over this engine.

>>> from polyglot_norm.compat.lingua import Language, LanguageDetectorBuilder
>>> languages = [Language.ENGLISH, Language.FRENCH, Language.GERMAN, Language.SPANISH]
>>> detector = LanguageDetectorBuilder.from_languages(*languages).build()
>>> detector.detect_language_of("languages are awesome")
Language.ENGLISH
"""

from polyglot_norm.compat.lingua.builder import LanguageDetectorBuilder
from polyglot_norm.compat.lingua.detector import ConfidenceValue, DetectionResult, LanguageDetector
from polyglot_norm.compat.lingua.iso_codes import IsoCode639_1, IsoCode639_3
from polyglot_norm.compat.lingua.languages import Language

__all__ = [
    "ConfidenceValue",
    "DetectionResult",
    "IsoCode639_1",
    "IsoCode639_3",
    "Language",
    "LanguageDetector",
    "LanguageDetectorBuilder",
]
