"""spaCy: the pipeline component ``polyglot_norm``, which finds the languages in a document.

Installed, the component is known to every pipeline; importing this module does the same.
"""

import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from polyglot_norm.document import Document
from polyglot_norm.extras import optional
from polyglot_norm.language.label_styles import check_style, from_label, label
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.notebook import hue
from polyglot_norm.options import Options
from polyglot_norm.pipeline import Tagger
from polyglot_norm.segment import Segment

_PURPOSE: Final = "the component for spaCy"
_spacy: Any = optional("spacy", extra="spacy", purpose=_PURPOSE)
_tokens: Any = optional("spacy.tokens", extra="spacy", purpose=_PURPOSE)
_numpy: Any = optional("numpy", extra="spacy", purpose=_PURPOSE)
_srsly: Any = optional("srsly", extra="spacy", purpose=_PURPOSE)

KEY: Final = "polyglot_norm"
"""The name of the component, and of what it keeps in ``doc.user_data``."""

Pipelines = Mapping[str, Callable[[str], Any]]
"""Pipelines by the tag or the language subtag of their language."""


class LanguageComponent:
    """A component that finds the languages in a document; picklable.

    It sets ``doc.spans["languages"]``, with the probability of each in ``attrs["scores"]``, and
    what the extensions ``doc._.language``, ``doc._.language_score``, ``doc._.output`` and
    ``token._.lang`` return. A token belongs to the language that has most of its characters, and
    if two have as many, to the first.

    >>> import spacy
    >>> nlp = spacy.blank("xx")
    >>> _ = nlp.add_pipe("polyglot_norm")
    >>> doc = nlp("Зашто ћутиш целог дана? Would you care to give details?")
    >>> [(span.label_, span.text) for span in doc.spans["languages"]]
    [('sr-Cyrl', 'Зашто ћутиш целог дана?'), ('en', 'Would you care to give details?')]

    Raises:
        PolyglotError: an option has a value that is not allowed.
    """

    def __init__(
        self,
        options: Mapping[str, Any] | None = None,
        *,
        spans_key: str = "languages",
        output: bool = True,
        prefix: str = "",
        labels: str = "bcp47",
    ) -> None:
        self._set(
            {
                "options": dict(options or {}),
                "spans_key": spans_key,
                "output": output,
                "prefix": prefix,
                "labels": labels,
            }
        )

    def __call__(self, doc: Any) -> Any:
        """Find the languages in a document, and return it."""
        self._annotate(doc, self._tagger.tag(doc.text))
        return doc

    def pipe(self, stream: Iterable[Any], *, batch_size: int = 128) -> Iterator[Any]:
        """Yield the documents of a stream with their languages, a batch in memory at a time."""
        for batch in _spacy.util.minibatch(stream, size=batch_size):
            yield from map(self, batch)

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Return the settings."""
        encoded: bytes = _srsly.json_dumps(self._settings).encode()
        return encoded

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> "LanguageComponent":
        """Take over settings that `to_bytes` returned."""
        self._set(_srsly.json_loads(data.decode()))
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the settings to a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> "LanguageComponent":
        """Take over settings that `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes())

    def _set(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._tagger = Tagger(Options(**settings["options"]))
        self._style = check_style(settings["labels"])
        register(settings["prefix"])

    def _annotate(self, doc: Any, found: Document) -> None:
        segments = found.segments
        ends = [segment.end for segment in segments]
        langs = [label(segment.lang, self._style) for segment in segments]
        main = next((share for share in found.languages if share.lang == found.lang), None)
        doc.user_data[KEY] = {
            "language": label(found.lang, self._style),
            "language_score": main.confidence if main else 1.0,
            "output": found.output.text if self._settings["output"] else None,
            "ends": ends,
            "langs": langs,
        }
        spans = [
            each for each in _spans(doc, segments, ends) if segments[each[0]].lang != NO_LANGUAGE
        ]
        scores = [segments[number].confidence for number, _, _ in spans]
        doc.spans[self._settings["spans_key"]] = _tokens.SpanGroup(
            doc,
            name=self._settings["spans_key"],
            attrs={"scores": _numpy.array(scores, dtype="float32")},
            spans=[_tokens.Span(doc, i, j, label=langs[n]) for n, i, j in spans],
        )


@_spacy.Language.factory(  # type: ignore[untyped-decorator]
    KEY,
    default_config={
        "languages": None,
        "hints": [],
        "detector": "builtin",
        "normalise": "clean",
        "transliterate": "cyrillic-to-latin",
        "unit": "line",
        "serbo_croatian": "auto",
        "und_below": 0.1,
        "spans_key": "languages",
        "output": True,
        "prefix": "",
        "labels": "bcp47",
    },
    assigns=["doc.spans"],
)
def make_component(
    nlp: Any,
    name: str,
    languages: list[str] | str | None,
    hints: list[str] | dict[str, float] | str,
    detector: str,
    normalise: list[str] | str | None,
    transliterate: dict[str, str | None] | str | None,
    unit: str,
    serbo_croatian: str,
    und_below: float,
    spans_key: str,
    output: bool,
    prefix: str,
    labels: str,
) -> LanguageComponent:
    """Return the component, as spaCy makes it from its configuration.

    The settings are the options of `polyglot_norm.tag`, as far as JSON can hold them, and
    ``spans_key``, the key in ``doc.spans``; ``output``, whether to make ``doc._.output``;
    ``prefix``, what the names of the extensions begin with; and ``labels``, how languages are
    written: ``"bcp47"``, ``"iso639-3"`` or ``"fasttext"``.
    """
    options = {
        "languages": languages,
        "hints": hints,
        "detector": detector,
        "normalise": normalise,
        "transliterate": transliterate,
        "unit": unit,
        "serbo_croatian": serbo_croatian,
        "und_below": und_below,
    }
    return LanguageComponent(
        options, spans_key=spans_key, output=output, prefix=prefix, labels=labels
    )


def register(prefix: str = "") -> None:
    """Add the extensions to documents and tokens, but for those whose names are taken.

    An extension of another package stays what it is, and a warning says so.
    """
    for holder, name, getter in _EXTENSIONS:
        taken = holder.has_extension(prefix + name)
        if not taken:
            holder.set_extension(prefix + name, getter=getter)
        elif holder.get_extension(prefix + name)[2] is not getter:
            warnings.warn(
                f"{holder.__name__}._.{prefix + name} exists already and stays what it is: set "
                "'prefix' to get ours under another name",
                stacklevel=2,
            )


def entities(doc: Any, pipelines: Pipelines) -> list[Any]:
    """Return the entities of a document that a pipeline for the language of each span finds.

    ``pipelines`` are by tag (``sr-Cyrl``) or language (``sr``); spans in others are left out. The
    entities are spans of ``doc``; their edges are moved outwards to the edges of tokens.

    >>> import spacy
    >>> nlp, english = spacy.blank("xx"), spacy.blank("en")
    >>> _ = nlp.add_pipe("polyglot_norm")
    >>> english.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Vienna"}])
    >>> doc = nlp("Возови касне. Trains to Vienna are late again this morning.")
    >>> [(e.text, e.label_, e.start_char) for e in entities(doc, {"en": english})]
    [('Vienna', 'GPE', 24)]
    """
    found = []
    for span in doc.spans["languages"]:
        tag = from_label(span.label_)
        pipeline = pipelines.get(tag) or pipelines.get(tag.partition("-")[0])
        for entity in pipeline(span.text).ents if pipeline else ():
            start = span.start_char + entity.start_char
            end = span.start_char + entity.end_char
            found.append(doc.char_span(start, end, label=entity.label_, alignment_mode="expand"))
    return found


def displacy_options(doc: Any, spans_key: str = "languages") -> dict[str, Any]:
    """Return options by which displaCy shows the languages, each in a colour of its own.

    For ``displacy.render(doc, style="span", options=displacy_options(doc))``. A language has the
    same colour in every document, unless two would share one.

    >>> import spacy
    >>> nlp = spacy.blank("xx")
    >>> _ = nlp.add_pipe("polyglot_norm")
    >>> options = displacy_options(nlp("Где си био? Where have you been all day?"))
    >>> options["spans_key"], sorted(options["colors"])
    ('languages', ['en', 'sr-Cyrl'])
    """
    colours: dict[str, str] = {}
    taken: set[int] = set()
    for lang in dict.fromkeys(span.label_ for span in doc.spans[spans_key]):
        first = hue(from_label(lang))
        if first is None:
            colours[lang] = "hsl(0, 0%, 82%)"
            continue
        free = (first + step for step in range(0, 360, 30) if (first + step) % 360 not in taken)
        chosen = next(free, first) % 360
        taken.add(chosen)
        colours[lang] = f"hsl({chosen}, 70%, 80%)"
    return {"spans_key": spans_key, "colors": colours}


def _spans(
    doc: Any, segments: Sequence[Segment], ends: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each segment with its first token and the one after its last."""
    last, first = -1, 0
    for token in doc:
        number = _segment_of(ends, token.idx, token.idx + len(token))
        if number != last and token.i:
            yield last, first, token.i
            first = token.i
        last = number
    if len(doc):
        yield last, first, len(doc)


def _segment_of(ends: Sequence[int], start: int, end: int) -> int:
    """Return the number of the segment that has most of a stretch, the first of several.

    >>> _segment_of([4, 5, 9], 0, 3), _segment_of([4, 5, 9], 3, 8), _segment_of([4, 5, 9], 3, 5)
    (0, 2, 0)
    """
    number = best = bisect_right(ends, start)
    most = min(end, ends[number]) - start
    while ends[number] < end:
        number += 1
        part = min(end, ends[number]) - ends[number - 1]
        if part > most:
            best, most = number, part
    return best


def _kept(doc: Any) -> Mapping[str, Any]:
    """Return what was found in a document, nothing before it was looked for."""
    kept: Mapping[str, Any] = doc.user_data.get(KEY, {})
    return kept


def _language(doc: Any) -> Any:
    return _kept(doc).get("language")


def _language_score(doc: Any) -> Any:
    return _kept(doc).get("language_score")


def _output(doc: Any) -> Any:
    return _kept(doc).get("output")


def _lang(token: Any) -> Any:
    kept = _kept(token.doc)
    if not kept:
        return None
    return kept["langs"][_segment_of(kept["ends"], token.idx, token.idx + len(token))]


_EXTENSIONS: Final = (
    (_tokens.Doc, "language", _language),
    (_tokens.Doc, "language_score", _language_score),
    (_tokens.Doc, "output", _output),
    (_tokens.Token, "lang", _lang),
)
