"""Mending of words that hide their language: look-alike letters and HTML character references.

A word with one letter of another script looks like two or three words, none of which is the right
one. So words are mended before the language of a text is known, by the evidence of the word itself
and those around it. The result is that of the steps ``confusables`` and ``entities`` in the
language of the text; whatever depends on the language is left to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import ne
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.language.tags import script_of
from polyglot_norm.normalisation.look_alikes import LETTERS, UNKNOWN, repertoire, speller
from polyglot_norm.normalisation.mixtures import (
    first_meeting,
    is_inexplicable,
    is_intended,
    scripts_of,
)
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.steps.entities import entities
from polyglot_norm.normalisation.surroundings import Surroundings, Text
from polyglot_norm.normalisation.unprotected import protected_spans
from polyglot_norm.text.characters import script

_ROUNDS: Final = 8
"""A mended letter may complete a reference, or be evidence for the word beside it."""

_LONG: Final = 40
"""Longer words are not cached: there may be any number of them, of any length."""


def mend_words(text: str, lang: str | None = None) -> Aligned | None:
    """Return the text with its words mended, or None if no word needs it.

    If a language is given, it only shows in which script a foreign name may have an ending.

    >>> mend_words("Dјoković i лjуди, &#x43f;ривет").text
    'Djoković i лјуди, привет'
    >>> mend_words("Novak, iPhoneом, нoge, Москва") is None
    True
    """
    result = Aligned.unchanged(text)
    for _ in range(_ROUNDS):
        before = result
        for find in (_references, _look_alikes):
            made = find(result.text, lang)
            if made is not None:
                result = result.then(made)
        if result is before:
            break
    return None if result.text == text else result


def _references(text: str, lang: str | None) -> Aligned | None:
    edits = tuple(entities(text, lang)) if "&" in text else ()
    return Aligned(text, edits) if edits else None


def _look_alikes(text: str, lang: str | None) -> Aligned | None:
    if text.isascii() or first_meeting(text) < 0:
        return None
    own = script_of(lang) if lang else ""
    words = [word for line in Text(text, own).lines() for word in _words(line)]
    if not words:
        return None
    pieces: list[str] = []
    position = 0
    for start, seen, mended in words:
        pieces += (text[position:start], mended)
        position = start + len(seen)
    return Aligned.lazily(text, "".join((*pieces, text[position:])), _edits, tuple(words))


class _Word(NamedTuple):
    """A word of a text before and after it is mended."""

    start: int
    seen: str
    mended: str


def _words(line: Surroundings) -> Iterator[_Word]:
    """Yield the words of a line that are mended, but for those in links, names and code."""
    found = {word: _possible(word, line) for word in line.counts}
    if not any(found.values()) or _may_be_mojibake(line, found):
        return
    spans = [span for span in reversed(protected_spans(line.text)) if span.kind != "emoji"]
    for start, word in line.mixtures:
        possible = found[word]
        if possible:
            end = start + len(word)
            mended = _chosen(possible, line, start, end)
            while spans and spans[-1].end <= start:
                spans.pop()
            if mended and not (spans and spans[-1].start < end):
                made: _Word = tuple.__new__(_Word, (line.start + start, word, mended))
                yield made


def _may_be_mojibake(line: Surroundings, found: dict[str, tuple[_Spelling, ...]]) -> bool:
    """Return True if a line should be left to the step ``mojibake``.

    A word that makes no sense is a sign of that, unless it is mended and most others make sense.
    """
    signs = [word for word in found if is_inexplicable(word)]
    if any(not found[word] for word in signs):
        return True
    count = sum(line.counts[word] for word in signs)
    if count > 1 and 2 * count >= len(line.mixtures):
        return True
    return first_sign(line.text, mixed_words=False) >= 0


def _edits(_text: str, words: Sequence[_Word]) -> Iterator[Edit]:
    for start, seen, mended in words:
        for at, letter, rule in _replaced(seen, mended):
            yield Edit(start + at, start + at + 1, letter, rule)


class _Replaced(NamedTuple):
    """A letter that is replaced in a word."""

    at: int
    letter: str
    rule: str


@lru_cache(maxsize=1024)
def _replaced(seen: str, mended: str) -> tuple[_Replaced, ...]:
    return tuple(
        _Replaced(at, letter, f"confusables/{script(char)}-to-{script(letter)}".lower())
        for at, (char, letter) in enumerate(zip(seen, mended, strict=True))
        if char != letter
    )


def _possible(word: str, line: Surroundings) -> tuple[_Spelling, ...]:
    """Return the spelling of a word that takes the fewest replacements, or all of several."""
    spellings = _spellings if len(word) <= _LONG else _spellings.__wrapped__
    found = spellings(word, line.scripts, line.languages)
    if len(found) > 1 and found[0].replaced == found[1].replaced:
        return found
    return found[:1]


def _chosen(possible: Sequence[_Spelling], line: Surroundings, start: int, end: int) -> str | None:
    """Return the spelling of a word in the script of the words around it, if there are several."""
    if len(possible) == 1:
        return possible[0].word
    around = line.script_around(start, end)
    return next((spelling.word for spelling in possible if spelling.script == around), None)


class _Spelling(NamedTuple):
    """A word in one script, and the number of letters replaced for that."""

    replaced: int
    word: str
    script: str


@lru_cache(maxsize=4096)
def _spellings(
    word: str, scripts_around: tuple[str, ...], languages: tuple[int, ...]
) -> tuple[_Spelling, ...]:
    """Return the possible spellings of a word, with the fewest replacements first."""
    scripts = scripts_of(word)
    # An ending belongs to the script of the other words, if any of them are in that.
    own = scripts[-1] if scripts[-1] in scripts_around else "Latn"
    found = [
        spelling
        for target, by in zip(LETTERS, languages, strict=True)
        if target in scripts
        and _may_be_spelt(word, scripts, target)
        and (spelling := _spell(word, target, by))
        and not is_intended(word, scripts, target, own)
    ]
    return tuple(sorted(found))


def _may_be_spelt(word: str, scripts: list[str], target: str) -> bool:
    """Return True if each letter of another script has a look-alike, in whatever language."""
    others = {char for char, of in zip(word, scripts, strict=True) if of not in (target, "Zinh")}
    return repertoire(target).look_alikes.keys() >= others


def _spell(word: str, target: str, languages: int) -> _Spelling | None:
    """Return a word in one script; None if a letter has no look-alike there, or several."""
    known = repertoire(target)
    able = known.languages_with(set(word)) or known.everyone
    spelt = word.translate(speller(target, able & languages or able))
    if UNKNOWN in spelt:
        return None
    return _Spelling(sum(map(ne, word, spelt)), spelt, target)
