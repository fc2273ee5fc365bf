"""Dolma: taggers that ``dolma tag`` runs, after ``--tagger_modules polyglot_norm.adapters.dolma``.

An attribute is named after a language, with ``_`` for ``-``, as in the format ``dolma``. To tag
with other options, subclass a tagger and register it under a name of your own.
"""

from __future__ import annotations

from typing import Any, ClassVar

from polyglot_norm.extras import optional
from polyglot_norm.options import Options, TagOptions
from polyglot_norm.pipeline import Tagger

_dolma: Any = optional("dolma", extra="dolma", purpose="a tagger of Dolma")
_types: Any = optional("dolma.core.data_types", extra="dolma", purpose="a tagger of Dolma")


@_dolma.add_tagger("polyglot_norm")
class LanguageTagger(_dolma.BaseTagger):  # type: ignore[misc]
    """A tagger of segments: a span for each, its type the language, its score the confidence."""

    OPTIONS: ClassVar[TagOptions] = {"transliterate": None, "normalise": None}
    """The options of tagging, for subclasses to change."""

    def __init__(self) -> None:
        self._tagger = Tagger(Options(**self.OPTIONS))

    def predict(self, doc: Any) -> Any:
        """Return the spans of a document."""
        spans = [
            _types.Span(part.start, part.end, _name(part.lang), part.confidence)
            for part in self._tagger.tag(doc.text)
        ]
        return _types.DocResult(doc=doc, spans=spans)


@_dolma.add_tagger("polyglot_norm_doc")
class DocumentTagger(LanguageTagger):
    """A tagger of documents: one span over all, for the main language."""

    def predict(self, doc: Any) -> Any:
        """Return the span of a document."""
        found = self._tagger.detect(doc.text)
        span = _types.Span(0, len(doc.text), _name(found.lang), found.confidence)
        return _types.DocResult(doc=doc, spans=[span])


def _name(tag: str) -> str:
    return tag.replace("-", "_")
