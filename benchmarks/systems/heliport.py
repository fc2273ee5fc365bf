"""heliport: one label a line; its scores are not probabilities."""

from __future__ import annotations

from heliport import Identifier

from benchmarks.systems.protocol import Label, System


class Heliport(System):
    """Without its thresholds, with which most short texts have no answer.

    It has groups: ``hbs`` for Bosnian, Croatian and Serbian, ``msa`` for Malay and Indonesian.
    """

    name = "heliport"
    package = "heliport"

    def __init__(self) -> None:
        self._identifier = Identifier()

    def languages(self) -> list[str]:
        """Return the languages that it has thresholds for; longer names are parts of a group."""
        codes = [str(code) for code in self._identifier.get_confidence_all()]
        return sorted(code for code in codes if len(code) == 3)

    def label(self, text: str) -> Label:
        """Return its answer."""
        return Label(self._identifier.identify(text, ignore_confidence=True))
