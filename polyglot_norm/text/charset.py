"""Detection of legacy encodings by letters and words, with charset-normalizer as one voice.

On sixty bytes of Cyrillic charset-normalizer is often wrong, and it prefers encodings that nobody
has used for decades. So its answer is only one piece of evidence, beside how well each decoding
fits the letters of a language (`charset_letters`), the case of letters in words, and short words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from typing import NamedTuple
from unicodedata import category

from polyglot_norm.text.charset_letters import (
    CHARSETS,
    LANGUAGES,
    LATIN_FAMILIES,
    Charset,
    Language,
)
from polyglot_norm.text.sample import spread_sample

_WORD = re.compile(r"[^\W\d_]+")

# Natural logarithms of probabilities, set by hand and checked on generated files in 30 languages.
_UNKNOWN_LETTER = -9.0
_UNKNOWN_SYMBOL = -11.0
_CONTROL = -16.0
_UNDECODABLE = -14.0
_CAPITAL = -1.0
_WORD_FOUND = 2.0
_PROPOSED = 2.0
_PUNCTUATION = {
    **dict.fromkeys("“”„‘’‚–—…«»\N{NO-BREAK SPACE}", -4.5),
    **dict.fromkeys("،؟؛¡¿·、。「」，！？：；（）《》『』・〜～\N{IDEOGRAPHIC SPACE}", -5.0),
}
_SIGNS = dict.fromkeys("€№§©®°•™£½²´±×", -6.5)
_LONELY_QUOTE = re.compile(r"(?<!\S)[“”„‘’‚](?!\S)")


class Guess(NamedTuple):
    """The encoding that fits best, the confidence in it, and other candidates."""

    charset: Charset
    confidence: float
    alternatives: tuple[str, ...]
    proposed: str | None


def guess(data: bytes) -> Guess:
    """Return the likeliest legacy encoding of ``data``, which must be neither UTF nor binary.

    >>> guess("Ово је само кратка реченица.".encode("windows-1251")).charset.name
    'windows-1251'
    """
    sample = spread_sample(data)
    proposed = _proposal(sample)
    ranked = sorted(
        ((_score(sample, each) + _PROPOSED * (each.codec == proposed), each) for each in CHARSETS),
        key=lambda pair: -pair[0],
    )
    best_score, best = ranked[0]
    text = sample.decode(best.codec, "replace")
    rivals = [pair for pair in ranked[1:] if sample.decode(pair[1].codec, "replace") != text]
    margin = best_score - rivals[0][0]
    others = tuple(each.name for score, each in rivals[:3] if best_score - score < 12)
    return Guess(best, round(1 / (1 + exp(-min(margin, 7) / 2)), 3), others, proposed)


def _proposal(sample: bytes) -> str | None:
    """Return the codec that charset-normalizer finds among those in use, or None."""
    from charset_normalizer import from_bytes  # 30 ms, and seldom needed

    match = from_bytes(
        sample,
        cp_isolation=[each.codec for each in CHARSETS],
        preemptive_behaviour=False,
        enable_fallback=False,
    ).best()
    if match is None:
        return None
    return next((each.codec for each in CHARSETS if _same_codec(each.codec, match.encoding)), None)


def _same_codec(one: str, other: str) -> bool:
    from codecs import lookup

    return lookup(one).name == lookup(other).name


def _score(sample: bytes, charset: Charset) -> float:
    """Return the log-likelihood of ``sample`` decoded as ``charset``, in its best language."""
    text = sample.decode(charset.codec, "replace")
    characters = Counter(text)
    words = Counter(_WORD.findall(text.lower())) if charset.family in LATIN_FAMILIES else Counter()
    shape = _shape(text, charset)
    fit = max(
        _letters_fit(characters, language, charset) + _words_fit(words, language)
        for language in LANGUAGES
        if charset.family in language.families
    )
    return fit + shape - charset.rarity


def _letters_fit(characters: Counter[str], language: Language, charset: Charset) -> float:
    return sum(
        count * _letter(character, language, charset)
        for character, count in characters.items()
        if character > "\x7f"
    )


@lru_cache(maxsize=16_384)
def _letter(character: str, language: Language, charset: Charset) -> float:
    """Return the log-probability of one character beyond ASCII in a language."""
    if character == "\N{REPLACEMENT CHARACTER}":
        return _UNDECODABLE
    if "\x80" <= character <= "\x9f" or "\ue000" <= character <= "\uf8ff":
        return _CONTROL
    known = _ranks(language.letters)
    if character in known:
        return known[character]
    if character.lower() in known:
        return known[character.lower()] + _CAPITAL
    if not _in_words(character):
        return _PUNCTUATION.get(character) or _SIGNS.get(character, _UNKNOWN_SYMBOL)
    return _ideograph(character, charset) if charset.lead else _UNKNOWN_LETTER


@lru_cache(maxsize=64)
def _ranks(letters: str) -> dict[str, float]:
    """Return the log-probabilities of letters in order of frequency, which falls with the rank."""
    fall = 3.2 / len(letters)
    total = log(sum(exp(-fall * rank) for rank in range(len(letters))))
    return {letter: -fall * rank - total for rank, letter in enumerate(letters)}


def _ideograph(character: str, charset: Charset) -> float:
    """Return the score of an ideograph: common ones are in the first level of double-byte sets."""
    low, high = charset.lead or (0, 0)
    try:
        code = character.encode(charset.codec)
    except UnicodeEncodeError:
        return -2 * _UNKNOWN_LETTER
    return -8.0 if len(code) == 2 and low <= code[0] <= high else -14.0


def _words_fit(words: Counter[str], language: Language) -> float:
    return _WORD_FOUND * sum(words[word] for word in language.words)


def _shape(text: str, charset: Charset) -> float:
    """Return the score of characters beyond ASCII by their neighbours: case, script, symbols."""
    latin = charset.family in LATIN_FAMILIES
    lonely = len(_LONELY_QUOTE.findall(text))
    return -3.0 * lonely + sum(
        count * _pair(one, other, latin=latin)
        for (one, other), count in Counter(pairwise(text)).items()
        if one > "\x7f" or other > "\x7f"
    )


def _pair(one: str, other: str, *, latin: bool) -> float:
    """Return the score of two adjacent characters, of which one at least is beyond ASCII."""
    both = one > "\x7f" and other > "\x7f"
    if _in_words(one) and _in_words(other):
        if one.islower() and other.isupper():
            return -4.0
        if latin:
            return -2.0 if both else 0.0
        return 0.0 if both else -4.0
    if _in_words(one) or _in_words(other):
        mark = other if _in_words(one) else one
        return -3.0 if mark > "\x7f" and mark not in _PUNCTUATION else 0.0
    return 0.0


def _in_words(character: str) -> bool:
    """Return True for letters, and the vowel signs and points of Thai, Arabic and Hebrew."""
    return character.isalpha() or category(character)[0] == "M"
