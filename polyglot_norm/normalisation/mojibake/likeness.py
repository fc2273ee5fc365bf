"""How much a text is like a text: what the language model has to say for it, and its shape."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from polyglot_norm.language.engine import packaged_model, scorer_of
from polyglot_norm.language.model import SCALE
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.words import scan

UNKNOWN = 1.0
"""What a sequence of four letters that the model has never seen takes off, in nats."""

ODDITY = 2.0
"""What an oddity of shape takes off, in nats."""


def likeness(text: str, languages: frozenset[str] | None = None) -> float:
    """What speaks for a text, in nats; in one of some languages, where they are given.

    The evidence of the language that explains it best, for each table of the model, less what is
    unknown and what is odd. Only texts that stand in the same place can be compared by it.

    >>> likeness("Привет, как дела?") > likeness("оПХБЕР, ЙЮЙ ДЕКЮ?") + 10
    True
    """
    words = scan(text)
    scripts = {SCRIPTS[number] for number in words[2::3]}
    total = -ODDITY * len(_oddities().findall(text))
    for table in packaged_model().tables:
        if not scripts.isdisjoint(table.scripts):
            scorer = scorer_of(table)
            numbers = scorer.number(text, words)
            if 3 * len(numbers) < len(words):
                scorer.clear()
                numbers = scorer.number(text, words)
            *sums, unknown, _ = scorer.sums(numbers, 0, len(numbers), None)
            best = max([sums[label] for label in _labels(table.tags, languages)])
            total += best / SCALE - UNKNOWN * unknown
    return total


def strangeness(text: str) -> float:
    """How much of a text the model has never seen: the share of its sequences of four letters.

    >>> strangeness("сегодня вечером"), strangeness("П рплйфйкьт бхфьт еЯнбй") > 0.5
    (0.0, True)
    """
    words = scan(text)
    unknown = whole = 0
    for table in packaged_model().tables:
        if any(SCRIPTS[number] in table.scripts for number in words[2::3]):
            scorer = scorer_of(table)
            numbers = scorer.number(text, words)
            if 3 * len(numbers) < len(words):
                scorer.clear()
                numbers = scorer.number(text, words)
            *_, new, all_ = scorer.sums(numbers, 0, len(numbers), None)
            unknown += new
            whole += all_
    return unknown / whole if whole else 0.0


@lru_cache(maxsize=64)
def _labels(tags: tuple[str, ...], languages: frozenset[str] | None) -> tuple[int, ...]:
    """The labels that may explain a text; all where the table has none of those asked for."""
    asked = [label for label, tag in enumerate(tags) if languages and tag in languages]
    return tuple(asked or range(len(tags)))


@cache
def _oddities() -> re.Pattern[str]:
    """What hardly any text holds: see the cases."""
    lower, upper = "a-zß-öø-ÿа-яѐ-џґў", "A-ZÀ-ÖØ-ÞА-ЯЀ-ЏҐЎ"
    return re.compile(
        rf"""
          [\x80-\x9f]                                   # a control
        | [\u2500-\u259f](?=[^\W\d_]) | (?<=[^\W\d_])[\u2500-\u259f]  # a line drawn at a letter
        | (?<=[{lower}])[{upper}]                       # a capital after a small letter
        | (?<=[A-Za-zÀ-ž])[Ѐ-ӿ] | (?<=[Ѐ-ӿ])[A-Za-zÀ-ž] # two scripts in a word
        | (?<=[^\W\d_])                                 # a sign between two letters
          [^\w\s'’ʼ‘`´·.,;:!?()\[\]{{}}»«”“„"…–—‐‑/\\|<>=+*&%\#@~\-­]
          (?=[^\W\d_])
        """,
        re.VERBOSE,
    )
