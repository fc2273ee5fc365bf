"""Regular expressions of the rules that depend on their context.

The expression has one alternative for each first letter of such rules, so that the search passes
other letters at full speed and failing at one is cheap. What must precede a text is looked up
behind it, once all of its letters have matched. Where a text has several replacements, an empty
group tells them apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from polyglot_norm.transliteration.case_context import (
    is_letter_in_upper_case,
    is_sign_in_upper_case,
)
from polyglot_norm.transliteration.letter_case import LetterCase, Variant
from polyglot_norm.transliteration.scheme_rules import EDGE, LETTER, Context, Rule

MARKS = "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"

_NEVER = re.compile("(?!)")
_LETTER = r"[^\W\d_]"


class ByCase(NamedTuple):
    """A replacement that differs in upper-case words, for an upper-case letter or a sign."""

    becomes: str
    in_upper_case: str
    is_sign: bool

    def at(self, match: re.Match[str]) -> str:
        """Return the replacement of a match."""
        text, end = match.string, match.end()
        if text[end : end + 1].islower():  # the usual case: the first letter of a word
            return self.becomes
        in_upper_case = is_sign_in_upper_case if self.is_sign else is_letter_in_upper_case
        return self.in_upper_case if in_upper_case(text, match.start(), end) else self.becomes


class ContextPattern(NamedTuple):
    """A regular expression and the replacements of its matches.

    ``first`` has those of matches without a group, by text; ``others`` by the number of the group.
    """

    pattern: re.Pattern[str]
    first: dict[str, str | ByCase]
    others: list[str | ByCase]

    def becomes(self, match: re.Match[str]) -> str:
        """Return the replacement of a match."""
        group = match.lastindex
        found = self.first[match[0]] if group is None else self.others[group]
        return found if isinstance(found, str) else found.at(match)


class ContextPatterns:
    """A compiler of rules with contexts into regular expressions, for one table.

    With ``marked``, contexts may have one combining mark between the letters.
    """

    def __init__(self, case: LetterCase, letters: str, *, derive: bool, marked: bool) -> None:
        self._case = case
        self._derive = derive
        self._mark = f"[{MARKS}]?" if marked else ""
        self._marked = marked
        # Python does not count vowel signs and the like as letters.
        signs = _class({c for c in letters if _is_sign(c)}) + (MARKS if marked else "")
        self._letters = [_LETTER, f"[{signs}]"] if signs else [_LETTER]

    def compile(self, variants: list[Variant]) -> ContextPattern:
        """Return one expression for all the variants."""
        first: dict[str, str | ByCase] = {}
        others: list[str | ByCase] = [""]
        branches: dict[str, list[str]] = {}
        for variant in sorted(variants, key=_priority):
            text, replacement = variant.rule.text, _replacement(variant)
            group = ""
            if first.setdefault(text, replacement) != replacement:
                group = "()"
                others.append(replacement)
            branches.setdefault(text[0], []).append(self._branch(variant.rule) + group)
        found = [f"{re.escape(c)}(?:{'|'.join(tried)})" for c, tried in branches.items()]
        pattern = re.compile("|".join(found), re.DOTALL) if found else _NEVER
        return ContextPattern(pattern, first, others)

    def _branch(self, rule: Rule) -> str:
        """Return the pattern of what follows the first letter of a rule's text."""
        text = "." * len(rule.text)
        rest = re.escape(rule.text[1:])
        return rest + self._preceded(rule.preceded, text) + self._followed(rule.followed)

    def _preceded(self, context: Context | None, text: str) -> str:
        """Return a lookbehind past the text, which has matched already, to its context."""
        if context is None:
            return ""
        others = self._all_but_set(context)
        if others:
            return f"(?<!{others}{text})"
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
        others = self._all_but_set(context)
        if others:
            return f"(?!{others})"
        found = []
        for item in _sets_joined(context.items):
            if item == EDGE:
                found.append(f"(?!{'|'.join(self._letters)})")
            elif item == LETTER:
                found.append(f"(?={'|'.join(self._letters)})")
            else:
                places = "".join(f"[{self._either(letters)}]" for letters in item)
                found.append(f"(?={self._mark}{places})")
        return _one_of(found, negated=context.negated)

    def _all_but_set(self, context: Context) -> str:
        """Return the class of letters that an edge or a set excludes: all others.

        Return the empty string for other contexts. This is the most common context, and excluding
        letters takes one lookaround instead of two.
        """
        items = _sets_joined(context.items)
        alone = len(self._letters) == 1 and not self._marked and not context.negated
        if not (alone and len(items) == 2 and items[0] == EDGE and len(items[1]) == 1):
            return ""
        return rf"[^\W\d_{self._either(items[1][0])}]"

    def _either(self, letters: str) -> str:
        """Return the inside of a character class of the letters, in both cases."""
        if self._derive:
            letters = "".join(map(self._case.both, letters))
        return _class(set(letters))


def _replacement(variant: Variant) -> str | ByCase:
    rule = variant.rule
    if variant.in_upper_case is None:
        return rule.becomes
    is_sign = rule.text.upper() == rule.text.lower()
    return ByCase(rule.becomes, variant.in_upper_case, is_sign=is_sign)


def _priority(variant: Variant) -> tuple[bool, str, int, bool]:
    """Sort lower case, which is frequent, first; then longer texts, then those with a context."""
    rule = variant.rule
    return rule.text[0].isupper(), rule.text[0], -len(rule.text), rule.anywhere


def _sets_joined(items: tuple[str | tuple[str, ...], ...]) -> list[str | tuple[str, ...]]:
    """Return the items with all sets for a single position merged into one."""
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
