"""What OpenAPI says about each path: parameters, bodies, answers and examples."""

from __future__ import annotations

from typing import Any, Final

from polyglot_norm.formats.json_codec import to_json
from polyglot_norm.server import schemas
from polyglot_norm.server.problems import MEDIA_TYPE
from polyglot_norm.server.schemas import Schema, ref

_PROBLEM: Final = {MEDIA_TYPE: {"schema": ref("Problem")}}
_PROBLEMS: Final = {
    "400": "The body is not JSON, or not UTF-8",
    "401": "The bearer token is missing or wrong",
    "403": "Pages of that origin may not ask",
    "408": "The body did not arrive in time",
    "413": "The body is too large, or there are too many texts",
    "415": "The media type of the body is not understood",
    "421": "The service is not known by that host name",
    "422": "A field or an option has a value that is not allowed",
    "429": "Too many requests of this client are being answered; see Retry-After",
    "500": "A bug in the service",
    "503": "No room, or no time, for this request; see Retry-After",
}
_AT_GET: Final = ("401", "403", "421", "500")

_TEXT: Final = "Зашто ћутиш целог дана? Would you care to give some details?"
_EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "tag": {"text": _TEXT, "languages": ["en", "sr"]},
    "detect": {"texts": ["Зашто ћутиш целог дана?", "Would you care to give some details?"]},
    "clean": {"text": "Would  you care?", "profile": "clean", "include": ["output", "edits"]},
    "translit": {"text": "Зашто ћутиш?", "lang": "sr-Cyrl"},
    "output": {"segments": [{"text": "Зашто  ћутиш?", "lang": "sr-Cyrl"}]},
    "explain": {"text": "Зашто ћутиш?"},
    "libre": {"q": "Зашто ћутиш целог дана?"},
}
_SUMMARIES: Final = {
    "tag": "The segments of texts, with their languages and outputs",
    "detect": "The main language of texts",
    "clean": "Normalised texts",
    "translit": "Transliterated texts",
    "output": "The outputs of segments whose languages are known",
    "explain": "Why segments have their languages",
    "decode": "The text of a file, whose encoding is found out",
    "libre": "The language of a text, as LibreTranslate answers",
}
_LINES: Final = (
    "With `application/x-ndjson` each line is a text (a JSON string, or an object with `text` and "
    "`doc`), and is answered by a line, while more arrive. With `text/plain` the body is the text. "
    "Options of these go in the query, where lists are separated by commas."
)


def operation(name: str) -> dict[str, Any]:
    """Return what FastAPI is to know about the route of an operation."""
    required = name != "decode"  # an empty file is one too
    extra: dict[str, Any] = {"requestBody": {"required": required, "content": _bodies(name)}}
    if name in schemas.OPTIONS:
        extra["description"] = _LINES
        extra["parameters"] = [_parameter(*each) for each in schemas.OPTIONS[name].items()]
    return {
        "methods": ["POST"],
        "summary": _SUMMARIES[name],
        "operation_id": name,
        "tags": ["texts"],
        "openapi_extra": extra | {"responses": _answers(_results(name), _PROBLEMS)},
    }


def _bodies(name: str) -> dict[str, Any]:
    example = {"example": _EXAMPLES.get(name)}
    if name == "libre":
        asked: Schema = {
            "type": "object",
            "properties": {"q": {"type": "string"}, "api_key": {}},
            "required": ["q"],
        }
        kinds = ("application/json", "application/x-www-form-urlencoded")
        return {kind: {"schema": asked, **example} for kind in kinds}
    if name == "decode":
        binary: Schema = {"type": "string", "format": "binary"}
        return {"application/octet-stream": {"schema": binary}}
    if name not in schemas.OPTIONS:
        return {"application/json": {"schema": schemas.segment_request(name), **example}}
    text: Schema = {"type": "string"}
    return {
        "application/json": {"schema": schemas.text_request(name), **example},
        "text/plain": {"schema": text, "example": _TEXT},
        "application/x-ndjson": {
            "schema": text | {"description": 'Such as "Why?" or {"text": "Why?", "doc": "1"}.'}
        },
    }


def _results(name: str) -> dict[str, Any]:
    """Return the media types and schemas of good answers."""
    text: Schema = {"type": "string"}
    if name == "libre":
        row = schemas.obj(("confidence", "language"), confidence={"type": "number"}, language=text)
        return {"application/json": {"schema": {"type": "array", "items": row}}}
    if name == "decode":
        found = schemas.obj(
            ("text", "encoding", "confidence"),
            text=text,
            encoding=text,
            confidence={"type": "number"},
        )
        return {"application/json": {"schema": found}}
    if name not in schemas.OPTIONS:
        answers: dict[str, Any] = {"application/json": {"schema": schemas.segment_answer(name)}}
        return answers | ({"*/*": {"schema": {}}} if name == "output" else {})
    results = {
        "application/json": {"schema": schemas.text_answer(name)},
        "text/plain": {"schema": text},
        "application/x-ndjson": {"schema": text},
    }
    if name == "tag":  # its formats
        results["*/*"] = {"schema": {}}
    return results


def _parameter(name: str, schema: Schema) -> dict[str, Any]:
    kept = {key: schema[key] for key in ("enum", "default") if key in schema}
    number = schema.get("type") == "number"
    bounds = {key: schema[key] for key in ("minimum", "maximum") if key in schema}
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": schema.get("description", "As in the body."),
        "schema": {"type": "number", **bounds} if number else {"type": "string", **kept},
    }


def _answers(good: dict[str, Any], problems: dict[str, str]) -> dict[str, Any]:
    """Return the good answer and those that say what is wrong."""
    found: dict[str, Any] = {"200": {"description": "The answer", "content": good}}
    return found | {
        status: {"description": about, "content": _PROBLEM} for status, about in problems.items()
    }


def _got(content: dict[str, Any], summary: str, tag: str, *more: str) -> dict[str, Any]:
    problems = {status: _PROBLEMS[status] for status in sorted((*_AT_GET, *more))}
    return {
        "methods": ["GET"],
        "summary": summary,
        "tags": [tag],
        "openapi_extra": {"responses": _answers(content, problems)},
    }


def catalogue(path: str) -> dict[str, Any]:
    """Return what FastAPI is to know about the route of a list."""
    name = path.rpartition("/")[2]
    rows: Schema = {"type": "array", "items": {"type": "object"}}
    summary = "The languages, as LibreTranslate lists them" if path == "/languages" else name
    about = _got({"application/json": {"schema": rows}}, summary.capitalize(), "lists")
    return about | {"operation_id": path.strip("/").replace("/", "_")}


def health(name: str) -> dict[str, Any]:
    """Return what FastAPI is to know about a route for those who run the service."""
    summaries = {
        "healthz": "The service runs",
        "readyz": "The service can answer",
        "metrics": "Numbers for Prometheus",
    }
    text: dict[str, Any] = {"text/plain": {"schema": {"type": "string"}}}
    more = ("503",) if name == "readyz" else ()
    return _got(text, summaries[name], "health", *more) | {"operation_id": name}


def document(made: dict[str, Any], *, token: bool) -> bytes:
    """Return the whole description, of what FastAPI has made of the routes."""
    components: dict[str, Any] = {"schemas": schemas.COMPONENTS}
    if token:
        components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
        made = made | {"security": [{"bearer": []}]}
    return to_json(made | {"components": components})
