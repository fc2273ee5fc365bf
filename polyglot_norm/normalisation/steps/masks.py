"""Mask addresses, user names and numbers by a mark of their kind.

The original stays in the source of the alignment, from which it can be restored.
"""

from __future__ import annotations

from collections.abc import Iterator

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.unprotected import protected_spans


def mask_urls_trigger() -> Trigger:
    """Return the trigger: every URL has a full stop, a colon or a slash."""
    return Trigger(".:/")


def mask_emails_trigger() -> Trigger:
    """Return the trigger: every address has an at sign."""
    return Trigger("@＠")


def mask_mentions_trigger() -> Trigger:
    """Return the trigger: every mention starts with an at sign."""
    return Trigger("@＠")


def mask_urls(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace URLs by ``<url>``.

    >>> [e.replacement for e in mask_urls("Види https://example.org/ж, ту је.", None)]
    ['<url>']
    """
    return _masked(text, "url")


def mask_emails(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace e-mail addresses by ``<email>``.

    >>> [(e.start, e.end, e.replacement) for e in mask_emails("Пиши на ana@example.org", None)]
    [(8, 23, '<email>')]
    """
    return _masked(text, "email")


def mask_mentions(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace mentions of users by ``<mention>``.

    >>> [(e.start, e.end, e.replacement) for e in mask_mentions("Хвала, @mile!", None)]
    [(7, 12, '<mention>')]
    """
    return _masked(text, "mention")


def mask_numbers(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace numbers, with units and currencies, by ``<number>``.

    >>> [(e.start, e.end, e.replacement) for e in mask_numbers("Кошта 12,50 € или 15.", None)]
    [(6, 13, '<number>'), (18, 20, '<number>')]
    """
    return _masked(text, "number")


def _masked(text: str, kind: str) -> Iterator[Edit]:
    for span in protected_spans(text):
        if span.kind == kind:
            yield Edit(span.start, span.end, f"<{kind}>", f"mask_{kind}s")
