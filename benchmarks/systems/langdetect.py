"""langdetect: one label a line, seeded, with a probability."""

from __future__ import annotations

from langdetect import DetectorFactory, detect_langs, detector_factory
from langdetect.lang_detect_exception import LangDetectException

from benchmarks.systems.protocol import NOTHING, Label, System


class Langdetect(System):
    """Random without a seed."""

    name = "langdetect"
    package = "langdetect"

    def __init__(self) -> None:
        DetectorFactory.seed = 0
        detector_factory.init_factory()

    def languages(self) -> list[str]:
        """Return its profiles."""
        return list(detector_factory._factory.get_lang_list())

    def label(self, text: str) -> Label:
        """Return the first answer."""
        try:
            best = detect_langs(text)[0]
        except LangDetectException:
            return NOTHING
        return Label(best.lang, best.prob)
