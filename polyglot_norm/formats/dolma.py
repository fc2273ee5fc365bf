"""Dolma attributes: one JSON object per document, in a line, with the spans of each language.

An attribute is named after a language, and its value is a list of ``[start, end, confidence]``.
The ``id`` is that of the document, from its metadata, or else its name.
"""

from __future__ import annotations

from typing import Final

from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions, placed

PREFIX: Final = "polyglot_norm__"
"""What attributes of one tool begin with, by Dolma's custom."""


class Encoder:
    r"""Writes attributes.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("17", tag("Would you care to?", languages=["en"]))
    >>> Encoder(WriteOptions()).piece(item).decode()
    '{"id":"17","attributes":{"polyglot_norm__en":[[0,18,1.0]]}}\n'
    """

    def __init__(self, writing: WriteOptions) -> None:
        writing.fields((), ())  # there are none to choose from
        self._writing = writing

    def head(self) -> bytes:
        """Nothing: the lines need none."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """The line of a document, or of a part."""
        attributes: dict[str, list[tuple[int, int, float]]] = {}
        for start, end, segment in placed(item, self._writing):
            spans = attributes.setdefault(PREFIX + segment.lang, [])
            spans.append((start, end, segment.confidence))
        known = (item.metadata or {}).get("id", item.name)
        return to_json_line({"id": str(known), "attributes": attributes})
