"""A text as its words are read: mended where it is broken, with what is protected in that.

References of HTML, letters of another script inside a word and mojibake hide the words of a text
from a detector, and from whoever counts letters. Both look at a mended copy, and what they find
there is mapped back to the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.language.shares import count_letters
from polyglot_norm.normalisation import mending
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.protect import Protected, protected


class View(NamedTuple):
    """A text to be labelled: ``text`` is what is read, ``copy`` says how it was mended, if it was.

    ``protected`` has the spans of what is read.
    """

    text: str
    copy: Aligned | None
    protected: Protected

    @classmethod
    def of(cls, source: str) -> View:
        """Return the view of a text.

        >>> View.of("&#x41c;аша").text
        'Маша'
        """
        copy = mending.mended(source)
        text = source if copy is None else copy.text
        view: View = tuple.__new__(cls, (text, copy, protected(text)))  # at a third of the cost
        return view

    def protected_in_source(self) -> tuple[ProtectedSpan, ...]:
        """Return what is protected as spans of the source."""
        spans = self.protected.records()
        return spans if self.copy is None else mending.spans_of_source(spans, self.copy)

    def letters(self, ends: Iterable[int]) -> list[int]:
        """Return the letters of each of the stretches of the source that end at ``ends``.

        >>> View.of("&#x41c;аша, да").letters([12, 14])
        [4, 2]
        """
        if self.copy is not None:
            ends = [self.copy.to_text(end, end)[1] for end in ends]
        return count_letters(self.text, ends, self.protected.bounds)
