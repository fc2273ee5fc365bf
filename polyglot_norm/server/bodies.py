"""The bodies of requests: what is asked about which texts, and what is wrong with them."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

import msgspec

from polyglot_norm.server.jobs import Job
from polyglot_norm.server.problems import Problem

NO_NAME: Final = "-"
"""The name of a document that was given none."""

_ENVELOPE: Final = ("text", "texts", "doc")
_OF_ITEM: Final = ("text", "doc")


class Item(NamedTuple):
    """A text of a request with the name of its document, or what is wrong with it."""

    text: str
    doc: str | None = None
    problem: Problem | None = None


class Asked(NamedTuple):
    """The texts of a request, and its options; ``single`` if it was not a list of texts."""

    items: list[Item]
    options: dict[str, Any]
    single: bool


def asked(job: Job) -> Asked:
    """Return what a job asks.

    Raises:
        Problem: its body or its query is not what it should be.
    """
    given = _BODIES[job.media](job)
    options = query_options(job.query) | given.options
    if len(given.items) > job.most:
        raise Problem(
            413, f"{len(given.items)} texts in one request; the limit is {job.most}", field="texts"
        )
    return given._replace(options=options)


def query_options(query: str) -> dict[str, Any]:
    """Return the options of a query, by the types that their values look like.

    >>> query_options("languages=en,sr&und_below=0.5&offsets=utf8&transliterate=none")
    {'languages': ['en', 'sr'], 'und_below': 0.5, 'offsets': 'utf8', 'transliterate': None}

    Raises:
        Problem: an option is given twice.
    """
    options: dict[str, Any] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        if name in options:
            raise Problem(422, f"{name} is given twice", field=name)
        options[name] = _OF_QUERY.get(name, str)(value)
    return options


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _number(value: str) -> float | str:
    try:
        return float(value)
    except ValueError:
        return value  # for the message of the one who checks


def _steps(value: str) -> list[str] | str:
    return _listed(value) if "," in value else value


def _policy(value: str) -> dict[str, str | None] | str | None:
    if "=" not in value:
        return None if value == "none" else value
    pairs = (pair.partition("=") for pair in _listed(value))
    return {key: None if name == "none" else name for key, _, name in pairs}


_OF_QUERY: Final[Mapping[str, Callable[[str], Any]]] = {
    "languages": _listed,
    "hints": _listed,
    "include": _listed,
    "exclude": _listed,
    "only": _listed,
    "normalise": _steps,
    "profile": _steps,
    "transliterate": _policy,
    "und_below": _number,
    "min_confidence": _number,
}


def _json_body(job: Job) -> Asked:
    value = json_value(job.body)
    if not isinstance(value, dict):
        raise Problem(422, f"the body must be a JSON object, got {kind_of(value)}")
    options = {name: each for name, each in value.items() if name not in _ENVELOPE}
    if "texts" not in value:
        if "text" not in value:
            raise Problem(422, "the field 'text' is missing (or 'texts', a list)", field="text")
        found = item({name: value[name] for name in _OF_ITEM if name in value}, "text")
        if found.problem is not None:
            raise found.problem
        return Asked([found], options, single=True)
    for name in _OF_ITEM:
        if name in value:
            raise Problem(422, f"'{name}' and 'texts' cannot be combined", field=name)
    texts = value["texts"]
    if not isinstance(texts, list):
        raise Problem(422, f"texts must be a list, got {kind_of(texts)}", field="texts")
    items = [item(each, f"texts[{number}]") for number, each in enumerate(texts)]
    return Asked(items, options, single=False)


def item(value: object, field: str) -> Item:
    """Return a text of a request: a string, or an object with a text and a name."""
    if isinstance(value, str):
        return Item(value)
    if not isinstance(value, dict):
        return _wrong(f"a text must be a string, got {kind_of(value)}", field)
    place = field if field == "text" else f"{field}.text"
    for name in value:
        if name not in _OF_ITEM:
            return _wrong(f"unknown field {name!r}: a text has the fields text and doc", field)
    if not isinstance(value.get("text"), str):
        found = kind_of(value["text"]) if "text" in value else "nothing"
        return _wrong(f"a text must be a string, got {found}", place)
    doc = value.get("doc")
    if "doc" in value and not isinstance(doc, str):
        return _wrong(f"doc must be a string, got {kind_of(doc)}", f"{field}.doc")
    return Item(value["text"], doc)


def _wrong(detail: str, field: str) -> Item:
    return Item("", None, Problem(422, detail, field=field))


def _text_body(job: Job) -> Asked:
    return Asked([Item(decoded(job.body.removeprefix(BOM_UTF8)))], {}, single=True)


def _line_body(job: Job) -> Asked:
    return Asked(list(_lines(job.body)), {}, single=False)


def _lines(body: bytes) -> Iterator[Item]:
    for line in body.splitlines():
        if line.strip():
            try:
                yield item(json_value(line), "text")
            except Problem as problem:
                yield Item("", None, problem)


def _form_body(job: Job) -> Asked:
    """Return what a form asks, as clients of LibreTranslate send it."""
    fields = dict(parse_qsl(decoded(job.body), keep_blank_values=True))
    return _libre(fields)


def _libre_json(job: Job) -> Asked:
    value = json_value(job.body)
    if not isinstance(value, dict):
        raise Problem(422, f"the body must be a JSON object, got {kind_of(value)}")
    return _libre(value)


def _libre(fields: Mapping[str, Any]) -> Asked:
    text = fields.get("q")
    if not isinstance(text, str):
        found = kind_of(text) if "q" in fields else "nothing"
        raise Problem(422, f"q must be a string, got {found}", field="q")
    return Asked([Item(text)], {}, single=True)


_BODIES: Final[Mapping[str, Callable[[Job], Asked]]] = {
    "json": _json_body,
    "text": _text_body,
    "lines": _line_body,
    "libre-form": _form_body,
    "libre-json": _libre_json,
}


def json_value(body: bytes) -> Any:
    """Return the value of a JSON body.

    Raises:
        Problem: it is not JSON, or not in UTF-8; with the byte at which that shows.
    """
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        pass
    # Slower, but it takes lone surrogates, and says where it stopped.
    text = decoded(body.removeprefix(BOM_UTF8))
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise Problem(400, "the body is nested too deeply") from None
    except json.JSONDecodeError as error:
        place = len(text[: error.pos].encode("utf-8", "surrogatepass"))
        raise Problem(400, f"the body is not JSON: {error.msg}", offset=place) from None
    except ValueError:
        raise Problem(400, "the body holds a number that is too long, or NaN") from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def decoded(body: bytes) -> str:
    """Return a body as text.

    Raises:
        Problem: it is not UTF-8; with the first byte that is not.
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Problem(
            400,
            f"byte {error.start} is not UTF-8 (0x{body[error.start]:02x}); send text in UTF-8",
            offset=error.start,
        ) from None


def kind_of(value: object) -> str:
    """Return what JSON calls the type of a value.

    >>> kind_of([1]), kind_of(True), kind_of(None)
    ('an array', 'a boolean', 'null')
    """
    names = {bool: "a boolean", dict: "an object", list: "an array", str: "a string"}
    if value is None:
        return "null"
    return names.get(type(value), "a number")
