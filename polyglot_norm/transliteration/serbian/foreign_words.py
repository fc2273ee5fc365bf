"""Foreign words in Serbian Latin text, by their spelling alone.

A letter that Serbian does not have decides; then lists (``data/serbian-latin.tsv``, by hand, and
``data/serbian-words.tsv``, learned); then a score, the sum of the log-odds of the word's trigrams
(``data/serbian-spelling.tsv``, learned by ``training/serbian.py``).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm import tables
from polyglot_norm.transliteration.serbian import cyrillic_word
from polyglot_norm.transliteration.serbian.speller import LONGEST, STEM, UNSURE_FROM, speller

SCALE: Final = 16
FOREIGN_FROM: Final = 40
"""Score, in units of 1 / SCALE, from which a word alone is foreign. A lower threshold finds more
foreign words and loses more Serbian ones, transcribed names above all: of the values from 16 to 200
tried on text not used for learning, 40 to 64 gave the fewest errors in total."""

ENDINGS: Final = frozenset(
    "a u e i o om em ov ova ovi ove ovim ovog ovom ima ama ovima s ja ju jem jom"
    " ovati ovao ovala ovali ujem uje ujemo ujete uju ovan ovana ovano ovani ovanje ovanja ovanju"
    "".split()
)
"""Serbian endings added to foreign words: cases, and verbs in -ovati."""


class WordKind(IntEnum):
    """The kind of a word, judged without its neighbours."""

    SERBIAN = 0
    UNSURE = 1
    """Foreign between foreign words."""
    EITHER = 2
    """A word of both languages: foreign between foreign words, or as a name next to them."""
    FOREIGN = 3
    KEPT = 4
    """A unit, acronym or numeral: stays in Latin, and does not affect its neighbours."""
    NUMERAL = 5
    """I, V or VI: a Roman numeral, a word or an initial."""


class Verdict(NamedTuple):
    """The kind of a word and its Cyrillic, or the word itself if it stays in Latin."""

    kind: WordKind
    cyrillic: str


_STAY: Final = frozenset((WordKind.FOREIGN, WordKind.KEPT))


@lru_cache(maxsize=1 << 16)
def verdict(word: str) -> Verdict:
    """Return the kind of a word and its Cyrillic.

    Results are cached, so words longer than ``LONGEST`` should go to `verdict_of_long`.

    >>> verdict("ljubav")
    Verdict(kind=<WordKind.SERBIAN: 0>, cyrillic='љубав')
    >>> verdict("Windows").kind, verdict("Facebooku").kind, verdict("km").kind
    (<WordKind.FOREIGN: 3>, <WordKind.FOREIGN: 3>, <WordKind.KEPT: 4>)
    """
    kind = _of_letters(word, word.lower()) if _COMMON.fullmatch(word) else _kind(word)
    return Verdict(kind, word if kind in _STAY else cyrillic_word.cyrillic(word))


def verdict_of_long(word: str) -> Verdict:
    """Return the verdict on a word without caching it."""
    return verdict.__wrapped__(word)


def trigrams(word: str) -> Iterator[str]:
    """Yield the trigrams of a lower-case word with marked edges, after `^`, common to all words.

    >>> list(trigrams("rad"))
    ['^', '^ra', 'rad', 'ad$']
    """
    edged = f"^{word}$"
    yield "^"
    for at in range(len(edged) - 2):
        yield edged[at : at + 3]


def _kind(word: str) -> WordKind:
    plain = _plain(word)
    known = _lists()
    if word in known["exact"]:
        return WordKind.KEPT
    if contracted := _CONTRACTED.search(word):
        stem = _kind(word[: contracted.start()])
        is_serbian = not word[0].isupper() and stem == WordKind.SERBIAN
        return WordKind.SERBIAN if is_serbian else WordKind.FOREIGN
    if not _SERBIAN.fullmatch(plain) or len(_DRAWN_OUT.sub(r"\1", plain)) > LONGEST:
        is_symbol = len(word) == 1 or word[0] == "%" or _ROMAN.fullmatch(word)
        return WordKind.KEPT if is_symbol else WordKind.FOREIGN
    if word in known["mixed"]:
        return WordKind.SERBIAN
    shape = _HALF_UPPER.sub(lambda match: match[0].upper(), word)
    if len(word) > 1 and shape.isupper():
        return _of_upper(word, plain)
    if _UPPER_INSIDE.match(shape):
        return WordKind.FOREIGN
    if _ROMAN_ALONE.fullmatch(word):
        return WordKind.NUMERAL
    return _of_letters(word, plain)


# Most words, which need no other check than that of their letters.
_COMMON: Final = re.compile("[A-PR-VZČĆĐŠŽ]?[abcdefghijklmnoprstuvzčćđšž]{3,40}")
_SERBIAN_ONLY: Final = re.compile("[čćđšž]")
_SERBIAN: Final = re.compile("[abcdefghijklmnoprstuvzčćđšžśźǆǉǌðɖ]+")
# Upper case inside, except in names in Mac- as Serbian spells them.
_UPPER_INSIDE: Final = re.compile("(?!M[ea]k[A-ZČĆĐŠŽ][a-zčćđšž]+$).*[a-zčćđšž][A-ZČĆĐŠŽ]")
# KNjIGA, as some programs write КЊИГА.
_HALF_UPPER: Final = re.compile("(?<=[A-ZČĆĐŠŽ])(?:Lj|Nj|Dž)|(?:Lj|Nj|Dž)(?=[A-ZČĆĐŠŽ])")
_DRAWN_OUT: Final = re.compile(r"(.)\1\1+")
_MARKS: Final = re.compile("[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]")
_ROMAN: Final = re.compile("M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_ROMAN_ALONE: Final = re.compile("VI?|I")
# An English contraction, or after a lower-case Serbian word omitted letters (`nek's ide`).
_CONTRACTED: Final = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
SHORT_ACRONYM: Final = 5


def _plain(word: str) -> str:
    """Return a word in lower case without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    if _MARKS.search(lower):
        for composed, decomposed in _COMPOSED:
            lower = lower.replace(decomposed, composed)
        lower = _MARKS.sub("", lower)
    return cyrillic_word.without_accents(lower)


_COMPOSED: Final = (
    *((letter, base + cyrillic_word.CARON) for letter, base in zip("čšž", "csz", strict=True)),
    *((letter, base + cyrillic_word.ACUTE) for letter, base in zip("ćśź", "csz", strict=True)),
)


def _of_upper(word: str, plain: str) -> WordKind:
    """Return the kind of a word in upper case: a numeral, an acronym, or any word."""
    if word == "VI":
        return WordKind.NUMERAL
    if _ROMAN.fullmatch(word) and (set(word) <= set("IVX") or len(word) > 3):
        return WordKind.KEPT
    if len(word) <= SHORT_ACRONYM and not _is_known_in_upper_case(plain):
        return WordKind.SERBIAN
    return _of_letters(word, plain)


def _is_known_in_upper_case(plain: str) -> bool:
    """Return True for words such as `GMAIL`, which are as short as acronyms."""
    by_hand = _lists()
    return len(plain) > SHORT and (plain in by_hand["word"] or plain in by_hand["name"])


def _of_letters(word: str, plain: str) -> WordKind:
    """Return the kind of a word by the lists and its score."""
    if plain in _lists()["name"] and (word[1:].islower() or word.isupper()):
        return WordKind.FOREIGN if word[0].isupper() else WordKind.SERBIAN
    kind = _listed_kinds().get(plain)
    if kind is not None:
        return kind
    if len(plain) < SHORT or _SERBIAN_ONLY.search(plain):
        return WordKind.SERBIAN
    if _has_foreign_stem(word, plain):
        return WordKind.FOREIGN
    score = speller().score(plain)
    if score >= UNSURE_FROM and _DRAWN_OUT.search(plain):
        score = speller().score(_DRAWN_OUT.sub(r"\1", plain))
    if score >= FOREIGN_FROM:
        return WordKind.FOREIGN
    return WordKind.UNSURE if score >= UNSURE_FROM else WordKind.SERBIAN


SHORT: Final = 3
"""Length below which only listed words are foreign."""


def cyrillic_if_serbian(token: str) -> str | None:
    """Return a common word in Cyrillic if it is Serbian whatever its neighbours, or None.

    Stops after the word are kept. It gives the same answer as `verdict` for most words, in a
    fraction of the time.

    >>> cyrillic_if_serbian("Ljubav,"), cyrillic_if_serbian("Windows")
    ('Љубав,', None)
    """
    return speller().serbian(token, _kinds_or_signs(), _all_stems(), ENDINGS)


def _has_foreign_stem(word: str, plain: str) -> bool:
    """Return True if a word is a foreign one of the right case, with or without an ending."""
    if word.islower():
        stems: Container[str] = _stems("lower")
    elif word[1:].islower():
        stems = _stems("name")
    else:
        stems = _stems("stem")
    return plain in stems or any(stem in stems for stem in _possible_stems(plain))


def _possible_stems(plain: str) -> Iterator[str]:
    """Yield a word without each of the endings that it has."""
    for size in range(1, LONGEST_ENDING + 1):
        if len(plain) - size >= STEM and plain[-size:] in ENDINGS:
            yield plain[:-size]


LONGEST_ENDING: Final = max(map(len, ENDINGS))


@cache
def _stems(kind: str) -> frozenset[str]:
    """Return the foreign words that take Serbian endings, in any case and in that of ``kind``."""
    by_hand, learned = _lists(), _learned()
    found = by_hand["word"] | learned["stem"] | (by_hand | learned).get(kind, frozenset())
    return found - by_hand["native"] - by_hand["either"]


@cache
def _all_stems() -> frozenset[str]:
    return _stems("lower") | _stems("name")


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Return the words of serbian-latin, compiled by hand, by kind."""
    return _by_kind("serbian-latin")


@cache
def _learned() -> dict[str, frozenset[str]]:
    """Return the words of serbian-words, learned from word lists, by kind."""
    return _by_kind("serbian-words")


def _by_kind(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for row in tables.rows(table):
        found.setdefault(row["kind"], []).extend(row["words"].split())
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _listed_kinds() -> dict[str, WordKind]:
    """Return the kinds of words listed for any case; the list made by hand takes precedence."""
    found: dict[str, WordKind] = {}
    for lists in (_learned(), _lists()):
        found |= dict.fromkeys(lists.get("foreign", ()), WordKind.FOREIGN)
        found |= dict.fromkeys(lists.get("word", ()), WordKind.FOREIGN)
        found |= dict.fromkeys(lists["either"], WordKind.EITHER)
        found |= dict.fromkeys(lists["native"], WordKind.SERBIAN)
    return found


PHRASE_GAP: Final = "_"
"""Stands in a listed phrase for a space, a hyphen or a slash."""


@cache
def signs() -> frozenset[str]:
    """Return a word of each phrase, the longest, in lower case: without it there is no phrase."""
    return frozenset(max(phrase.split(PHRASE_GAP), key=len) for phrase in listed("phrase"))


@cache
def _kinds_or_signs() -> dict[str, WordKind]:
    return _listed_kinds() | dict.fromkeys(signs(), WordKind.UNSURE)


def listed(kind: str) -> frozenset[str]:
    """Return the words of one kind in serbian-latin, such as names that precede a numeral."""
    return _lists()[kind]
