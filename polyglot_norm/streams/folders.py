"""The files that names stand for: a file for itself, a folder for all the files below it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from typing import NamedTuple

from polyglot_norm.streams.stream_error import STANDARD, StreamError, reason


class Source(NamedTuple):
    """A file to read: its name, and its path below the named folder (otherwise its own name).

    ``fault`` is the error about a folder that cannot be listed, at its place in the order.
    """

    name: str
    below: str
    fault: StreamError | None = None


def sources(
    names: Iterable[str], globs: Sequence[str] = (), *, without: str | None = None
) -> Iterator[Source]:
    """Yield the files that names stand for, in the given order, and sorted within folders.

    In folders, files are left out that begin with a dot or match none of ``globs``; a glob with a
    slash is matched against the path below the folder. Links to folders are not followed, and the
    folder ``without``, which may hold the output, is left out.

    >>> [source.below for source in sources(["-", "a/b.txt"])]
    ['-', 'b.txt']
    """
    left_out = _inode(without) if without is not None else None
    for name in names:
        if name != STANDARD and os.path.isdir(name):  # noqa: PTH112 - names that are not UTF-8
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
    """Return True for a file that matches; not for pipes and devices, which might never end."""
    wanted = not globs or any(fnmatch(path if "/" in g else entry.name, g) for g in globs)
    try:
        # A broken link is kept, so that reading it reports the error.
        return wanted and (entry.is_file() or not os.path.exists(entry.path))  # noqa: PTH110
    except OSError:
        return wanted  # reading it reports the error
