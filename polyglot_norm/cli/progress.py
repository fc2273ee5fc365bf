"""A progress bar on stderr, for work on a terminal that takes more than a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from polyglot_norm.cli.messages import is_quiet

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from polyglot_norm.cli.inputs import Inputs

PATIENCE: Final = 1.0
"""Seconds before the bar is shown."""


class Progress:
    """Counts the bytes that are read, and shows a bar with the rate and the time left."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._started = time.monotonic()
        self._read = 0
        self._bar: Bar | None = None
        self._task: Any = None
        self._name = ""

    def advance(self, count: int) -> None:
        """Count bytes that were read."""
        self._read += count
        if self._bar is None:
            if time.monotonic() - self._started < PATIENCE:
                return
            self._show()
        assert self._bar is not None  # noqa: S101 - it was just made
        self._bar.update(self._task, completed=self._read, name=self._name)

    def name(self, name: str) -> None:
        """Show the name of the file that is being read."""
        from polyglot_norm.formats.printable import printable

        self._name = printable(os.path.basename(name))[:40]  # noqa: PTH119

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        self._bar = Progress(
            TextColumn("{task.fields[name]}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=self._total, name=self._name)
        self._bar.start()

    def stop(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def progress(inputs: Inputs, *, to_terminal: bool) -> Iterator[None]:
    """Show the progress of ``inputs``, unless the results themselves go to the terminal."""
    if is_quiet() or to_terminal or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    inputs.progress = Progress(_size(source.name for source in inputs.sources()))
    try:
        yield
    finally:
        inputs.progress.stop()


def _size(names: Iterable[str]) -> int | None:
    """Return the size of all files together, or None if one has no size, as a pipe."""
    total = 0
    for name in names:
        try:
            found = os.stat(name)  # noqa: PTH116 - the name may not be UTF-8
        except (OSError, ValueError):
            return None
        if not found.st_size:
            return None
        total += found.st_size
    return total
