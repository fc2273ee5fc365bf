"""Replace letters of another script in a word by those of its own script that look alike.

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
    first_meeting,
    first_switch,
    is_intended,
    scripts_of,
)
from polyglot_norm.normalisation.spared import spared
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.tables import rows
from polyglot_norm.text.characters import script
from polyglot_norm.text.lines import Lines

# Where the language does not decide: letters that every text in the script may have.
_MODEL: Final = {"Latn": "en", "Cyrl": "ru", "Grek": "el"}

_SHORT_WORD: Final = re.compile(r"[acijo][aeoj]{0,2}(?= [а-яѐ-џ]{2})")
"""What may be one of ``data/lone_words.tsv``: before a word of two small letters at least."""

_LONG: Final = 40
"""Longer words are not remembered: there may be any number of them, of any length."""

_CYRILLIC_BEFORE: Final = {
    False: re.compile(f"[{LETTERS['Cyrl']}],? \\Z"),
    True: re.compile(f"[{LETTERS['Cyrl']}], \\Z"),
}


class _Lone(NamedTuple):
    """A short word in Cyrillic, and whether it is one only after a comma."""

    becomes: str
    after_comma: bool


def trigger(lang: str | None = None) -> Trigger:
    """Letters of two scripts side by side, in text of the language, and one-letter words."""
    own = script_of(lang) if lang else ""
    if own == "Latn":  # other letters are so rare there that each is worth a look
        return Trigger(LETTERS["Cyrl"] + LETTERS["Grek"], in_ascii=False)
    # Cyrillic meets Greek so seldom that each letter of the other is worth a look.
    strangers = {"Cyrl": LETTERS["Grek"], "Grek": LETTERS["Cyrl"]}.get(own, "")
    return Trigger(strangers, in_ascii=False, find=_first_candidate)


def _first_candidate(text: str, start: int) -> int:
    found = (first_meeting(text, start), first_switch(text, start, _is_short_word))
    return min((at for at in found if at >= 0), default=-1)


def _is_short_word(text: str, at: int) -> bool:
    return text[at - 1 : at] == " " and _SHORT_WORD.match(text, at) is not None


def confusables(text: str, lang: str | None) -> Iterator[Edit]:
    """Letters of another script in a word become those of its own that look like them.

    The rule says from which script to which. Links, names and code are left alone.

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
    # Each edit is of one letter for one, so that places stay. Short words stand between whole ones.
    found = sorted([*mixed, *_lone_words(apply(mixed, text), lang)])
    yield from spared(text, found)


def _mixed(text: str, lang: str | None) -> Iterator[Edit]:
    own = script_of(lang) if lang else ""
    mixture = _mixture(own if own in LETTERS else "")
    hit = mixture.search(text)
    lines = Lines(text)
    while hit:
        # Words begin anew at a line break, so the search can too.
        position, end = lines.around(hit.start())
        for match in WORD.finditer(text, position, end):
            if mixture.search(match[0]):
                yield from _mended(match[0], match.start(), lang or "")
        hit = mixture.search(text, end)


@cache
def _mixture(own: str) -> re.Pattern[str]:
    """Finds a foreign letter beside one of the text's own script.

    Where that is none of the three, a Greek or Cyrillic letter beside a Latin one.
    """
    own = own or "Latn"
    foreign = "".join(letters for name, letters in LETTERS.items() if name != own)
    inside = LETTERS[own]
    return re.compile(f"[{foreign}](?:(?=[{inside}])|(?<=[{inside}][{foreign}]))")


def _mended(word: str, offset: int, lang: str) -> Iterator[Edit]:
    whole = _whole(word, lang) if len(word) <= _LONG else _whole.__wrapped__(word, lang)
    for i, (letter, char) in enumerate(zip(whole, word, strict=True), offset):
        if letter != char:
            rule = f"confusables/{script(char)}-to-{script(letter)}".lower()
            yield Edit(i, i + 1, letter, rule)


@lru_cache(maxsize=4096)
def _whole(word: str, lang: str) -> str:
    """A word in one script, or as it is."""
    scripts = scripts_of(word)
    found = (_into(target, word, scripts, lang) for target in _targets(lang, word, scripts))
    return next(filter(None, found), word)


def _targets(lang: str, word: str, scripts: list[str]) -> tuple[str, ...]:
    """The scripts that a word of a language may be mended to, in the order of trying."""
    own = script_of(lang) if lang else ""
    if own in LETTERS:
        # A word in another script has letters, and not just one, that the own has none like.
        like = counterparts(own, lang)
        strange = [of for char, of in zip(word, scripts, strict=True) if char not in like]
        return (own, *(name for name in LETTERS if name != own and strange.count(name) > 1))
    possible = [name for name in LETTERS if _into(name, word, scripts, lang)]
    return tuple(possible) if len(possible) == 1 else ()


def _into(target: str, word: str, scripts: list[str], lang: str) -> str | None:
    """A word in one script; None if a letter has no form in it, or the mixture looks meant."""
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
    """The short words of a language that are mended, by how they are typed."""
    return {
        characters(row["word"]): _Lone(characters(row["becomes"]), bool(row["after_comma"]))
        for row in rows("lone_words")
        if lang in row["tags"].split()
    }
