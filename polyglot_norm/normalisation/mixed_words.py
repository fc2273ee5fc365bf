"""Mending of words that hide their language: look-alike letters and HTML character references.

A word with one letter of another script looks like two or three words, none of which is the right
one. So words are mended before the language of a text is known, by the evidence of the word itself
and those around it. The result is that of the steps ``confusables`` and ``entities`` in the
language of the text; whatever depends on the language is left to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import ne
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.language.tags import script_of
from polyglot_norm.normalisation.look_alikes import LETTERS, UNKNOWN, repertoire, speller
from polyglot_norm.normalisation.mixtures import (
    Mixture,
    first_meeting,
    is_inexplicable,
    is_intended,
    scripts_of,
)
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.steps.entities import entities
from polyglot_norm.normalisation.surroundings import Surroundings, Text
from polyglot_norm.normalisation.unprotected import unprotected
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
        for find in (_entities, _look_alikes):
            edits = tuple(find(result.text, lang))
            if edits:
                result = result.then(Aligned(result.text, edits))
        if result is before:
            break
    return None if result.text == text else result


def _entities(text: str, lang: str | None) -> Iterable[Edit]:
    return entities(text, lang) if "&" in text else ()


def _look_alikes(text: str, lang: str | None) -> Iterable[Edit]:
    if text.isascii() or first_meeting(text) < 0:
        return ()
    return unprotected(text, _edits(text, script_of(lang) if lang else ""))


def _edits(text: str, own: str) -> Iterator[Edit]:
    for line in Text(text, own).lines():
        mended = [_mended(mixture, line) for mixture in line.mixtures]
        if not _may_be_mojibake(line, mended):
            for mixture, word in zip(line.mixtures, mended, strict=True):
                yield from _edits_of(mixture, word)


def _may_be_mojibake(line: Surroundings, mended: Sequence[str]) -> bool:
    """Return True if a line should be left to the step ``mojibake``.

    A word that makes no sense is a sign of that, unless it is mended and most others make sense.
    """
    words = [mixture.word for mixture in line.mixtures]
    signs = [pair for pair in zip(words, mended, strict=True) if is_inexplicable(pair[0])]
    return (
        (len(signs) > 1 and 2 * len(signs) >= len(words))
        or any(word == as_mended for word, as_mended in signs)
        or first_sign(line.text, mixed_words=False) >= 0
    )


def _edits_of(mixture: Mixture, mended: str) -> Iterator[Edit]:
    if mended == mixture.word:
        return
    for at, (char, letter) in enumerate(zip(mixture.word, mended, strict=True), mixture.start):
        if char != letter:
            yield Edit(at, at + 1, letter, _rule(char, letter))


@lru_cache(maxsize=256)
def _rule(char: str, letter: str) -> str:
    return f"confusables/{script(char)}-to-{script(letter)}".lower()


def _mended(mixture: Mixture, line: Surroundings) -> str:
    """Return a word in the script that takes the fewest replacements, or unchanged."""
    word = mixture.word
    spellings = _spellings if len(word) <= _LONG else _spellings.__wrapped__
    found = spellings(word, line.scripts, line.languages)
    if len(found) > 1 and found[0].replaced == found[1].replaced:
        around = line.script_around(mixture)
        found = tuple(spelling for spelling in found if spelling.script == around)
    return found[0].word if found else word


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
        and (spelling := _spell(word, target, by))
        and not is_intended(word, scripts, target, own)
    ]
    return tuple(sorted(found))


def _spell(word: str, target: str, languages: int) -> _Spelling | None:
    """Return a word in one script; None if a letter has no look-alike there, or several."""
    known = repertoire(target)
    able = known.languages_with(set(word)) or known.everyone
    spelt = word.translate(speller(target, able & languages or able))
    if UNKNOWN in spelt:
        return None
    return _Spelling(sum(map(ne, word, spelt)), spelt, target)
