"""Documents labelled in another process: their labels are sent, the rest only if it is read.

Most readers want to know where each language is, some what a text becomes. So a worker sends the
ends and labels of segments. A document that is asked for more makes it here, from its text and its
labels, and once a good part of the documents were asked, workers make it for those that follow.
Edits are always made here: there is one for nearly every letter that was transliterated, and few
readers look at them.
"""

from __future__ import annotations

import marshal
from functools import partial
from typing import Any, Final, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.align.edit import Edit
from polyglot_norm.document import Document
from polyglot_norm.normalisation.view import View
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import LanguageShare, ProtectedSpan
from polyglot_norm.segment import Made, Segment, cut_at, ends_and_labels

OFTEN: Final = 4
"""Workers make what is read of one in so many documents. Making the outputs of a text costs about
a quarter of labelling it, so that either way little is made in vain, or by one process alone."""


class Wanted(NamedTuple):
    """What a worker makes besides labels: outputs, and what needs the letters of a text counted."""

    outputs: bool
    counts: bool


class Demand:
    """What has been read of documents that came without it."""

    def __init__(self) -> None:
        self.received = self.outputs = self.counts = 0
        self._wanted = Wanted(outputs=False, counts=False)

    def wanted(self) -> Wanted:
        """Return what to send with the next documents; what was wanted once stays wanted."""
        if self.received:
            before = self._wanted
            self._wanted = Wanted(
                before.outputs or self.outputs * OFTEN >= self.received,
                before.counts or self.counts * OFTEN >= self.received,
            )
        return self._wanted


class Row(NamedTuple):
    """A document without its text, serialised; outputs and counts only if they were wanted.

    Bytes cost the garbage collector nothing while they wait for their turn.
    """

    segments: bytes
    outputs: bytes | None
    counts: bytes | None


def labelled(document: Document, wanted: Wanted) -> Row:
    """Return what is sent of a document.

    >>> from polyglot_norm import tag
    >>> row = labelled(tag("Где си?"), Wanted(outputs=True, counts=False))
    >>> marshal.loads(row.outputs), row.counts
    ([('Gde si?', 'sr-Latn-t-sr-cyrl')], None)
    """
    return Row(
        marshal.dumps(ends_and_labels(document.segments)),
        _outputs(document) if wanted.outputs else None,
        marshal.dumps(_counts(document)) if wanted.counts else None,
    )


def _counts(document: Document) -> tuple[Any, ...]:
    return [*map(tuple, document.languages)], [*map(tuple, document.protected)]


def _outputs(document: Document) -> bytes | None:
    """Return the output of each segment and its tag, or None where both are those of the source."""
    try:
        made = [_output(segment.output, segment.output_lang, segment.lang) for segment in document]
    except Exception:  # of a user's step: raised where the output is read, as in one process
        return None
    return marshal.dumps(made)


def _output(output: Aligned, tag: str, lang: str) -> tuple[str | None, str] | None:
    text = None if output.text is output.source else output.text
    return None if text is None and tag == lang else (text, tag)


class Received:
    """Makes documents of the rows from processes with an equal tagger.

    >>> tagger = Tagger()
    >>> row = labelled(tagger.tag("Где си?"), Wanted(outputs=False, counts=False))
    >>> Received(tagger, Demand()).document(row, "Где си?") == tagger.tag("Где си?")
    True
    """

    def __init__(self, tagger: Tagger, demand: Demand) -> None:
        self._tagger = tagger
        self._demand = demand
        self._explainer = tagger.explainer

    def document(self, row: Row, text: str) -> Document:
        """Return the document of a text."""
        segments, outputs, counts = row
        self._demand.received += 1
        load = partial(self._load, text, segments, outputs)
        if counts is None:
            view = partial(self._view, text)
            return Document.lazy(text, load, view=view, explainer=self._explainer)
        shares, spans = marshal.loads(counts)  # noqa: S302 - our own process's
        return Document.lazy(
            text,
            load,
            protected=tuple(ProtectedSpan(*span) for span in spans),
            languages=tuple(LanguageShare(*share) for share in shares),
            explainer=self._explainer,
        )

    def _view(self, text: str) -> View:
        self._demand.counts += 1
        return View.of(text)

    def _load(self, text: str, segments: bytes, outputs: bytes | None) -> tuple[Segment, ...]:
        found = marshal.loads(segments)  # noqa: S302 - our own process's
        return cut_at(text, found, self._make, outputs)

    def _make(self, text: str, outputs: bytes | None, pieces: list[Any]) -> list[Made]:
        """Return the outputs of pieces: those that were sent, or new ones."""
        if outputs is None:
            self._demand.outputs += 1
            return self._tagger.outputs(text, pieces)
        edits = _Edits(self._tagger, text, pieces)
        made = marshal.loads(outputs)  # noqa: S302 - our own process's
        return [
            _aligned(text[start:end], label[0], row, edits, number)
            for number, ((start, end, label), row) in enumerate(zip(pieces, made, strict=True))
        ]


def _aligned(
    source: str, lang: str, row: tuple[str | None, str] | None, edits: _Edits, number: int
) -> Made:
    text, tag = row or (None, lang)
    if text is None:
        return Aligned.unchanged(source), tag
    return Aligned.lazily(source, text, edits.of, number), tag


class _Edits:
    """The edits of a text's outputs, of which only the results were sent."""

    def __init__(self, tagger: Tagger, text: str, pieces: list[Any]) -> None:
        self._tagger = tagger
        self._text = text
        self._pieces = pieces
        self._made: list[Made] | None = None

    def of(self, _source: str, number: int) -> tuple[Edit, ...]:
        if self._made is None:
            self._made = self._tagger.outputs(self._text, self._pieces)
        return self._made[number][0].edits
