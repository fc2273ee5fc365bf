"""Replies to jobs: bodies in, bodies out, whatever carries them.

In a request for several texts each has its answer, in order, and an error takes the place of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from polyglot_norm.errors import ModelError, PolyglotError
from polyglot_norm.formats import FORMATS, NamedDocument, WriteOptions, write
from polyglot_norm.formats.json_codec import to_json, to_json_line
from polyglot_norm.server import requests
from polyglot_norm.server.bodies import NO_NAME, Asked, Item, asked, query_options
from polyglot_norm.server.jobs import JSON, LINES, TEXT, Job, Reply
from polyglot_norm.server.operations import Operation
from polyglot_norm.server.problems import MEDIA_TYPE, Problem, body
from polyglot_norm.server.segments import SEGMENT_OPERATIONS, file, format_of
from polyglot_norm.text.decode import decode

_PAGE_FORMAT: Final = "inline"
"""What ``tag`` writes where text is wanted."""

_MEDIA: Final[Mapping[str, str]] = {
    "jsonl": LINES,
    "docs": LINES,
    "dolma": LINES,
    "json": JSON,
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xml": "application/xml",
    "tei": "application/xml",
    "html": "text/html; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.file",
}
"""The media types of formats; the others are plain text."""


def answer(job: Job) -> Reply:
    """Return the reply to a job.

    >>> answer(Job("translit", "text", "text", "lang=sr-Cyrl", "Ћао!".encode(), 1)).body.decode()
    'Ćao!'
    """
    try:
        return _answered(job)
    except Problem as found:
        problem = found
    except PolyglotError as error:
        problem = problem_of(error)
    return Reply(problem.status, MEDIA_TYPE, body(problem))


def _answered(job: Job) -> Reply:
    if job.operation == "decode":
        return Reply(200, JSON, to_json(_decoded(job.body)), 1)
    if job.operation == "output" and (name := format_of(job)) is not None:
        document, form = file(job)
        return _written([document], name, form)
    if job.operation in SEGMENT_OPERATIONS:
        return Reply(200, JSON, to_json(SEGMENT_OPERATIONS[job.operation](job)), 1)
    given = asked(job)
    if job.operation == "libre":
        return _libre(given)
    if job.query and job.media == "json":
        _check_query(job)
    if job.operation == "tag" and "format" in given.options:
        return _in_format(given, given.options.pop("format"))
    if job.operation == "tag" and job.wants == "text":
        return _in_format(given, _PAGE_FORMAT)
    operation = requests.operation(job.operation, given.options)
    return _reply(job, given, operation)


def _check_query(job: Job) -> None:
    """Refuse a query that is wrong, even if the body has the same option and comes first."""
    options = query_options(job.query)
    if job.operation == "tag":
        options.pop("format", None)
    requests.operation(job.operation, options)


def problem_of(error: PolyglotError) -> Problem:
    """Return the problem that an error about an option is."""
    status = 500 if isinstance(error, ModelError) else 422
    message = requests.error_record(error)["message"]
    return Problem(status, message, field=getattr(error, "field", None))


def _reply(job: Job, given: Asked, operation: Operation) -> Reply:
    results = (_result(job.operation, operation, item) for item in given.items)
    count = len(given.items)
    if job.media == "lines":
        return Reply(200, LINES, b"".join(map(to_json_line, results)), count)
    if job.wants == "text":
        return Reply(200, TEXT, _as_text(job.operation, next(results)), count)
    if given.single:
        return Reply(200, JSON, to_json(next(results)), count)
    return Reply(200, JSON, to_json({"results": list(results)}), count)


def _result(name: str, operation: Operation, item: Item) -> dict[str, Any]:
    """Return the result for a text, or the problem with it."""
    text, doc, problem = item
    if problem is None:
        try:
            found: dict[str, Any] = operation(text)
        except PolyglotError as error:
            problem = problem_of(error)
    if problem is not None:
        return ({} if doc is None else {"doc": doc}) | {"error": problem.record()}
    if name == "tag":  # whose record has a name already
        found["doc"] = NO_NAME if doc is None else doc
        return found
    return found if doc is None else {"doc": doc, **found}


def _as_text(name: str, found: Mapping[str, Any]) -> bytes:
    if "error" in found:
        raise Problem(422, found["error"]["detail"])
    if name == "detect":
        return f"{found['lang']}\t{found['confidence']:.4f}\n".encode()
    output: str = found.get("output", "")
    return output.encode("utf-8", "surrogatepass")


def _in_format(given: Asked, name: object) -> Reply:
    """Return the documents of a request in a format of files."""
    tagger, form = requests.tagging(given.options)
    return _written(_documents(given, tagger.tag), name, form)


def _written(documents: Iterable[NamedDocument], name: object, form: WriteOptions) -> Reply:
    if not isinstance(name, str) or name not in FORMATS:
        raise Problem(
            422, f"unknown format {name!r}: expected one of {', '.join(FORMATS)}", field="format"
        )
    documents = list(documents)
    data = b"".join(write(documents, name, form))
    file_name = f"polyglot-norm.{FORMATS[name].extension}"
    return Reply(200, _MEDIA.get(name, TEXT), data, len(documents), file_name)


def _decoded(body: bytes) -> dict[str, Any]:
    """Return bytes as text, in the encoding that they seem to have."""
    found = decode(body, errors="replace")
    return {"text": found.text, "encoding": found.encoding, "confidence": found.confidence}


def _documents(given: Asked, tag: Callable[[str], Any]) -> Iterator[NamedDocument]:
    for number, item in enumerate(given.items):
        if item.problem is not None:  # a file has no place for it
            raise item.problem
        name = item.doc or (NO_NAME if given.single else str(number))
        yield NamedDocument(name, tag(item.text), number=number)


def _libre(given: Asked) -> Reply:
    """Return what LibreTranslate's ``/detect`` does: confidences are percentages."""
    operation = requests.operation("detect", {})
    found = operation(given.items[0].text)
    rows = [
        {"confidence": round(100 * probability, 2), "language": lang}
        for lang, probability in found["candidates"] or [[found["lang"], found["confidence"]]]
    ]
    return Reply(200, JSON, to_json(rows), 1)
