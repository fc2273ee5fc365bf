"""What cannot be read or written, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from polyglot_norm.errors import PolyglotError

STANDARD = "-"
"""The name that stands for standard input, and for standard output."""


class StreamError(PolyglotError):
    """A file or stream that cannot be read or written: ``name`` is its name, ``reason`` why.

    >>> print(StreamError("page.txt", "No such file or directory"))
    page.txt: No such file or directory
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


def reason(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return error.strerror or str(error)


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Turn the system's refusals into a `StreamError` that names the file."""
    try:
        yield
    except BrokenPipeError:
        raise  # no fault: who calls ends quietly
    except OSError as error:
        raise StreamError(name, reason(error)) from error
