"""Search: one JSON object per document, with a field for each language, for a search engine.

A document that comes in parts is several, each named by its position.
"""

from __future__ import annotations

from typing import Any

from polyglot_norm import search
from polyglot_norm.formats import fields
from polyglot_norm.formats.encoder import PiecesOnly
from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions


class Encoder(PiecesOnly):
    r"""Writes documents, one per line.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("7", tag("Где си био целог дана?"))
    >>> line = Encoder(WriteOptions()).piece(item).decode()
    >>> line.partition(',"text')[2]
    '_sr":"Где си био целог дана?","latin":"gde si bio celog dana?"}\n'
    """

    def __init__(self, options: WriteOptions) -> None:
        options.fields((), ())
        self._options = options

    def piece(self, item: NamedDocument) -> bytes:
        """Return the line of a document, or of a part."""
        metadata = item.metadata or {}
        name = str(metadata.get("id", item.name))
        whole = item.first and item.last
        found = search.fields(item.document, self._options.wants)
        record: dict[str, Any] = {
            "id": name if whole else f"{name}:{item.before.codepoint}",
            **found,
            "lang": self._options.label(found["lang"]),
            "languages": list(map(self._options.label, found["languages"])),
        }
        if item.metadata is not None:
            record[fields.METADATA] = item.metadata
        return to_json_line(record)
