"""The data that diacritics are restored by: written by training, checked and mapped in here.

    magic       8 bytes
    version     4 bytes, low byte first as all numbers here
    header size 4 bytes
    digest      32 bytes, SHA-256 of all that follows
    header      JSON: what it is made of, and its tables by name
    tables      one after the other

A table maps texts to a few bytes. It is cut into 2 ** bits buckets by the highest bits of a text's
CRC-32: first where each begins, counted from the end of that list (4 bytes each, one more for the
end), then the buckets. A bucket is rows of

    mark        2 bytes: the low half of the CRC-32
    size        1 byte, in a table whose rows are not all of one size
    value       the bytes

The texts themselves are not held: one in ten thousand unknown ones is taken for a known one.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from polyglot_norm.errors import ModelError

MAGIC: Final = b"PolyDiac"
VERSION: Final = 1
_START: Final = struct.Struct("<8sII32s")
_OFFSET: Final = struct.Struct("<I")
_PACKAGED: Final = Path(__file__).parent.parent.parent / "data" / "diacritics.bin"
_ROWS_A_BUCKET: Final = 6


class Table:
    """Texts to bytes. ``size`` is that of every value, or 0 where each row says its own."""

    __slots__ = ("_base", "_data", "_shift", "_size")

    def __init__(self, data: memoryview, bits: int, size: int) -> None:
        self._data = data
        self._shift = 32 - bits
        self._size = size
        self._base = _OFFSET.size * ((1 << bits) + 1)

    def get(self, text: str) -> bytes | None:
        """The value of a text, or None."""
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


class Tables:
    """An open file: its tables by name, and what it was made of."""

    def __init__(self, tables: Mapping[str, Table], about: Any) -> None:
        self.tables: Final = dict(tables)
        self.about: Final = about

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]


@cache
def packaged() -> Tables:
    """The tables that come with the package, opened once."""
    return open_tables(_PACKAGED)


def open_tables(path: Path) -> Tables:
    """The tables in a file, mapped into memory.

    Raises:
        ModelError: the file is not there, was cut short, changed or made for another release.
    """
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        raise _damaged(path, f"it cannot be read ({error})") from error
    if len(data) < _START.size:
        raise _damaged(path, f"it ends after {len(data)} bytes, within its first {_START.size}")
    magic, version, size, digest = _START.unpack_from(data)
    if magic != MAGIC:
        raise _damaged(path, f"it begins with {magic!r}, not with {MAGIC!r}")
    if version != VERSION:
        raise _damaged(path, f"its format version is {version}; this release reads {VERSION}")
    if hashlib.sha256(data[_START.size :]).digest() != digest:
        raise _damaged(path, "its digest does not fit its contents: it was cut short or changed")
    try:
        return _read(json.loads(bytes(data[_START.size :][:size])), data[_START.size + size :])
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, f"its header is not one of this format ({error!r})") from error


def _read(header: Any, body: memoryview) -> Tables:
    tables = {}
    at = 0
    for name, fields in header["tables"].items():
        tables[name] = Table(body[at : at + fields["length"]], fields["bits"], fields["size"])
        at += fields["length"]
    if at != len(body):
        raise ValueError(f"tables of {at} bytes in {len(body)}")
    return Tables(tables, header["about"])


def write(path: Path, tables: Mapping[str, Mapping[str, bytes]], about: Any) -> None:
    """Write a file of tables, each from texts to bytes; the same input gives the same file."""
    header: dict[str, Any] = {"about": about, "tables": {}}
    body = bytearray()
    for name, rows in tables.items():
        sizes = {len(value) for value in rows.values()}
        size = sizes.pop() if len(sizes) == 1 else 0
        bits = max(1, (len(rows) // _ROWS_A_BUCKET).bit_length())
        data = _pack(rows, bits, size)
        header["tables"][name] = {"length": len(data), "bits": bits, "size": size}
        body += data
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(head)
    digest.update(body)
    path.write_bytes(_START.pack(MAGIC, VERSION, len(head), digest.digest()) + head + body)


def _pack(rows: Mapping[str, bytes], bits: int, size: int) -> bytes:
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


def _damaged(path: Path, what: str) -> ModelError:
    return ModelError(f"cannot open the tables {str(path)!r}: {what}; reinstall polyglot-norm")
