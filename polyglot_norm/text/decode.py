"""Decoding of bytes whose encoding may be unknown."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from polyglot_norm.errors import DecodeError, PolyglotError, nearest
from polyglot_norm.text.bad_bytes import BadBytes, bad_bytes
from polyglot_norm.text.ebcdic import ebcdic_codec
from polyglot_norm.text.encodings import canonical, resolve
from polyglot_norm.text.lines import line_number
from polyglot_norm.text.seven_bit import seven_bit_codec
from polyglot_norm.text.stated_encoding import stated_encoding
from polyglot_norm.text.unmarked import control_share, is_damaged_utf8, utf8_text, wide_codec


class Reason(StrEnum):
    """Why bytes were decoded in an encoding; each is a phrase for use in messages."""

    DECLARED = "declared"
    DECLARED_WITHOUT_MARK = "declared; no byte-order mark, so decoded as little-endian"
    EMPTY = "empty"
    BYTE_ORDER_MARK = "byte-order mark"
    ASCII = "plain ASCII"
    UTF_8 = "valid UTF-8"
    DAMAGED_UTF_8 = "UTF-8 except for a few bytes"
    ZERO_BYTES = "zero bytes in the positions of UTF-16 or UTF-32"
    SHIFTS = "shift sequences of a 7-bit encoding"
    DETECTED = "detected by its letters"
    LETTERS = "detected by its letters, not the encoding that it states"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text; declaring its ``encoding`` gives the same text again.

    ``replaced`` is the number of U+FFFD that stand for undecodable bytes (``errors="replace"``),
    ``bad_bytes`` says where the first of them are.
    ``confidence`` is 1 unless the encoding was guessed; ``alternatives`` are then the encodings
    that would give other letters and fit nearly as well.
    """

    text: str
    encoding: str
    reason: Reason
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    replaced: int = 0
    bad_bytes: tuple[BadBytes, ...] = ()


class _Decoding(NamedTuple):
    """A way to decode bytes: one of Python's codecs, after a mark of some bytes."""

    codec: str
    reason: Reason
    mark: int = 0
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    text: str | None = None
    """The decoded text, where recognising it took decoding all of it."""


# UTF-32 LE must come before UTF-16 LE, whose mark is the beginning of its own.
_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_EBCDIC = 0.99  # the confidence where most bytes are letters and spaces of EBCDIC
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
    r"""Decode bytes, and return the text, its encoding and how that was found.

    A declared ``encoding`` takes precedence, then a byte-order mark, then zero bytes where UTF-16
    or UTF-32 have them, then shift sequences (ISO-2022, HZ, UTF-7), then valid UTF-8, then the
    letters of a language. Detection on a few words is a guess, so declare the encoding if you know
    it. With ``errors="replace"``, undecodable bytes become U+FFFD. Line ends are kept.

    >>> decode("Зашто не?\n".encode("windows-1251")).text
    'Зашто не?\n'
    >>> decode(b"\xef\xbb\xbfna\xc3\xafve").reason.value
    'byte-order mark'
    >>> print(*decode(b"caf\xe9", encoding="utf-8", errors="replace").bad_bytes)
    E9 at byte 3, line 1
    >>> try:
    ...     decode(b"caf\xe9", encoding="utf-8")
    ... except DecodeError as error:
    ...     error.encoding, error.offset
    ('utf-8', 3)

    Raises:
        DecodeError: some bytes cannot be decoded, or ``data`` is not text.
    """
    if errors not in ("strict", "replace"):
        hint = nearest(errors, ("strict", "replace")) or " give 'strict' or 'replace'"
        raise PolyglotError(f"invalid errors {errors!r};{hint}")
    decoding = _declared(data, encoding) if encoding is not None else _recognised(data)
    return _decoded(data, decoding, errors)


def _declared(data: bytes, encoding: str) -> _Decoding:
    codec = resolve(encoding)
    codec = "utf-8" if codec == "utf-8-sig" else codec
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(codec):
            return _Decoding(marked, Reason.DECLARED, len(mark))
    if codec in ("utf-16", "utf-32"):
        return _Decoding(f"{codec}-le", Reason.DECLARED_WITHOUT_MARK)
    return _Decoding(codec, Reason.DECLARED)


def _recognised(data: bytes) -> _Decoding:
    """Return the decoding found by the first recogniser that finds any, the surest first."""
    if not data:
        return _Decoding("utf-8", Reason.EMPTY)
    return _marked(data) or _unmarked(data) or _guessed(data)


def _marked(data: bytes) -> _Decoding | None:
    for mark, codec in _MARKS:
        # FF FE 00 00 also begins a UTF-16 text whose first character is NUL.
        if data.startswith(mark) and (codec != "utf-32-le" or _decodes(data, codec)):
            return _Decoding(codec, Reason.BYTE_ORDER_MARK, len(mark))
    return None


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _unmarked(data: bytes) -> _Decoding | None:
    """Return the decoding of Unicode without a mark, or None.

    Raises:
        DecodeError: ``data`` is not text.
    """
    if data.startswith(_BINARY_SIGNATURES) and control_share(data) > 0:
        raise _binary(data)
    text = utf8_text(data)
    if codec := wide_codec(data, is_utf8=text is not None):
        return _Decoding(codec, Reason.ZERO_BYTES)
    if data.isascii() and (codec := seven_bit_codec(data)):
        return _Decoding(codec, Reason.SHIFTS)
    if text is None and (codec := ebcdic_codec(data)):
        return _Decoding(codec, Reason.DETECTED, confidence=_EBCDIC)
    # UTF-8 may contain odd bytes; other data is allowed fewer (of random bytes, 10 % are).
    if control_share(data) > (0.05 if text is None else 0.3):
        raise _binary(data)
    if text is not None:
        return _Decoding("utf-8", Reason.ASCII if text.isascii() else Reason.UTF_8, text=text)
    return _Decoding("utf-8", Reason.DAMAGED_UTF_8) if is_damaged_utf8(data) else None


def _guessed(data: bytes) -> _Decoding:
    from polyglot_norm.text.charset import guess  # here, since UTF-8 does not need it

    stated = stated_encoding(data)
    found = guess(data, stated)
    if found.codec == "utf-8":
        return _Decoding(found.codec, Reason.DAMAGED_UTF_8)
    contradicts = stated not in (None, found.codec) and (
        data.decode(stated or "", "replace") != data.decode(found.codec, "replace")
    )
    return _Decoding(
        found.codec,
        Reason.LETTERS if contradicts else Reason.DETECTED,
        confidence=found.confidence,
        alternatives=tuple(map(canonical, found.alternatives)),
    )


def _decoded(data: bytes, decoding: _Decoding, errors: str) -> Decoded:
    payload = data[decoding.mark :] if decoding.mark else data
    replaced, bad = 0, []
    try:
        text = payload.decode(decoding.codec) if decoding.text is None else decoding.text
    except UnicodeError as error:
        if errors == "strict":
            raise _undecodable(payload, decoding, error) from None
        text = payload.decode(decoding.codec, "replace")
        genuine = payload.decode(decoding.codec, "ignore").count("\N{REPLACEMENT CHARACTER}")
        replaced = text.count("\N{REPLACEMENT CHARACTER}") - genuine
        bad = bad_bytes(payload, decoding.codec)
    return Decoded(
        text=text,
        encoding=canonical(decoding.codec),
        reason=decoding.reason,
        confidence=decoding.confidence,
        alternatives=decoding.alternatives,
        replaced=replaced,
        bad_bytes=tuple(each._replace(offset=each.offset + decoding.mark) for each in bad),
    )


def undecodable(encoding: str, offset: int, line: int, bad: bytes) -> DecodeError:
    r"""Return the error about ``bad`` bytes that are not text in an encoding.

    >>> undecodable("utf-8", 12, 2, b"\xff").args[0].partition(";")[0]
    'invalid utf-8 at byte 12 (line 2): FF'
    """
    return DecodeError(
        f"invalid {encoding} at byte {offset} (line {line}): {bad[:8].hex(' ').upper()}; declare "
        'the right encoding or replace bad bytes with errors="replace"',
        encoding=encoding,
        offset=offset,
    )


def _undecodable(payload: bytes, decoding: _Decoding, error: UnicodeError) -> DecodeError:
    start = getattr(error, "start", 0)
    bad = payload[start : max(getattr(error, "end", 0), start + 1)]
    before = payload[:start].decode(decoding.codec, "ignore")
    line = line_number(before, len(before))
    return undecodable(canonical(decoding.codec), decoding.mark + start, line, bad)


def _binary(data: bytes) -> DecodeError:
    offset = next((at for at, byte in enumerate(data) if byte < 9), 0)
    return DecodeError(
        f"byte {offset} is {data[offset]:02X}: this looks like a binary file, not text; if it is "
        "text, declare its encoding",
        encoding="binary",
        offset=offset,
    )
