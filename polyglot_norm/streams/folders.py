"""The files that names stand for: a file is itself, a folder all the files below it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from typing import NamedTuple

from polyglot_norm.streams.stream_error import STANDARD, StreamError, reason


class Source(NamedTuple):
    """A file to read: its name, and its path below the folder that was named (else its own name).

    ``fault`` is a folder that could not be looked into, told where it comes in the order.
    """

    name: str
    below: str
    fault: StreamError | None = None


def sources(
    names: Iterable[str], globs: Sequence[str] = (), *, without: str | None = None
) -> Iterator[Source]:
    """The files that names stand for, in the order of the names, inside a folder of their own.

    In folders, what begins with a dot is passed over, and what matches none of ``globs``; a glob
    with a slash is matched against the path below the folder. Links to folders are not followed,
    and the folder ``without``, where results may go, is not looked into from above.

    >>> [source.below for source in sources(["-", "a/b.txt"])]
    ['-', 'b.txt']
    """
    left_out = _inode(without) if without is not None else None
    for name in names:
        if name != STANDARD and os.path.isdir(name):  # noqa: PTH112 - bytes that are no UTF-8
            yield from _inside(name, "", globs, left_out)
        else:
            yield Source(name, os.path.basename(name) or name)  # noqa: PTH119


def _inode(folder: str) -> int | None:
    try:
        return os.stat(folder).st_ino  # noqa: PTH116
    except (OSError, ValueError):
        return None


def _inside(
    folder: str, below: str, globs: Sequence[str], left_out: int | None
) -> Iterator[Source]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield Source(folder, below, StreamError(folder, reason(error)))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.inode() != left_out:
                yield from _inside(entry.path, path, globs, left_out)
        elif _is_wanted(entry, path, globs):
            yield Source(entry.path, path)


def _is_wanted(entry: os.DirEntry[str], path: str, globs: Sequence[str]) -> bool:
    """A file, or what may be one: not a pipe, a socket or a device, which might never end."""
    wanted = not globs or any(fnmatch(path if "/" in g else entry.name, g) for g in globs)
    try:
        # A link that leads nowhere is not passed over in silence.
        return wanted and (entry.is_file() or not os.path.exists(entry.path))  # noqa: PTH110
    except OSError:
        return wanted  # reading it will say why not
