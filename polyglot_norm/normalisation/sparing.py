"""What steps leave alone: links, mentions, code and the like, found once for several steps."""

from __future__ import annotations

from functools import lru_cache

from polyglot_norm.records import ProtectedSpan
from polyglot_norm.text.protect import find_protected

_LONG = 1 << 16
"""Above this, finding them again costs less than keeping the texts."""


def protected_spans(text: str) -> tuple[ProtectedSpan, ...]:
    """The protected spans of a text, remembered for the last few short ones.

    >>> [span.kind for span in protected_spans("Пиши на ana@example.org!")]
    ['email']
    """
    return find_protected(text) if len(text) > _LONG else _remembered(text)


@lru_cache(maxsize=8)
def _remembered(text: str) -> tuple[ProtectedSpan, ...]:
    return find_protected(text)
