"""What a format writes and what it reads: named documents, whole or in parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError, nearest

OFFSET_KINDS: Final = ("codepoint", "utf8", "utf16")
"""What offsets may count: code points, bytes of UTF-8 or units of UTF-16."""


class Offsets(NamedTuple):
    """How much of a document lies before some place in it, in each unit; None is not known.

    >>> Offsets().after("Љ🙂")
    Offsets(codepoint=2, utf8=6, utf16=3)
    """

    codepoint: int | None = 0
    utf8: int | None = 0
    utf16: int | None = 0

    def after(self, text: str) -> Offsets:
        """Where one is after ``text``; a lone surrogate counts three bytes, as in WTF-8."""
        return Offsets(
            *(
                None if here is None else here + length(text, unit)
                for here, unit in zip(self, OFFSET_KINDS, strict=True)
            )
        )

    def of_kind(self, unit: str) -> int:
        """The offset in one unit.

        Raises:
            PolyglotError: it is not known, because something before it was left out of a file.
        """
        found: int | None = getattr(self, unit)
        if found is None:
            raise PolyglotError(
                f"offsets in {unit} cannot be worked out: segments were left out of what was "
                "read; keep its unit, or write all segments of the source"
            )
        return found


def length(text: str, unit: str) -> int:
    """How long a text is in a unit.

    >>> [length("Љ🙂", unit) for unit in OFFSET_KINDS]
    [2, 6, 3]
    """
    if unit == "codepoint" or text.isascii():
        return len(text)
    if unit == "utf8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_offset_kind(unit: str) -> str:
    """The unit, if it is one.

    Raises:
        PolyglotError: there is no such unit.
    """
    if unit not in OFFSET_KINDS:
        raise PolyglotError(
            f"offsets={unit!r} has no meaning;{nearest(str(unit), OFFSET_KINDS)} "
            f"choose one of {', '.join(OFFSET_KINDS)}"
        )
    return unit


class NamedDocument(NamedTuple):
    """A document, or a part of one, and the name it is known by, such as the path of its file.

    A text too large to hold comes in parts, in order: ``before`` is what lies before this one,
    ``first`` and ``last`` say whether it begins and ends its document; a whole document does both.
    The offsets of a part's segments count from the part. ``metadata`` are fields carried through
    from the input, ``number`` is how many documents were written before this one.
    """

    name: str
    document: Document
    before: Offsets = Offsets()
    first: bool = True
    last: bool = True
    metadata: Mapping[str, Any] | None = None
    number: int = 0
