"""Documents with names, whole or in parts, as they are written and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.formats.offset_kinds import Offsets


class NamedDocument(NamedTuple):
    """A document, or a part of one, with a name such as the path of its file.

    A text too large for memory comes in parts, in order: ``before`` is the position at which this
    part starts, and ``first`` and ``last`` are True for the parts that begin and end the document
    (both for a whole document). Offsets of segments count from the start of the part.
    ``metadata`` holds fields carried through from the input, and ``number`` is the number of
    documents before this one.
    """

    name: str
    document: Document
    before: Offsets = Offsets()
    first: bool = True
    last: bool = True
    metadata: Mapping[str, Any] | None = None
    number: int = 0
