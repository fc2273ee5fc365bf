"""The error about a file or stream that cannot be read or written."""

from __future__ import annotations

from typing import Final

from polyglot_norm.errors import PolyglotError

STANDARD: Final = "-"
"""The name that stands for standard input, and for standard output."""


class StreamError(PolyglotError):
    """A file or stream that cannot be read or written, with its name and the reason.

    >>> print(StreamError("page.txt", "No such file or directory"))
    page.txt: No such file or directory
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{'standard input' if self.name == STANDARD else self.name}: {self.reason}"


def reason(error: OSError) -> str:
    """Return the operating system's description of an error."""
    return error.strerror or str(error)


class naming:  # noqa: N801 - used as a statement, like contextlib's
    """Turn errors of the operating system into a `StreamError` with the name of the file.

    Not a generator, which costs four times as much: a file that is written enters this ten times.

    >>> with naming("page.txt"):
    ...     raise PermissionError(13, "Permission denied")
    Traceback (most recent call last):
        ...
    polyglot_norm.streams.stream_error.StreamError: page.txt: Permission denied
    """

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: object, _trace: object) -> None:
        # A broken pipe is not an error of ours: the caller ends quietly.
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise StreamError(self._name, reason(error)) from error
