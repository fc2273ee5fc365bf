"""The grammar of protected spans: what begins at a place of a text, by regular expressions.

To compile all of them takes twenty milliseconds, and most texts need none or a few. So each rule is
compiled when it is first tried, and tried only where the characters that it needs are there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from polyglot_norm.text import codelike, links, quantities
from polyglot_norm.text.borders import SPACED_LETTER, SPACELESS_LETTER
from polyglot_norm.text.emoji import EMOTICON, emoji
from polyglot_norm.text.plain_numbers import BITS, KINDS

# A word of letters alone before plain punctuation, as most words are, is no span.
_PLAIN_WORD: Final = rf"[A-Z]?+[^\W\dA-Z_{quantities.FRACTIONS}]++(?=[\s,!?\"”“»]|[.:;)]\s)"

# Digits with nothing beside them, or a mark that ends a clause: nothing but a number.
_PLAIN: Final = r"[0-9]{1,9}+[,;)\s]|[,;)!?]\s"

# No span starts here, nor inside the same run of characters, which is skipped.
_SKIP: Final = (
    rf"{quantities.NO_NUMBER}|[A-Za-z]++|{SPACELESS_LETTER}++|(?:(?![\d_]){SPACED_LETTER})++|_++|\S"
)


class Rule(NamedTuple):
    """A rule of the grammar: ``first`` is the class of the characters with which it may begin.

    The kind is the name up to ``_``. ``needs`` holds characters of which one must follow in the
    same run, and ``guard`` is a regex for the first few, much smaller than that of the rule.
    """

    name: str
    first: str
    regex: Callable[[], str]
    needs: str = ""
    guard: str = ""


SPECIAL: Final = (
    Rule("skip_word", r"\w", lambda: _PLAIN_WORD),
    Rule("emoji", r"[0-9*\#]", emoji, guard=".[\ufe0f\u20e3]"),
    Rule("emoji", r"[\xa9\xae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff]", emoji),
    Rule("emoji_typed", "[xXoOT]", lambda: EMOTICON, guard=".[D_]"),
    Rule("emoji_typed", r"[:;=<^\-¯]", lambda: EMOTICON),
    Rule("code_markup", "[`<&]", lambda: codelike.MARKUP),
    Rule("url_trim", "[A-Za-z]", links.url, guard="[A-Za-z0-9+]{1,17}[:.]"),
    Rule("email", r"\w", lambda: links.EMAIL, needs="@"),
    Rule("code_token", r"[0-9A-Za-z\#]", lambda: codelike.TOKEN),
    Rule("mention", "[@＠]", lambda: links.MENTION),
    Rule("hashtag", r"[\#＃]", lambda: links.HASHTAG),
    Rule("code_variable", r"[$\\]", lambda: codelike.VARIABLE),
    Rule("code_trim", "[A-Za-z]", lambda: codelike.PATH, guard=".:"),
    Rule("code_trim", r"[~./\\-]", lambda: codelike.PATH),
    Rule("url_bare_trim", r"\w", links.bare_url, needs="."),
    Rule("code_file", r"[*\w]", codelike.file_name, needs="."),
    Rule("code_mixed", "[0-9A-Za-z]", lambda: codelike.MIXED, needs="_"),
    Rule("code_call", "[A-Za-z_]", lambda: codelike.CALL, needs="("),
    Rule("code_dotted", "[a-z_]", lambda: codelike.DOTTED, guard=r"[a-z0-9_]+\.[a-z0-9_]+\."),
    Rule("code_snake", r"\w", lambda: codelike.SNAKE, needs="_"),
    Rule("code_camel", "[a-z]", lambda: codelike.CAMEL),
)

GENERAL: Final = (
    Rule("number", "[A-Z]", quantities.number, guard=rf"[A-Z]{{1,2}}[{quantities.CURRENCY}]"),
    Rule("number", quantities.STARTS, quantities.number),
    Rule("skip", r"\S", lambda: _SKIP),
)
"""The rules in the order in which they are tried: special ones not where a number is plain."""


class Grammar:
    """The grammar of one text, which is asked for the items at some places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[str, tuple[int, int]] = {}

    def item(self, at: int) -> int:
        """Return the item at an offset, in the form of ``plain_numbers``.

        >>> item = Grammar("да: index.hr").item(4)
        >>> item >> BITS, KINDS[(item & 15) - 1]
        (12, 'url')
        """
        rules = _rules(self._text[at])
        special = not _pattern(_PLAIN).match(self._text, at)
        for rule in (*rules.special, *rules.general) if special else rules.general:
            if self.is_needless(rule, at):
                continue
            match = rule_pattern(rule).match(self._text, at)
            if match is not None:
                return _item(rule.name, match)
        return at + 1 << BITS  # never, since there is a visible character

    def is_needless(self, rule: Rule, at: int) -> bool:
        """Return True if a rule cannot match for want of the characters that it needs."""
        if rule.guard and not _pattern(rule.guard).match(self._text, at):
            return True
        return bool(rule.needs) and not any(self._follows(char, at) for char in rule.needs)

    def _follows(self, char: str, at: int) -> bool:
        """Return True if a character is in the rest of the run of visible characters."""
        return self._next(char, at) < self._next("", at)

    def _next(self, char: str, at: int) -> int:
        """Return where a character is next, or white space for the empty string."""
        since, place = self._runs.get(char, (0, -1))
        if not since <= at <= place:  # so that a text is searched once
            place = self._text.find(char, at) if char else _end_of_run(self._text, at)
            place = len(self._text) if place < 0 else place
            self._runs[char] = at, place
        return place


def _end_of_run(text: str, at: int) -> int:
    match = _pattern(r"\s").search(text, at)
    return match.start() if match else len(text)


def _item(name: str, match: re.Match[str]) -> int:
    if name.startswith("skip"):
        return match.end() << BITS
    end = match.end()
    if name.endswith("_trim"):  # without the punctuation of the sentence around it
        end = match.start() + len(match[0].rstrip(links.TRAILING))
    return end << BITS | 1 + KINDS.index(name.partition("_")[0])


class _Rules(NamedTuple):
    special: tuple[Rule, ...]
    general: tuple[Rule, ...]


@lru_cache(maxsize=4096)
def _rules(char: str) -> _Rules:
    """Return the rules that may begin with a character."""
    chosen = [
        tuple(rule for rule in rules if _pattern(rule.first).match(char))
        for rules in (SPECIAL, GENERAL)
    ]
    return _Rules(*chosen)


@cache
def rule_pattern(rule: Rule) -> re.Pattern[str]:
    """Return the regex of a rule."""
    return _pattern(rule.regex())


@cache
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.VERBOSE)
