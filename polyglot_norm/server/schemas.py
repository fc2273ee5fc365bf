"""The JSON of requests and answers, as schemas for OpenAPI."""

from __future__ import annotations

from typing import Any, Final

from polyglot_norm.formats import FORMATS, OFFSET_KINDS
from polyglot_norm.language.label_styles import STYLES
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.normalisation.profiles import PROFILES
from polyglot_norm.options import SERBO_CROATIAN, UNITS
from polyglot_norm.transliteration.policy import POLICIES

Schema = dict[str, Any]

_STRING: Final[Schema] = {"type": "string"}
_TAG: Final[Schema] = {"type": "string", "pattern": "^[A-Za-z0-9_]+(-[A-Za-z0-9]+)*$"}
_OFFSET: Final[Schema] = {"type": "integer", "minimum": 0}
_PROBABILITY: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
_STRINGS: Final[Schema] = {"type": "array", "items": _STRING}
_STRING_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_LIST_OR_NULL: Final[Schema] = {"type": ["array", "null"], "items": _STRING}
_PAIR: Final[Schema] = {
    "type": "array",
    "prefixItems": [_TAG, _PROBABILITY],
    "minItems": 2,
    "maxItems": 2,
}
_CANDIDATES: Final[Schema] = {"type": "array", "items": _PAIR, "maxItems": 3}
_EDITS: Final[Schema] = {
    "type": "array",
    "description": "Start and end (in code points of the source), replacement, rule.",
    "items": {
        "type": "array",
        "prefixItems": [_OFFSET, _OFFSET, _STRING, _STRING],
        "minItems": 4,
        "maxItems": 4,
    },
}


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def obj(required: tuple[str, ...], **properties: Schema) -> Schema:
    """Return the schema of an object that has no other properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _described(schema: Schema, description: str, **more: Any) -> Schema:
    return {**schema, "description": description, **more}


_LANGUAGES: Final = _described(
    {"anyOf": [{**_STRINGS, "minItems": 1}, {"type": ["string", "null"]}]},
    "The languages that are allowed: tags, English names, or presets (/v1/languages).",
    examples=[["en", "sr"]],
)
_STEPS: Final[Schema] = {
    "anyOf": [{"type": "string", "enum": [*PROFILES]}, _STRINGS, {"type": "null"}]
}
_FIELDS: Final[Schema] = {
    "type": "array",
    "items": {"type": "string", "enum": ["text", "output", "edits"]},
}

_LABELS: Final = _described(
    {"type": "string", "enum": [*STYLES]},
    "How languages are written: sr-Cyrl, srp_Cyrl or __label__srp_Cyrl.",
    default="bcp47",
)

_TAG_OPTIONS: Final[dict[str, Schema]] = {
    "languages": _LANGUAGES,
    "hints": _described(
        {"anyOf": [_STRINGS, {"type": "object", "additionalProperties": {"type": "number"}}]},
        "Languages that are likely, or their weights.",
        examples=[["sr-Latn"]],
    ),
    "normalise": _described(
        _STEPS, "A profile, or a list of steps (/v1/profiles).", default="clean"
    ),
    "transliterate": _described(
        {
            "anyOf": [
                {"type": "string", "enum": [*POLICIES]},
                {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
                {"type": "null"},
            ]
        },
        "A policy, or schemes (/v1/schemes) by tag, script or '*'.",
        default="cyrillic-to-latin",
    ),
    "unit": {"type": "string", "enum": [*UNITS], "default": "line"},
    "serbo_croatian": {"type": "string", "enum": [*SERBO_CROATIAN], "default": "auto"},
    "und_below": _described(_PROBABILITY, "Less probable languages are und.", default=0.1),
    "offsets": {"type": "string", "enum": [*OFFSET_KINDS], "default": "codepoint"},
    "labels": _LABELS,
    "include": _described(_LIST_OR_NULL, "The fields of a segment that are written."),
    "exclude": _described(_STRINGS, "The fields of a segment that are not written."),
    "only": _described(_LIST_OR_NULL, "The languages whose segments are written."),
    "min_confidence": _described(_PROBABILITY, "Less sure segments are not written.", default=0),
}
_ONE_OF_LANGUAGES: Final[dict[str, Schema]] = {
    "lang": _described(_STRING_OR_NULL, "The language of all texts; without it, it is detected."),
    "languages": _LANGUAGES,
}

OPTIONS: Final[dict[str, dict[str, Schema]]] = {
    "tag": {
        **_TAG_OPTIONS,
        "format": _described(
            {"type": "string", "enum": [*FORMATS]},
            "Answer with a file in this format (/v1/formats).",
        ),
    },
    "detect": {"languages": _LANGUAGES, "labels": _LABELS},
    "clean": {
        **_ONE_OF_LANGUAGES,
        "profile": _described(_STEPS, "A profile, or a list of steps.", default="clean"),
        "include": _FIELDS,
    },
    "translit": {
        **_ONE_OF_LANGUAGES,
        "scheme": _described(_STRING_OR_NULL, "A scheme (/v1/schemes); without it, the default."),
        "to": _described(_STRING_OR_NULL, "latin, cyrillic, ascii or an ISO 15924 code."),
        "include": _FIELDS,
    },
}
"""The options of each operation, in the body or in the query."""

# Of any type: what is not a text has an error in its place, and the others are answered.
_ITEM: Final[Schema] = {
    "description": "A string, or an object with a string 'text' and, if wanted, a string 'doc'.",
    "examples": ["Зашто ћутиш?", {"text": "Why?", "doc": "comment-1"}],
}
_SHARE: Final = obj(
    ("lang", "share", "confidence"), lang=_TAG, share=_PROBABILITY, confidence=_PROBABILITY
)
_SEGMENT: Final = obj(
    (),
    start=_OFFSET,
    end=_OFFSET,
    lang=_TAG,
    script={"type": "string", "pattern": "^[A-Z][a-z]{3}$"},
    confidence=_PROBABILITY,
    text=_STRING,
    output=_STRING,
    output_lang=_TAG,
    candidates=_CANDIDATES,
    edits=_EDITS,
)
_DETECTION: Final = obj(
    ("lang", "script", "confidence", "share", "candidates"),
    doc=_STRING,
    lang=_TAG,
    script=_STRING,
    confidence=_PROBABILITY,
    share=_PROBABILITY,
    candidates=_CANDIDATES,
)
_CHANGED: Final = obj((), doc=_STRING, text=_STRING, output=_STRING, edits=_EDITS)

_NUMBER: Final[Schema] = {"type": "number"}
_REASON: Final = obj(
    ("start", "end", "lang", "confidence", "runner_up", "border", "note", "words"),
    start=_OFFSET,
    end=_OFFSET,
    lang=_TAG,
    confidence=_PROBABILITY,
    runner_up=_STRING,
    note=_STRING,
    border={"type": ["object", "null"]},
    words={"type": "array", "items": {"type": "object"}},
)

_KNOWN: Final = obj(
    ("text", "lang"),
    text={"type": "string", "minLength": 1},
    lang={"type": "string", "examples": ["sr-Cyrl", UNDETERMINED, NO_LANGUAGE]},
    script={"type": ["string", "null"]},
    confidence=_NUMBER,
    candidates={"anyOf": [{"type": "array", "items": {**_PAIR, "maxItems": 2}}, {"type": "null"}]},
    off=_described(
        {"type": "array", "items": {"type": "integer"}},
        "The normalising edits that are not made, by their places in 'normalising'.",
    ),
)

COMPONENTS: Final[dict[str, Schema]] = {
    "Problem": {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "properties": {
            "type": _STRING,
            "title": _STRING,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": _STRING,
            "field": _described(_STRING, "The field or option at fault."),
            "offset": _described(_OFFSET, "The byte of the body at fault."),
            "error": _described(_STRING, "The detail again, for clients of LibreTranslate."),
        },
        "required": ["type", "title", "status", "detail"],
    },
    "Failed": obj(("error",), doc=_STRING, error=ref("Problem")),
    "Segment": _SEGMENT,
    "Document": obj(
        ("doc", "start", "end", "lang"),
        doc=_STRING,
        start=_OFFSET,
        end=_OFFSET,
        lang=_TAG,
        languages={"type": "array", "items": _SHARE},
        segments={"type": "array", "items": ref("Segment")},
    ),
    "Detection": _DETECTION,
    "Changed": _CHANGED,
    "KnownSegment": _KNOWN,
    "Output": obj(
        ("output", "output_lang", "edits", "normalising"),
        output=_STRING,
        output_lang=_TAG,
        edits=_EDITS,
        normalising=_EDITS,
    ),
    "Reason": _REASON,
}
"""The schemas that others refer to."""

RESULTS: Final = {
    "tag": "Document",
    "detect": "Detection",
    "clean": "Changed",
    "translit": "Changed",
}
"""The component that is the result for one text."""


def text_request(name: str) -> Schema:
    """Return the schema of a request for one text or several."""
    options = OPTIONS[name]
    one = obj(("text",), text=_described(_STRING, "The text."), doc=_STRING, **options)
    texts: Schema = {"type": "array", "items": _ITEM, "description": "Texts, or objects."}
    return {"anyOf": [one, obj(("texts",), texts=texts, **options)]}


def text_answer(name: str) -> Schema:
    """Return the schema of the answer: a result, or a result or problem for each text."""
    one = ref(RESULTS[name])
    results: Schema = {"type": "array", "items": {"anyOf": [one, ref("Failed")]}}
    return {"anyOf": [one, obj(("results",), results=results)]}


def segment_request(name: str) -> Schema:
    """Return the schema of a request about segments."""
    options = {option: _TAG_OPTIONS[option] for option in _TAG_OPTIONS}
    segments: Schema = {"type": "array", "items": ref("KnownSegment")}
    about = obj(("segments",), segments=segments, **options)
    return (
        about if name == "output" else {"anyOf": [about, obj(("text",), text=_STRING, **options)]}
    )


def segment_answer(name: str) -> Schema:
    """Return the schema of the answer about segments."""
    item = ref("Output" if name == "output" else "Reason")
    return obj(("segments",), segments={"type": "array", "items": item})
