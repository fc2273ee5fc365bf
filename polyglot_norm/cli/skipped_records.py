"""Reports of the records of a file that are skipped."""

from __future__ import annotations

from typing import Final, Protocol

from polyglot_norm.cli.messages import say

MOST_REPORTED: Final = 10
"""Skipped records of a file that are reported one by one; the others are only counted."""


class Counter(Protocol):
    """An object that counts the skipped records of all inputs."""

    skipped_records: int


class SkippedRecords:
    """Reports the first record that is skipped for each reason, and finally how many there were."""

    def __init__(self, counter: Counter, name: str) -> None:
        self._counter = counter
        self._name = name
        self._count = 0
        self._reasons: set[str] = set()

    def __call__(self, message: str) -> None:
        """Report a record that is skipped, unless others were for the same reason."""
        self._count += 1
        self._counter.skipped_records += 1
        reason = message.partition(": ")[2]  # after the line number
        if reason not in self._reasons and len(self._reasons) < MOST_REPORTED:
            self._reasons.add(reason)
            say(f"{self._name}: {message}; skipped")

    def conclude(self) -> None:
        """Report the number of records that were skipped, if some were not reported."""
        if self._count > len(self._reasons):
            say(f"{self._name}: skipped {self._count} records in all")
