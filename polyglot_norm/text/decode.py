"""Bytes to str, with the encoding found and the reason for it."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from polyglot_norm.errors import DecodeError, PolyglotError, nearest
from polyglot_norm.text.encodings import canonical, resolve
from polyglot_norm.text.lines import line_number
from polyglot_norm.text.unmarked import control_share, is_damaged_utf8, is_utf8, wide_codec


class Reason(StrEnum):
    """Why bytes were read in an encoding; each is a phrase fit for a message."""

    DECLARED = "declared"
    DECLARED_WITHOUT_MARK = "declared; no byte-order mark, so read as little-endian"
    EMPTY = "empty"
    BYTE_ORDER_MARK = "byte-order mark"
    ASCII = "plain ASCII"
    UTF_8 = "valid UTF-8"
    DAMAGED_UTF_8 = "UTF-8 but for a few bytes"
    ZERO_BYTES = "zero bytes where UTF-16 or UTF-32 has them"
    DETECTED = "detected by charset-normalizer"
    LETTERS = "detected by its letters, against charset-normalizer"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text read from bytes; ``encoding`` declared again gives the same text.

    ``replaced`` counts the U+FFFD put in for bytes that were no text (``errors="replace"``).
    ``confidence`` is 1 unless the encoding was guessed; ``alternatives`` are then the encodings
    that would read other letters and are not much worse.
    """

    text: str
    encoding: str
    reason: Reason
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    replaced: int = 0


class _Reading(NamedTuple):
    """How to read the bytes: with which of Python's codecs, after how many bytes of mark."""

    codec: str
    reason: Reason
    mark: int = 0
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


# UTF-32 LE stands before UTF-16 LE, whose mark begins like its own.
_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_SIGNATURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",  # zip, docx, odt, epub
    b"\x1f\x8b\x08",  # gzip
    b"\x28\xb5\x2f\xfd",  # zstd
    b"BZh9",
    b"\xfd7zXZ\0",
    b"\x7fELF",
)


def decode(data: bytes, *, encoding: str | None = None, errors: str = "strict") -> Decoded:
    r"""The text of ``data``, the encoding it was read in, and why; line ends are left alone.

    A declared ``encoding`` wins. Else a byte-order mark decides, else valid UTF-8, else the places
    of zero bytes (UTF-16 and UTF-32), else what the letters look like. A guess from a few words is
    a guess: declare what you know. Bytes that are no text in the encoding raise `DecodeError`, or
    with ``errors="replace"`` become U+FFFD.

    >>> decode("Зашто не?\n".encode("windows-1251")).text
    'Зашто не?\n'
    >>> decode(b"\xef\xbb\xbfna\xc3\xafve").reason.value
    'byte-order mark'
    >>> decode(b"caf\xe9", encoding="utf-8", errors="replace").replaced
    1
    >>> try:
    ...     decode(b"caf\xe9", encoding="utf-8")
    ... except DecodeError as error:
    ...     error.encoding, error.offset
    ('utf-8', 3)
    """
    if errors not in ("strict", "replace"):
        hint = nearest(errors, ("strict", "replace")) or " give 'strict' or 'replace'"
        raise PolyglotError(f"unknown way to treat decoding errors {errors!r};{hint}")
    reading = _declared(data, encoding) if encoding is not None else _recognised(data)
    return _read(data, reading, errors)


def _declared(data: bytes, encoding: str) -> _Reading:
    codec = resolve(encoding)
    codec = "utf-8" if codec == "utf-8-sig" else codec
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(codec):
            return _Reading(marked, Reason.DECLARED, len(mark))
    if codec in ("utf-16", "utf-32"):
        return _Reading(f"{codec}-le", Reason.DECLARED_WITHOUT_MARK)
    return _Reading(codec, Reason.DECLARED)


def _recognised(data: bytes) -> _Reading:
    """The first of the recognisers that knows ``data``, surest first."""
    if not data:
        return _Reading("utf-8", Reason.EMPTY)
    return _marked(data) or _unmarked(data) or _guessed(data)


def _marked(data: bytes) -> _Reading | None:
    for mark, codec in _MARKS:
        # FF FE 00 00 also begins a UTF-16 text whose first character is NUL.
        if data.startswith(mark) and (codec != "utf-32-le" or _decodes(data, codec)):
            return _Reading(codec, Reason.BYTE_ORDER_MARK, len(mark))
    return None


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _unmarked(data: bytes) -> _Reading | None:
    """Unicode without a mark; raises `DecodeError` for what is no text at all."""
    if data.startswith(_BINARY_SIGNATURES) and control_share(data) > 0:
        raise _binary(data)
    if codec := wide_codec(data):
        return _Reading(codec, Reason.ZERO_BYTES)
    whole = is_utf8(data)
    # UTF-8 may hold odd bytes; what is not even UTF-8 gets less credit (random bytes: 10 %).
    if control_share(data) > (0.3 if whole else 0.05):
        raise _binary(data)
    if whole:
        return _Reading("utf-8", Reason.ASCII if data.isascii() else Reason.UTF_8)
    return _Reading("utf-8", Reason.DAMAGED_UTF_8) if is_damaged_utf8(data) else None


def _guessed(data: bytes) -> _Reading:
    from polyglot_norm.text.charset import guess  # here, so that UTF-8 never pays for its import

    found = guess(data)
    agreed = found.proposed == found.charset.codec
    reason = Reason.DETECTED if agreed else Reason.LETTERS
    return _Reading(
        found.charset.codec,
        reason,
        confidence=found.confidence,
        alternatives=found.alternatives,
    )


def _read(data: bytes, reading: _Reading, errors: str) -> Decoded:
    payload = data[reading.mark :] if reading.mark else data
    replaced = 0
    try:
        text = payload.decode(reading.codec)
    except UnicodeError as error:
        if errors == "strict":
            raise _undecodable(payload, reading, error) from None
        text = payload.decode(reading.codec, "replace")
        genuine = payload.decode(reading.codec, "ignore").count("\N{REPLACEMENT CHARACTER}")
        replaced = text.count("\N{REPLACEMENT CHARACTER}") - genuine
    return Decoded(
        text=text,
        encoding=canonical(reading.codec),
        reason=reading.reason,
        confidence=reading.confidence,
        alternatives=reading.alternatives,
        replaced=replaced,
    )


def _undecodable(payload: bytes, reading: _Reading, error: UnicodeError) -> DecodeError:
    start = getattr(error, "start", 0)
    bad = payload[start : max(getattr(error, "end", 0), start + 1)][:8].hex(" ").upper()
    before = payload[:start].decode(reading.codec, "ignore")
    line = line_number(before, len(before))
    name = canonical(reading.codec)
    offset = reading.mark + start
    why = "" if reading.reason is Reason.DECLARED else f" ({reading.reason})"
    return DecodeError(
        f"byte {offset} (line {line}) is not {name}{why}: {bad}; declare the right encoding or "
        'replace bad bytes with errors="replace"',
        encoding=name,
        offset=offset,
    )


def _binary(data: bytes) -> DecodeError:
    offset = next((place for place, byte in enumerate(data) if byte < 9), 0)
    return DecodeError(
        f"byte {offset} is {data[offset]:02X}: this looks like a binary file, not text; if it is "
        "text, declare its encoding",
        encoding="binary",
        offset=offset,
    )
