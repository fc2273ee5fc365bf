"""Dolma attributes: one JSON object per document and line, with the spans of each language.

An attribute is named after a language, and its value is a list of ``[start, end, confidence]``.
The ``id`` is that of the document in its metadata, or else its name.
"""

from __future__ import annotations

from typing import Final

from polyglot_norm.formats.encoder import PiecesOnly, placed_segments
from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions

PREFIX: Final = "polyglot_norm__"
"""The prefix of our attributes, as is the custom of Dolma's taggers."""


class Encoder(PiecesOnly):
    r"""Writes attributes.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("17", tag("Would you care to?", languages=["en"]))
    >>> Encoder(WriteOptions()).piece(item).decode()
    '{"id":"17","attributes":{"polyglot_norm__en":[[0,18,1.0]]}}\n'
    """

    def __init__(self, options: WriteOptions) -> None:
        options.fields((), ())
        self._options = options

    def piece(self, item: NamedDocument) -> bytes:
        """Return the line of a document, or of a part."""
        attributes: dict[str, list[tuple[int, int, float]]] = {}
        for start, end, segment in placed_segments(item, self._options):
            spans = attributes.setdefault(PREFIX + segment.lang, [])
            spans.append((start, end, segment.confidence))
        document_id = (item.metadata or {}).get("id", item.name)
        return to_json_line({"id": str(document_id), "attributes": attributes})
