"""datatrove: a step that annotates documents with their languages, and a filter.

The metadata have the names and labels of FineWeb-2: ``language`` is a code of ISO 639-3,
``language_script`` a script, ``language_score`` a probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Unpack

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.extras import optional
from polyglot_norm.language.label_styles import label
from polyglot_norm.language.resolution import resolve_all
from polyglot_norm.language.shares import detection
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.options import Languages, Options, TagOptions
from polyglot_norm.pipeline import Tagger
from polyglot_norm.segment import ends_and_labels

_PURPOSE: Final = "a step of datatrove"
_base: Any = optional("datatrove.pipeline.base", extra="datatrove", purpose=_PURPOSE)
_filters: Any = optional(
    "datatrove.pipeline.filters.base_filter", extra="datatrove", purpose=_PURPOSE
)


class LanguageAnnotator(_base.PipelineStep):  # type: ignore[misc]
    """A step that adds metadata to every document and keeps all.

    ``language``, ``language_script`` and ``language_score`` are those of the main language,
    ``is_mixed`` says whether there are others. ``segments=True`` adds ``segments``, a list of
    ``[start, end, label, confidence]``, and ``output=True`` the normalised and transliterated text
    as ``output``. The other options are those of `polyglot_norm.Options`.
    """

    name = "Languages of polyglot_norm"
    type = "ANNOTATOR"

    def __init__(
        self, *, segments: bool = False, output: bool = False, **options: Unpack[TagOptions]
    ) -> None:
        super().__init__()
        self._tagger = Tagger(Options(**options))
        self._segments, self._output = segments, output

    def run(self, data: Iterable[Any] | None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Yield the documents with their metadata, and count them by language."""
        for document in data or ():
            with self.track_time():
                tagged = self._tagger.tag(document.text)
                annotate(document.metadata, tagged)
                if self._segments:
                    document.metadata["segments"] = [
                        [part.start, part.end, label(part.lang), part.confidence] for part in tagged
                    ]
                if self._output:
                    document.metadata["output"] = tagged.output.text
            self.stat_update("total", label(tagged.lang))
            yield document


class LanguageFilter(_filters.BaseFilter):  # type: ignore[misc]
    """A filter by main language, which adds the metadata of `LanguageAnnotator` on the way.

    ``keep`` are the languages to keep, as tags, labels, names or presets; without it all that have
    a name are kept. A document whose ``language_score`` is below ``language_threshold`` is
    dropped, and with ``mixed=False`` one in several languages. The reason becomes a statistic, and
    travels with documents that go to ``exclusion_writer``. The other options are those of
    `polyglot_norm.Options`, of which ``languages`` limits what is looked for.
    """

    name = "Languages of polyglot_norm"

    def __init__(
        self,
        keep: Languages = None,
        *,
        language_threshold: float = 0.65,
        mixed: bool = True,
        exclusion_writer: Any = None,
        **options: Unpack[TagOptions],
    ) -> None:
        if not 0 <= language_threshold <= 1:
            raise PolyglotError(
                f"language_threshold must be between 0 and 1, got {language_threshold!r}"
            )
        super().__init__(exclusion_writer)
        names = [keep] if isinstance(keep, str) else keep
        self._keep = None if names is None else frozenset(resolve_all(names))
        self._threshold, self._mixed = language_threshold, mixed
        self._tagger = Tagger(Options(**options))

    def filter(self, doc: Any) -> bool | tuple[bool, str]:
        """Return True if a document is kept, or False and the reason."""
        tagged = self._tagger.tag(doc.text)
        annotate(doc.metadata, tagged)
        if self._keep is None:
            wanted = tagged.lang not in (UNDETERMINED, NO_LANGUAGE)
        else:
            wanted = tagged.lang in self._keep
        if not wanted:
            return False, "language"
        if doc.metadata["language_score"] < self._threshold:
            return False, "language_score"
        if tagged.is_mixed and not self._mixed:
            return False, "is_mixed"
        return True


def annotate(metadata: dict[str, Any], document: Document) -> None:
    """Add what is known of the main language of a document to metadata.

    >>> import polyglot_norm as pn
    >>> metadata = {}
    >>> annotate(metadata, pn.tag("Где си био целог дана?"))
    >>> metadata["language"], metadata["language_script"], metadata["is_mixed"]
    ('srp', 'Cyrl', False)
    """
    found = detection(ends_and_labels(document.segments)[1::2], document.letters())
    code, script = label(found.lang).split("_")[:2]
    metadata["language"] = code
    metadata["language_script"] = found.script if found.lang == UNDETERMINED else script
    metadata["language_score"] = found.confidence
    metadata["is_mixed"] = document.is_mixed
