"""Dolma attributes: one JSON object per document and line, with the spans of each language.

An attribute is named after a language, with ``_`` for ``-``, and its value is a list of
``[start, end, confidence]``. The ``id`` is that of the document in its metadata, or else its name;
the ``source`` is that in its metadata. Dolma reads a line of attributes for each document, so a
document that comes in parts still has one.
"""

from __future__ import annotations

import re
from typing import Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.encoder import PiecesOnly, placed_segments
from polyglot_norm.formats.json_codec import to_json_line
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions

PREFIX: Final = "polyglot_norm__language__"
"""The prefix of our attributes: Dolma splits a name into experiment, tagger and type."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Encoder(PiecesOnly):
    r"""Writes attributes.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("17", tag("Would you care to?", languages=["en"]))
    >>> Encoder(WriteOptions()).piece(item).decode()
    '{"id":"17","attributes":{"polyglot_norm__language__en":[[0,18,1.0]]}}\n'
    """

    def __init__(self, options: WriteOptions) -> None:
        options.fields((), ())
        if options.labels == "fasttext":
            raise PolyglotError(
                "labels='fasttext' cannot be names of Dolma attributes, which are split at '__': "
                "use 'iso639-3'"
            )
        self._options = options
        self._attributes: dict[str, list[tuple[int, int, float]]] = {}

    def piece(self, item: NamedDocument) -> bytes:
        """Return the line of a document, with the last of its parts."""
        if item.first:
            self._attributes = {}
        for start, end, segment in placed_segments(item, self._options):
            name = PREFIX + self._options.label(segment.lang).replace("-", "_")
            self._attributes.setdefault(name, []).append((start, end, segment.confidence))
        if not item.last:
            return b""
        metadata = item.metadata or {}
        source = metadata.get("source")
        return to_json_line(
            ({"source": _readable(source)} if isinstance(source, str) else {})
            | {
                "id": _readable(str(metadata.get("id", item.name))),
                "attributes": self._attributes,
            }
        )


def _readable(text: str) -> str:
    """Return the text without lone surrogates, which Dolma's reader refuses."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
