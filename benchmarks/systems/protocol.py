"""What a language detector is to the benchmarks: a name, a label for a text, spans of a text."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import NamedTuple

from benchmarks.corpus import Span
from benchmarks.naming import UNKNOWN


class Label(NamedTuple):
    """One answer for a text; the confidence is a probability, or None if there is none."""

    tag: str
    confidence: float | None = None


class System:
    """A detector that labels a whole text; its spans are the lines, one label each.

    A subclass sets ``name`` and ``package``, loads what it needs when made, gives `label` and
    `languages`, and, where it has spans of its own, overrides `spans` and `told`.
    """

    name = ""
    package = ""

    @property
    def version(self) -> str:
        """The package that is measured, with its version."""
        return f"{self.package} {version(self.package)}"

    def languages(self) -> list[str]:
        """The codes of all languages it may answer, in its own spelling."""
        raise NotImplementedError

    def label(self, text: str) -> Label:
        """The language of a text."""
        raise NotImplementedError

    def spans(self, text: str) -> Sequence[Span]:
        """The languages of the parts of a text, in code points; gaps are unknown."""
        return [
            Span(start, end, *self.label(text[start:end]))
            for start, end in lines(text)
            if any(map(str.isalpha, text[start:end]))
        ]

    def told(self, tags: Sequence[str]) -> System | None:
        """The same detector, told that there are only these languages; None if it cannot be."""
        del tags
        return None


def lines(text: str) -> list[tuple[int, int]]:
    r"""Where the lines of a text begin and end, line breaks left out.

    >>> lines("да\n\nyes")
    [(0, 2), (3, 3), (4, 7)]
    """
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


NOTHING = Label(UNKNOWN)
"""The answer of a detector that gave none."""
