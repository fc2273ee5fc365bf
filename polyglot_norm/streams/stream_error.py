"""The error about a file or stream that cannot be read or written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Turn errors of the operating system into a `StreamError` with the name of the file."""
    try:
        yield
    except BrokenPipeError:
        raise  # not an error of ours: the caller ends quietly
    except OSError as error:
        raise StreamError(name, reason(error)) from error
