"""Which words of a Serbian text are foreign, by their spelling alone.

A letter that Serbian does not have settles it; then lists (``data/serbian-latin.tsv`` by hand,
``data/serbian-words.tsv`` learned); then how much the letter sequences of the word speak for a
foreign spelling (``data/serbian-spelling.tsv``, learned by ``training/serbian.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm import tables
from polyglot_norm.transliteration.serbian import letters
from polyglot_norm.transliteration.serbian.speller import LONGEST, STEM, UNSURE_FROM, speller

SCALE: Final = 16
FOREIGN_FROM: Final = 40
"""Evidence, in steps of 1 / SCALE, from which a word alone is taken as foreign. Less finds more
foreign words and loses more Serbian ones, transcribed names most of all: from 16 to 200 tried on
text that nothing was learned from, 40 to 64 gave the fewest errors of both kinds together."""

ENDINGS: Final = "a u e i o om em ov ova ovi ove ovim ovog ovom ima s ja ju jem".split()
"""Serbian case endings that people add to foreign names as they are."""


class State(IntEnum):
    """What a word is, as far as it can be told without its neighbours."""

    SERBIAN = 0
    UNSURE = 1
    """Foreign between foreign words."""
    EITHER = 2
    """A word here and there: foreign between foreign words, or as a name beside them."""
    FOREIGN = 3
    KEPT = 4
    """A unit, an acronym or a numeral: stays in Latin letters, says nothing of its neighbours."""
    NUMERAL = 5
    """I, V or VI: a Roman numeral, a word or an initial."""


class Verdict(NamedTuple):
    """What a word is, and what it is in Cyrillic."""

    state: State
    cyrillic: str


_STAY: Final = frozenset((State.FOREIGN, State.KEPT))


@lru_cache(maxsize=1 << 16)
def verdict(word: str) -> Verdict:
    """What a word is, and what it is in Cyrillic; itself where it stays as it is.

    For words up to ``LONGEST``, since what it says is remembered; else `verdict_of_long`.

    >>> verdict("ljubav")
    Verdict(state=<State.SERBIAN: 0>, cyrillic='љубав')
    >>> verdict("Windows").state, verdict("Facebooku").state, verdict("km").state
    (<State.FOREIGN: 3>, <State.FOREIGN: 3>, <State.KEPT: 4>)
    """
    state = _of_small(word.lower()) if _COMMON.fullmatch(word) else _state(word)
    return Verdict(state, word if state in _STAY else letters.cyrillic(word))


def verdict_of_long(word: str) -> Verdict:
    """``verdict`` for a word that is too long to be remembered."""
    return verdict.__wrapped__(word)


def sequences(word: str) -> Iterator[str]:
    """The letter sequences of a small word that bear evidence, edges marked; `^` for any word.

    >>> list(sequences("rad"))
    ['^', '^ra', 'rad', 'ad$']
    """
    edged = f"^{word}$"
    yield "^"
    for at in range(len(edged) - 2):
        yield edged[at : at + 3]


def _state(word: str) -> State:
    plain = _plain(word)
    known = _lists()
    if word in known["exact"]:
        return State.KEPT
    if contracted := _CONTRACTED.search(word):
        stem = _state(word[: contracted.start()])
        return State.FOREIGN if word[0].isupper() or stem != State.SERBIAN else State.SERBIAN
    if not _SERBIAN.fullmatch(plain) or len(_DRAWN_OUT.sub(r"\1", plain)) > LONGEST:
        return State.KEPT if len(word) == 1 or _ROMAN.fullmatch(word) else State.FOREIGN
    if word in known["mixed"]:
        return State.SERBIAN
    shape = _HALF_CAPITAL.sub(lambda match: match[0].upper(), word)
    if len(word) > 1 and shape.isupper():
        return _of_capitals(word, plain)
    if _INSIDE.match(shape):
        return State.FOREIGN
    if _ROMAN_ALONE.fullmatch(word):
        return State.NUMERAL
    return _of_small(plain)


# Most words; those with letters that only Serbian has are not looked at again.
_COMMON: Final = re.compile("[A-PR-VZČĆĐŠŽ]?[abcdefghijklmnoprstuvzčćđšž]{3,40}")
_OWN_LETTER: Final = re.compile("[čćđšž]")
_SERBIAN: Final = re.compile("[abcdefghijklmnoprstuvzčćđšžśźǆǉǌðɖ]+")
# A capital inside, but for names in Mac- as Serbian spells them.
_INSIDE: Final = re.compile("(?!M[ea]k[A-ZČĆĐŠŽ][a-zčćđšž]+$).*[a-zčćđšž][A-ZČĆĐŠŽ]")
# KNjIGA, as some programs write КЊИГА.
_HALF_CAPITAL: Final = re.compile("(?<=[A-ZČĆĐŠŽ])(?:Lj|Nj|Dž)|(?:Lj|Nj|Dž)(?=[A-ZČĆĐŠŽ])")
_DRAWN_OUT: Final = re.compile(r"(.)\1\1+")
_MARKS: Final = re.compile("[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]")
_ROMAN: Final = re.compile("M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_ROMAN_ALONE: Final = re.compile("VI?|I")
# English after an apostrophe; small and after a Serbian word (`nek's ide`), left-out letters.
_CONTRACTED: Final = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
SHORT_ACRONYM: Final = 5


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    small = word.lower()
    if small.isascii():
        return small
    if _MARKS.search(small):
        for composed, apart in _COMPOSED:
            small = small.replace(apart, composed)
        small = _MARKS.sub("", small)
    return letters.without_accents(small)


_COMPOSED: Final = (
    *((letter, base + letters.CARON) for letter, base in zip("čšž", "csz", strict=True)),
    *((letter, base + letters.ACUTE) for letter, base in zip("ćśź", "csz", strict=True)),
)


def _of_capitals(word: str, plain: str) -> State:
    """A word in capitals: numeral, acronym, or shouted."""
    if word == "VI":
        return State.NUMERAL
    if _ROMAN.fullmatch(word) and (set(word) <= set("IVX") or len(word) > 3):
        return State.KEPT
    if len(word) <= SHORT_ACRONYM:
        return State.SERBIAN
    return _of_small(plain)


def _of_small(plain: str) -> State:
    kind = _kinds().get(plain)
    if kind is not None:
        return kind
    if len(plain) < SHORT or _OWN_LETTER.search(plain):
        return State.SERBIAN
    if plain[:STEM] in _stem_beginnings() and _has_listed_stem(plain):
        return State.FOREIGN
    evidence = speller().evidence(plain)
    if evidence >= UNSURE_FROM and _DRAWN_OUT.search(plain):
        evidence = speller().evidence(_DRAWN_OUT.sub(r"\1", plain))
    if evidence >= FOREIGN_FROM:
        return State.FOREIGN
    return State.UNSURE if evidence >= UNSURE_FROM else State.SERBIAN


SHORT: Final = 3
"""Shorter words are foreign by list only."""


def cyrillic_if_serbian(token: str) -> str | None:
    """A common word in Cyrillic, stops behind it or not, if what stands by does not matter.

    None where more must be asked. It is `verdict` for most words, in a fraction of its time.

    >>> cyrillic_if_serbian("Ljubav,"), cyrillic_if_serbian("Windows")
    ('Љубав,', None)
    """
    return speller().serbian(token, _kinds(), _stem_beginnings())


def _has_listed_stem(plain: str) -> bool:
    """Whether a word is a listed one with a Serbian case ending."""
    words = _lists()["word"]
    return any(
        plain[: -len(ending)] in words
        for ending in ENDINGS
        if plain.endswith(ending) and len(plain) >= len(ending) + STEM
    )


@cache
def _stem_beginnings() -> frozenset[str]:
    return frozenset(word[:STEM] for word in _lists()["word"] if len(word) >= STEM)


@cache
def _lists() -> dict[str, frozenset[str]]:
    """The words of serbian-latin by kind."""
    found: dict[str, list[str]] = {}
    for row in tables.rows("serbian-latin"):
        found.setdefault(row["kind"], []).extend(row["words"].split())
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _kinds() -> dict[str, State]:
    """What the lists say of small words; those by hand have the last word."""
    states = {"native": State.SERBIAN, "either": State.EITHER, "foreign": State.FOREIGN}
    kinds = {
        word: states[row["kind"]]
        for row in tables.rows("serbian-words")
        for word in row["words"].split(" ")
    }
    listed = _lists()
    kinds |= dict.fromkeys(listed["word"], State.FOREIGN)
    kinds |= dict.fromkeys(listed["either"], State.EITHER)
    return kinds | dict.fromkeys(listed["native"], State.SERBIAN)


def listed(kind: str) -> frozenset[str]:
    """The words of serbian-latin of one kind, such as the names that a Roman numeral follows."""
    return _lists()[kind]
