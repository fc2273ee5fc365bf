# cython: initializedcheck=False
"""A text as its words are read: mended where it is broken, with what is protected in that.

References of HTML, letters of another script inside a word and mojibake hide the words of a text
from a detector, and from whoever counts letters. Both look at a mended copy, and what they find
there is mapped back to the source.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. Most texts are not broken, so what counts is how fast that is seen.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.language.shares import count_letters
from polyglot_norm.normalisation import mending
from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text import protect

if cython.compiled:
    from cython.cimports.polyglot_norm.text.code_points import is_ascii
    from cython.cimports.polyglot_norm.text.neighbours import Neighbours
    from cython.cimports.polyglot_norm.text.protected_scan import Protected, ProtectedScanner
else:
    from polyglot_norm.text.code_points import is_ascii
    from polyglot_norm.text.neighbours import Neighbours
    from polyglot_norm.text.protected_scan import Protected, ProtectedScanner


# No garbage collection: it is in no cycle, and every text has one.
@cython.no_gc
@cython.final
@cython.cclass
class View:
    """A text to be labelled: ``text`` is what is read, ``copy`` says how it was mended, if it was.

    ``protected`` has the spans of what is read.
    """

    __slots__ = ("copy", "protected", "text")

    text: str
    copy: Any
    protected: Protected

    def __init__(self) -> None:
        raise TypeError("a View is made by View.of()")

    @staticmethod
    def of(source: str) -> View:
        """Return the view of a text.

        >>> View.of("&#x41c;аша").text
        'Маша'
        """
        return view_of(source)

    def protected_in_source(self) -> tuple[ProtectedSpan, ...]:
        """Return what is protected as spans of the source."""
        spans = self.protected.records()
        return spans if self.copy is None else mending.spans_of_source(spans, self.copy)

    def letters(self, ends: Iterable[int]) -> list[int]:
        """Return the letters of each of the stretches of the source that end at ``ends``.

        >>> View.of("&#x41c;аша, да").letters([12, 14])
        [4, 2]
        """
        copy = self.copy
        if copy is not None:
            ends = [copy.to_text(end, end)[1] for end in ends]
        return count_letters(self.text, ends, self.protected.bounds)


@cython.cfunc
def view_of(source: str) -> View:
    """Return the view of a text, to compiled stages."""
    copy: Aligned | None = None
    if _may_be_broken(source):
        copy = mending.mended(source)
    text = source if copy is None else copy.text
    made: View = View.__new__(View)
    made.text = text
    made.copy = copy
    made.protected = _scanner().scan(text)
    return made


# Both are asked for by every text, and a cache of Python takes longer than a word does.
_SCANNERS: list[ProtectedScanner] = []
_DAMAGE: list[Neighbours] = []


@cython.cfunc
def _scanner() -> ProtectedScanner:
    if not _SCANNERS:
        _SCANNERS.append(protect.scanner())
    return _SCANNERS[0]


@cython.cfunc
def _damage() -> Neighbours:
    if not _DAMAGE:
        _DAMAGE.append(mending.damage())
    return _DAMAGE[0]


@cython.cfunc
@cython.exceptval(-1)
def _may_be_broken(text: str) -> cython.bint:
    """Return False if a text has no sign that a word is broken, as most texts."""
    if "&" in text:
        return True
    if is_ascii(text):
        return False
    return _damage().find(text, 0) >= 0
