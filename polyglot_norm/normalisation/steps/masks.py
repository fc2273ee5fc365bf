"""What names a person or an address is covered by a mark that says what was there.

The original is in the source of the edit, so that who may know it can put it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.spared import protected_spans
from polyglot_norm.normalisation.steps import Trigger


def mask_urls_trigger() -> Trigger:
    """Every address has a dot, a colon or a slash."""
    return Trigger(".:/")


def mask_emails_trigger() -> Trigger:
    """Every address has an at sign."""
    return Trigger("@＠")


def mask_mentions_trigger() -> Trigger:
    """Every mention begins with an at sign."""
    return Trigger("@＠")


def mask_urls(text: str, _lang: str | None) -> Iterator[Edit]:
    """Web addresses become ``<url>``.

    >>> [e.replacement for e in mask_urls("Види https://example.org/ж, ту је.", None)]
    ['<url>']
    """
    return _masked(text, "url")


def mask_emails(text: str, _lang: str | None) -> Iterator[Edit]:
    """E-mail addresses become ``<email>``.

    >>> [(e.start, e.end, e.replacement) for e in mask_emails("Пиши на ana@example.org", None)]
    [(8, 23, '<email>')]
    """
    return _masked(text, "email")


def mask_mentions(text: str, _lang: str | None) -> Iterator[Edit]:
    """Mentions of users become ``<mention>``.

    >>> [(e.start, e.end, e.replacement) for e in mask_mentions("Хвала, @mile!", None)]
    [(7, 12, '<mention>')]
    """
    return _masked(text, "mention")


def mask_numbers(text: str, _lang: str | None) -> Iterator[Edit]:
    """Numbers, with their units and currencies, become ``<number>``.

    >>> [(e.start, e.end, e.replacement) for e in mask_numbers("Кошта 12,50 € или 15.", None)]
    [(6, 13, '<number>'), (18, 20, '<number>')]
    """
    return _masked(text, "number")


def _masked(text: str, kind: str) -> Iterator[Edit]:
    for span in protected_spans(text):
        if span.kind == kind:
            yield Edit(span.start, span.end, f"<{kind}>", f"mask_{kind}s")
