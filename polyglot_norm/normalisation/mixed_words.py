"""Mending of words that hide their language: look-alike letters and HTML character references.

A word in which one letter is of another script is read as two or three words, none of them its
own. So it is mended before the language of a text is known, by what the word itself and the words
around it show. What the steps ``confusables`` and ``entities`` would do in the language of the
text is done here; whatever depends on the language is left to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import ne
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.language.tags import script_of
from polyglot_norm.normalisation.look_alikes import LETTERS, UNREADABLE, reader, repertoire
from polyglot_norm.normalisation.mixtures import (
    Mixture,
    first_meeting,
    is_inexplicable,
    is_intended,
    scripts_of,
)
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.spared import spared
from polyglot_norm.normalisation.steps.entities import entities
from polyglot_norm.normalisation.surroundings import Surroundings, Text
from polyglot_norm.text.characters import script

_ROUNDS: Final = 8
"""What is mended may complete a reference, or show how to mend the word beside it."""

_LONG: Final = 40
"""Longer words are not remembered: there may be any number of them, of any length."""


def mend_words(text: str, lang: str | None = None) -> Aligned | None:
    """Return the text with its words mended, or None if no word needs it.

    A language, where it is known, only shows whose endings a foreign name may have.

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
    return spared(text, _edits(text, script_of(lang) if lang else ""))


def _edits(text: str, own: str) -> Iterator[Edit]:
    for line in Text(text, own).lines():
        mended = [_mended(mixture, line) for mixture in line.mixtures]
        if not _may_be_mojibake(line, mended):
            for mixture, word in zip(line.mixtures, mended, strict=True):
                yield from _edits_of(mixture, word)


def _may_be_mojibake(line: Surroundings, mended: Sequence[str]) -> bool:
    """Return whether the step ``mojibake`` has to see a line as it is.

    A word that makes no sense is a sign of that, but not if it is mended and most others do.
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
    """Return a word in the script that explains it with the fewest replacements, or as it is."""
    word = mixture.word
    read = _readings if len(word) <= _LONG else _readings.__wrapped__
    found = read(word, line.scripts, line.languages)
    if len(found) > 1 and found[0].replaced == found[1].replaced:
        around = line.script_around(mixture)
        found = tuple(reading for reading in found if reading.script == around)
    return found[0].word if found else word


class _Reading(NamedTuple):
    """A word read in one script, and how many of its letters are replaced for that."""

    replaced: int
    word: str
    script: str


@lru_cache(maxsize=4096)
def _readings(
    word: str, scripts_around: tuple[str, ...], languages: tuple[int, ...]
) -> tuple[_Reading, ...]:
    """Return how a word may be read among others, with the fewest replacements first."""
    scripts = scripts_of(word)
    # An ending belongs to the script of the other words, if any of them are in that.
    own = scripts[-1] if scripts[-1] in scripts_around else "Latn"
    found = [
        reading
        for target, by in zip(LETTERS, languages, strict=True)
        if target in scripts
        and (reading := _read(word, target, by))
        and not is_intended(word, scripts, target, own)
    ]
    return tuple(sorted(found))


def _read(word: str, target: str, languages: int) -> _Reading | None:
    """Return a word read in a script; None if a letter has no form there, or several."""
    known = repertoire(target)
    able = known.languages_with(set(word)) or known.everyone
    read = word.translate(reader(target, able & languages or able))
    if UNREADABLE in read:
        return None
    return _Reading(sum(map(ne, word, read)), read, target)
