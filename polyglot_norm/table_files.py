"""Binary files of tables: written by training, checked and mapped into memory when opened.

    magic       8 bytes
    version     4 bytes, little-endian like all numbers here
    header size 4 bytes
    digest      32 bytes, SHA-256
    header      JSON, padded with spaces to the alignment
    body        the tables, each starting at a multiple of the alignment

The digest covers the header and the body. Hashing a large body would take up half the time of a
first call, so a format may instead leave the body to a CRC-32 in the header.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from polyglot_norm.errors import ModelError

_START: Final = struct.Struct("<8sII32s")
_ALTERED: Final = "its digest does not match: it was cut short or altered"

_Read = TypeVar("_Read")


class FileFormat(NamedTuple):
    """A kind of file, by what distinguishes it from others."""

    magic: bytes
    version: int
    alignment: int = 1
    body_has_crc: bool = False
    """The digest covers the header alone, whose ``crc32`` is that of the body."""
    remedy: str = "reinstall polyglot-norm"
    """What a user does about a file that is damaged."""


def open_tables(
    path: Path, file_format: FileFormat, interpret: Callable[[Any, memoryview], _Read]
) -> _Read:
    """Return what ``interpret`` makes of the header and the body of a file, mapped into memory.

    ``interpret`` may raise KeyError, TypeError or ValueError for a header it does not understand.

    Raises:
        ModelError: the file is missing, was cut short or altered, or is of another format.
    """
    data = _mapped(path, file_format)
    magic, version, size, digest = _START.unpack_from(data)
    if magic != file_format.magic:
        raise _unusable(
            path, file_format, f"it begins with {magic!r}, not with {file_format.magic!r}"
        )
    if version != file_format.version:
        expected = file_format.version
        reason = f"its format version is {version}; this release reads {expected}"
        raise _unusable(path, file_format, reason)
    head, body = data[_START.size :][:size], data[_START.size + size :]
    covered = head if file_format.body_has_crc else data[_START.size :]
    if hashlib.sha256(covered).digest() != digest:
        raise _unusable(path, file_format, _ALTERED)
    try:
        header = json.loads(bytes(head))
        if file_format.body_has_crc and zlib.crc32(body) != header["crc32"]:
            raise _unusable(path, file_format, _ALTERED)
        return interpret(header, body)
    except ModelError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        reason = f"its header is not of this format ({error!r})"
        raise _unusable(path, file_format, reason) from error


def write_tables(path: Path, file_format: FileFormat, header: dict[str, Any], body: bytes) -> None:
    """Write a file; the same header and body always give the same bytes."""
    if file_format.body_has_crc:
        header = {**header, "crc32": zlib.crc32(body)}
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    head += b" " * (-(_START.size + len(head)) % file_format.alignment)
    digest = hashlib.sha256(head if file_format.body_has_crc else head + body).digest()
    start = _START.pack(file_format.magic, file_format.version, len(head), digest)
    path.write_bytes(start + head + body)


def joined(tables: Iterable[bytes], alignment: int) -> tuple[bytes, list[int]]:
    r"""Return the body that holds some tables, and where each starts in it.

    >>> joined([b"abc", b"d"], 4)
    (b'abc\x00d\x00\x00\x00', [0, 4])
    """
    body, starts = bytearray(), []
    for table in tables:
        starts.append(len(body))
        body += table
        body += bytes(-len(body) % alignment)
    return bytes(body), starts


def digest_of(path: Path) -> str:
    """Return the digest of a file that was opened before, in hexadecimal digits."""
    with path.open("rb") as file:
        digest: bytes = _START.unpack(file.read(_START.size))[3]
    return digest.hex()


def _mapped(path: Path, file_format: FileFormat) -> memoryview:
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        raise _unusable(path, file_format, f"it cannot be read ({error})") from error
    if len(data) < _START.size:
        reason = f"it ends after {len(data)} bytes, within its first {_START.size}"
        raise _unusable(path, file_format, reason)
    return data


def _unusable(path: Path, file_format: FileFormat, reason: str) -> ModelError:
    return ModelError(f"cannot open {str(path)!r}: {reason}; {file_format.remedy}")
