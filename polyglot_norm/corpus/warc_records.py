"""The records of a web archive, also of one that is damaged in places.

Archives have billions of records, and some are broken. One that cannot be read is left out, and
reading goes on at the next place that begins like a record, or at the next member of gzip.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final, TypeVar, cast

from polyglot_norm.extras import optional
from polyglot_norm.streams.compression import compression_of, decompressed
from polyglot_norm.streams.stream_error import StreamError

_BEGINNING: Final = b"WARC/1."
_MEMBER: Final = b"\x1f\x8b\x08"
_CHUNK: Final = 1 << 16
_HELD: Final = 1 << 23
"""Bytes that are held to look for the next record in, when one is found to be damaged."""


class _Damage(OSError):
    """A member of gzip that cannot be decompressed; the next read begins with the next one."""


Damaged = Callable[[int, str], None]
"""Called with the number of a record that is damaged, and why."""

Made = TypeVar("Made")


def made_of_records(
    raw: BinaryIO, name: str, make: Callable[[Any], Made], damaged: Damaged
) -> Iterator[Made]:
    """Yield what is made of each response and conversion that is not damaged.

    Raises:
        StreamError: this is no web archive, or it is truncated.
        MissingExtra: the package that reads it is not installed.
    """
    warc = optional("fastwarc.warc", extra="warc", purpose="reading web archives")
    kinds = warc.WarcRecordType.response | warc.WarcRecordType.conversion
    archive = _Archive(raw, name)
    number = 0
    is_left = archive.begin(damaged)
    while is_left:
        number += 1
        try:
            for record in warc.ArchiveIterator(archive, record_types=kinds, parse_http=True):
                archive.reach(record.stream_pos)
                yield make(record)
                number += 1
            return
        except StreamError:
            raise
        except (EOFError, OSError, ValueError) as error:
            is_left = archive.resume(is_new=isinstance(error, _Damage))
            if not is_left:
                problem = f"damaged or truncated after {number - 1:,} records: {error}"
                raise StreamError(name, problem) from error
            damaged(number, str(error))


class _Archive:
    """The decompressed bytes of an archive, of which the last ones are held, to be read again."""

    def __init__(self, raw: BinaryIO, name: str) -> None:
        head = raw.read(_CHUNK)
        whole = cast("BinaryIO", io.BufferedReader(_After(head, raw), _CHUNK))
        if compression_of(head) == "gzip":
            self._raw = cast("BinaryIO", _Members(whole, name))
        else:
            self._raw = decompressed(whole, head[:16], name)
        self._name = name
        self._held = bytearray()
        self._start = self._at = self._record = 0

    def begin(self, damaged: Damaged) -> bool:
        """Go to the first record; False if there is none.

        Raises:
            StreamError: this is no web archive.
        """
        try:
            while len(head := self._held.lstrip()) < len(_BEGINNING) and self._more():
                pass
        except _Damage as error:
            damaged(1, str(error))
            return self.resume(is_new=True)
        if head and not head.startswith(_BEGINNING[: len(head)]):
            raise StreamError(self._name, f"no web archive: it begins with {bytes(head[:20])!r}")
        return bool(head)

    def read(self, size: int = -1) -> bytes:
        """Read some bytes."""
        if self._at == self._start + len(self._held) and not self._more():
            return b""
        begin = self._at - self._start
        data = bytes(self._held[begin : begin + size] if size >= 0 else self._held[begin:])
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Return the number of bytes read."""
        return self._at

    def reach(self, position: int) -> None:
        """Know that a record begins at a place."""
        self._record = position

    def resume(self, *, is_new: bool) -> bool:
        """Go on with the next record; ``is_new`` if it is what is read next. False at the end."""
        while True:
            try:
                return self._read_anew() if is_new else self._find_record()
            except _Damage:
                is_new = True

    def _read_anew(self) -> bool:
        self._start += len(self._held)
        self._held.clear()
        self._at = self._record = self._start
        return bool(self._more())

    def _find_record(self) -> bool:
        begin = max(self._record + 1 - self._start, 0)
        while (place := self._held.find(b"\n" + _BEGINNING, begin)) < 0:
            begin = max(begin, len(self._held) - len(_BEGINNING))
            before = self._start
            self._at = self._start + len(self._held)
            if not self._more():
                return False
            begin = max(0, begin - (self._start - before))
        self._at = self._record = self._start + place + 1
        return True

    def _more(self) -> bytes:
        """Read and hold some more, forgetting what was read long ago."""
        data = self._raw.read(_CHUNK)
        self._held += data
        keep = min(self._record, self._at) - self._start
        if len(self._held) > _HELD:
            keep = max(keep, min(self._at - self._start, len(self._held) - _HELD))
        if keep > _HELD // 4:
            del self._held[:keep]
            self._start += keep
        return data


class _After(io.RawIOBase):
    """A stream from whose beginning some bytes were read."""

    def __init__(self, head: bytes, raw: BinaryIO) -> None:
        self._head, self._raw = head, raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._raw.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


class _Members:
    """The members of gzip, decompressed one after another; a damaged one is an error once."""

    def __init__(self, raw: BinaryIO, name: str) -> None:
        self._raw, self._name = raw, name
        self._member: Any = None
        self._ahead = b""
        """What was read after the last member."""
        self._given = b""
        """What was given to this member, the last of it if that is much."""

    def read(self, size: int) -> bytes:
        """Read some bytes; none at the end."""
        while self._member is not None or self._begin():
            try:
                data: bytes = self._member.decompress(self._input(), size)
            except zlib.error as error:
                self._skip()
                raise _Damage(f"gzip data is damaged ({error})") from error
            if self._member.eof:
                self._ahead, self._member = self._member.unused_data, None
            if data:
                return data
        return b""

    def _begin(self) -> bool:
        """Begin a member; False if there is none."""
        while not self._ahead.strip(b"\0"):
            self._ahead = self._raw.read(_CHUNK)
            if not self._ahead:
                return False
        self._member, self._given = zlib.decompressobj(wbits=31), b""
        return True

    def _input(self) -> bytes:
        """Return what to decompress next."""
        left: bytes = self._member.unconsumed_tail
        if left:
            return left
        data, self._ahead = self._ahead or self._raw.read(_CHUNK), b""
        if not data:
            raise StreamError(self._name, "gzip data is truncated")
        self._given = self._given[-_HELD:] + data
        return data

    def _skip(self) -> None:
        """Go to what begins like the next member."""
        held = self._given[1:]
        while (place := held.find(_MEMBER)) < 0 and (more := self._raw.read(_CHUNK)):
            held = held[-len(_MEMBER) + 1 :] + more
        self._ahead, self._member = held[place:] if place >= 0 else b"", None
