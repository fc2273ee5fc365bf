"""Upper-case variants of lower-case rules: `щ`, `Щ` in `Щука`, `Щ` in `ЩУКА`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from polyglot_norm.transliteration.scheme_rules import Rule


class Variant(NamedTuple):
    """A rule in one spelling by case, and its replacement in upper-case words, if it differs.

    It differs where an upper-case letter becomes several letters, and where a sign without case
    becomes a letter.
    """

    rule: Rule
    in_upper_case: str | None = None


class LetterCase:
    """The upper and lower case of letters: that of Unicode, except for the given pairs.

    >>> LetterCase((("i", "İ"), ("ı", "I"))).upper("iı")
    'İI'
    """

    def __init__(self, pairs: tuple[tuple[str, str], ...] = ()) -> None:
        self._upper = dict(pairs)
        self._lower = {upper: lower for lower, upper in pairs}

    def upper(self, text: str) -> str:
        """Return the text in upper case."""
        if not self._upper:  # as for most tables
            return text.upper()
        return "".join([self._upper.get(char) or char.upper() for char in text])

    def both(self, char: str) -> str:
        """Return a letter in both cases, or once if it has only one."""
        lower = self._lower.get(char) or char.lower()
        return "".join(sorted({char, lower, self.upper(char)} - {""}))

    def title(self, text: str) -> str:
        """Return the text with its first letter in upper case.

        >>> LetterCase().title("ʹye")
        'ʹYe'
        """
        for i, char in enumerate(text):
            if self.is_cased(char):
                return text[:i] + self.upper(char) + text[i + 1 :]
        return text

    def is_cased(self, char: str) -> bool:
        """Return True if a lower-case letter has an upper case of one character."""
        upper = self.upper(char)
        return upper != char and len(upper) == 1

    def variants(self, rule: Rule) -> Iterator[Variant]:
        """Yield the rule as written and the rules that follow from it for upper case."""
        text, becomes = rule.text, rule.becomes
        title, upper = self.title(text), self.upper(text)
        becomes_title, becomes_upper = self.title(becomes), self.upper(becomes)
        if text == title:
            is_sign = becomes_upper != becomes and not text.islower()
            yield Variant(rule, becomes_upper if is_sign else None)
            return
        yield Variant(rule)
        if title == upper:
            single = rule._replace(text=upper, becomes=becomes_title)
            yield Variant(single, becomes_upper if becomes_upper != becomes_title else None)
        else:
            yield Variant(rule._replace(text=title, becomes=becomes_title))
            yield Variant(rule._replace(text=upper, becomes=becomes_upper))
            yield Variant(rule._replace(text=text[0] + upper[1:]))  # a typo such as kH
