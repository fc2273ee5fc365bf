"""Transliteration of Serbian text from Latin to Cyrillic.

A word is a run of Latin letters. `foreign_words` judges each word alone; this module corrects that
by the neighbours: a foreign name keeps the unsure words beside it (`Boston Globe`), and words that
stay in Latin are left as they are, except for case endings after a hyphen. `cyrillic_word` converts
the Serbian words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.transliteration.serbian.cyrillic_word import letters, may_have_digraph
from polyglot_norm.transliteration.serbian.foreign_words import (
    ENDINGS,
    Verdict,
    WordKind,
    cyrillic_if_serbian,
    listed,
    signs,
    verdict,
    verdict_of_long,
)
from polyglot_norm.transliteration.serbian.formulas import EQUATION, FORMAT, FORMULA, SIGN, SYMBOL
from polyglot_norm.transliteration.serbian.phrases import pattern
from polyglot_norm.transliteration.serbian.roman_numerals import SENTENCE_ENDS, is_numeral
from polyglot_norm.transliteration.serbian.speller import LONGEST

_LETTER: Final = (
    "A-Za-z"
    "\N{LATIN CAPITAL LETTER A WITH GRAVE}-\N{LATIN CAPITAL LETTER O WITH DIAERESIS}"
    "\N{LATIN CAPITAL LETTER O WITH STROKE}-\N{LATIN SMALL LETTER O WITH DIAERESIS}"
    "\N{LATIN SMALL LETTER O WITH STROKE}-\N{LATIN SMALL LETTER D WITH TAIL}"
    "\N{LATIN CAPITAL LETTER A WITH RING BELOW}-\N{LATIN SMALL LETTER Y WITH LOOP}"
)
_MARK: Final = "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"
# English contractions after an apostrophe.
_CONTRACTED: Final = f"['\N{RIGHT SINGLE QUOTATION MARK}](?:[stdm]|re|ll|ve)(?![{_LETTER}{_MARK}])"
_DEGREES: Final = f"°[CFK](?![{_LETTER}{_MARK}])"
_KEPT_OR_WORD: Final = (
    f"{FORMULA}(?![{_LETTER}{_MARK}])|[{_LETTER}][{_LETTER}{_MARK}]*(?:{_CONTRACTED})?|{_DEGREES}"
)
_WORD: Final = re.compile(f"({_KEPT_OR_WORD})")


@cache
def _word_or_phrase() -> re.Pattern[str]:
    """Return the regex for text that may have more than words: it takes twice the time."""
    return re.compile(
        f"({EQUATION}|(?:{FORMAT}|{SYMBOL})(?![{_LETTER}{_MARK}])"
        f"|(?<![{_LETTER}]){pattern()}(?![{_LETTER}{_MARK}])|{_KEPT_OR_WORD})"
    )


def _pieces(text: str) -> list[str]:
    """Return the text cut into gaps and words in turn; a phrase or formula counts as a word."""
    pieces = _WORD.split(text)
    return _word_or_phrase().split(text) if _is_special(text, pieces) else pieces


def _is_special(text: str, pieces: Sequence[str]) -> bool:
    """Return True if there may be a phrase, an equation or the like."""
    return SIGN.search(text) is not None or not signs().isdisjoint(map(str.lower, pieces[1::2]))


JOINTS: Final = frozenset((" ", "-", "+", " & ", "\N{NO-BREAK SPACE}", "'"))
"""The gaps between the words of a foreign name."""

PER: Final = frozenset("h s m l min sat kg".split())
"""Units that may follow another unit and a slash."""

SHORT: Final = 3
"""Longest second half of names such as `Wi-Fi`: its upper case tells it from a case ending."""


def to_cyrillic(text: str, lang: str, rule: str) -> Aligned:
    """Return the text in Cyrillic, except for foreign words, numerals and units.

    ``lang`` is the tag of the text; Bosnian and Serbo-Croatian are converted like Serbian.

    >>> to_cyrillic("Ljubav i injekcija, Windows i NATO", "sr-Latn", "sr-official").text
    'Љубав и инјекција, Windows и НАТО'
    >>> to_cyrillic("XIV vek, Petar I na Facebook-u", "sr-Latn", "sr-official").text
    'XIV век, Петар I на Facebook-у'
    """
    result = " ".join([converted for _, converted in _parts(text)])
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _edits(text: str, rule: str) -> Iterator[Edit]:
    at = 0
    for part, _ in _parts(text):
        pieces = _pieces(part)
        for piece, converted in zip(pieces, _convert(pieces), strict=True):
            yield from _edits_of(piece, converted, at, rule)
            at += len(piece)
        at += 1  # the space between two parts


def _edits_of(piece: str, converted: str, at: int, rule: str) -> Iterator[Edit]:
    if piece == converted:
        return
    if len(piece) == len(converted) and not may_have_digraph(piece):  # most words
        for place, (latin, cyrillic) in enumerate(zip(piece, converted, strict=True), at):
            if latin != cyrillic:
                yield Edit(place, place + 1, cyrillic, rule)
        return
    for latin, cyrillic in letters(piece):
        if latin != cyrillic:
            yield Edit(at, at + len(latin), cyrillic, rule)
        at += len(latin)


class _Affected(str):
    """A converted token with a word that a foreign neighbour may keep in Latin."""

    __slots__ = ()


class _Affecting(_Affected):
    """A converted token with a word that affects its neighbours, or a numeral they decide."""

    __slots__ = ()


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text that do not affect each other, each with its conversion.

    Parts are separated by a space. Most tokens can be converted alone and are cached; those around
    an affecting token are converted together.
    """
    tokens = text.split(" ")
    found = list(map(_cache().__getitem__, tokens))
    done = 0
    for start, end in _windows(found) if _Affecting in set(map(type, found)) else ():
        if done < start:
            yield " ".join(tokens[done:start]), " ".join(found[done:start])
        part = " ".join(tokens[start:end])
        yield part, "".join(_convert(_pieces(part)))
        done = end
    if done < len(tokens):
        yield " ".join(tokens[done:]), " ".join(found[done:])


class _TokenCache(dict[str, str]):
    """Tokens between spaces and their conversions; emptied when it is full."""

    def __missing__(self, token: str) -> str:
        if "\n" in token:  # the end of a line and the start of the next, rarely met again
            lines = list(map(self.__getitem__, token.split("\n")))
            return "\n".join(lines) if set(map(type, lines)) == {str} else _convert_token(token)
        converted = cyrillic_if_serbian(token) or _convert_token(token)
        if len(token) <= LONGEST:
            if len(self) >= MOST_CACHED:
                self.clear()
            self[token] = converted
        return converted


MOST_CACHED: Final = 1 << 16


@cache
def _cache() -> _TokenCache:
    return _TokenCache()


def clear_caches() -> None:
    """Forget all words seen, for measurements."""
    _cache().clear()
    verdict.cache_clear()


def _convert_token(token: str) -> str:
    """Return a token converted without its neighbours, marked if they matter."""
    pieces = _pieces(token)
    verdicts = list(map(_verdict, pieces[1::2]))
    kind = max([found.kind for found in verdicts], default=WordKind.SERBIAN)
    converted = "".join(_corrected(pieces, verdicts))
    if kind >= WordKind.FOREIGN or _is_special(token, pieces):
        return _Affecting(converted)
    return _Affected(converted) if kind > WordKind.SERBIAN else converted


REACH: Final = 6
"""Tokens on each side of an affecting one that are converted with it."""


def _windows(found: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of tokens that must be converted together."""
    start = end = 0
    for at in [at for at, token in enumerate(found) if type(token) is _Affecting]:
        if at >= end + REACH:
            if end:
                yield start, end
            start = max(end, at - REACH)
            while start > end and isinstance(found[start], _Affected):
                start -= 1
        end = max(end, min(len(found), at + REACH))
        while end < len(found) and isinstance(found[end - 1], _Affected):
            end += 1
    yield start, end


def _convert(pieces: list[str]) -> list[str]:
    return _corrected(pieces, list(map(_verdict, pieces[1::2])))


def _verdict(word: str) -> Verdict:
    return verdict(word) if len(word) <= LONGEST else verdict_of_long(word)


def _corrected(pieces: list[str], verdicts: Sequence[Verdict]) -> list[str]:
    """Return the pieces, alternating gaps and words, with every Serbian word in Cyrillic."""
    converted = pieces.copy()
    converted[1::2] = [found.cyrillic for found in verdicts]
    for number, found in enumerate(verdicts):
        at = 2 * number + 1
        if found.kind >= WordKind.FOREIGN:
            if found.kind == WordKind.NUMERAL and is_numeral(pieces, at):
                converted[at] = pieces[at]
            for kept in _kept_with(pieces, verdicts, at):
                converted[kept] = pieces[kept]
        elif pieces[at + 1] == "-" and _is_acronym(*pieces[at : at + 3 : 2]):
            converted[at] = pieces[at]
    return converted


def _is_acronym(word: str, ending: str = "") -> bool:
    """Return True for an acronym in lower case with an ending after a hyphen, as in `cd-ovi`."""
    return word.upper() in listed("exact") and (ending in ENDINGS or ending in _ACRONYM_ENDINGS)


_ACRONYM_ENDINGS: Final = frozenset("evi eva eve evima jevi jeva jeve jevima".split())


def _kept_with(pieces: Sequence[str], verdicts: Sequence[Verdict], at: int) -> Iterator[int]:
    """Yield the words that stay in Latin because the word ``at`` does."""
    kind = verdicts[at // 2].kind
    if kind == WordKind.FOREIGN:
        yield from _same_name(pieces, verdicts, at, -2)
        yield from _same_name(pieces, verdicts, at, 2)
    elif kind == WordKind.KEPT and _is_part_of_symbol(*pieces[at + 1 : at + 3]):
        yield at + 2


def _is_part_of_symbol(gap: str, word: str = "") -> bool:
    """Return True if a unit or a letter belongs to the symbol before it: `km/h`, `USB-C`."""
    return (gap == "/" and word in PER) or (gap == "-" and len(word) == 1 and word.isupper())


def _same_name(
    pieces: Sequence[str], verdicts: Sequence[Verdict], at: int, step: int
) -> Iterator[int]:
    """Yield the words of the same name on one side of a foreign one, up to the next foreign one."""
    at += step
    while 0 < at < len(pieces):
        kind = verdicts[at // 2].kind
        if kind >= WordKind.FOREIGN or not _belongs(pieces, verdicts, at, step):
            return
        yield at
        at += step


def _belongs(pieces: Sequence[str], verdicts: Sequence[Verdict], at: int, step: int) -> bool:
    """Return True if a word belongs to the foreign one next to it, which is ``step`` before."""
    word, gap = pieces[at], pieces[at - step // 2]
    kind = verdicts[at // 2].kind
    if gap not in JOINTS:  # iPhone 15 Pro
        return step > 0 and kind == WordKind.EITHER and _MODEL_NUMBER.fullmatch(gap) is not None
    if kind == WordKind.SERBIAN:
        if step > 0 and word.isupper() and pieces[at + 1][:1].isdigit():  # Galaxy S23
            return len(word) <= SHORT
        if step < 0 and gap == "-" and len(word) == 1:  # e-mail
            return True
        return gap in "-+" and word[0].isupper() and len(word) <= SHORT
    if gap in "-+" or _is_before_foreign(pieces, verdicts, at, step):
        return True
    if word[0].islower():
        return _are_foreign(verdicts, at // 2 - step // 2, at // 2 - step)
    starts_sentence = at == 1 or not SENTENCE_ENDS.isdisjoint(pieces[at - 1])
    return kind == WordKind.EITHER or not starts_sentence


_MODEL_NUMBER: Final = re.compile(" ?[0-9]{1,4} ")


def _are_foreign(verdicts: Sequence[Verdict], *words: int) -> bool:
    return all(
        0 <= word < len(verdicts) and verdicts[word].kind == WordKind.FOREIGN for word in words
    )


def _is_before_foreign(
    pieces: Sequence[str], verdicts: Sequence[Verdict], at: int, step: int
) -> bool:
    """Return True if the next word in a direction is foreign and part of the same name."""
    following = at + step
    if not 0 < following < len(pieces) or pieces[following - step // 2] not in JOINTS:
        return False
    kind = verdicts[following // 2].kind
    return kind == WordKind.FOREIGN or (kind == WordKind.EITHER and pieces[following][0].isupper())
