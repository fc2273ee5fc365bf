"""Where a system went wrong, page by page, for whoever works on it; never for the repository."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.corpus import Page, Span
from benchmarks.measure import Questions
from benchmarks.metrics import score
from benchmarks.systems.protocol import System


def mistakes(system: System, asked: Questions, most: int = 20) -> Iterator[str]:
    """The worst pages of each set, those with the most wrong letters first."""
    for kind, pages in asked.pages.items():
        answers = [(page, system.spans(page.text)) for page in pages]
        answers.sort(key=lambda pair: _wrong(*pair), reverse=True)
        for page, spans in answers[:most]:
            if _wrong(page, spans):
                yield f"== {kind}: {page.group}, {_wrong(page, spans)} letters wrong"
                yield from _differences(page, spans)


def _wrong(page: Page, spans: Sequence[Span]) -> int:
    counted = score(page, spans)
    return counted.letters - counted.right


def _differences(page: Page, spans: Sequence[Span]) -> Iterator[str]:
    for gold in page.spans:
        for span in spans:
            start, end = max(gold.start, span.start), min(gold.end, span.end)
            if start < end and gold.tag != span.tag:
                sure = "" if span.confidence is None else f" {span.confidence:.2f}"
                yield f"  {gold.tag} as {span.tag}{sure}: {page.text[start:end]!r}"
