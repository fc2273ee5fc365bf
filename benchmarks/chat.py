"""Words of chats and titles that stand alone, with the answers that a reader would accept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.lines import Line

TABLE = Path(__file__).with_suffix(".tsv")


def chat_lines() -> Iterator[Line]:
    """Yield the rows of the table; the kind is the group."""
    for row in TABLE.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith(("#", "kind\t")):
            kind, text, accepted = row.split("\t")
            yield Line.alone(kind, text, accepted.split())
