"""Plausibility of text, by the language model and by its shape."""

from __future__ import annotations

import re
from array import array
from functools import cache

from polyglot_norm.language.engine import packaged_model, scorer_of
from polyglot_norm.language.model import Table
from polyglot_norm.normalisation.mojibake.scores import score
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.words import scan

ODDITY = 2.0
"""The penalty of an oddity of shape, in nats."""

_SEVERAL = 6


def plausibility(text: str, languages: frozenset[str] | None = None) -> float:
    """Return how plausible a text is, in nats; in one of some languages, if they are given.

    This is its `score` minus the penalties of what is odd. Only alternatives for the same text are
    comparable.

    >>> plausibility("Привет, как дела?") > plausibility("оПХБЕР, ЙЮЙ ДЕКЮ?") + 10
    True
    """
    return score(text, languages) - ODDITY * len(oddities().findall(text))


def sums(text: str, table: Table, words: array[int] | None = None) -> list[int]:
    """Return the scores of a text in each language of a table, then unknown and all 5-grams."""
    scorer = scorer_of(table)
    words = scan(text) if words is None else words
    numbers = scorer.number(text, words)
    if 3 * len(numbers) < len(words):
        scorer.clear()
        numbers = scorer.number(text, words)
    return scorer.sums(numbers, 0, len(numbers))


def novelty(text: str) -> float:
    """Return the share of 5-grams in a text that the model has never seen.

    One of several is no more than chance.

    >>> novelty("сегодня вечером"), novelty("П рплйфйкьт бхфьт еЯнбй") > 0.5
    (0.0, True)
    """
    words = scan(text)
    unknown = whole = 0
    for table in packaged_model().tables:
        if any(SCRIPTS[number] in table.scripts for number in words[2::3]):
            *_, new, all_ = sums(text, table, words)
            unknown += new
            whole += all_
    if whole >= _SEVERAL:
        unknown -= 1
    return max(0, unknown) / whole if whole else 0.0


@cache
def oddities() -> re.Pattern[str]:
    """Return a regex for what is rare in undamaged text."""
    lower, upper = "a-zß-öø-ÿа-яѐ-џґў", "A-ZÀ-ÖØ-ÞА-ЯЀ-ЏҐЎ"
    return re.compile(
        rf"""
          [\x80-\x9f]                                   # a control
        | [\u2500-\u259f](?=[^\W\d_]) | (?<=[^\W\d_])[\u2500-\u259f]  # box drawing beside a letter
        | (?<=[{lower}])[{upper}]                       # a capital after a lower-case letter
        | (?<=[A-Za-zÀ-ž])[Ѐ-ӿ] | (?<=[Ѐ-ӿ])[A-Za-zÀ-ž] # two scripts in a word
        | (?<![^\W\d_])[À-ÖØ-öø-ž]{{2,}}(?![^\W\d_])     # a word of letters with diacritics only
        | (?<=[^\W\d_])                                 # a sign between two letters
          [^\w\s'’ʼ‘`´·.,;:!?()\[\]{{}}»«”“„"…–—‐‑/\\|<>=+*&%\#@~\-­]
          (?=[^\W\d_])
        """,
        re.VERBOSE,
    )
