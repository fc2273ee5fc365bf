"""Requests and their answers: one call of the library each, whatever brought the request.

A request is a JSON object: ``op`` names an operation, ``text`` is what it is about, ``id`` comes
back with the answer, and all other fields are options of the operation, named as in the library.

>>> answer({"id": 7, "op": "translit", "text": "Ћао!", "lang": "sr-Cyrl"})
{'id': 7, 'result': {'output': 'Ćao!'}}
>>> answer({"op": "clean", "text": "Ћао!", "lagn": "sr"})["error"]["message"]
"unknown field 'lagn'; did you mean 'lang'?"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

import msgspec

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats.json_codec import from_json, to_json
from polyglot_norm.server.bodies import kind_of
from polyglot_norm.server.operations import (
    CleanOptions,
    DetectOptions,
    Operation,
    OperationOptions,
    Tagging,
    TagOptions,
    TranslitOptions,
)

_Options = TypeVar("_Options", bound=OperationOptions)
_Made = TypeVar("_Made")

OPERATIONS: Final[Mapping[str, type[OperationOptions]]] = {
    "tag": TagOptions,
    "detect": DetectOptions,
    "clean": CleanOptions,
    "translit": TranslitOptions,
}
"""The options of each operation."""

_ENVELOPE: Final = ("id", "op", "text")
"""The fields of a request that are no options."""

_PREPARED: Final = 64
"""The most operations that are kept; each holds a tagger."""


class RequestError(PolyglotError):
    """A request that cannot be answered; ``field`` is the one at fault, if it is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def answer(request: object) -> dict[str, Any]:
    """Return the answer to a request, ready to be encoded: its result or its error."""
    given = request if isinstance(request, Mapping) else {}
    known: dict[str, Any] = {"id": given.get("id")}
    try:
        return known | {"result": _result(request)}
    except Exception as error:
        return known | {"error": error_record(error)}


def _result(request: object) -> Any:
    if not isinstance(request, Mapping):
        raise RequestError(f"a request must be a JSON object, got {kind_of(request)}")
    for name in ("op", "text"):
        if name not in request:
            raise RequestError(f"the field {name!r} is missing", field=name)
    options = {name: value for name, value in request.items() if name not in _ENVELOPE}
    return result(operation(request["op"], options), request["text"])


def operation(name: object, options: Mapping[str, Any]) -> Operation:
    """Return what answers for a text, the same one again for the same options.

    Raises:
        RequestError: there is no such operation or option, or an option has a value that is not
            allowed.
    """
    if not isinstance(name, str) or name not in OPERATIONS:
        hint = nearest(str(name), OPERATIONS) or f" choose one of {', '.join(OPERATIONS)}"
        raise RequestError(f"unknown operation {name!r};{hint}", field="op")
    return _prepared(name, to_json(options))


def result(operation: Operation, text: object) -> Any:
    """Return the result of an operation for a text.

    Raises:
        RequestError: the text is not a string.
    """
    if not isinstance(text, str):
        raise RequestError(f"the text must be a string, got {kind_of(text)}", field="text")
    return operation(text)


def error_record(error: Exception) -> dict[str, Any]:
    """Return an error as JSON-ready values: its kind, its message, and the field at fault.

    >>> error_record(RequestError("the field 'text' is missing", field="text"))
    {'kind': 'RequestError', 'message': "the field 'text' is missing", 'field': 'text'}
    """
    if not isinstance(error, PolyglotError):
        message = f"{type(error).__name__}: {error} (this is a bug; please report it)"
        return {"kind": "InternalError", "message": message}
    cause = error.__cause__ if isinstance(error.__cause__, PolyglotError) else error
    message = str(error).replace("pn.languages()", "'polyglot-norm languages'")
    found = {"kind": type(cause).__name__, "message": message}
    field = getattr(error, "field", None)
    return found | ({"field": field} if field else {})


def tagging(options: Mapping[str, Any]) -> Tagging:
    """Return the tagger of the options of ``tag``, the same one again for the same options.

    Raises:
        RequestError: there is no such option, or one has a value that is not allowed.
    """
    return _prepared_tagging(to_json(options))


@lru_cache(maxsize=_PREPARED)
def _prepared(name: str, options: bytes) -> Operation:
    return _made(OPERATIONS[name], from_json(options), lambda options: options.operation())


@lru_cache(maxsize=_PREPARED)
def _prepared_tagging(options: bytes) -> Tagging:
    return _made(TagOptions, from_json(options), TagOptions.tagging)


def _made(kind: type[_Options], given: dict[str, Any], make: Callable[[_Options], _Made]) -> _Made:
    """Return what is made of options, with the field at fault where one is."""
    try:
        return make(_checked(kind, given))
    except RequestError:
        raise
    except PolyglotError as error:
        raise RequestError(str(error), field=_field_at_fault(kind, given)) from error


def _checked(kind: type[_Options], given: dict[str, Any]) -> _Options:
    """Return the options as a record of the right types."""
    for name in given:
        if name not in kind.__struct_fields__:
            known = kind.__struct_fields__
            hint = nearest(name, known) or f" the options are {', '.join(known)}"
            raise RequestError(f"unknown field {name!r};{hint}", field=name)
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        field = where.rstrip("`").partition("[")[0] or None
        raise RequestError(f"{field}: {what[:1].lower()}{what[1:]}", field=field) from None


def _field_at_fault(kind: type[OperationOptions], given: dict[str, Any]) -> str | None:
    """Return the field that fails alone, if one does."""
    for name, value in given.items():
        try:
            _checked(kind, {name: value}).operation()
        except PolyglotError:
            return name
    return None
