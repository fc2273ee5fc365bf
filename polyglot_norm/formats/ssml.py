"""SSML: documents for a speech synthesiser, with the language of every stretch.

All documents are in one ``<speak>``, whose language is the main one of the first. `speech` says
how the others are marked; text in no known language is read like what is around it.
"""

from __future__ import annotations

from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions, one_text
from polyglot_norm.language.tags import UNDETERMINED
from polyglot_norm.speech import FOOT, Speech


class Encoder:
    """Writes documents as paragraphs.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("I wonder why. Зашто да не?", languages=["en", "sr"]))
    >>> print(Encoder(WriteOptions()).piece(item).decode().splitlines()[2])
    <p>I wonder why. <s xml:lang="sr-Cyrl"><lang xml:lang="sr-Cyrl">Зашто да не?</lang></s></p>
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        (field,) = one_text(options)
        self._speech = Speech.of(options.voices, is_output=field == "output")
        self._lang: str | None = None

    def head(self) -> bytes:
        """Return nothing: the language of the whole is not known yet."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """Return the paragraphs of a document, or of a part."""
        segments, start = item.document.segments, ""
        if self._lang is None:
            self._lang = self._speech.main(segments, item.document.lang)
            start = self._speech.head(self._lang)
        wanted = None
        if not self._options.wants_all:
            wanted = [self._options.wants(segment) for segment in segments]
        return (start + self._speech.body(segments, self._lang, wanted)).encode()

    def foot(self) -> bytes:
        """Return the end of the whole."""
        start = "" if self._lang is not None else self._speech.head(UNDETERMINED)
        return (start + FOOT).encode()
