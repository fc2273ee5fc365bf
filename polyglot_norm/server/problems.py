"""Problem details (RFC 9457): what is wrong with a request, in which field, and where."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from polyglot_norm.formats.json_codec import to_json

MEDIA_TYPE: Final = "application/problem+json"

RETRY_AFTER: Final = 1
"""Seconds after which a client that was turned away for lack of room may ask again."""


class Problem(Exception):
    """A request that is refused, with the status of the answer.

    ``field`` is the option or field at fault, and ``offset`` the byte of the body, where known.

    >>> Problem(413, "the body has 20 bytes; the limit is 10").record()["title"]
    'Content Too Large'
    """

    def __init__(
        self, status: int, detail: str, *, field: str | None = None, offset: int | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field
        self.offset = offset

    def record(self) -> dict[str, Any]:
        """Return the problem as JSON-ready values."""
        return record(self.status, self.detail, field=self.field, offset=self.offset)


def record(
    status: int, detail: str, *, field: str | None = None, offset: int | None = None
) -> dict[str, Any]:
    """Return the members of a problem, those that are known."""
    more = {"field": field, "offset": offset}
    # ``error`` is what clients of LibreTranslate show.
    return {
        "type": "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **{name: value for name, value in more.items() if value is not None},
        "error": detail,
    }


_TITLES: Final[Mapping[int, str]] = {413: "Content Too Large", 422: "Unprocessable Content"}
"""The phrases of RFC 9110, which older versions of Python do not have."""


def headers(status: int) -> dict[str, str]:
    """Return the headers that an answer with a status has, beside its media type."""
    if status in (429, 503):
        return {"Retry-After": str(RETRY_AFTER)}
    return {"WWW-Authenticate": "Bearer"} if status == 401 else {}


def body(problem: Problem) -> bytes:
    """Return a problem as the body of an answer."""
    return to_json(problem.record())
