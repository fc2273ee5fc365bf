"""ISO 15919 for Indic scripts, both ways: the syllable structure that tables cannot express.

A consonant has an inherent *a* unless a vowel sign or a virama follows. As in the standard, a colon
separates letters that would otherwise be read as one: क्ह is *k:ha*, because *kha* is ख. Signs
without a letter they could belong to are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.transliteration.indic_letters import (
    IndicAlphabet,
    indic_alphabet,
    is_vowel,
    latin_alphabet,
)

_MARK: Final = "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"
_ASPIRATED: Final = frozenset("kgcjṭḍtdpbṛ")
"""Consonants whose aspirated form, written with h, is another letter in some script."""

_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"

_LONGEST: Final = 24
"""Length up to which words are cached."""


class IndicSyllable(NamedTuple):
    """A syllable, or a part of the text that is kept, with its conversion."""

    source: str
    becomes: str


def to_latin(text: str, lang: str, rule: str) -> Aligned:
    """Return the text romanised.

    >>> to_latin("हिन्दी कइ क्ह", "hi", "iso15919").text
    'hindī ka:i k:ha'
    """
    return _run(text, _table_of(lang), rule, _to_latin)


def from_latin(text: str, lang: str, rule: str) -> Aligned:
    """Return the text in the script of its language, without distinction of case.

    >>> from_latin("Hindī, தமிழ், k:ha", "hi-Latn", "iso15919").text
    'हिन्दी, தமிழ், क्ह'
    """
    return _run(text, _table_of(lang), rule, _from_latin)


_Converter = Callable[[str, str], Iterator[IndicSyllable]]


def _run(text: str, stem: str, rule: str, convert: _Converter) -> Aligned:
    words = _word(stem, convert is _to_latin)
    result = words.sub(lambda match: _of_word(match[0], stem, convert), text)
    if result == text:
        return Aligned(text)
    return Aligned.lazily(text, result, _edits, stem, rule, convert)


def _edits(text: str, stem: str, rule: str, convert: _Converter) -> Iterator[Edit]:
    for match in _word(stem, convert is _to_latin).finditer(text):
        at = match.start()
        for source, becomes in convert(match[0], stem):
            if source != becomes:
                yield Edit(at, at + len(source), becomes, rule)
            at += len(source)


def _of_word(word: str, stem: str, convert: _Converter) -> str:
    if len(word) <= _LONGEST:
        return _of_short_word(word, stem, convert)
    return "".join([syllable.becomes for syllable in convert(word, stem)])


@lru_cache(maxsize=1 << 15)
def _of_short_word(word: str, stem: str, convert: _Converter) -> str:
    return "".join([syllable.becomes for syllable in convert(word, stem)])


@cache
def _table_of(lang: str) -> str:
    """Return the table of a language tag in either script."""
    from polyglot_norm.transliteration.scheme_header import header, stems

    found = [stem for stem in stems() if stem.startswith("iso15919-")]
    return next(s for s in found if any(lang == route.lang for route in header(s).routes()))


def _one_of(texts: dict[str, str]) -> str:
    """Return an alternation with the longest texts first, or a pattern that never matches."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(map(re.escape, longest_first)) or "(?!)"


@cache
def _word(stem: str, to_latin: bool, /) -> re.Pattern[str]:
    """Return a pattern for a run of letters and signs that may affect one another."""
    letters = indic_alphabet(stem)
    found = "".join("".join(texts) for texts in letters[:5]) + letters.virama + letters.addak
    if not to_latin:
        latin = {c for texts in letters[:5] for becomes in texts.values() for c in becomes}
        found = "".join(latin | set("".join(latin).upper())) + _MARK + ":"
        return re.compile(f"[{re.escape(found).replace(re.escape(_MARK), _MARK)}]+")
    return re.compile(f"[{''.join(sorted(set(found)))}{_JOINERS}]+")


@cache
def _syllable(stem: str) -> re.Pattern[str]:
    """Return a pattern for a consonant with its vowel, or another letter of the script.

    A joiner before a virama (as in Bengali ra before ya) only selects the shape of the letters.
    """
    letters = indic_alphabet(stem)
    addak = re.escape(letters.addak) + f"(?={_one_of(letters.consonants)})"
    return re.compile(
        f"(?P<consonant>{_one_of(letters.consonants)})"
        f"(?P<vowel>{_one_of(letters.signs)}|[{_JOINERS}]?{letters.virama})?"
        f"|(?P<alone>{_one_of(letters.vowels)})"
        f"|(?P<vowelless>{_one_of(letters.vowelless)})"
        f"|(?P<addak>{addak if letters.addak else '(?!)'})"
        f"|(?P<other>{_one_of(letters.others)})"
    )


def _to_latin(word: str, stem: str) -> Iterator[IndicSyllable]:
    letters = indic_alphabet(stem)
    held: IndicSyllable | None = None
    at, has_no_vowel = 0, False
    for match in _syllable(stem).finditer(word):
        becomes = _spelled(match, stem)
        if held is not None:
            adjacent = at == match.start()
            joins = adjacent and _reads_as_one(held.becomes, becomes, has_no_vowel, letters)
            yield held._replace(becomes=held.becomes + ":") if joins else held
        if at < match.start():
            yield _between(word[at : match.start()])
        at = match.end()
        ends_in_virama = (match["vowel"] or "").endswith(letters.virama)
        has_no_vowel = ends_in_virama or match["vowelless"] is not None
        held = IndicSyllable(match[0], becomes)
    if held is not None:
        yield held
    if at < len(word):
        yield _between(word[at:]) if at else IndicSyllable(word, word)


def _between(text: str) -> IndicSyllable:
    """Return signs that belong to no letter as they are, without joiners, which have no meaning."""
    return IndicSyllable(text, text.translate(_WITHOUT_JOINERS))


_WITHOUT_JOINERS: Final = dict.fromkeys(map(ord, _JOINERS))


def _spelled(match: re.Match[str], stem: str) -> str:
    letters = indic_alphabet(stem)
    kind = match.lastgroup or ""
    if match["consonant"] is not None:
        vowel = match["vowel"]
        sound = letters.signs.get(vowel, "") if vowel else "a"
        return letters.consonants[match["consonant"]] + sound
    if kind == "addak":
        after = _syllable(stem).match(match.string, match.end())
        return letters.consonants[after["consonant"]][0] if after else ""
    table = {"alone": letters.vowels, "vowelless": letters.vowelless, "other": letters.others}[kind]
    return table[match[0]]


def _reads_as_one(before: str, after: str, has_no_vowel: bool, letters: IndicAlphabet) -> bool:
    """Return True if two adjacent romanisations need a colon between them."""
    if has_no_vowel:
        if is_vowel(after) or (after[0] == "h" and f"{before}h" in letters.back):
            return True
        return bool(letters.addak) and after[0] == before
    return before.endswith("a") and after[0] in "iu"


@cache
def _latin_syllable(stem: str) -> re.Pattern[str]:
    back = latin_alphabet(stem)
    vowel, done = _one_of(back.vowels | back.signs), f"(?![{_MARK}])"
    colons = [f":(?={vowel})", f"(?<=[{''.join(sorted(_ASPIRATED))}]):(?=h)"]
    doubled = "(?!)"
    if indic_alphabet(stem).addak:
        first = "".join(sorted({latin[0] for latin in back.consonants}))
        doubled = f"(?P<first>[{first}])(?=(?P=first))"
        colons.append(f"(?<=(?P<single>[{first}])):(?=(?P=single))")
    return re.compile(
        f"(?P<addak>{doubled})"
        f"|(?P<consonant>{_one_of(back.consonants)}){done}"
        f"(?:(?P<vowel>{vowel}){done}(?:(?<=a):(?=[iu]{done}))?|{'|'.join(colons)})?"
        f"|(?P<alone>{_one_of(back.vowels)}){done}(?:(?<=a):(?=[iu]{done}))?"
        f"|(?P<other>{_one_of(back.others)})"
    )


def _from_latin(word: str, stem: str) -> Iterator[IndicSyllable]:
    at = 0
    for match in _latin_syllable(stem).finditer(word):
        if at < match.start():
            yield IndicSyllable(word[at : match.start()], word[at : match.start()])
        at = match.end()
        yield IndicSyllable(match[0], _native(match, stem))
    if at < len(word):
        yield IndicSyllable(word[at:], word[at:])


def _native(match: re.Match[str], stem: str) -> str:
    letters, back = indic_alphabet(stem), latin_alphabet(stem)
    if match["addak"] is not None:
        return letters.addak
    if match["alone"] is not None:
        return back.vowels[match["alone"]]
    if match["other"] is not None:
        return back.others[match["other"]]
    consonant, vowel = back.consonants[match["consonant"]], match["vowel"]
    if vowel is None:
        return consonant + letters.virama
    return consonant + back.signs.get(vowel, "" if vowel in "aA" else letters.virama + vowel)
