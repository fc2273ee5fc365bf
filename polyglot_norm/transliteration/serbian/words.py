"""Serbian from Latin letters to Cyrillic: all that a table cannot say.

A word is a run of Latin letters. What it is alone says `serbian_foreign`; what its neighbours
make of it is decided here: a foreign name takes the unsure words beside it along (`Boston Globe`),
and what stays in Latin letters is left as it is, case endings after a hyphen aside. How a Serbian
word is spelled says `serbian_letters`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.transliteration.serbian.foreign import (
    State,
    Verdict,
    cyrillic_if_serbian,
    verdict,
    verdict_of_long,
)
from polyglot_norm.transliteration.serbian.letters import may_have_pairs, units
from polyglot_norm.transliteration.serbian.numerals import SENTENCE_ENDS, is_numeral
from polyglot_norm.transliteration.serbian.speller import LONGEST

_LETTER: Final = (
    "A-Za-z"
    "\N{LATIN CAPITAL LETTER A WITH GRAVE}-\N{LATIN CAPITAL LETTER O WITH DIAERESIS}"
    "\N{LATIN CAPITAL LETTER O WITH STROKE}-\N{LATIN SMALL LETTER O WITH DIAERESIS}"
    "\N{LATIN SMALL LETTER O WITH STROKE}-\N{LATIN SMALL LETTER D WITH TAIL}"
    "\N{LATIN CAPITAL LETTER A WITH RING BELOW}-\N{LATIN SMALL LETTER Y WITH LOOP}"
)
_MARK: Final = "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"
# With what English has after an apostrophe.
_CONTRACTED: Final = f"['\N{RIGHT SINGLE QUOTATION MARK}](?:[stdm]|re|ll|ve)(?![{_LETTER}{_MARK}])"
_DEGREES: Final = f"°[CFK](?![{_LETTER}{_MARK}])"
_WORD: Final = re.compile(f"([{_LETTER}][{_LETTER}{_MARK}]*(?:{_CONTRACTED})?|{_DEGREES})")

JOINTS: Final = frozenset((" ", "-", "+", " & ", "\N{NO-BREAK SPACE}", "'"))
"""What stands between the words of one foreign name."""

PER: Final = frozenset("h s m l min sat kg".split())
"""Units after another unit and a slash."""

SHORT: Final = 3
"""Letters of the second half of such as `Wi-Fi`, which is no case ending for its capital."""


def to_cyrillic(text: str, lang: str, rule: str) -> Aligned:
    """The text in Cyrillic letters, foreign words, numerals and units left as they are.

    ``lang`` is the tag of the text; what holds for Serbian holds for all that are written so.

    >>> to_cyrillic("Ljubav i injekcija, Windows i NATO", "sr-Latn", "sr-official").text
    'Љубав и инјекција, Windows и НАТО'
    >>> to_cyrillic("XIV vek, Petar I na Facebook-u", "sr-Latn", "sr-official").text
    'XIV век, Петар I на Facebook-у'
    """
    result = " ".join([becomes for _, becomes in _stretches(text)])
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _edits(text: str, rule: str) -> Iterator[Edit]:
    at = 0
    for stretch, _ in _stretches(text):
        pieces = _WORD.split(stretch)
        for piece, spelled in zip(pieces, _read(pieces), strict=True):
            yield from _edits_of(piece, spelled, at, rule)
            at += len(piece)
        at += 1  # the space between two stretches


def _edits_of(piece: str, spelled: str, at: int, rule: str) -> Iterator[Edit]:
    if piece == spelled:
        return
    if len(piece) == len(spelled) and not may_have_pairs(piece):  # most words
        for place, (latin, cyrillic) in enumerate(zip(piece, spelled, strict=True), at):
            if latin != cyrillic:
                yield Edit(place, place + 1, cyrillic, rule)
        return
    for latin, cyrillic in units(piece):
        if latin != cyrillic:
            yield Edit(at, at + len(latin), cyrillic, rule)
        at += len(latin)


class _Open(str):
    """A token in Cyrillic with a word that belongs to a foreign one beside it, if there is one."""

    __slots__ = ()


class _Telling(_Open):
    """A token with a word in Latin letters, or one that its neighbours tell about."""

    __slots__ = ()


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """The text in stretches that do not matter to each other, each with its Cyrillic.

    Between two stretches is a space. Most tokens say by themselves what they become; only where
    one is telling are those around it read with it.
    """
    tokens = text.split(" ")
    found = list(map(_memory().__getitem__, tokens))
    done = 0
    for start, end in _windows(found) if _Telling in set(map(type, found)) else ():
        if done < start:
            yield " ".join(tokens[done:start]), " ".join(found[done:start])
        stretch = " ".join(tokens[start:end])
        yield stretch, "".join(_read(_WORD.split(stretch)))
        done = end
    if done < len(tokens):
        yield " ".join(tokens[done:]), " ".join(found[done:])


class _Memory(dict[str, str]):
    """Tokens, as stand between spaces, and their Cyrillic; it forgets all when it is full."""

    def __missing__(self, token: str) -> str:
        if "\n" in token:  # the end of a line and the next one's start, seldom met again
            lines = list(map(self.__getitem__, token.split("\n")))
            return "\n".join(lines) if set(map(type, lines)) == {str} else _alone(token)
        becomes = cyrillic_if_serbian(token) or _alone(token)
        if len(token) <= LONGEST:
            if len(self) >= MOST_REMEMBERED:
                self.clear()
            self[token] = becomes
        return becomes


MOST_REMEMBERED: Final = 1 << 16


@cache
def _memory() -> _Memory:
    return _Memory()


def forget() -> None:
    """Forget every word seen, as a fresh process has seen none: for measuring."""
    _memory().clear()
    verdict.cache_clear()


def _alone(token: str) -> str:
    """A token in Cyrillic, as far as its neighbours do not matter."""
    pieces = _WORD.split(token)
    verdicts = list(map(_verdict, pieces[1::2]))
    state = max([found.state for found in verdicts], default=State.SERBIAN)
    becomes = "".join(_spelled(pieces, verdicts))
    if state >= State.FOREIGN:
        return _Telling(becomes)
    return _Open(becomes) if state > State.SERBIAN else becomes


REACH: Final = 6
"""Tokens to each side of one with a word in Latin letters that are read with it."""


def _windows(found: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From where to where tokens must be read together."""
    start = end = 0
    for at in [at for at, token in enumerate(found) if type(token) is _Telling]:
        if at >= end + REACH:
            if end:
                yield start, end
            start = max(end, at - REACH)
            while start > end and isinstance(found[start], _Open):
                start -= 1
        end = max(end, min(len(found), at + REACH))
        while end < len(found) and isinstance(found[end - 1], _Open):
            end += 1
    yield start, end


def _read(pieces: list[str]) -> list[str]:
    return _spelled(pieces, list(map(_verdict, pieces[1::2])))


def _verdict(word: str) -> Verdict:
    return verdict(word) if len(word) <= LONGEST else verdict_of_long(word)


def _spelled(pieces: list[str], verdicts: Sequence[Verdict]) -> list[str]:
    """The pieces of a text, gaps and words in turn, with every Serbian word in Cyrillic."""
    spelled = pieces.copy()
    spelled[1::2] = [found.cyrillic for found in verdicts]
    for number, found in enumerate(verdicts):
        if found.state >= State.FOREIGN:
            at = 2 * number + 1
            if found.state == State.NUMERAL and is_numeral(pieces, at):
                spelled[at] = pieces[at]
            for joined in _company(pieces, verdicts, at):
                spelled[joined] = pieces[joined]
    return spelled


def _company(pieces: Sequence[str], verdicts: Sequence[Verdict], at: int) -> Iterator[int]:
    """The words beside one in Latin letters that stay as they are because it does."""
    state = verdicts[at // 2].state
    if state == State.FOREIGN:
        yield from _joined(pieces, verdicts, at, -2)
        yield from _joined(pieces, verdicts, at, 2)
    elif (
        state == State.KEPT and pieces[at + 1] == "/" and PER.intersection(pieces[at + 2 : at + 3])
    ):
        yield at + 2


def _joined(
    pieces: Sequence[str], verdicts: Sequence[Verdict], at: int, step: int
) -> Iterator[int]:
    """The words on one side of a foreign one that belong to it, up to the next foreign one."""
    at += step
    while 0 < at < len(pieces):
        state = verdicts[at // 2].state
        if state >= State.FOREIGN or not _belongs(pieces, verdicts, at, step):
            return
        yield at
        at += step


def _belongs(pieces: Sequence[str], verdicts: Sequence[Verdict], at: int, step: int) -> bool:
    """Whether a word belongs to the foreign one beside it, against the direction of ``step``."""
    word, gap = pieces[at], pieces[at - step // 2]
    if gap not in JOINTS:
        return False
    state = verdicts[at // 2].state
    if state == State.SERBIAN:
        return gap in "-+" and word[0].isupper() and len(word) <= SHORT
    if gap in "-+" or _is_before_foreign(pieces, verdicts, at, step):
        return True
    if word[0].islower():
        return _are_foreign(verdicts, at // 2 - step // 2, at // 2 - step)
    starts = at == 1 or not SENTENCE_ENDS.isdisjoint(pieces[at - 1])
    return state == State.EITHER or not starts


def _are_foreign(verdicts: Sequence[Verdict], *words: int) -> bool:
    return all(
        0 <= word < len(verdicts) and verdicts[word].state == State.FOREIGN for word in words
    )


def _is_before_foreign(
    pieces: Sequence[str], verdicts: Sequence[Verdict], at: int, step: int
) -> bool:
    """Whether the next word in a direction is foreign too, and of the same name."""
    on = at + step
    if not 0 < on < len(pieces) or pieces[on - step // 2] not in JOINTS:
        return False
    state = verdicts[on // 2].state
    return state == State.FOREIGN or (state == State.EITHER and pieces[on][0].isupper())
