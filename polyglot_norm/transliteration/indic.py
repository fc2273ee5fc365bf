"""The scripts of India by ISO 15919 and back: what a table of letters leaves to the syllable.

A consonant has an *a* in it unless a vowel sign or a virama takes it away. What would be read as
one letter when written side by side is parted by a colon, as the standard has it: क्ह is *k:ha*, for
ख is *kha*. Signs that stand behind nothing they could belong to are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.transliteration.indic_letters import Letters, back_of, is_vowel, letters_of

_MARK: Final = "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"
_ASPIRATED: Final = frozenset("kgcjṭḍtdpbṛ")
"""Consonants that are another one with an h behind them, in some script."""

_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"

_LONGEST: Final = 24


class Unit(NamedTuple):
    """A piece of a text and what it becomes, without the colon that may follow."""

    source: str
    becomes: str


def to_latin(text: str, lang: str, rule: str) -> Aligned:
    """The text in Latin letters.

    >>> to_latin("हिन्दी कइ क्ह", "hi", "iso15919").text
    'hindī ka:i k:ha'
    """
    return _run(text, _script_of(lang), rule, _units_to_latin)


def from_latin(text: str, lang: str, rule: str) -> Aligned:
    """The text in the script of its language; capitals are read as small letters.

    >>> from_latin("Hindī, தமிழ், k:ha", "hi-Latn", "iso15919").text
    'हिन्दी, தமிழ், क्ह'
    """
    return _run(text, _script_of(lang), rule, _units_from_latin)


_Recipe = Callable[[str, str], Iterator[Unit]]


def _run(text: str, stem: str, rule: str, units: _Recipe) -> Aligned:
    words = _word(stem, units is _units_to_latin)
    result = words.sub(lambda match: _of_word(match[0], stem, units), text)
    if result == text:
        return Aligned(text)
    return Aligned.lazily(text, result, _edits, stem, rule, units)


def _edits(text: str, stem: str, rule: str, units: _Recipe) -> Iterator[Edit]:
    for match in _word(stem, units is _units_to_latin).finditer(text):
        at = match.start()
        for source, becomes in units(match[0], stem):
            if source != becomes:
                yield Edit(at, at + len(source), becomes, rule)
            at += len(source)


def _of_word(word: str, stem: str, units: _Recipe) -> str:
    if len(word) <= _LONGEST:
        return _of_short_word(word, stem, units)
    return "".join([unit.becomes for unit in units(word, stem)])


@lru_cache(maxsize=1 << 15)
def _of_short_word(word: str, stem: str, units: _Recipe) -> str:
    return "".join([unit.becomes for unit in units(word, stem)])


@cache
def _script_of(lang: str) -> str:
    """The table of a language, whatever script its tag names."""
    from polyglot_norm.transliteration.header import header, stems

    found = [stem for stem in stems() if stem.startswith("iso15919-")]
    return next(s for s in found if any(lang in way for way in header(s).ways()))


def _one_of(texts: dict[str, str]) -> str:
    """An alternation, the longest first; one that never matches for none."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(map(re.escape, longest_first)) or "(?!)"


@cache
def _word(stem: str, to_latin: bool, /) -> re.Pattern[str]:
    """A run of what may depend on one another."""
    letters = letters_of(stem)
    found = "".join("".join(texts) for texts in letters[:5]) + letters.virama + letters.addak
    if not to_latin:
        latin = {c for texts in letters[:5] for becomes in texts.values() for c in becomes}
        found = "".join(latin | set("".join(latin).upper())) + _MARK + ":"
        return re.compile(f"[{re.escape(found).replace(re.escape(_MARK), _MARK)}]+")
    return re.compile(f"[{''.join(sorted(set(found)))}{_JOINERS}]+")


@cache
def _syllable(stem: str) -> re.Pattern[str]:
    """Of the script: a consonant with its vowel, or another letter.

    A joiner before a virama (as of Bengali ra before ya) only says which shape the letters take.
    """
    letters = letters_of(stem)
    addak = re.escape(letters.addak) + f"(?={_one_of(letters.consonants)})"
    return re.compile(
        f"(?P<consonant>{_one_of(letters.consonants)})"
        f"(?P<vowel>{_one_of(letters.signs)}|[{_JOINERS}]?{letters.virama})?"
        f"|(?P<alone>{_one_of(letters.vowels)})"
        f"|(?P<bare>{_one_of(letters.bare)})"
        f"|(?P<addak>{addak if letters.addak else '(?!)'})"
        f"|(?P<other>{_one_of(letters.others)})"
    )


def _units_to_latin(word: str, stem: str) -> Iterator[Unit]:
    letters = letters_of(stem)
    held: Unit | None = None
    at, vowelless = 0, False
    for match in _syllable(stem).finditer(word):
        becomes = _spelled(match, stem)
        if held is not None:
            joins = at == match.start() and _reads_as_one(held.becomes, becomes, vowelless, letters)
            yield held._replace(becomes=held.becomes + ":") if joins else held
        if at < match.start():
            yield Unit(word[at : match.start()], word[at : match.start()])
        at = match.end()
        vowelless = (match["vowel"] or "").endswith(letters.virama) or match["bare"] is not None
        held = Unit(match[0], becomes)
    if held is not None:
        yield held
    if at < len(word):
        yield Unit(word[at:], word[at:])


def _spelled(match: re.Match[str], stem: str) -> str:
    letters = letters_of(stem)
    kind = match.lastgroup or ""
    if match["consonant"] is not None:
        vowel = match["vowel"]
        sound = letters.signs.get(vowel, "") if vowel else "a"
        return letters.consonants[match["consonant"]] + sound
    if kind == "addak":
        after = _syllable(stem).match(match.string, match.end())
        return letters.consonants[after["consonant"]][0] if after else ""
    table = {"alone": letters.vowels, "bare": letters.bare, "other": letters.others}[kind]
    return table[match[0]]


def _reads_as_one(before: str, after: str, vowelless: bool, letters: Letters) -> bool:
    if vowelless:
        if is_vowel(after) or (after[0] == "h" and f"{before}h" in letters.back):
            return True
        return bool(letters.addak) and after[0] == before
    return before.endswith("a") and after[0] in "iu"


@cache
def _latin_syllable(stem: str) -> re.Pattern[str]:
    back = back_of(stem)
    vowel, done = _one_of(back.vowels | back.signs), f"(?![{_MARK}])"
    colons = [f":(?={vowel})", f"(?<=[{''.join(sorted(_ASPIRATED))}]):(?=h)"]
    doubled = "(?!)"
    if letters_of(stem).addak:
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


def _units_from_latin(word: str, stem: str) -> Iterator[Unit]:
    at = 0
    for match in _latin_syllable(stem).finditer(word):
        if at < match.start():
            yield Unit(word[at : match.start()], word[at : match.start()])
        at = match.end()
        yield Unit(match[0], _native(match, stem))
    if at < len(word):
        yield Unit(word[at:], word[at:])


def _native(match: re.Match[str], stem: str) -> str:
    letters, back = letters_of(stem), back_of(stem)
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
