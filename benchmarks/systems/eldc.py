"""eldc: one label a line; its scores are not probabilities."""

from __future__ import annotations

import eldc

from benchmarks.systems.protocol import Label, System


class Eldc(System):
    """The database is loaded by `init`."""

    name = "eldc"
    package = "eldc"

    def __init__(self) -> None:
        eldc.init()

    def languages(self) -> list[str]:
        """Return its languages, in two letters."""
        return list(eldc.LANGUAGES)

    def label(self, text: str) -> Label:
        """Return its answer."""
        return Label(eldc.detect(text))
