"""Output to the standard stream, or to files that change only once everything is written."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from polyglot_norm.streams.atomic_file import AtomicFile, mode_of
from polyglot_norm.streams.output import Output
from polyglot_norm.streams.stream_error import STANDARD, StreamError, naming


def is_also_input(output: str, inputs: Iterable[str]) -> bool:
    """Return True if writing to ``output`` would overwrite an input, under whatever name.

    >>> is_also_input(sys.executable, ["page.txt", sys.executable])
    True
    >>> is_also_input("-", ["-"])
    False
    """
    there = None if output == STANDARD else identity(output)
    return there is not None and any(there == identity(name) for name in inputs)


def identity(name: str) -> tuple[int, int] | None:
    """Return the device and inode of a regular file; None for anything else."""
    with suppress(OSError, ValueError, AttributeError):  # AttributeError: the stream is None
        found = os.fstat(sys.stdin.fileno()) if name == STANDARD else os.stat(name)  # noqa: PTH116
        return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
    return None


def is_taken(name: str) -> bool:
    """Return True if writing would replace a file that is not empty.

    Devices and pipes are written to, not replaced. An empty file is what ``mktemp`` makes, to be
    filled.

    >>> is_taken(sys.executable), is_taken("-"), is_taken(os.devnull)
    (True, False, False)
    """
    with suppress(OSError, ValueError):
        found = os.stat(name)  # noqa: PTH116
        return name != STANDARD and stat.S_ISREG(found.st_mode) and found.st_size > 0
    return False


@contextmanager
def open_output(name: str = STANDARD, *, coloured: bool = False) -> Iterator[Output]:
    """Open a file, or standard output for ``-``; a terminal gets colours if it is ``coloured``.

    A file appears, or changes, when everything is written, and not at all after an exception; see
    `AtomicFile`. Devices and pipes are written to directly.

    Raises:
        StreamError: it cannot be opened or written.
    """
    if name == STANDARD:
        yield from _to_standard_output(coloured=coloured)
    elif _is_regular(name):
        file = AtomicFile(name)
        try:
            yield file.output
            file.commit()
        finally:
            file.abandon()
    else:
        with naming(name), Path(name).open("wb") as raw:
            yield Output(name, raw)


def _is_regular(name: str) -> bool:
    """Return True if a name is that of a regular file, or of none yet."""
    with naming(name):
        mode = mode_of(name)
    if mode is not None and stat.S_ISDIR(mode):
        raise StreamError(name, "this is a folder; name a file")
    return mode is None or stat.S_ISREG(mode)


def _to_standard_output(*, coloured: bool) -> Iterator[Output]:
    if sys.stdout is None:
        raise StreamError("standard output", "this stream is closed; name a file")
    interactive = sys.stdout.isatty()
    output = Output(
        "standard output", sys.stdout.buffer, interactive=interactive, coloured=coloured
    )
    yield output
    output.flush()
