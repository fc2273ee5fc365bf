"""The serialised model: written by training, opened and mapped into memory here.

A model is a file of tables (see `table_files`), whose header says what the model was made of and
describes each table. A table serves the scripts it names, and lists the tags written in them. It
is divided into 2 ** bits buckets by the highest bits of the 32-bit hash of a character n-gram:
first the offset of each bucket from the start of the table (4 bytes each, and one more for the
end), then the buckets. A bucket that is not empty holds

    rows        1 byte: the number of n-grams
    marks       2 bytes a row: the low half of the hash
    lengths     1 byte a row: the number of weights, or 255 for one of every tag
    weights     for each row its tags by index and their weight + 128, a byte each; in a row of
                every tag the weights alone

Weights are log-odds in steps of 1 / SCALE. A tag that is not in a row has weight 0 there.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from polyglot_norm.table_files import FileFormat, joined, open_tables, write_tables

FORMAT: Final = FileFormat(b"PolyNorm", version=3, alignment=64, body_has_crc=True)
SCALE: Final = 32
LARGEST: Final = 127
FULL: Final = 255

_PACKAGED: Final = Path(__file__).parent.parent / "data" / "model.bin"


class Row(NamedTuple):
    """One n-gram of a model: its hash, and its weights by the index of the tag."""

    ngram: int
    weights: Sequence[tuple[int, int]]


class Temperature(NamedTuple):
    """The divisor that turns the log-odds of a stretch into log-probabilities."""

    letters: int
    divisor: float


@dataclass(frozen=True, slots=True)
class Table:
    """The weights for the languages that share some scripts."""

    scripts: tuple[str, ...]
    tags: tuple[str, ...]
    priors: tuple[int, ...]
    """The log-odds of a stretch before its first word, by tag."""
    temperatures: tuple[Temperature, ...]
    """For stretches of up to a number of letters; the last is for all longer ones, too."""
    bits: int
    data: memoryview

    def temperature(self, letters: int) -> float:
        """Return the divisor for a stretch of a number of letters."""
        for longest, divisor in self.temperatures:
            if letters <= longest:
                return divisor
        return self.temperatures[-1].divisor

    def weights(self, ngram: int) -> dict[int, int] | None:
        """Return the weights of an n-gram by the index of the tag; None if it is not known.

        This is for inspecting a model: a ``Scorer`` reads the same many times as fast.
        """
        at = 4 * (ngram >> (32 - self.bits))
        start, end = struct.unpack_from("<2I", self.data, at)
        if start == end:
            return None
        rows = self.data[start]
        marks = struct.unpack_from(f"<{rows}H", self.data, start + 1)
        lengths = self.data[start + 1 + 2 * rows : start + 1 + 3 * rows]
        entry = start + 1 + 3 * rows
        for mark, length in zip(marks, lengths, strict=True):
            size = len(self.tags) if length == FULL else 2 * length
            if mark == ngram & 0xFFFF:
                found = self.data[entry : entry + size]
                if length == FULL:
                    return {tag: weight - 128 for tag, weight in enumerate(found)}
                return {found[i]: found[i + 1] - 128 for i in range(0, size, 2)}
            entry += size
        return None


class Model:
    """An open model: its tags, its tables, and the scripts with one language that need none.

    >>> model = Model.open()
    >>> model.owners["Thai"], model.table("Cyrl").tags[0]
    ('th', 'ab')
    """

    def __init__(self, tables: Iterable[Table], owners: Mapping[str, str], about: Any) -> None:
        self.tables: Final = tuple(tables)
        self.owners: Final = dict(owners)
        """The only language of a script, by script."""
        self.about: Final = about
        """The data and date of training, as training wrote them."""
        self._by_script: Final = {name: table for table in self.tables for name in table.scripts}

    @classmethod
    def open(cls, path: str | Path | None = None) -> Model:
        """Return the model in a file, mapped into memory; the packaged one by default.

        Raises:
            ModelError: the file is missing, damaged, or not a model.
        """
        return open_tables(_PACKAGED if path is None else Path(path), FORMAT, _read)

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages of the model, in order."""
        named = {tag for table in self.tables for tag in table.tags}
        return tuple(sorted(named.union(self.owners.values())))

    def table(self, script: str) -> Table | None:
        """Return the table that serves a script, None if it has an owner or is unknown."""
        return self._by_script.get(script)


def write(
    path: Path, tables: Iterable[Mapping[str, Any]], owners: Mapping[str, str], about: Any
) -> None:
    """Write a model; a table has the fields of ``Table``, with ``rows`` in place of ``data``."""
    described, data = [], []
    for table in tables:
        data.append(_serialised(table["rows"], table["bits"], len(table["tags"])))
        described.append({name: value for name, value in table.items() if name != "rows"})
    body, starts = joined(data, FORMAT.alignment)
    for fields, start, each in zip(described, starts, data, strict=True):
        fields |= {"start": start, "size": len(each)}
    header = {"about": about, "scale": SCALE, "owners": dict(owners), "tables": described}
    write_tables(path, FORMAT, header, body)


def _serialised(rows: Iterable[Row], bits: int, tags: int) -> bytes:
    """Return a table of rows in the layout described above."""
    buckets: list[list[Row]] = [[] for _ in range(1 << bits)]
    for row in rows:
        buckets[row.ngram >> (32 - bits)].append(row)
    starts = array("I", bytes(4 * (len(buckets) + 1)))
    data = bytearray(4 * len(starts))
    for number, bucket in enumerate(buckets):
        starts[number] = len(data)
        if bucket:
            data += _bucket(bucket, tags)
    starts[-1] = len(data)
    data[: 4 * len(starts)] = struct.pack(f"<{len(starts)}I", *starts)
    return bytes(data)


def _bucket(bucket: Sequence[Row], tags: int) -> bytes:
    """Return the rows of one bucket in the layout described above."""
    if len(bucket) > 255:
        raise ValueError(f"a bucket must have at most 255 rows, got {len(bucket)}; use more bits")
    data = bytearray([len(bucket)])
    for row in bucket:
        data += struct.pack("<H", row.ngram & 0xFFFF)
    data += bytes(FULL if _is_full(row, tags) else len(row.weights) for row in bucket)
    for row in bucket:
        data += _full_row(row, tags) if _is_full(row, tags) else _sparse_row(row)
    return bytes(data)


def _is_full(row: Row, tags: int) -> bool:
    """Return True if a row is shorter, and faster to read, with a weight for every tag."""
    return 2 * len(row.weights) > tags


def _full_row(row: Row, tags: int) -> bytes:
    weights = dict(row.weights)
    return bytes(weights.get(tag, 0) + 128 for tag in range(tags))


def _sparse_row(row: Row) -> bytes:
    return bytes(byte for tag, weight in row.weights for byte in (tag, weight + 128))


def _read(header: Any, body: memoryview) -> Model:
    """Return the model that a checked header and its tables describe."""
    if header["scale"] != SCALE:
        raise ValueError(f"weights must be in steps of 1/{SCALE}, got 1/{header['scale']}")
    tables = []
    for fields in header["tables"]:
        data = body[fields["start"] :][: fields["size"]]
        table = Table(
            scripts=tuple(fields["scripts"]),
            tags=tuple(fields["tags"]),
            priors=tuple(fields["priors"]),
            temperatures=tuple(Temperature(*pair) for pair in fields["temperatures"]),
            bits=fields["bits"],
            data=data,
        )
        _check(table, fields["size"])
        tables.append(table)
    return Model(tables, header["owners"], header["about"])


def _check(table: Table, size: int) -> None:
    """Raise ValueError if a table does not match its header."""
    if len(table.data) != size or size < 4 * ((1 << table.bits) + 1):
        raise ValueError(f"table of {table.scripts} has {len(table.data)} bytes, not {size}")
    if not 1 <= table.bits <= 31 or len(table.priors) != len(table.tags) or not table.temperatures:
        raise ValueError(f"table of {table.scripts} has {len(table.priors)} priors")
