"""Reports of the records of a file that are skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from polyglot_norm.cli.messages import say

if TYPE_CHECKING:
    from polyglot_norm.streams.passage import SkippedRecord

MOST_REASONS: Final = 10
"""Reasons that are reported for a file; records skipped for others are only counted."""


class Counter(Protocol):
    """An object that counts the skipped records of all inputs."""

    skipped_records: int


class SkippedRecords:
    """Reports, at the end of a file, each reason with its first record and their number."""

    def __init__(self, counter: Counter, name: str) -> None:
        self._counter = counter
        self._name = name
        self._first: dict[str, SkippedRecord] = {}
        self._counts: dict[str, int] = {}
        self._others = 0

    def __call__(self, record: SkippedRecord) -> None:
        """Count a record that is skipped."""
        self._counter.skipped_records += 1
        if record.reason in self._first:
            self._counts[record.reason] += 1
        elif len(self._first) < MOST_REASONS:
            self._first[record.reason] = record
            self._counts[record.reason] = 1
        else:
            self._others += 1

    def conclude(self) -> None:
        """Report the records that were skipped."""
        for reason, record in self._first.items():
            count = self._counts[reason]
            alike = f", and {count - 1:,} more like it" if count > 1 else ""
            say(f"{self._name}: skipped {record}{alike}")
        if self._others:
            say(f"{self._name}: skipped {self._others:,} more records for other reasons")
