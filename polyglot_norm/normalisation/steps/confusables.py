"""A letter of another script in a word becomes the one of the word's script that looks like it.

Which letters look alike is told by ``data/confusables.tsv`` (UTS #39); which a language has, by
``data/alphabets.tsv`` (CLDR) and ``data/more_alphabets.tsv``. A word is mended only as a whole, to
one script, and first of all to that of its language. What is left alone:

- a word that is of one script altogether (``ОРЕС`` and ``OPEC`` are both words), but for
  the short words of ``data/lone_words.tsv``;
- Latin capitals, or Latin consonants, with a Cyrillic or Greek ending: ``PCшник``, ``HTCшный``;
- a foreign name with an ending in the script of the text: ``Googleа``;
- a Greek letter as a sign before or after a word: ``TNFα``;
- what is joined by a hyphen is two words: ``USB-кабель``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit, apply
from polyglot_norm.language.tags import script_of
from polyglot_norm.normalisation.mixtures import first_switch, side_by_side
from polyglot_norm.normalisation.spared import spared
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.tables import rows
from polyglot_norm.text.characters import fold, script
from polyglot_norm.text.lines import Lines

_LETTERS: Final = {
    "Latn": "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ",
    "Cyrl": "\u0400-\u052f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
}
# Where the language does not decide: letters that every text in the script may have.
_MODEL: Final = {"Latn": "en", "Cyrl": "ru", "Grek": "el"}

_WORD: Final = re.compile(
    rf"[{''.join(_LETTERS.values())}][{''.join(_LETTERS.values())}\u0300-\u036f]*+"
)

_SHORT_WORD: Final = re.compile(r"[acijo][aeoj]{0,2}(?= [а-яѐ-џ]{2})")
"""What may be one of ``data/lone_words.tsv``: before a word of two small letters at least."""

_SIGNS: Final = frozenset("αβγδεζηθικλμνξοπρστυφχψω")
"""Greek letters that stand for something beside a word."""


_LONG: Final = 40
"""Longer words are not remembered: there may be any number of them, of any length."""

_CYRILLIC_BEFORE: Final = {
    False: re.compile(f"[{_LETTERS['Cyrl']}],? \\Z"),
    True: re.compile(f"[{_LETTERS['Cyrl']}], \\Z"),
}


class _Lone(NamedTuple):
    """A short word in Cyrillic, and whether it is one only after a comma."""

    becomes: str
    after_comma: bool


def trigger(lang: str | None = None) -> Trigger:
    """Letters of two scripts side by side, in text of the language, and one-letter words."""
    own = script_of(lang) if lang else ""
    if own == "Latn":  # other letters are so rare there that each is worth a look
        return Trigger(_LETTERS["Cyrl"] + _LETTERS["Grek"], in_ascii=False)
    # Cyrillic meets Greek so seldom that each letter of the other is worth a look.
    strangers = {"Cyrl": _LETTERS["Grek"], "Grek": _LETTERS["Cyrl"]}.get(own, "")
    return Trigger(strangers, in_ascii=False, find=_first_meeting)


def _first_meeting(text: str, start: int) -> int:
    return first_switch(text, start, _is_suspicious)


def _is_suspicious(text: str, at: int) -> bool:
    if side_by_side(text, at):
        return True
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
    mixture = _mixture(own if own in _LETTERS else "")
    hit = mixture.search(text)
    lines = Lines(text)
    while hit:
        # Words begin anew at a line break, so the search can too.
        position, end = lines.around(hit.start())
        for match in _WORD.finditer(text, position, end):
            if mixture.search(match[0]):
                yield from _mended(match[0], match.start(), lang or "")
        hit = mixture.search(text, end)


@cache
def _mixture(own: str) -> re.Pattern[str]:
    """Finds a foreign letter beside one of the text's own script.

    Where that is none of the three, a Greek or Cyrillic letter beside a Latin one.
    """
    own = own or "Latn"
    foreign = "".join(letters for name, letters in _LETTERS.items() if name != own)
    inside = _LETTERS[own]
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
    scripts = [script(char) for char in word]
    found = (_into(target, word, scripts, lang) for target in _targets(lang, word, scripts))
    return next(filter(None, found), word)


def _targets(lang: str, word: str, scripts: list[str]) -> tuple[str, ...]:
    """The scripts that a word of a language may be mended to, in the order of trying."""
    own = script_of(lang) if lang else ""
    if own in _LETTERS:
        # A word in another script has letters, and not just one, that the own has none like.
        like = _counterparts(own, lang)
        strange = [of for char, of in zip(word, scripts, strict=True) if char not in like]
        return (own, *(name for name in _LETTERS if name != own and strange.count(name) > 1))
    possible = [name for name in _LETTERS if _into(name, word, scripts, lang)]
    return tuple(possible) if len(possible) == 1 else ()


def _into(target: str, word: str, scripts: list[str], lang: str) -> str | None:
    """A word in one script; None if a letter has no form in it, or the mixture looks meant."""
    if target not in scripts:
        return None
    own = script_of(lang) if lang else ""
    becomes = _counterparts(target, lang if own == target else _MODEL[target])
    letters = []
    for char, of in zip(word, scripts, strict=True):
        letter = char if of in (target, "Zinh") else becomes.get(char)
        if letter is None:
            return None
        letters.append(letter)
    return None if _on_purpose(word, scripts, target, own) else "".join(letters)


def _on_purpose(word: str, scripts: list[str], target: str, own: str) -> bool:
    """Whether a word looks as if its two scripts were meant (see the head of this file)."""
    first = scripts[0]
    head = next(i for i, of in enumerate(scripts) if of not in (first, "Zinh"))
    of_tail = {of for of in scripts[head:] if of != "Zinh"}
    if len(of_tail) > 1:
        return False
    stem, tail = word[:head], word[head:]
    if target == "Latn" and "Grek" in (first, *of_tail):
        return (stem if first == "Grek" else tail) in _SIGNS
    if first != "Latn":
        return False
    if target == "Latn":  # a name, with an ending in the script of the text
        return own in of_tail
    return len(stem) > 1 and (
        (stem.isupper() and not tail.isupper()) or not set("aeiouyAEIOUY").intersection(stem)
    )


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
        _characters(row["word"]): _Lone(_characters(row["becomes"]), bool(row["after_comma"]))
        for row in rows("lone_words")
        if lang in row["tags"].split()
    }


@cache
def _alphabet(lang: str) -> frozenset[str]:
    """The small letters of a language; of Latin script, always a to z too."""
    tables = (rows("alphabets"), rows("more_alphabets"))
    listed = (row["letters"] for table in tables for row in table if row["tag"] == lang)
    latin = "abcdefghijklmnopqrstuvwxyz" if script_of(lang) == "Latn" else ""
    return frozenset("".join((*listed, latin)))


@cache
def _counterparts(target: str, lang: str) -> dict[str, str]:
    """What each letter of another script becomes in a script, in a language that has the letter."""
    alphabet = _alphabet(lang)
    return {
        letter: fitting[0]
        for (letter, script_), others in _pairs().items()
        if script_ == target
        and (fitting := [other for other in others if {other, fold(other)} & alphabet])
    }


@cache
def _pairs() -> dict[tuple[str, str], tuple[str, ...]]:
    """What looks like a letter in another script, by letter and script, the likeliest first."""
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows("confusables"):
        key = _characters(row["letter"]), row["script"]
        pairs[key] = (*pairs.get(key, ()), _characters(row["becomes"]))
    return pairs


def _characters(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())
