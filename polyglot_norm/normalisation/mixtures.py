"""Words that mix Latin, Cyrillic and Greek letters: search and classification."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm.normalisation.look_alikes import LETTERS, pairs
from polyglot_norm.normalisation.mixture_search import MixtureSearch
from polyglot_norm.text.character_sets import expanded
from polyglot_norm.text.characters import script
from polyglot_norm.text.neighbours import Neighbours

_EVERY_LETTER: Final = "".join(LETTERS.values())
_MARKS: Final = "\u0300-\u036f"
WORD: Final = re.compile(rf"[{_EVERY_LETTER}][{_EVERY_LETTER}{_MARKS}]*+")

_SIGNS: Final = frozenset("αβγδεζηθκλμνξπρστφχψω")
"""Greek letters that are used as signs beside a word: not iota, omicron or upsilon."""


class Mixture(NamedTuple):
    """A word of several scripts, and where it starts."""

    start: int
    word: str

    @property
    def end(self) -> int:
        """The end of the word."""
        return self.start + len(self.word)


def mixtures(text: str) -> list[Mixture]:
    """Return the words in which letters of two scripts stand side by side.

    >>> mixtures("Где си, Dјoković? У Beogradu cам")
    [Mixture(start=8, word='Dјoković'), Mixture(start=29, word='cам')]
    """
    bounds = iter(_search().words(text))
    new = tuple.__new__  # at half the cost
    return [
        new(Mixture, (start, text[start:end])) for start, end in zip(bounds, bounds, strict=True)
    ]


def first_meeting(text: str, start: int = 0) -> int:
    """Return the offset of the first letter right after one of another script, -1 without one.

    >>> first_meeting("У граду cам, Jovane"), first_meeting("Где си, Jovane?")
    (9, -1)
    """
    return _meetings().first(text, start)


class _Scripts(dict[str, str]):
    """The script of each letter and mark of a mixture, looked up when it is first met."""

    def __missing__(self, char: str) -> str:
        found = self[char] = script(char)
        return found


_SCRIPTS: Final = _Scripts()


def scripts_of(word: str) -> list[str]:
    """Return the script of each character of a word, ``Zinh`` for a combining mark."""
    return [*map(_SCRIPTS.__getitem__, word)]


def is_intended(word: str, scripts: list[str], target: str, own: str) -> bool:
    """Return True if a word looks as if both of its scripts were intended.

    ``scripts`` are those of its characters, ``target`` is the one it would be mended to, and
    ``own`` is that of the text. Intended are

    - upper-case Latin letters, or Latin consonants, with a Cyrillic or Greek ending: ``PCшник``;
    - a foreign name with an ending in the script of the text: ``Googleа``;
    - a Greek letter as a sign before or after a word: ``TNFα``.
    """
    first = scripts[0]
    head = next((i for i, of in enumerate(scripts) if of not in (first, "Zinh")), None)
    if head is None:  # a mark of the other script, and no letter
        return True
    of_tail = {of for of in scripts[head:] if of != "Zinh"}
    if len(of_tail) > 1:
        return False
    stem, tail = word[:head], word[head:]
    if target == "Latn" and "Grek" in (first, *of_tail):
        return (stem if first == "Grek" else tail) in _SIGNS
    if first != "Latn":
        return False
    if target == "Latn":
        return own in of_tail
    return len(stem) > 1 and (
        (stem.isupper() and not tail.isupper()) or not set("aeiouyAEIOUY").intersection(stem)
    )


@lru_cache(maxsize=4096)
def is_inexplicable(word: str) -> bool:
    """Return True if a word of two scripts makes no sense in either.

    The letters of the script with fewer letters have no look-alikes in the other, and the word is
    not Latin in disguise.

    >>> is_inexplicable("cам"), is_inexplicable("ехреrt"), is_inexplicable("Bыhu")
    (False, False, True)
    """
    latin_set, others_set = _sets()
    latin = [char for char in word if char in latin_set]
    others = [char for char in word if char in others_set]
    alike_latin, alike_others = _look_alikes()
    if len(others) < len(latin):
        return not alike_others.issuperset(others)
    # KOI8 gives Latin words letters of the wrong case: nК for në.
    usual_case = word[1:].islower() or word.isupper()
    disguised = len(others) > len(latin) and usual_case and alike_others.issuperset(others)
    return not (disguised or alike_latin.issuperset(latin))


@cache
def _look_alikes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the ASCII letters with look-alikes in Cyrillic or Greek, and these look-alikes."""
    alike = [(letter, other) for (letter, _), others in pairs().items() for other in others]
    return (
        frozenset(letter for letter, _ in alike if letter.isascii()),
        frozenset(letter for letter, other in alike if other.isascii()),
    )


@cache
def _sets() -> tuple[frozenset[str], frozenset[str]]:
    latin, *others = map(expanded, LETTERS.values())
    return frozenset(latin), frozenset("".join(others))


@cache
def _meetings() -> Neighbours:
    return Neighbours((), letters_of_two_scripts())


@cache
def letters_of_two_scripts() -> tuple[tuple[str, str], ...]:
    """Return the pairs of letters that are not of one script, as pairs of sets."""
    each = [*map(expanded, LETTERS.values())]
    return tuple((one, other) for one in each for other in each if one != other)


@cache
def _search() -> MixtureSearch:
    return MixtureSearch([*map(expanded, LETTERS.values())], expanded(_MARKS))
