"""The progress of ``corpus`` on stderr: a bar on a terminal, or a line from time to time."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Final

from polyglot_norm.cli.messages import is_quiet, note, say
from polyglot_norm.corpus.watcher import Watcher

if TYPE_CHECKING:
    from polyglot_norm.corpus.chunks import Counts

_EVERY: Final = 10.0
"""Seconds between lines."""


class CorpusProgress(Watcher):
    """Shows how many shards are finished, rows and megabytes of text a second, the time left."""

    def __init__(self, *, lines: bool) -> None:
        on_terminal = sys.stderr is not None and sys.stderr.isatty() and not is_quiet()
        self._bar = _Bar() if on_terminal else None
        self._lines = lines and not on_terminal and not is_quiet()
        self._began = self._said = time.monotonic()
        self._size = self._read = self._rows = self._bytes = 0
        self._shards = self._done = 0

    def started(self, size: int, shards: int, done: int) -> None:
        """Expect some bytes and shards."""
        self._size, self._shards, self._done = size, shards, done
        if done:
            note(f"{done:,} of {shards:,} shards are finished already")

    def noted(self, message: str) -> None:
        """Say something that is no failure."""
        self._hide()
        note(message)

    def advanced(self, read: int, counts: Counts) -> None:
        """Count a chunk."""
        self._read += read
        self._rows += counts.rows
        self._bytes += counts.bytes
        now = time.monotonic()
        if self._bar is not None:
            self._bar.show(self._read / (self._size or 1), self.line(now))
        elif self._lines and now - self._said >= _EVERY:
            self._said = now
            say(self.line(now))

    def finished(self, shard: str) -> None:
        """Count a shard."""
        self._done += 1

    def failed(self, shard: str, reason: str, *, again: bool) -> None:
        """Say why a shard has failed."""
        self._hide()
        if again:
            note(f"{shard}: {reason}; it is tried again at the end")
        else:
            say(f"{shard}: set aside: {reason}")

    def stop(self) -> None:
        """Show the last numbers, and remove the bar."""
        self._hide()
        if self._lines:
            say(self.line(time.monotonic()))

    def line(self, now: float) -> str:
        """Return the numbers of now."""
        spent = max(now - self._began, 1e-9)
        left = ""
        if self._read:
            seconds = spent * (self._size - self._read) / self._read
            left = f", {duration(max(0.0, seconds))} left"
        return (
            f"{self._done:,} of {self._shards:,} shards, {self._rows:,} rows, "
            f"{self._rows / spent:,.0f} rows/s, {self._bytes / spent / 1e6:.1f} MB/s{left}"
        )

    def _hide(self) -> None:
        if self._bar is not None:
            self._bar.hide()


def duration(seconds: float) -> str:
    """Return seconds as people say them.

    >>> duration(42), duration(754), duration(97000)
    ('42 s', '12 min 34 s', '26 h 56 min')
    """
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {left} s" if minutes else f"{left} s"


class _Bar:
    """A bar of rich, made when it is first shown."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None

    def show(self, share: float, text: str) -> None:
        """Show what share of the work is done."""
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            columns = BarColumn(), TextColumn("{task.description}", markup=False)
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("", total=1.0)
            self._bar.start()
        self._bar.update(self._task, completed=share, description=text)

    def hide(self) -> None:
        """Remove the bar until it is shown again."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
