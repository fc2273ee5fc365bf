"""The report of a corpus: all its numbers in one record, which is written as JSON and drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from polyglot_norm.corpus.chunks import Counts
from polyglot_norm.corpus.ledger import Entry, State


class Failure(NamedTuple):
    """A shard that was set aside, and why."""

    shard: str
    reason: str


class Skipped(NamedTuple):
    """Records of a shard that were left out for one reason: their number, and the first line."""

    shard: str
    line: int
    reason: str
    detail: str
    records: int


@dataclass(slots=True)
class Report:
    """What a corpus holds and what became of it.

    Attributes:
        source: where it was read.
        target: where it was written.
        run: the version, the digest of the model, and the options.
        shards: the number of all shards; ``finished`` that of the finished ones.
        counts: rows, bytes of text, letters by language and script, the most doubtful segments.
        failures: the shards that were set aside.
        skipped: the records that were left out.
        outputs: the number of files that were written, and ``written`` their bytes.
    """

    source: str
    target: str
    run: dict[str, Any]
    shards: int = 0
    finished: int = 0
    counts: Counts = field(default_factory=Counts)
    failures: list[Failure] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    outputs: int = 0
    written: int = 0

    @property
    def labels(self) -> str:
        """The style in which languages are written."""
        style: str = self.run["options"]["added"]["labels"]
        return style

    @property
    def is_complete(self) -> bool:
        """True if every shard is finished and no record was left out."""
        return self.finished == self.shards and not self.counts.skipped

    def add(self, entry: Entry) -> None:
        """Add what is known of a shard."""
        if entry.state is State.FAILED:
            self.failures.append(Failure(entry.shard, entry.reason))
        if entry.state is not State.FINISHED:
            return
        self.finished += 1
        self.counts.add(entry.counts)
        self.outputs += len(entry.outputs)
        self.written += sum(output.size for output in entry.outputs)
        for record, count in entry.counts.first_skipped.values():
            self.skipped.append(Skipped(entry.shard, *record, count))

    def as_dict(self) -> dict[str, Any]:
        """Return the report as values of JSON."""
        counts = self.counts
        return {
            "source": self.source,
            "target": self.target,
            **self.run,
            "shards": self.shards,
            "shards_finished": self.finished,
            "shards_failed": len(self.failures),
            "files_written": self.outputs,
            "bytes_written": self.written,
            "rows": counts.rows,
            "rows_kept": counts.kept,
            "rows_without_text": counts.nulls,
            "rows_mixed": counts.mixed,
            "rows_skipped": counts.skipped,
            "bytes_of_text": counts.bytes,
            **counts.statistics.as_dict(self.labels),
            "errors": [failure._asdict() for failure in self.failures],
            "skipped": [skipped._asdict() for skipped in self.skipped],
        }


def report_of(
    source: str, target: str, run: dict[str, Any], shards: int, entries: Iterable[Entry]
) -> Report:
    """Return the report of the shards of which something is known."""
    report = Report(source, target, run, shards)
    for entry in entries:
        report.add(entry)
    return report
