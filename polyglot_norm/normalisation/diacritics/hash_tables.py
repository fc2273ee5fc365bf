"""Hash tables of short values: how `restore_diacritics` looks up words, letters and contexts.

They live in a file of tables (see `table_files`), whose header names each. A table maps texts to a
few bytes. It is cut into 2 ** bits buckets by the highest bits of a text's CRC-32: first where each
bucket begins, counted from the end of that list (4 bytes each, one more for the end), then the
buckets. A bucket is rows of

    mark        2 bytes: the low half of the CRC-32
    size        1 byte, in a table whose values differ in size
    value       the bytes

The texts themselves are not stored: one unknown text in ten thousand is taken for a known one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

from polyglot_norm.table_files import FileFormat, joined, open_tables, write_tables
from polyglot_norm.tables import FOLDER

FORMAT: Final = FileFormat(b"PolyDiac", version=1)

_OFFSET: Final = struct.Struct("<I")
_ROWS_PER_BUCKET: Final = 6


class HashTable:
    """Texts to bytes; ``size`` is that of every value, or 0 if each row holds its own."""

    __slots__ = ("_base", "_data", "_shift", "_size")

    def __init__(self, data: memoryview, bits: int, size: int) -> None:
        self._data = data
        self._shift = 32 - bits
        self._size = size
        self._base = _OFFSET.size * ((1 << bits) + 1)

    def get(self, text: str) -> bytes | None:
        """Return the value of a text, or None."""
        key = crc32(text.encode("utf-8"))
        data, size, mark = self._data, self._size, key & 0xFFFF
        at = _OFFSET.size * (key >> self._shift)
        end = _OFFSET.unpack_from(data, at + _OFFSET.size)[0] + self._base
        at = _OFFSET.unpack_from(data, at)[0] + self._base
        while at < end:
            length = size or data[at + 2]
            start = at + (2 if size else 3)
            if data[at] | data[at + 1] << 8 == mark:
                return bytes(data[start : start + length])
            at = start + length
        return None


class HashTables(NamedTuple):
    """The tables of a file, and what they were made from."""

    by_name: Mapping[str, HashTable]
    about: Any


@cache
def packaged() -> HashTables:
    """Return the tables that come with the package, opened once."""
    return load(FOLDER / "diacritics.bin")


def load(path: Path) -> HashTables:
    """Return the tables in a file.

    Raises:
        ModelError: the file is missing, was cut short or altered, or is for another release.
    """
    return open_tables(path, FORMAT, _interpret)


def _interpret(header: Any, body: memoryview) -> HashTables:
    tables, at = {}, 0
    for name, fields in header["tables"].items():
        tables[name] = HashTable(body[at : at + fields["length"]], fields["bits"], fields["size"])
        at += fields["length"]
    if at != len(body):
        raise ValueError(f"tables of {at} bytes in a body of {len(body)}")
    return HashTables(tables, header["about"])


def write(path: Path, tables: Mapping[str, Mapping[str, bytes]], about: Any) -> None:
    """Write a file of tables, each from texts to bytes; the same input gives the same file."""
    described, data = {}, []
    for name, rows in tables.items():
        sizes = {len(value) for value in rows.values()}
        size = sizes.pop() if len(sizes) == 1 else 0
        bits = max(1, (len(rows) // _ROWS_PER_BUCKET).bit_length())
        data.append(_serialised(rows, bits, size))
        described[name] = {"length": len(data[-1]), "bits": bits, "size": size}
    body, _ = joined(data, FORMAT.alignment)
    write_tables(path, FORMAT, {"about": about, "tables": described}, body)


def _serialised(rows: Mapping[str, bytes], bits: int, size: int) -> bytes:
    buckets: list[list[tuple[int, bytes]]] = [[] for _ in range(1 << bits)]
    for key, value in sorted(_keyed(rows)):
        buckets[key >> (32 - bits)].append((key & 0xFFFF, value))
    starts, data = [0], bytearray()
    for bucket in buckets:
        for mark, value in bucket:
            data += struct.pack("<H", mark) + (b"" if size else bytes([len(value)])) + value
        starts.append(len(data))
    return struct.pack(f"<{len(starts)}I", *starts) + bytes(data)


def _keyed(rows: Mapping[str, bytes]) -> Iterable[tuple[int, bytes]]:
    return ((crc32(text.encode("utf-8")), value) for text, value in rows.items())
