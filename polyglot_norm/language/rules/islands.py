"""Islands: words that belong to the text around them, whatever language they resemble alone.

A Latin name in a line of Georgian is not English; Han characters beside kana are Japanese, beside
Hangul Korean; and a Serbian name in an English sentence is part of that sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from polyglot_norm.language.labels import Label, Stretch
from polyglot_norm.language.rules.context import beside, relabelled, word_count
from polyglot_norm.language.tags import script_of
from polyglot_norm.language.traits import han_limits

MOST_WORDS = 2
"""The most Latin words in a row that are a name or a term among words of another script."""

LATIN_SHARE = 0.4
"""The most Latin letters that a line of another script may have for each of its own."""

MOST_NAMES = 3
"""The most capitalised words in a row that are a name in a line of another language."""

CHINESE = 0.8
"""The probability from which Han characters are Chinese whatever stands beside them, unless they
are a word of fewer than CHINESE_LETTERS."""

CHINESE_LETTERS = 4

_HAN = frozenset(("Hans", "Hant", "Hani"))


def join_han(_text: str, line: list[Stretch]) -> list[Stretch]:
    """Label Han characters as the Japanese or Korean that they stand beside."""
    for lang, most in han_limits().items():
        host = next((s.label for s in line if s.label.script == script_of(lang)), None)
        if host is not None:
            return [s._replace(label=host) if _is_borrowed(s, most) else s for s in line]
    return line


def _is_borrowed(stretch: Stretch, most: int) -> bool:
    """Return True if Han characters are a word of the Japanese or Korean line around them."""
    chinese = stretch.letters >= CHINESE_LETTERS and stretch.label.confidence >= CHINESE
    return stretch.label.script in _HAN and stretch.letters <= most and not chinese


def join_latin(text: str, line: list[Stretch]) -> list[Stretch]:
    """Label a Latin word or two as the other script around them.

    Where the line has many Latin words, only those that stand within one other language.
    """
    latin = [s for s in line if s.label.script == "Latn"]
    others = [s for s in line if s.label.script != "Latn"]
    if not latin or not others:
        return line
    few = sum(s.letters for s in latin) <= LATIN_SHARE * sum(s.letters for s in others)
    main = max(others, key=lambda s: s.letters).label
    joined = list(line)
    for at, stretch in enumerate(line):
        host = main if few else _around(line, at)
        if stretch.label.script == "Latn" and host and word_count(text, stretch) <= MOST_WORDS:
            joined[at] = stretch._replace(label=host)
    return joined


def _around(line: Sequence[Stretch], at: int) -> Label | None:
    """Return the label on both sides of a stretch, if it is the same and not Latin."""
    if not 0 < at < len(line) - 1:
        return None
    before, after = line[at - 1].label, line[at + 1].label
    return before if before.lang == after.lang and before.script != "Latn" else None


def join_names(text: str, line: list[Stretch]) -> list[Stretch]:
    """Label names as a neighbour in the same script, if the line has more of its language."""
    letters: Counter[str] = Counter()
    for stretch in line:
        letters[stretch.label.lang] += stretch.letters
    line = list(line)
    for at, stretch in enumerate(line):
        hosts = [
            s
            for s in beside(line, at)
            if s.label.script == stretch.label.script and letters[s.label.lang] > stretch.letters
        ]
        if hosts and _is_name(text[stretch.start : stretch.end]):
            line[at] = relabelled(stretch, hosts)
    return line


def _is_name(words: str) -> bool:
    """Return True if every one of a few words is capitalised."""
    found = _words().findall(words)
    return 0 < len(found) <= MOST_NAMES and all(word[0].isupper() for word in found)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]\S*")
