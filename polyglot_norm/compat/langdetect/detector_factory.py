"""The factory of langdetect, and its functions for one text."""

from __future__ import annotations

from polyglot_norm.catalogue import languages
from polyglot_norm.compat.langdetect.codes import style
from polyglot_norm.compat.langdetect.detector import Detector
from polyglot_norm.compat.langdetect.language import Language


class DetectorFactory:
    """A factory of detectors.

    ``seed`` is accepted and has no effect: the same text always has the same answer. Profiles are
    not loaded, because the languages come with the engine.

    >>> DetectorFactory.seed = 0
    >>> detector = DetectorFactory().create()
    >>> detector.append("Der Zug nach Wien fährt heute von Gleis sieben.")
    >>> detector.detect()
    'de'
    """

    seed: int | None = None

    def __init__(self, labels: str = "langdetect") -> None:
        self._labels = labels
        self._code = style(labels)

    def create(self, alpha: float | None = None) -> Detector:
        """Return a detector of a text; ``alpha`` has no effect."""
        return Detector(self._labels)

    def set_seed(self, seed: int | None) -> None:
        """Keep a seed, which has no effect."""
        self.seed = seed

    def get_lang_list(self) -> list[str]:
        """Return the codes of all languages.

        >>> {"sr", "zh-cn", "no"} <= set(DetectorFactory().get_lang_list())
        True
        """
        return list(dict.fromkeys(self._code(language.tag) for language in languages()))


def detect(text: str, *, labels: str = "langdetect") -> str:
    """Return the code of the most likely language of a text.

    ``labels`` is ``"langdetect"`` for its codes, ``"bcp47"`` for tags with scripts, ``"iso639-3"``
    for ``srp_Cyrl``, or ``"fasttext"`` for ``__label__srp_Cyrl``.

    >>> detect("Ein, zwei, drei, vier")
    'de'

    Raises:
        LangDetectException: the text has no words.
    """
    return _of(text, labels).detect()


def detect_langs(text: str, *, labels: str = "langdetect") -> list[Language]:
    """Return the languages of a text above a probability of 0.1, most likely first.

    >>> detect_langs("Der Zug nach Wien fährt heute von Gleis sieben.")[0].lang
    'de'

    Raises:
        LangDetectException: the text has no words.
    """
    return _of(text, labels).get_probabilities()


def _of(text: str, labels: str) -> Detector:
    detector = Detector(labels)
    detector.append(text)
    return detector


def init_factory() -> None:
    """Open the model now, so that the first call need not."""
    Detector()
