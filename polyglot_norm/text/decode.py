"""Decoding of bytes whose encoding may be unknown."""

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
    """Why bytes were decoded in an encoding; each is a phrase for use in messages."""

    DECLARED = "declared"
    DECLARED_WITHOUT_MARK = "declared; no byte-order mark, so decoded as little-endian"
    EMPTY = "empty"
    BYTE_ORDER_MARK = "byte-order mark"
    ASCII = "plain ASCII"
    UTF_8 = "valid UTF-8"
    DAMAGED_UTF_8 = "UTF-8 except for a few bytes"
    ZERO_BYTES = "zero bytes in the positions of UTF-16 or UTF-32"
    DETECTED = "detected by charset-normalizer"
    LETTERS = "detected by its letters, overruling charset-normalizer"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text; declaring its ``encoding`` gives the same text again.

    ``replaced`` is the number of U+FFFD that stand for undecodable bytes (``errors="replace"``).
    ``confidence`` is 1 unless the encoding was guessed; ``alternatives`` are then the encodings
    that would give other letters and fit nearly as well.
    """

    text: str
    encoding: str
    reason: Reason
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    replaced: int = 0


class _Decoding(NamedTuple):
    """A way to decode bytes: one of Python's codecs, after a mark of some bytes."""

    codec: str
    reason: Reason
    mark: int = 0
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


# UTF-32 LE must come before UTF-16 LE, whose mark is the beginning of its own.
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
    r"""Decode bytes, and return the text, its encoding and how that was found.

    A declared ``encoding`` takes precedence, then a byte-order mark, then valid UTF-8, then zero
    bytes in the positions of UTF-16 or UTF-32, then the frequencies of letters. Detection on a few
    words is a guess, so declare the encoding if you know it. With ``errors="replace"``, undecodable
    bytes become U+FFFD. Line ends are kept.

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
    if codec := wide_codec(data):
        return _Decoding(codec, Reason.ZERO_BYTES)
    whole = is_utf8(data)
    # UTF-8 may contain odd bytes; other data is allowed fewer (of random bytes, 10 % are).
    if control_share(data) > (0.3 if whole else 0.05):
        raise _binary(data)
    if whole:
        return _Decoding("utf-8", Reason.ASCII if data.isascii() else Reason.UTF_8)
    return _Decoding("utf-8", Reason.DAMAGED_UTF_8) if is_damaged_utf8(data) else None


def _guessed(data: bytes) -> _Decoding:
    from polyglot_norm.text.charset import guess  # here, since UTF-8 does not need it

    found = guess(data)
    agreed = found.proposed == found.charset.codec
    reason = Reason.DETECTED if agreed else Reason.LETTERS
    return _Decoding(
        found.charset.codec,
        reason,
        confidence=found.confidence,
        alternatives=found.alternatives,
    )


def _decoded(data: bytes, decoding: _Decoding, errors: str) -> Decoded:
    payload = data[decoding.mark :] if decoding.mark else data
    replaced = 0
    try:
        text = payload.decode(decoding.codec)
    except UnicodeError as error:
        if errors == "strict":
            raise _undecodable(payload, decoding, error) from None
        text = payload.decode(decoding.codec, "replace")
        genuine = payload.decode(decoding.codec, "ignore").count("\N{REPLACEMENT CHARACTER}")
        replaced = text.count("\N{REPLACEMENT CHARACTER}") - genuine
    return Decoded(
        text=text,
        encoding=canonical(decoding.codec),
        reason=decoding.reason,
        confidence=decoding.confidence,
        alternatives=decoding.alternatives,
        replaced=replaced,
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
