"""The interface of a language detector: a label for a text, and spans of a text."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import NamedTuple

from benchmarks.corpus import Span
from benchmarks.naming import UNKNOWN


class Label(NamedTuple):
    """One answer for a text, with a probability if the system gives one."""

    tag: str
    confidence: float | None = None


class System:
    """A detector that labels a whole text; its spans are the lines, one label each.

    A subclass sets ``name`` and ``package``, loads its model when made, defines `label` and
    `languages`, and overrides `spans` and `restricted` if it has spans of its own.
    """

    name = ""
    package = ""

    @property
    def version(self) -> str:
        """The package that is measured, with its version."""
        return f"{self.package} {version(self.package)}"

    def languages(self) -> list[str]:
        """Return the codes of all languages that it may answer, in its own spelling."""
        raise NotImplementedError

    def label(self, text: str) -> Label:
        """Return the language of a text."""
        raise NotImplementedError

    def spans(self, text: str) -> Sequence[Span]:
        """Return the languages of the parts of a text, in code points; gaps are unknown."""
        return [
            Span(start, end, *self.label(text[start:end]))
            for start, end in lines(text)
            if any(map(str.isalpha, text[start:end]))
        ]

    def restricted(self, tags: Sequence[str]) -> System | None:
        """Return the same detector for these languages only, or None if that is impossible."""
        del tags
        return None


def lines(text: str) -> list[tuple[int, int]]:
    r"""Return the start and end of each line of a text, without line breaks.

    >>> lines("да\n\nyes")
    [(0, 2), (3, 3), (4, 7)]
    """
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


NOTHING = Label(UNKNOWN)
"""The answer of a detector that has none."""
