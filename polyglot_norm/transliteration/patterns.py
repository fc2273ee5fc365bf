"""The regex of the rules that need a look around.

It has an alternative for each letter that such a rule may begin with, so that the search runs over
other letters at full speed, and to fail at one costs little; what must stand before a text is
looked up behind it, when all of its letters were found. Where a text may become several things, an
empty group tells which.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from polyglot_norm.transliteration.capitals import Capitals, Variant
from polyglot_norm.transliteration.rules import EDGE, LETTER, Context, Rule
from polyglot_norm.transliteration.shouting import capital_among_capitals, sign_among_capitals

MARKS = "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"

_NEVER = re.compile("(?!)")
_LETTER = r"[^\W\d_]"


class ByCase(NamedTuple):
    """What a capital or a sign becomes: one thing among capitals, another elsewhere."""

    becomes: str
    shouted: str
    is_sign: bool

    def at(self, match: re.Match[str]) -> str:
        """What it becomes where it was found."""
        text, end = match.string, match.end()
        if text[end : end + 1].islower():  # as at the start of most words with a capital
            return self.becomes
        among_capitals = sign_among_capitals if self.is_sign else capital_among_capitals
        return self.shouted if among_capitals(text, match.start(), end) else self.becomes


class Special(NamedTuple):
    """A regex, and what its matches become.

    ``first`` is for a match without a group, by its text; ``others`` by the number of the group.
    """

    pattern: re.Pattern[str]
    first: dict[str, str | ByCase]
    others: list[str | ByCase]

    def becomes(self, match: re.Match[str]) -> str:
        """What a match becomes."""
        group = match.lastindex
        made = self.first[match[0]] if group is None else self.others[group]
        return made if isinstance(made, str) else made.at(match)


class Patterns:
    """How contexts are written as regexes, for one table.

    With ``marked`` they look over one combining mark.
    """

    def __init__(self, capitals: Capitals, letters: str, *, derive: bool, marked: bool) -> None:
        self._capitals = capitals
        self._derive = derive
        self._over = f"[{MARKS}]?" if marked else ""
        self._marked = marked
        # Vowel signs and such are no letters to Python.
        signs = _class({c for c in letters if _is_sign(c)}) + (MARKS if marked else "")
        self._letters = [_LETTER, f"[{signs}]"] if signs else [_LETTER]

    def compile(self, variants: list[Variant]) -> Special:
        """One regex for all the variants."""
        first: dict[str, str | ByCase] = {}
        others: list[str | ByCase] = [""]
        branches: dict[str, list[str]] = {}
        for variant in sorted(variants, key=_urgency):
            text, made = variant.rule.text, _made(variant)
            mark = ""
            if first.setdefault(text, made) != made:
                mark = "()"
                others.append(made)
            branches.setdefault(text[0], []).append(self._branch(variant.rule) + mark)
        found = [f"{re.escape(c)}(?:{'|'.join(tried)})" for c, tried in branches.items()]
        pattern = re.compile("|".join(found), re.DOTALL) if found else _NEVER
        return Special(pattern, first, others)

    def _branch(self, rule: Rule) -> str:
        """What follows the first letter of a text, and what must stand around it."""
        text = "." * len(rule.text)
        rest = re.escape(rule.text[1:])
        return rest + self._preceded(rule.preceded, text) + self._followed(rule.followed)

    def _preceded(self, context: Context | None, text: str) -> str:
        """A look behind the text, which is consumed already, to what stands before it."""
        if context is None:
            return ""
        quick = self._edge_or_set(context)
        if quick:
            return f"(?<!{quick}{text})"
        found = []
        for item in _sets_joined(context.items):
            if item == EDGE:
                found.append("".join(f"(?<!{letter}{text})" for letter in self._letters))
            elif item == LETTER:
                found += [f"(?<={letter}{text})" for letter in self._letters]
            else:
                places = "".join(f"[{self._either(letters)}]" for letters in item)
                found.append(f"(?<={places}{text})")
                if self._marked:
                    found.append(f"(?<={places}[{MARKS}]{text})")
        return _one_of(found, negated=context.negated)

    def _followed(self, context: Context | None) -> str:
        if context is None:
            return ""
        quick = self._edge_or_set(context)
        if quick:
            return f"(?!{quick})"
        found = []
        for item in _sets_joined(context.items):
            if item == EDGE:
                found.append(f"(?!{'|'.join(self._letters)})")
            elif item == LETTER:
                found.append(f"(?={'|'.join(self._letters)})")
            else:
                places = "".join(f"[{self._either(letters)}]" for letters in item)
                found.append(f"(?={self._over}{places})")
        return _one_of(found, negated=context.negated)

    def _edge_or_set(self, context: Context) -> str:
        """The letters that must not stand where an edge must, or one of a set: all others.

        The empty string where the context is another one. It is the commonest of all contexts, and
        this is the one look that it takes.
        """
        items = _sets_joined(context.items)
        alone = len(self._letters) == 1 and not self._marked and not context.negated
        if not (alone and len(items) == 2 and items[0] == EDGE and len(items[1]) == 1):
            return ""
        return rf"[^\W\d_{self._either(items[1][0])}]"

    def _either(self, letters: str) -> str:
        """The inside of a class of letters, capitals included."""
        if self._derive:
            letters = "".join(map(self._capitals.both, letters))
        return _class(set(letters))


def _made(variant: Variant) -> str | ByCase:
    rule = variant.rule
    if variant.shouted is None:
        return rule.becomes
    return ByCase(rule.becomes, variant.shouted, is_sign=rule.text.upper() == rule.text.lower())


def _urgency(variant: Variant) -> tuple[bool, str, int, bool]:
    """In what order variants are tried.

    Small letters come first, as the usual ones; of one letter, the longest text; of one text, what
    has a context.
    """
    rule = variant.rule
    return rule.text[0].isupper(), rule.text[0], -len(rule.text), rule.anywhere


def _sets_joined(items: tuple[str | tuple[str, ...], ...]) -> list[str | tuple[str, ...]]:
    """The items, the sets for one place made one set."""
    joined = "".join(item[0] for item in items if isinstance(item, tuple) and len(item) == 1)
    others = [item for item in items if isinstance(item, str) or len(item) > 1]
    return [*others, (joined,)] if joined else others


def _one_of(found: list[str], *, negated: bool) -> str:
    if negated:
        return f"(?!{'|'.join(found)})"
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _class(letters: set[str]) -> str:
    return "".join(re.escape(letter) for letter in sorted(letters))


def _is_sign(char: str) -> bool:
    from unicodedata2 import category

    return bool(category(char)[0] == "M")
