"""Detection of legacy encodings by the pairs of letters in each decoding.

Each encoding is tried with each language whose letters it has. The score is the log-probability, in
that language, of the characters that are not ASCII bytes and of their neighbours. ASCII is the same
in almost every encoding, so it says only which of the languages in Latin script are likely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from math import exp, log
from typing import Final, NamedTuple

from polyglot_norm import tables
from polyglot_norm.text.encoding_pairs import Counts, Language, pairs
from polyglot_norm.text.sample import spread_sample

_ASCII_WEIGHT: Final = 0.3
"""Of the ASCII pairs of a language: a file may be in several, or have names and code."""
_LEAST_LIKELY: Final = -10.0
_NO_LATIN: Final = -4.4
"""The log-probability of each language in another script, about that of one of those in Latin."""
_LATIN_LETTER, _MOST_LATIN = 0.1, 6.0
"""Nats less for these with each ASCII letter, and the most: a few other bytes may be signs."""
_STATED: Final = 7.0
"""Nats for the encoding that the file itself states."""
_ROUNDS: Final = ((16, 48), (160, 12))
"""Pairs by which readings are compared, and how many readings are kept for the next round."""
_BROKEN: Final = 14.0
"""Nats against a decoding for each byte of the file that it cannot decode."""
_BROKEN_SHARE: Final = 0.3
"""Nats for each byte that is not ASCII, by which a decoding of the whole file is preferred."""
_TRIED: Final = 5
"""Decodings that are tried on the whole file if the best one fails."""
_OTHERS: Final = 0.002
"""The least probability of an alternative."""
_ALTERNATIVES: Final = 3
_SUREST: Final = 0.999

_ODD_MARK: Final = 4.0
_NO_BEGINNING: Final = "’€"
_QUOTES: Final = {"„": "„", "“": "“", "”": "“", "‘": "‘", "’": "’"}
"""Marks of quotation; two of them close what „ opens."""
_CYRILLIC: Final = ("а", "џ")
"""Lower-case letters."""

_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"
_MOST_BROKEN: Final = 0.02
_UTF_8: Final = "utf-8"
_BYTES: Final = bytes(range(0x100))
_LETTERS: Final = re.compile(rb"[A-Za-z]")
_HIGH: Final = _BYTES[0x80:]
_SPACES: Final = (" ", " ")
_ASCII_WORDS: Final = bytes(
    ord(chr(byte).lower() if chr(byte).isalpha() else " ") if byte < 0x80 else 0 for byte in _BYTES
)
"""What pairs of ASCII letters are counted in: others are a space, bytes beyond ASCII are NUL."""


class Charset(NamedTuple):
    """An encoding that is detected: its codec, and how much rarer it is than others, in nats."""

    codec: str
    rarity: float


class Guess(NamedTuple):
    """The codec that fits best, the confidence in it, and the codecs of other candidates."""

    codec: str
    confidence: float
    alternatives: tuple[str, ...]


class Decoding(NamedTuple):
    """What some encodings make of a sample: the same characters, with a score in nats."""

    score: float
    codecs: tuple[str, ...]
    language: str


@dataclass(slots=True, eq=False)
class _Text:
    """What some encodings make of a sample, as pairs of characters, the most common first."""

    charsets: list[Charset]
    counted: Counts
    table: dict[str, str] | None = None
    """What the characters in ``counted`` stand for, if they are bytes."""

    def counts(self, most: int | None = None) -> Counts:
        """Return the first pairs, or all."""
        counts = self.counted if most is None else self.counted[:most]
        table = self.table
        if table is None:
            return counts
        return [((table[one], table[other]), number) for (one, other), number in counts]

    def readings(self, likely: dict[str, float], other: float) -> Iterator[_Reading]:
        """Yield a reading in each language that one of the encodings can write."""
        seen = set()
        for charset in sorted(self.charsets, key=lambda each: each.rarity):
            for language in _languages(charset.codec):
                if language.tag not in seen:
                    seen.add(language.tag)
                    prior = likely.get(language.tag, other) - charset.rarity
                    yield _Reading(self, language, prior)


class _Reading(NamedTuple):
    """A text taken for a language, and the log-probability of that before it is seen."""

    text: _Text
    language: Language
    prior: float


def guess(data: bytes, stated: str | None = None) -> Guess:
    """Return the likeliest legacy encoding of ``data``, which must be neither UTF nor binary.

    ``stated`` is the codec of the encoding that the file itself names, in a header.

    >>> guess("Ово је само кратка реченица.".encode("windows-1251")).codec
    'cp1251'
    """
    decodings = ranked(spread_sample(data), stated)
    score = decodings[0].score
    decodings[0] = _whole(data, decodings[0], stated)
    if decodings[0].score < score:  # it does not decode all of the file
        decodings[1:_TRIED] = [_whole(data, each, stated) for each in decodings[1:_TRIED]]
        decodings.sort(key=lambda each: -each.score)
    best, *others = decodings
    codec = best.codecs[0]
    if others and (same := _same(data, best, others[0])):
        codec = same
        del others[0]
    weights = [exp(each.score - best.score) for each in others]
    chance = 1 / (1 + sum(weights))
    alternatives = zip(others[:_ALTERNATIVES], weights, strict=False)
    return Guess(
        codec,
        round(min(chance, _SUREST), 3),
        tuple(each.codecs[0] for each, weight in alternatives if weight * chance > _OTHERS),
    )


def ranked(sample: bytes, stated: str | None = None) -> list[Decoding]:
    """Return the decodings of a sample, the likeliest first.

    >>> ranked("Што није проба?".encode("cp855"))[0].codecs
    ('cp855',)
    """
    likely = _by_ascii(sample)
    other = _NO_LATIN - min(_MOST_LATIN, _LATIN_LETTER * len(_LETTERS.findall(sample)))
    readings = [
        reading for text in _single_byte(sample) for reading in text.readings(likely, other)
    ]
    for pairs_seen, kept in _ROUNDS:
        if len(readings) > kept and len(readings[0].text.counted) > pairs_seen:
            readings = [reading for _, reading in _scored(readings, pairs_seen)[:kept]]
    readings += [
        reading for text in _multi_byte(sample) for reading in text.readings(likely, other)
    ]
    decodings: dict[tuple[str, ...], Decoding] = {}
    for score, (text, language, _) in _scored(readings):
        codecs = tuple(charset.codec for charset in text.charsets)
        if codecs not in decodings:
            counts = text.counts()
            score += (_STATED if stated in codecs else 0) - pairs().case_cost(counts)
            score -= _cost_of_marks(counts)
            decodings[codecs] = Decoding(score, codecs, language.tag)
    return sorted(decodings.values(), key=lambda each: -each.score)


def _cost_of_marks(counts: Counts) -> float:
    """Return what is against marks that begin Cyrillic words: in MacCyrillic they are capitals.

    ’ closes a quotation, € stands by a number, and „ and ‘ have a mark that closes them.
    """
    at_start = {mark for (before, mark), _ in counts if before == " " and mark in _NO_BEGINNING}
    first, last = _CYRILLIC
    if any(mark in at_start and first <= letter <= last for (mark, letter), _ in counts):
        return _ODD_MARK
    seen: Counter[str] = Counter()
    for (one, _), number in counts:
        if one in _QUOTES:
            seen[_QUOTES[one]] += number
    return _ODD_MARK if seen["„"] > seen["“"] or seen["‘"] > seen["’"] else 0.0


def _scored(readings: list[_Reading], most: int | None = None) -> list[tuple[float, _Reading]]:
    """Return the readings with their log-probabilities by some pairs, the likeliest first."""
    scored = []
    for text, group in groupby(readings, key=lambda each: each.text):
        counts = text.counts(most)
        scored += [(each.prior - each.language.cost(counts), each) for each in group]
    return sorted(scored, key=lambda pair: -pair[0])


@cache
def charsets() -> tuple[Charset, ...]:
    """Return the encodings that are detected; of two with the same text, the first is named."""
    return tuple(Charset(row["codec"], float(row["rarity"])) for row in tables.rows("encodings"))


@cache
def _languages(codec: str) -> tuple[Language, ...]:
    """Return the languages that an encoding is tried with."""
    if codec == _UTF_8:  # which has some broken bytes, or it would not be tried
        return pairs().languages
    return tuple(each for each in pairs().languages if codec in each.codecs)


@cache
def _table(codec: str) -> dict[str, str] | None:
    """Return the characters of bytes; None if the encoding has characters of several bytes.

    Bytes are named by the characters that they are in ISO 8859-1.
    """
    characters = _BYTES.decode(codec, "replace")
    if len(characters) != len(_BYTES) or codec == _UTF_8:
        return None
    return dict(zip(_BYTES.decode("latin-1"), characters, strict=True))


def _by_ascii(sample: bytes) -> dict[str, float]:
    """Return the log-probabilities of the languages in Latin script by the ASCII of a sample."""
    words = b" " + bytes(sample).translate(_ASCII_WORDS) + b" "
    counted = Counter(pairwise(words.decode("latin-1")))
    known = [
        (pair, count) for pair, count in counted.items() if "\0" not in pair and pair != _SPACES
    ]
    scores = {
        each.tag: -_ASCII_WEIGHT * each.cost(known) for each in pairs().languages if each.is_latin
    }
    best = max(scores.values())
    total = best + log(sum(exp(score - best) for score in scores.values()))
    return {tag: max(_LEAST_LIKELY, score - total) for tag, score in scores.items()}


def _single_byte(sample: bytes) -> list[_Text]:
    """Return what the encodings of one byte a character make of a sample, each text once."""
    counted = _beyond_ascii(sample.decode("latin-1"))
    high = sorted({character for pair, _ in counted for character in pair if character > "\x7f"})
    same: dict[str, _Text] = {}
    for charset in charsets():
        if table := _table(charset.codec):
            made = "".join([table[byte] for byte in high])
            same.setdefault(made, _Text([], counted, table)).charsets.append(charset)
    return list(same.values())


def _beyond_ascii(text: str) -> Counts:
    """Return the pairs of a text that are not ASCII, the most common first."""
    counted = Counter(pairwise(f" {text} ")).most_common()
    return [pair for pair in counted if max(pair[0]) > "\x7f"]


def _multi_byte(sample: bytes) -> list[_Text]:
    """Return what the other encodings make of a sample, each text once."""
    same: dict[str, list[Charset]] = {}
    for charset in charsets():
        if _table(charset.codec) is None:
            text = sample.decode(charset.codec, "replace")
            if text.count(_REPLACED) <= _MOST_BROKEN * len(text) + 1:
                same.setdefault(text, []).append(charset)
    return [_Text(alike, _beyond_ascii(text)) for text, alike in same.items()]


def _same(data: bytes, one: Decoding, other: Decoding) -> str | None:
    """Return the codec to name for two that differ only where the sample cut a character."""
    codecs = (one.codecs[0], other.codecs[0])
    if any(map(_table, codecs)):
        return None
    if data.decode(codecs[0], "replace") != data.decode(codecs[1], "replace"):
        return None
    return next(charset.codec for charset in charsets() if charset.codec in codecs)


def _whole(data: bytes, decoding: Decoding, stated: str | None) -> Decoding:
    """Return a decoding with an encoding that decodes the whole file, or with a lower score."""
    if decoding.codecs == (_UTF_8,):  # the score counts what is broken
        return decoding
    fewest = len(data)
    for codec in sorted(decoding.codecs, key=lambda codec: codec != stated):
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            fewest = min(fewest, data.decode(codec, "replace").count(_REPLACED))
        else:
            return decoding._replace(codecs=(codec,))
    high = len(data) - len(data.translate(None, _HIGH))
    return decoding._replace(score=decoding.score - _BROKEN * fewest - _BROKEN_SHARE * high)
