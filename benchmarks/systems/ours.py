"""polyglot_norm, without normalising and transliterating, as only labels are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polyglot_norm as pn
from benchmarks.corpus import Span
from benchmarks.systems.protocol import Label, System

ONLY_LABELS = {"normalise": None, "transliterate": None}


class Ours(System):
    """A tagger with any options."""

    name = "ours"
    package = "polyglot-norm"

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._tagger = pn.Tagger(pn.Options(**(ONLY_LABELS | options)))

    @property
    def version(self) -> str:
        """The version of the source tree, which need not be installed."""
        return f"{self.package} {pn.__version__}{_described(self._options)}"

    def languages(self) -> list[str]:
        """Return all tags that it knows."""
        return [language.tag for language in pn.languages()]

    def label(self, text: str) -> Label:
        """Return the answer of `detect`."""
        found = self._tagger.detect(text)
        return Label(found.lang, found.confidence)

    def spans(self, text: str) -> Sequence[Span]:
        """Return the segments of `tag`."""
        segments = self._tagger.tag(text).segments
        return [Span(s.start, s.end, s.lang, s.confidence) for s in segments]

    def restricted(self, tags: Sequence[str]) -> System:
        """Return the same with ``languages`` set."""
        return Ours(**(self._options | {"languages": tuple(tags)}))


class OursSplit(Ours):
    """Ours, choosing between Bosnian, Croatian and Serbian, as the peers must."""

    name = "ours-split"

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"serbo_croatian": "split"} | options))


def _described(options: Mapping[str, Any]) -> str:
    words = ", ".join(f"{name}={value!r}" for name, value in sorted(options.items()))
    return f" ({words})" if words else ""
