"""How far long work has come, on stderr: at a terminal only, and only when it takes its time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from polyglot_norm.cli.exits import is_quiet

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PATIENCE: Final = 1.0
"""Seconds before anything is shown."""


class Progress:
    """Hears how many bytes were read, of how many; draws a bar with the rate and the time left."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._started = time.monotonic()
        self._read = 0
        self._bar: Bar | None = None
        self._task: Any = None
        self._name = ""

    def advance(self, count: int) -> None:
        """So many bytes more were read."""
        self._read += count
        if self._bar is None:
            if time.monotonic() - self._started < PATIENCE:
                return
            self._show()
        assert self._bar is not None  # noqa: S101 - it was just made
        self._bar.update(self._task, completed=self._read, name=self._name)

    def name(self, name: str) -> None:
        """This is the file that is being read."""
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
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def progress(inputs: Any, *, to_terminal: bool) -> Iterator[None]:
    """Show how far ``inputs`` are read, where someone is waiting and sees nothing else."""
    if is_quiet() or to_terminal or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    inputs.progress = Progress(_size(source.name for source in inputs.sources()))
    try:
        yield
    finally:
        inputs.progress.stop()


def _size(names: Iterable[str]) -> int | None:
    """Bytes of all files together; None where one of them is no file."""
    total = 0
    for name in names:
        try:
            found = os.stat(name)  # noqa: PTH116 - a name may be no UTF-8
        except (OSError, ValueError):
            return None
        if not found.st_size:
            return None
        total += found.st_size
    return total
