"""Parts of a line that are UTF-8 beyond doubt, wrongly decoded as one of many encodings.

Beyond doubt are sequences of three bytes or more for punctuation, symbols and emoji (``â€™``,
``ðŸ˜€``), and all sequences of a line that has hardly anything else beyond ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple
from unicodedata import category

from polyglot_norm.normalisation.mojibake.codepages import as_bytes, high_half
from polyglot_norm.normalisation.mojibake.single_byte import Change
from polyglot_norm.normalisation.mojibake.utf8_signs import CYRILLIC, ENCODINGS, begun_in
from polyglot_norm.text.characters import script

_LATIN: Final = ("cp1252", "cp1250", "cp1254", "mac-roman", "cp437")
_PROOF: Final = 4
"""Continuation bytes that rule out chance, among little else."""

_FEWEST: Final = 3
"""Sequences of three bytes that are no chance in Cyrillic letters."""

_MOST: Final = 0.8
"""The share of the characters beyond ASCII that belong to them."""

_SEQUENCE: Final = re.compile(
    rb"""
      [\xc2-\xdf][\x80-\xbf]
    | [\xe0-\xef][\x80-\xbf](?:[\x80-\xbf]|[ ](?=[\xe0-\xef][\x80-\xbf]))  # no-break space
    | [\xf0-\xf4][\x80-\xbf]{3}
    """,
    re.VERBOSE,
)
"""Two to four bytes; the last of three may be a space that was a no-break one."""

_C1: Final = re.compile("[\x80-\x9f]")
_RUN: Final = re.compile(r"[^\x00-\x7f]{2,}")
_SIGN: Final = re.compile("[\u2010-\u204a₠-₿№™←-↙−≠-≥■-◿☀-➿\U0001f000-\U0001faff]")
_EAST_ASIAN: Final = re.compile("[\u3000-\u30ff\uff00-\uffef]")
_ANYWHERE: Final = frozenset(("Latn", "Zyyy", "Zinh"))
_JAPANESE: Final = frozenset(("Hani", "Hira", "Kana"))
_NEVER: Final = frozenset(("Cc", "Cn", "Co", "Cs"))
"""Categories of characters that nobody wrote: controls, and what is unassigned or private."""


class Runs(NamedTuple):
    """The sequences of a line in an encoding, as changes."""

    encoding: str
    changes: tuple[Change, ...]


def certain(line: str) -> Runs | None:
    """Return the sequences of a line that are beyond doubt, None without any.

    >>> [change.text for change in certain("PowerHouseâ„¢ – voilÃ\N{NO-BREAK SPACE}").changes]
    ['™']
    >>> "".join(change.text for change in certain("ä¸­çš„ (å…ƒç´)").changes)
    '中的元'
    """
    best = None
    most = 0
    begun = begun_in(line)
    beyond = _beyond(line)
    runs = _RUN.findall(line)
    # The last byte of a sequence may be a space, which is not beyond ASCII.
    near = "".join(runs)
    may_be_all = len(near) + len(runs) >= _MOST * beyond
    for encoding in ENCODINGS:
        if encoding not in begun:
            continue
        if encoding in CYRILLIC:
            if best is None and beyond % 3:  # see `_is_other_script`
                continue
        elif not may_be_all and _of_signs(encoding).isdisjoint(near):
            continue
        found = list(_sequences(line, encoding))
        covered = _length(found)
        if encoding in CYRILLIC:
            if covered > most and not _is_other_script(line, found):
                best, most = None, covered
        elif not _is_nearly_all(line, found):
            found = [change for change in found if _is_sign(line, change)]
            covered = _length(found)
        if covered > most:
            best, most = Runs(encoding, tuple(found)), covered
    return best


def spans(text: str) -> list[tuple[int, int]]:
    """Return where sequences are, in the Latin encoding in which there are most.

    The last bytes of one may be lost.
    """
    names = _LATIN if _C1.search(text) else filter(begun_in(text).__contains__, _LATIN)
    each = ([match.span() for match in _begun(name).finditer(text)] for name in names)
    return max(each, key=len, default=[])


def _length(found: Sequence[Change]) -> int:
    return sum(change.end - change.start for change in found)


def _is_nearly_all(line: str, found: Sequence[Change]) -> bool:
    """Return True if a line holds hardly anything beyond ASCII but so many sequences."""
    covered = _length(found)
    nearly = covered - len(found) >= _PROOF and covered >= _MOST * _beyond(line)
    return nearly and _is_one_script(found)


def _is_one_script(found: Sequence[Change]) -> bool:
    """Return True if there are only common marks and letters of one script besides Latin."""
    scripts = {script(change.text) for change in found} - _ANYWHERE
    marks = (change.text for change in found if script(change.text) == "Zyyy")
    common = all(mark < "\u2000" or _SIGN.match(mark) or _EAST_ASIAN.match(mark) for mark in marks)
    return common and (len(scripts) <= 1 or scripts <= _JAPANESE)


def _is_other_script(line: str, found: Sequence[Change]) -> bool:
    """Return True if a line is nothing but sequences of three bytes beyond ASCII.

    In Cyrillic encodings, they may be letters, and shorter ones are letters of other mojibake:
    `best_repair` weighs them.
    """
    covered = _length(found)
    return len(found) >= _FEWEST and covered == 3 * len(found) == _beyond(line)


def _beyond(line: str) -> int:
    return len(line) - len(line.encode("ascii", "ignore"))


def _sequences(line: str, encoding: str) -> Iterator[Change]:
    """Yield the well-formed sequences of a line."""
    read = as_bytes(line, (encoding,), controls=True)
    no_break_space = as_bytes("\N{NO-BREAK SPACE}", (encoding,))
    for match in _SEQUENCE.finditer(read):
        try:
            text = match[0].replace(b" ", no_break_space).decode()
        except UnicodeError:
            continue
        if category(text) not in _NEVER and not (text == "ſ" and encoding == "cp437"):
            yield Change(match.start(), match.end(), text, 1)


def _is_sign(line: str, change: Change) -> bool:
    """Return True for a common mark, symbol or emoji that is not among other letters."""
    beside = line[max(0, change.start - 1) : change.start] + line[change.end : change.end + 1]
    foreign = any(char > "\x7f" and char.isalpha() for char in beside)
    return not foreign and bool(_SIGN.match(change.text))


@cache
def _of_signs(encoding: str) -> frozenset[str]:
    """Return the first bytes of all common marks, symbols and emoji, as `_is_sign` has them."""
    return frozenset(chr(code) for code, byte in _bytes(encoding).items() if byte in (0xE2, 0xF0))


@cache
def _bytes(encoding: str) -> dict[int, int]:
    """Return the byte of each character beyond ASCII, C1 controls among them."""
    controls = {code: code for code in range(0x80, 0xA0)}
    return controls | {ord(char): byte for byte, char in high_half(encoding)}


@cache
def _begun(encoding: str) -> re.Pattern[str]:
    """Return a regex for a sequence, which may lack its last bytes after one that no text has.

    Not if a no-break space is the second byte: French é before one and » would be a sequence.
    """
    later, longer = _of(encoding, 0x80, 0xC0), _of(encoding, 0xE0, 0xF5)
    two = f"{_of(encoding, 0xC2, 0xE0)}{later}"
    return re.compile(f"{two}|{longer}(?!\N{NO-BREAK SPACE})(?:{later}{{2,3}}|[\x80-\x9f])")


def _of(encoding: str, first: int, end: int) -> str:
    """Return the regex class of the characters of some bytes."""
    found = {chr(code) for code, byte in _bytes(encoding).items() if first <= byte < end}
    return f"[{''.join(map(re.escape, sorted(found)))}]"
