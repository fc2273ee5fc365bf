"""The serialised model: written by training, opened and mapped into memory here.

A model is a file of tables (see `table_files`), whose header says what the model was made of and
describes each table. A table serves the scripts it names, and lists the tags written in them. It
is cut into 2 ** bits buckets by the highest bits of a letter sequence's 32-bit hash: first where
each bucket begins, counted from the start of the table (4 bytes each, one more for the end), then
the buckets. A bucket that is not empty holds

    rows        1 byte: how many sequences
    marks       2 bytes a row: the low half of the hash
    lengths     1 byte a row: how many weights, or 255 for one of every tag
    weights     for each row its tags by number and their weight + 128, a byte each; in a row of
                every tag the weights alone

A tag not named in a row has weight 0 there: weights are log-odds in steps of 1 / SCALE.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from polyglot_norm.table_files import FileFormat, joined, open_tables, write_tables

if TYPE_CHECKING:
    from polyglot_norm.language.ngrams import Scorer

FORMAT: Final = FileFormat(b"PolyNorm", version=3, alignment=64, body_has_crc=True)
SCALE: Final = 32
LARGEST: Final = 127
FULL: Final = 255

_PACKAGED: Final = Path(__file__).parent.parent / "data" / "model.bin"


class Row(NamedTuple):
    """What the model holds for one letter sequence: its hash, and weights by number of the tag."""

    sequence: int
    weights: Sequence[tuple[int, int]]


class Temperature(NamedTuple):
    """By what the summed evidence of a stretch is divided before it is a log-probability."""

    letters: int
    divisor: float


@dataclass(frozen=True, slots=True)
class Table:
    """The weights for the languages that share some scripts."""

    scripts: tuple[str, ...]
    tags: tuple[str, ...]
    priors: tuple[int, ...]
    """Evidence that a stretch has before its first word, by tag; once a stretch, not a word."""
    temperatures: tuple[Temperature, ...]
    """For stretches of up to so many letters; the last holds for all longer ones."""
    bits: int
    data: memoryview

    def temperature(self, letters: int) -> float:
        """The divisor for the summed evidence of a stretch of so many letters."""
        for longest, divisor in self.temperatures:
            if letters <= longest:
                return divisor
        return self.temperatures[-1].divisor

    def weights(self, sequence: int) -> dict[int, int] | None:
        """The weights of a letter sequence, by number of the tag; None where it is not known.

        For looking into the model: a ``Scorer`` reads the same many times as fast.
        """
        at = 4 * (sequence >> (32 - self.bits))
        start, end = struct.unpack_from("<2I", self.data, at)
        if start == end:
            return None
        rows = self.data[start]
        marks = struct.unpack_from(f"<{rows}H", self.data, start + 1)
        lengths = self.data[start + 1 + 2 * rows : start + 1 + 3 * rows]
        entry = start + 1 + 3 * rows
        for mark, length in zip(marks, lengths, strict=True):
            size = len(self.tags) if length == FULL else 2 * length
            if mark == sequence & 0xFFFF:
                found = self.data[entry : entry + size]
                if length == FULL:
                    return {tag: weight - 128 for tag, weight in enumerate(found)}
                return {found[i]: found[i + 1] - 128 for i in range(0, size, 2)}
            entry += size
        return None

    def scorer(self, *, capacity: int = 4096) -> Scorer:
        """A new scorer of this table's words, for one thread."""
        from polyglot_norm.language.ngrams import Scorer

        return Scorer(self, capacity=capacity)


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
        """What it was trained on and when, as training wrote it."""
        self._by_script: Final = {name: table for table in self.tables for name in table.scripts}

    @classmethod
    def open(cls, path: str | Path | None = None) -> Model:
        """The model in a file, mapped into memory; the packaged one by default.

        Raises ``ModelError``, naming the file and what is wrong with it.
        """
        return open_tables(_PACKAGED if path is None else Path(path), FORMAT, _read)

    @property
    def tags(self) -> tuple[str, ...]:
        """Every language the model knows, in order."""
        named = {tag for table in self.tables for tag in table.tags}
        return tuple(sorted(named.union(self.owners.values())))

    def table(self, script: str) -> Table | None:
        """The table that serves a script, or None where the script has an owner or is unknown."""
        return self._by_script.get(script)


def write(
    path: Path, tables: Iterable[Mapping[str, Any]], owners: Mapping[str, str], about: Any
) -> None:
    """Write a model file; a table is the fields of ``Table``, with ``rows`` instead of ``data``."""
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
        buckets[row.sequence >> (32 - bits)].append(row)
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
    """The rows of one bucket; more than 255 do not fit, so ``bits`` must be chosen to spread."""
    if len(bucket) > 255:
        raise ValueError(f"{len(bucket)} rows in a bucket of at most 255; use more bits")
    data = bytearray([len(bucket)])
    for row in bucket:
        data += struct.pack("<H", row.sequence & 0xFFFF)
    data += bytes(FULL if _is_full(row, tags) else len(row.weights) for row in bucket)
    for row in bucket:
        data += _full_row(row, tags) if _is_full(row, tags) else _sparse_row(row)
    return bytes(data)


def _is_full(row: Row, tags: int) -> bool:
    """Whether a row is shorter, and sooner read, with a weight for every tag."""
    return 2 * len(row.weights) > tags


def _full_row(row: Row, tags: int) -> bytes:
    weights = dict(row.weights)
    return bytes(weights.get(tag, 0) + 128 for tag in range(tags))


def _sparse_row(row: Row) -> bytes:
    return bytes(byte for tag, weight in row.weights for byte in (tag, weight + 128))


def _read(header: Any, body: memoryview) -> Model:
    """The model that a checked header and its tables describe."""
    if header["scale"] != SCALE:
        raise ValueError(f"weights in steps of 1/{header['scale']}, not of 1/{SCALE}")
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
    """Raise ValueError where a table is not what its header says."""
    if len(table.data) != size or size < 4 * ((1 << table.bits) + 1):
        raise ValueError(f"table of {table.scripts} has {len(table.data)} bytes, not {size}")
    if not 1 <= table.bits <= 31 or len(table.priors) != len(table.tags) or not table.temperatures:
        raise ValueError(f"table of {table.scripts} has {len(table.priors)} priors")
