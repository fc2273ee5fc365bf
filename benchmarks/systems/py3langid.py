"""py3langid: one label a line, with a probability."""

from __future__ import annotations

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from benchmarks.systems.protocol import Label, System


class Py3langid(System):
    """Its own model, with normalised probabilities."""

    name = "py3langid"
    package = "py3langid"

    def __init__(self) -> None:
        self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def languages(self) -> list[str]:
        """Return the labels of the model."""
        return [str(label) for label in self._identifier.labels]

    def label(self, text: str) -> Label:
        """Return its answer."""
        tag, probability = self._identifier.classify(text)
        return Label(str(tag), float(probability))
