"""Operations on segments whose languages are known: their outputs, and why they have them.

A page that shows a large text asks for the labels of all of it first, and for outputs and reasons
of what is seen when it is seen. Results are those of the whole text, because the labels are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.document import Document
from polyglot_norm.formats import NamedDocument, WriteOptions
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, known, script_of
from polyglot_norm.options import Options
from polyglot_norm.pipeline import Tagger, explain_builtin
from polyglot_norm.segment import Segment
from polyglot_norm.server import requests
from polyglot_norm.server.bodies import NO_NAME, json_value, kind_of
from polyglot_norm.server.jobs import Job
from polyglot_norm.server.operations import Tagging
from polyglot_norm.server.problems import Problem
from polyglot_norm.text.protect import find_protected
from polyglot_norm.transliteration import conversion, policy


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A segment whose language is known; ``off`` lists normalising edits that are not made."""

    text: str
    lang: str
    script: str | None = None
    confidence: float = 1.0
    candidates: Sequence[tuple[str, float]] | None = None
    off: Sequence[int] = ()


def outputs(job: Job) -> dict[str, Any]:
    """Return the output of each segment, the edits that make it, and those that normalise.

    >>> body = '{"segments": [{"text": "Да  ли?", "lang": "sr-Cyrl"}]}'
    >>> outputs(Job("output", "json", "json", "", body.encode(), 1))["segments"][0]["output"]
    'Da li?'
    """
    segments, options = _given(job)
    _name(options)  # which an answer in JSON has no place for
    tagger, _ = _tagging(options)
    return {"segments": [made.record() for made in _made(segments, tagger)]}


_OF_FILE: Final = ("doc", "format")
"""The fields of a request about segments that say how a file is written."""


def format_of(job: Job) -> object:
    """Return the format of files that a request about segments asks for, or None."""
    value = json_value(job.body)
    return value.get("format") if isinstance(value, dict) else None


def file(job: Job) -> tuple[NamedDocument, WriteOptions]:
    """Return the document of segments, made as `outputs` makes it, and how it is written."""
    segments, options = _given(job)
    doc = _name(options)
    tagger, form = _tagging(options)
    outputs = [(made.output, made.lang) for made in _made(segments, tagger)]
    return NamedDocument(doc, _document(segments, outputs)), form


def _name(options: Mapping[str, Any]) -> str:
    doc = options.get("doc", NO_NAME)
    if not isinstance(doc, str):
        raise Problem(422, f"doc must be a string, got {kind_of(doc)}", field="doc")
    return doc


def _tagging(options: Mapping[str, Any]) -> Tagging:
    return requests.tagging({k: value for k, value in options.items() if k not in _OF_FILE})


class Made(NamedTuple):
    """What becomes of a segment: its output and the tag of that, and the segment normalised."""

    output: Aligned
    lang: str
    clean: Aligned

    def record(self) -> dict[str, Any]:
        """Return it as JSON-ready values."""
        return {
            "output": self.output.text,
            "output_lang": self.lang,
            "edits": self.output.edits,
            "normalising": self.clean.edits,
        }


def _made(segments: Sequence[Known], tagger: Tagger) -> Iterator[Made]:
    text = "".join(segment.text for segment in segments)
    pieces = _pieces(segments)
    finished = tagger.outputs(text, pieces)
    cleaned = _normaliser(tagger.options).outputs(text, pieces)
    schemes = policy.validated(tagger.options.transliterate)
    for segment, made, (clean, _) in zip(segments, finished, cleaned, strict=True):
        output, lang = _without(segment, clean, schemes) if segment.off else made
        yield Made(output, lang, clean)


def reasons(job: Job) -> dict[str, Any]:
    """Return why each segment of a text, or each of those given, has its language.

    >>> body = '{"text": "Зашто ћутиш?"}'
    >>> reasons(Job("explain", "json", "json", "", body.encode(), 1))["segments"][0]["lang"]
    'sr-Cyrl'
    """
    value = json_value(job.body)
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        options = {name: each for name, each in value.items() if name != "text"}
        document = requests.tagging(options).tagger.tag(value["text"])
    else:
        segments, options = _given(job)
        requests.tagging(options)  # raises if one is wrong
        document = _document(segments, [(Aligned.unchanged(s.text), s.lang) for s in segments])
    return {"segments": [why.as_dict() for why in document.explain()]}


def _given(job: Job) -> tuple[list[Known], dict[str, Any]]:
    value = json_value(job.body)
    if not isinstance(value, dict) or "segments" not in value:
        raise Problem(422, "the field 'segments' is missing: a list of objects", field="segments")
    options = {name: each for name, each in value.items() if name != "segments"}
    try:
        segments = msgspec.convert(value["segments"], list[Known])
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        raise Problem(422, what, field=f"segments{where.rstrip('`')}") from None
    _check(segments)
    return segments, options


def _check(segments: Sequence[Known]) -> None:
    for number, segment in enumerate(segments):
        if not segment.text:
            raise Problem(422, "a segment must not be empty", field=f"segments[{number}].text")
        for lang in (segment.lang, *(lang for lang, _ in segment.candidates or ())):
            if lang not in known() and lang not in (UNDETERMINED, NO_LANGUAGE):
                raise Problem(
                    422, f"unknown language tag {lang!r:.40}", field=f"segments[{number}].lang"
                )


def _script(segment: Known) -> str:
    return segment.script or script_of(segment.lang)


def _label(segment: Known) -> tuple[Any, ...]:
    candidates = segment.candidates or ((segment.lang, segment.confidence),)
    return segment.lang, _script(segment), segment.confidence, tuple(map(tuple, candidates))


def _pieces(segments: Sequence[Known]) -> list[tuple[Any, ...]]:
    pieces, start = [], 0
    for segment in segments:
        pieces.append((start, start + len(segment.text), _label(segment)))
        start += len(segment.text)
    return pieces


def _normaliser(options: Options) -> Tagger:
    """Return a tagger that normalises alike, and does not transliterate."""
    fields: dict[str, Any] = {"normalise": options.normalise, "transliterate": None}
    return requests.tagging(_json_ready(fields)).tagger


def _json_ready(fields: dict[str, Any]) -> dict[str, Any]:
    steps = fields["normalise"]
    return fields | {"normalise": list(steps) if isinstance(steps, tuple) else steps}


def _without(segment: Known, clean: Aligned, schemes: policy.Policy) -> tuple[Aligned, str]:
    """Return the output of a segment without some of its normalising edits, and its tag."""
    off = frozenset(segment.off)
    kept = [edit for number, edit in enumerate(clean.edits) if number not in off]
    output = Aligned(segment.text, kept)
    scheme = schemes.scheme_for(segment.lang, _script(segment))
    if scheme is None:
        return output, segment.lang
    protected = find_protected(output.text)
    written = output.then(conversion.run(scheme, output.text, segment.lang, protected))
    return written, conversion.output_lang(scheme, segment.lang, _script(segment))


def _document(segments: Sequence[Known], outputs: Sequence[tuple[Aligned, str]]) -> Document:
    """Return the document of segments that follow each other."""
    text = "".join(segment.text for segment in segments)
    found = []
    for piece, (output, output_lang) in zip(_pieces(segments), outputs, strict=True):
        start, end, (lang, script, confidence, candidates) = piece
        part = text[start:end]
        found.append(
            Segment(start, end, part, lang, script, confidence, candidates, output, output_lang)
        )
    return Document.of(text, found, explainer=explain_builtin)


SEGMENT_OPERATIONS: Final[Mapping[str, Callable[[Job], dict[str, Any]]]] = {
    "output": outputs,
    "explain": reasons,
}
