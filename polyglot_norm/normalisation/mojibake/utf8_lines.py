r"""Lines that may be UTF-8 from end to end, decoded with one of the encodings that ftfy knows.

Undamaged lines are hardly ever such, and to see so takes microseconds, where ftfy takes more, and
twenty milliseconds to import.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any, Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import high_half
from polyglot_norm.normalisation.mojibake.plausibility import plausibility
from polyglot_norm.normalisation.mojibake.utf8_letters import are_common
from polyglot_norm.normalisation.mojibake.utf8_signs import begun_in

_WINDOWS: Final = ("cp1252", "cp1250", "cp1254", "cp1257", "cp1253", "cp1251")
_ENCODINGS: Final = (
    *("latin-1", "cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "cp1253"),
    *("mac-roman", "cp437", "cp1251"),
)
"""All that ftfy knows. UTF-8 in Cyrillic is weighed against other mojibake, so that is the last."""

_COMMON: Final = ("latin-1", "cp1252")

_SUBSTITUTE: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands for byte 0x1A in the encodings of Windows, as ftfy has it."""

_PROOF: Final = 4
"""Continuation bytes of UTF-8 in a line that is nothing else, which rules out chance."""

_MARGIN: Final = 2.0
"""In nats: how much more plausible the result of a rarer encoding must be."""

_WHOLE: Final = re.compile(
    rb"""(?:
        [\x00-\x7f]++
      | [\xc0-\xdf][\x80-\xbf\ ]
      | [\xe0-\xef][\x80-\xbf\ ]{2}
      | [\xf0-\xff][\x80-\xbf\ ]{3}
    )*+""",
    re.VERBOSE,
)
"""Anything that may pass for UTF-8, if a space may have been a no-break one."""

_LONE: Final = re.compile(r"[\x00-\x1f!-\x7f][^\x00-\x7f\ufffd][\x00-\x1f!-\x7f]")
"""A character that is no part of a sequence."""

_RARE: Final = re.compile("[^\0-\u052f\u1e00-\u22ff]")
"""Characters of which more may come of a sequence if a line has some: see `by_ftfy.parts`."""

_TWO: Final = rb"[\xc2-\xdf][\x80-\xbf] | [\xc2\xc3\xc5\xce\xd0\xd9][ ]"
_THREE: Final = rb"[\x80-\xbf]{2} | (?<=[\xe2\xe3])[ ][\x80-\xbf] | (?<=[\xe0-\xe3])[\x80-\xbf][ ]"
_FOUR: Final = rb"[\xf0-\xf4][\x80-\xbf]{3} | \xf0[\x80-\xbf\ ]{3}"
_ANY: Final = re.compile(rb"%b | [\xe0-\xef](?:%b) | %b" % (_TWO, _THREE, _FOUR), re.VERBOSE)
_LIKELY: Final = re.compile(
    rb"%b | \xe1(?=[\xb8-\xbf])(?:%b) | [\xe2\xef](?:%b) | %b" % (_TWO, _THREE, _THREE, _FOUR),
    re.VERBOSE,
)
"""Sequences, of which a space may be part. The likely ones are those for characters up to U+052F,
from U+1E00 to U+2FFF and from U+F000 on, among which are those of all encodings, in which a
character may be part of another sequence."""

_FIRST_COMMON: Final = 0xA0
"""The first byte in windows-1251 of letters other than Ђ, Ѓ, Љ, Њ, Ќ, Ћ and Џ."""

_FIRST_LEAD: Final = 0xC0
_SPACED: Final = b"\xc2\xc3\xc5\xce\xd0\xd9\xe2\xe3\xf0"
"""The first bytes of the sequences above in which a space may follow."""

_NEIGHBOURS: Final = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|\x20)+")
"""What sequences are part of."""

_BEFORE_SPACE: Final = re.compile("[^\x00-\x7f](?= )")

_C1: Final = re.compile("[\x80-\x9f]")


class Read(NamedTuple):
    """A line as bytes of an encoding."""

    encoding: str
    line: bytes


def may_be_whole(line: str) -> bool:
    """Return True if ftfy may find that all of a line is UTF-8.

    >>> may_be_whole("trÃ¨s bien"), may_be_whole("déjà vu: Ã©")
    (True, False)
    """
    # In place of C1 controls, ftfy reads characters of windows-1252, and then looks again.
    return _C1.search(line) is not None or next(_possible(line), None) is not None


def may_have_parts(line: str) -> bool:
    """Return True if ftfy may find UTF-8 in parts of a line.

    >>> may_have_parts("À la carte: Ã©"), may_have_parts("hər şey üçün")
    (True, False)
    """
    if may_be_whole(line):
        return True
    if all(map(are_common, _NEIGHBOURS.findall(line))):
        return False
    begun = begun_in(line)
    last = {line[match.start()] for match in _BEFORE_SPACE.finditer(line)}
    return any(
        _has_parts(line, encoding)
        for encoding in _ENCODINGS
        if encoding not in ("mac-roman", "cp437")  # ftfy has those in whole lines only
        and (encoding in begun or not last.isdisjoint(_before_space(encoding)))
    )


def _has_parts(line: str, encoding: str) -> bool:
    """Return True if a line holds sequences that ftfy may think badly of.

    Letters of one alphabet may be a sequence by chance: СІ in ``СІМ``, šš in ``Náššuvnnaid``.
    """
    wanted = _ANY if _RARE.search(line) else _LIKELY
    read, _ = codecs.charmap_encode(line, "replace", _table(encoding))
    runs = [match.span() for match in _runs(wanted).finditer(read)]
    if all(are_common(line[start:end]) for start, end in runs):
        return False
    return encoding != "cp1251" or any(_is_odd(line, read, *run) for run in runs)


def _is_odd(line: str, read: bytes, start: int, end: int) -> bool:
    """Return True if a run is not of Russian letters and their like."""
    return any(
        line[at] > "\x7f" and (not line[at].isalpha() or read[at] < _FIRST_COMMON)
        for at in range(start, end)
    )


@cache
def _runs(sequence: re.Pattern[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"(?:%b)+" % sequence.pattern, re.VERBOSE)


def plain(line: str) -> str | None:
    """Return a line that is all UTF-8, if it was decoded in one of the common ways.

    If it may be in several, the most plausible result is returned.

    >>> plain("trÃ¨s bien, l'Ã©tÃ© dÃ©jÃ\N{NO-BREAK SPACE}"), plain("trÃ¨s bien")
    ("très bien, l'été déjà", None)
    """
    found: list[str] = []
    for encoding, read in _possible(line):
        if encoding == "cp1251":
            continue
        with suppress(UnicodeError):
            fixed = read.decode("utf-8")
            if encoding == "cp437" and "ſ" in fixed:  # box drawing: ┼┐
                continue
            if len(line) - len(fixed) >= _PROOF and fixed not in found:
                found.append(fixed)
                if encoding in _COMMON:
                    break
    if not found:
        return None
    best = found[0]
    for fixed in found[1:]:
        if plausibility(fixed) > plausibility(best) + _MARGIN:
            best = fixed
    return best


def _possible(line: str) -> Iterator[Read]:
    """Yield a line in each encoding that has all of its characters, where it may be UTF-8."""
    if _LONE.search(line):
        return
    for encoding in _begun(line):
        with suppress(UnicodeError):
            read, _ = codecs.charmap_encode(line, "strict", _table(encoding))
            if _WHOLE.fullmatch(read):
                yield Read(encoding, read)


def _begun(line: str) -> Iterator[str]:
    """Yield the encodings in which a first byte of a sequence is in a line; all if it is ASCII."""
    characters = set(line)
    is_ascii = line.isascii()
    for encoding in _ENCODINGS:
        if is_ascii or not characters.isdisjoint(_leads(encoding)):
            yield encoding


@cache
def _before_space(encoding: str) -> frozenset[str]:
    """Return the first bytes of sequences whose second byte may have become a space."""
    return frozenset(char for byte, char in high_half(encoding) if byte in _SPACED)


@cache
def _leads(encoding: str) -> frozenset[str]:
    return frozenset(char for byte, char in high_half(encoding) if byte >= _FIRST_LEAD)


@cache
def _table(encoding: str) -> Any:
    """Return the table by which a text is written in an encoding, holes as C1 controls."""
    low = bytes(range(0x80)).decode()
    if encoding in _WINDOWS:
        low = low.replace("\x1a", _SUBSTITUTE)
    return codecs.charmap_build(low + "".join(char for _, char in high_half(encoding)))
