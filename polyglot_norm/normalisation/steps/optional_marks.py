"""Remove the marks that a language may leave out, and write letters as those who leave them do.

``data/optional-marks.tsv`` lists them by language: the vowels of Arabic and Hebrew, hamza on alef,
the tonos of Greek, the dots of Russian ё. Words are searched for without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.tables import rows

_UNKNOWN: Final = "und"
_ANY: Final = "*"
_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def trigger(lang: str | None = None) -> Trigger:
    """Return the trigger: what is removed or replaced in the language, or in any."""
    found = _table(_base(lang)) if lang is not None else _every()
    return Trigger("".join(map(re.escape, found)), in_ascii=False)


def optional_marks(text: str, lang: str | None) -> Iterator[Edit]:
    """Remove and replace the marks and letters of the table.

    >>> from polyglot_norm.align.aligned import Aligned
    >>> Aligned("مُحَمَّد أحمد", optional_marks("مُحَمَّد أحمد", "ar")).text
    'محمد احمد'
    >>> Aligned("Ёж", optional_marks("Ёж", "ru")).text
    'Еж'
    """
    table = _table(_base(lang))
    for match in _pattern(_base(lang)).finditer(text):
        if match[0] not in _JOINERS or _is_in_word(text, match.start()):
            yield Edit(match.start(), match.end(), table[match[0]], "optional_marks")


def _base(lang: str | None) -> str:
    return (lang or _UNKNOWN).partition("-")[0]


def _is_in_word(text: str, at: int) -> bool:
    """Return True if a joiner follows a letter or its mark, not an emoji."""
    from unicodedata2 import category

    return at > 0 and category(text[at - 1])[0] in "LM"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, _table(language)))}]")


@cache
def _table(language: str) -> dict[str, str]:
    """Return what each character becomes in a language."""
    found: dict[str, str] = {}
    for row in rows("optional-marks"):
        if {_ANY, language} & set(row["langs"].split()):
            found |= _replacements(row["find"], row["becomes"])
    return found


@cache
def _every() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("optional-marks"):
        found |= _replacements(row["find"], row["becomes"])
    return found


def _replacements(find: str, becomes: str) -> dict[str, str]:
    """Return what characters and ranges (``а..в``) become: one thing each, or one for all.

    >>> _replacements("а..в ё", "е")
    {'а': 'е', 'б': 'е', 'в': 'е', 'ё': 'е'}
    >>> _replacements("ά έ", "α ε")
    {'ά': 'α', 'έ': 'ε'}
    """
    found = []
    for item in find.split():
        first, _, last = item.partition("..")
        found += [chr(code) for code in range(ord(first), ord(last or first) + 1)]
    each = becomes.split()
    if len(each) < 2:
        return dict.fromkeys(found, becomes)
    return dict(zip(found, each, strict=True))
