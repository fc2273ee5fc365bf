"""Offsets in code points, bytes of UTF-8 or units of UTF-16."""

from __future__ import annotations

from typing import Final, NamedTuple

from polyglot_norm.errors import PolyglotError, nearest

OFFSET_KINDS: Final = ("codepoint", "utf8", "utf16")
"""The things that offsets can count: code points, bytes of UTF-8 or units of UTF-16."""


class Offsets(NamedTuple):
    """The position of a place in a document, in each kind of offset; None if unknown.

    >>> Offsets().after("Љ🙂")
    Offsets(codepoint=2, utf8=6, utf16=3)
    """

    codepoint: int | None = 0
    utf8: int | None = 0
    utf16: int | None = 0

    def after(self, text: str) -> Offsets:
        """Return the position after ``text``; a lone surrogate counts three bytes, as in WTF-8."""
        return Offsets(
            *(
                None if here is None else here + length(text, kind)
                for here, kind in zip(self, OFFSET_KINDS, strict=True)
            )
        )

    def of_kind(self, kind: str) -> int:
        """Return the position in one kind of offset.

        Raises:
            PolyglotError: it is unknown, because earlier text is missing from the file.
        """
        found: int | None = getattr(self, kind)
        if found is None:
            raise PolyglotError(
                f"cannot compute offsets in {kind}: the input leaves out some segments; "
                "keep the kind of offsets it has, or write all segments of the source"
            )
        return found


def length(text: str, kind: str) -> int:
    """Return the length of a text, measured in a kind of offset.

    >>> [length("Љ🙂", kind) for kind in OFFSET_KINDS]
    [2, 6, 3]
    """
    if kind == "codepoint" or text.isascii():
        return len(text)
    if kind == "utf8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_offset_kind(kind: str) -> str:
    """Return ``kind`` if it is one of `OFFSET_KINDS`.

    Raises:
        PolyglotError: it is not.
    """
    if kind not in OFFSET_KINDS:
        raise PolyglotError(
            f"invalid offsets {kind!r}:{nearest(str(kind), OFFSET_KINDS)} "
            f"expected one of {', '.join(OFFSET_KINDS)}"
        )
    return kind
