"""Protected spans: links, numbers, code, emoji, which are in no language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text import codelike, links, quantities
from polyglot_norm.text.borders import SPACED_LETTER, SPACELESS_LETTER
from polyglot_norm.text.emoji import EMOTICON, TRIGGERS, emoji
from polyglot_norm.text.plain_numbers import BITS, KINDS
from polyglot_norm.text.protected_scan import Protected, ProtectedScanner

# A word of letters alone before plain punctuation, as most words are, is no span.
_PLAIN_WORD: Final = rf"[A-Z]?+[^\W\dA-Z_{quantities.FRACTIONS}]++(?=[\s,!?\"”“»]|[.:;)]\s)"

# Digits with nothing beside them, or a mark that ends a clause: nothing but a number.
_PLAIN: Final = r"[0-9]{1,9}+[,;)\s]|[,;)!?]\s"

# No span starts here, nor inside the same run of characters, which is skipped.
_SKIP: Final = (
    rf"{quantities.NO_NUMBER}|[A-Za-z]++|{SPACELESS_LETTER}++|(?:(?![\d_]){SPACED_LETTER})++|_++|\S"
)


@cache
def _grammar() -> re.Pattern[str]:
    """Return a regex for one item; its kind is the name of the group up to ``_``."""
    # Each rule with the characters it may start with, so that most fail at the first character.
    rules = (
        ("skip_word", r"\w", _PLAIN_WORD),
        ("emoji", rf"[0-9*\#{TRIGGERS}\xa9-\u3299]", emoji()),
        ("emoji_typed", r"[:;=xX<^\-oOT¯]", EMOTICON),
        ("code_markup", "[`<&]", codelike.MARKUP),
        ("url_trim", "[A-Za-z]", links.url()),
        ("email", r"\w", links.EMAIL),
        ("code_token", r"[0-9A-Za-z\#]", codelike.TOKEN),
        ("mention", "[@＠]", links.MENTION),
        ("hashtag", r"[\#＃]", links.HASHTAG),
        ("code_variable", r"[$\\]", codelike.VARIABLE),
        ("code_trim", r"[~./A-Za-z\\-]", codelike.PATH),
        ("url_bare_trim", r"\w", links.bare_url()),
        ("code_file", r"[*\w]", codelike.file_name()),
        ("code_name", r"\w", codelike.NAME),
    )
    last = (("number", quantities.STARTS, quantities.number()), ("skip", "", _SKIP))
    special, plain = ("|".join(_rule(*rule) for rule in some) for some in (rules, last))
    pattern = rf"(?!{_PLAIN})(?:{special})|{plain}"
    return re.compile(pattern, re.VERBOSE)


def _rule(name: str, first: str, then: str) -> str:
    if not then:
        return f"(?P<{name}>{first})"
    return f"(?:(?={first})(?P<{name}>{then}))" if first else f"(?P<{name}>{then})"


def _item(text: str, at: int) -> int:
    """Return the item at an offset as the grammar has it, in the form of ``plain_numbers``."""
    match = _grammar().match(text, at)
    if match is None:  # never, since there is a visible character
        return at + 1 << BITS
    name = match.lastgroup or "skip"
    if name.startswith("skip"):
        return match.end() << BITS
    end = _trimmed(match) if name.endswith("_trim") else match.end()
    return end << BITS | 1 + KINDS.index(name.partition("_")[0])


def _trimmed(match: re.Match[str]) -> int:
    """Return the end of a link or path without the punctuation of the sentence around it."""
    return match.start() + len(match[0].rstrip(links.TRAILING))


def protected(text: str) -> Protected:
    """Return the protected spans of a text as numbers, which costs less than records.

    >>> found = protected("Write to ana@example.org by 14:30!")
    >>> found.bounds.tolist(), [KINDS[kind] for kind in found.kinds]
    ([9, 24, 28, 33], ['email', 'number'])
    """
    found: Protected = scanner().scan(text)
    return found


def find_protected(text: str) -> tuple[ProtectedSpan, ...]:
    """Return the protected spans of a text, in order and disjoint, in code points.

    Kinds are ``url``, ``email``, ``mention``, ``hashtag``, ``number``, ``code`` and ``emoji`` (one
    span for each emoji sequence or emoticon). No span crosses a line break, so the spans of a text
    are those of its lines. Time is linear in the length of any text. This is not a validator: it
    finds what people write, valid or not.

    >>> find_protected("Write to ana@example.org by 14:30!")
    (ProtectedSpan(start=9, end=24, kind='email'), ProtectedSpan(start=28, end=33, kind='number'))
    >>> text = "Погледај https://example.org/споменик, кошта 12,99 €."
    >>> [text[span.start : span.end] for span in find_protected(text)]
    ['https://example.org/споменик', '12,99 €']
    >>> find_protected("Nothing to see here, т.е. ништа.")
    ()
    """
    return protected(text).records()


@cache
def scanner() -> ProtectedScanner:
    """Return the scanner of texts by the grammar."""
    return ProtectedScanner(_item)
