"""Protected spans: links, numbers, code, emoji, which are in no language."""

from __future__ import annotations

from functools import cache

from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.grammar import Grammar
from polyglot_norm.text.protected_scan import Protected, ProtectedScanner


def protected(text: str) -> Protected:
    """Return the protected spans of a text as numbers, which costs less than records.

    >>> from polyglot_norm.text.plain_numbers import KINDS
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
    return ProtectedScanner(lambda text: Grammar(text).item)
