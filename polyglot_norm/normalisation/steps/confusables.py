"""Replace letters of another script in a word by the look-alikes of its own script.

A word is mended only as a whole, to one script, and preferably to that of its language. Left alone
are

- a word that is of one script altogether (``ОРЕС`` and ``OPEC`` are both words), except for
  the short words of ``data/lone_words.tsv``;
- a word whose two scripts look intended (see `mixtures.is_intended`);
- words joined by a hyphen, which are two: ``USB-кабель``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit, apply
from polyglot_norm.language.tags import script_of
from polyglot_norm.normalisation.look_alikes import LETTERS, characters, counterparts
from polyglot_norm.normalisation.mixtures import (
    WORD,
    is_intended,
    letters_of_two_scripts,
    scripts_of,
)
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.unprotected import unprotected
from polyglot_norm.tables import rows
from polyglot_norm.text.character_sets import expanded
from polyglot_norm.text.characters import script
from polyglot_norm.text.lines import Lines
from polyglot_norm.text.neighbours import Neighbours
from polyglot_norm.text.signs import Sign

# Languages with letters that any text in a script may have, for text in another script.
_MODEL: Final = {"Latn": "en", "Cyrl": "ru", "Grek": "el"}

_FIRST, _LATER, _MOST_LATER, _SMALL = "acijo", "aeoj", 2, "а-яѐ-џ"
_SHORT_WORD: Final = re.compile(rf"[{_FIRST}][{_LATER}]{{0,{_MOST_LATER}}}(?= [{_SMALL}]{{2}})")
"""A candidate for ``data/lone_words.tsv``: before a word of at least two lower-case letters."""

_LONG: Final = 40
"""Longer words are not cached: there may be any number of them, of any length."""

_CYRILLIC_BEFORE: Final = {
    False: re.compile(f"[{LETTERS['Cyrl']}],? \\Z"),
    True: re.compile(f"[{LETTERS['Cyrl']}], \\Z"),
}


class _Lone(NamedTuple):
    """A short word in Cyrillic, and if it is one only after a comma."""

    becomes: str
    after_comma: bool


def trigger(lang: str | None = None) -> Trigger:
    """Return the trigger: adjacent letters of two scripts, and one-letter words."""
    own = script_of(lang) if lang else ""
    if own == "Latn":  # other letters are so rare there that each is a trigger
        return Trigger(LETTERS["Cyrl"] + LETTERS["Grek"], in_ascii=False)
    # Greek is so rare in Cyrillic text, and the reverse, that each letter is a trigger.
    strangers = {"Cyrl": LETTERS["Grek"], "Grek": LETTERS["Cyrl"]}.get(own, "")
    return Trigger(strangers, in_ascii=False, find=_first_candidate)


def signs(lang: str | None = None) -> tuple[Sign, ...]:
    """Return the signs: letters of another script."""
    own = script_of(lang) if lang else ""
    latin, cyrillic, greek = LETTERS["Latn"], LETTERS["Cyrl"], LETTERS["Grek"]
    if own == "Latn":
        return (Sign(cyrillic + greek),)
    if own in LETTERS:
        return Sign(latin), Sign(greek if own == "Cyrl" else cyrillic)
    return Sign(latin), Sign(cyrillic, before=greek), Sign(greek, before=cyrillic)


def _first_candidate(text: str, start: int) -> int:
    return _candidates().first(text, start)


@cache
def _candidates() -> Neighbours:
    """Return the search for adjacent letters of two scripts, and short words in Cyrillic text."""
    cyrillic, small = expanded(LETTERS["Cyrl"]), expanded(_SMALL)
    words = [(_FIRST, *[_LATER] * count) for count in range(_MOST_LATER + 1)]
    sequences = [
        (cyrillic, *comma, " ", *word, " ", small) for word in words for comma in ("", ",")
    ]
    return Neighbours(sequences, letters_of_two_scripts())


def confusables(text: str, lang: str | None) -> Iterator[Edit]:
    """Replace letters of another script in a word by look-alikes of its own script.

    The rule names both scripts. Links, names and code are left alone.

    >>> [(e.start, e.replacement, e.rule) for e in confusables("Cбербанк", "ru")]
    [(0, 'С', 'confusables/latn-to-cyrl')]
    >>> [e.replacement for e in confusables("the сat", "en")]
    ['c']
    >>> list(confusables("USB-кабель", "ru"))
    []
    """
    if text.isascii():
        return
    mixed = list(_mixed(text, lang))
    # Every edit replaces one letter, so offsets stay; short words are between whole ones.
    found = sorted([*mixed, *_lone_words(apply(mixed, text), lang)])
    yield from unprotected(text, found)


def _mixed(text: str, lang: str | None) -> Iterator[Edit]:
    own = script_of(lang) if lang else ""
    mixture = _mixture(own if own in LETTERS else "")
    hit = mixture.search(text)
    lines = Lines(text)
    while hit:
        # No word crosses a line break, so lines are independent.
        position, end = lines.around(hit.start())
        for match in WORD.finditer(text, position, end):
            if mixture.search(match[0]):
                yield from _mended(match[0], match.start(), lang or "")
        hit = mixture.search(text, end)


@cache
def _mixture(own: str) -> re.Pattern[str]:
    """Return a regex for a foreign letter beside one of the script of the text.

    If that is none of the three scripts, it is for a Greek or Cyrillic letter beside a Latin one.
    """
    own = own or "Latn"
    foreign = "".join(letters for name, letters in LETTERS.items() if name != own)
    inside = LETTERS[own]
    return re.compile(f"[{foreign}](?:(?=[{inside}])|(?<=[{inside}][{foreign}]))")


def _mended(word: str, offset: int, lang: str) -> Iterator[Edit]:
    whole = _whole(word, lang) if len(word) <= _LONG else _whole.__wrapped__(word, lang)
    if whole == word:
        return
    for i, (letter, char) in enumerate(zip(whole, word, strict=True), offset):
        if letter != char:
            rule = f"confusables/{script(char)}-to-{script(letter)}".lower()
            yield Edit(i, i + 1, letter, rule)


@lru_cache(maxsize=4096)
def _whole(word: str, lang: str) -> str:
    """Return a word in one script, or unchanged."""
    scripts = scripts_of(word)
    found = (_into(target, word, scripts, lang) for target in _targets(lang, word, scripts))
    return next(filter(None, found), word)


def _targets(lang: str, word: str, scripts: list[str]) -> tuple[str, ...]:
    """Return the scripts to which a word may be mended, in order of preference."""
    own = script_of(lang) if lang else ""
    if own in LETTERS:
        # A word in another script has several letters without look-alikes in this one.
        like = counterparts(own, lang)
        strange = [of for char, of in zip(word, scripts, strict=True) if char not in like]
        return (own, *(name for name in LETTERS if name != own and strange.count(name) > 1))
    possible = [name for name in LETTERS if _into(name, word, scripts, lang)]
    return tuple(possible) if len(possible) == 1 else ()


def _into(target: str, word: str, scripts: list[str], lang: str) -> str | None:
    """Return a word in one script; None if a letter has no look-alike, or it is intended."""
    if target not in scripts:
        return None
    own = script_of(lang) if lang else ""
    becomes = counterparts(target, lang if own == target else _MODEL[target])
    letters = []
    for char, of in zip(word, scripts, strict=True):
        letter = char if of in (target, "Zinh") else becomes.get(char)
        if letter is None:
            return None
        letters.append(letter)
    return None if is_intended(word, scripts, target, own) else "".join(letters)


def _lone_words(text: str, lang: str | None) -> Iterator[Edit]:
    known = _lone(lang or "")
    if not known:
        return
    for match in _SHORT_WORD.finditer(text):
        start = match.start()
        word = known.get(match[0])
        if word and _CYRILLIC_BEFORE[word.after_comma].search(text, max(0, start - 3), start):
            for i, letter in enumerate(word.becomes, start):
                yield Edit(i, i + 1, letter, "confusables/lone")


@cache
def _lone(lang: str) -> dict[str, _Lone]:
    """Return the short words of a language that are mended, by their Latin look-alikes."""
    return {
        characters(row["word"]): _Lone(characters(row["becomes"]), bool(row["after_comma"]))
        for row in rows("lone_words")
        if lang in row["tags"].split()
    }
