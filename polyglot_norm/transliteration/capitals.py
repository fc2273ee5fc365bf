"""How a rule written in small letters reads in capitals: `щ`, `Щ` in `Щука`, `Щ` in `ЩУКА`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from polyglot_norm.transliteration.rules import Rule


class Variant(NamedTuple):
    """A rule as one way of writing it, and what its text becomes among capitals, if not the same.

    That is asked where a capital becomes several letters, or a sign stands for a capital.
    """

    rule: Rule
    shouted: str | None = None


class Capitals:
    """The capital and the small form of letters, by Unicode but for the pairs that are given.

    >>> Capitals((("i", "İ"), ("ı", "I"))).upper("iı")
    'İI'
    """

    def __init__(self, pairs: tuple[tuple[str, str], ...] = ()) -> None:
        self._upper = dict(pairs)
        self._lower = {capital: small for small, capital in pairs}

    def upper(self, text: str) -> str:
        """The text in capitals."""
        return "".join(self._upper.get(char) or char.upper() for char in text)

    def both(self, char: str) -> str:
        """A letter in both forms, or what has only one."""
        small = self._lower.get(char) or char.lower()
        return "".join(sorted({char, small, self.upper(char)} - {""}))

    def title(self, text: str) -> str:
        """The text with its first letter in capitals.

        >>> Capitals().title("ʹye")
        'ʹYe'
        """
        for i, char in enumerate(text):
            if self.is_cased(char):
                return text[:i] + self.upper(char) + text[i + 1 :]
        return text

    def is_cased(self, char: str) -> bool:
        """Whether a small letter has a capital of one character."""
        upper = self.upper(char)
        return upper != char and len(upper) == 1

    def variants(self, rule: Rule) -> Iterator[Variant]:
        """The rule as it is written, and what follows from it for capitals."""
        text, becomes = rule.text, rule.becomes
        title, shout = self.title(text), self.upper(text)
        titled, shouted = self.title(becomes), self.upper(becomes)
        if text == title:
            is_sign = shouted != becomes and not text.islower()
            yield Variant(rule, shouted if is_sign else None)
            return
        yield Variant(rule)
        if title == shout:
            capital = rule._replace(text=shout, becomes=titled)
            yield Variant(capital, shouted if shouted != titled else None)
        else:
            yield Variant(rule._replace(text=title, becomes=titled))
            yield Variant(rule._replace(text=shout, becomes=shouted))
