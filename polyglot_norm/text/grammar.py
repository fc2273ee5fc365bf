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
_MAY_BE_PLAIN: Final = "0123456789,;)!?"

# No span starts here, nor inside the same run of characters, which is skipped.
_SKIP: Final = (
    rf"{quantities.NO_NUMBER}|[A-Za-z]++|{SPACELESS_LETTER}++|(?:(?![\d_]){SPACED_LETTER})++|_++|\S"
)


class Rule(NamedTuple):
    """A rule of the grammar: ``first`` is the class of the characters with which it may begin.

    The kind is the name up to ``_``, and ``_trim`` at its end says that the punctuation of the
    sentence around is not part of it. ``needs`` holds characters of which one must follow in the
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
    """The grammar of one text, which is asked for the items at some places.

    If it is ``sparing``, a rule is not tried without the characters that it needs; the answers are
    the same.
    """

    def __init__(self, text: str, *, sparing: bool = True) -> None:
        self._text = text
        self._sparing = sparing
        self._run_end = 0
        self._run: frozenset[str] = frozenset()

    def item(self, at: int) -> int:
        """Return the item at an offset, in the form of ``plain_numbers``.

        >>> item = Grammar("да: index.hr").item(4)
        >>> item >> BITS, KINDS[(item & 15) - 1]
        (12, 'url')
        """
        text = self._text
        char = text[at]
        rules = _rules(char)
        sparing = self._sparing
        special = char not in _MAY_BE_PLAIN or _pattern(_PLAIN).match(text, at) is None
        for rule in rules.every if special else rules.general:
            if sparing and (
                (rule.guard and not rule.guard(text, at))
                or (rule.needs and rule.needs.isdisjoint(self._run_of(at)))
            ):
                continue
            match = rule.match(text, at)
            if match is not None:
                end = match.end()
                if rule.trims:  # the punctuation of the sentence around it
                    end = at + len(match[0].rstrip(links.TRAILING))
                return end << BITS | rule.what
        return at + 1 << BITS  # never, since there is a visible character

    def _run_of(self, at: int) -> frozenset[str]:
        """Return the characters of the run of visible characters around an offset."""
        if at >= self._run_end:
            match = _pattern(r"\s").search(self._text, at)
            self._run_end = match.start() if match else len(self._text)
            self._run = frozenset(self._text[at : self._run_end])
        return self._run


Match = Callable[[str, int], "re.Match[str] | None"]
"""Returns the match of a regex at an offset of a text."""


class _Prepared:
    """A rule that is compiled when it is first tried."""

    __slots__ = ("_regex", "guard", "match", "needs", "trims", "what")

    def __init__(self, rule: Rule) -> None:
        kind = rule.name.partition("_")[0]
        self.what = 0 if kind == "skip" else 1 + KINDS.index(kind)
        self.trims = rule.name.endswith("_trim")
        self.needs = frozenset(rule.needs)
        self.guard: Match | None = re.compile(rule.guard).match if rule.guard else None
        self._regex = rule.regex
        self.match: Match = self._first_match

    def _first_match(self, text: str, at: int) -> re.Match[str] | None:
        self.match = _pattern(self._regex()).match
        return self.match(text, at)


@cache
def _prepared(rule: Rule) -> _Prepared:
    return _Prepared(rule)


class _Rules(NamedTuple):
    """The rules that may begin with a character: all of them, and the general ones."""

    every: tuple[_Prepared, ...]
    general: tuple[_Prepared, ...]


@lru_cache(maxsize=4096)
def _rules(char: str) -> _Rules:
    special, general = (
        tuple(_prepared(rule) for rule in rules if _pattern(rule.first).match(char))
        for rules in (SPECIAL, GENERAL)
    )
    return _Rules((*special, *general), general)


@cache
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.VERBOSE)
