"""The calls of langdetect 1.0.9 over this engine.

>>> from polyglot_norm.compat.langdetect import detect, detect_langs
>>> detect("War doesn't show who's right, just who's left.")
'en'
>>> detect("Зашто ћутиш целог дана?"), detect("Зашто ћутиш целог дана?", labels="bcp47")
('sr', 'sr-Cyrl')
"""

from polyglot_norm.compat.langdetect.detector_factory import (
    DetectorFactory,
    detect,
    detect_langs,
)
from polyglot_norm.compat.langdetect.lang_detect_exception import LangDetectException

__all__ = ["DetectorFactory", "LangDetectException", "detect", "detect_langs"]
