"""The worst mistakes of ours by kind of question, as text to read; not for the repository.

python -m benchmarks.mistakes --corpus ../shared/corpus
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import Corpus, Page, Span
from benchmarks.items import LENGTHS, Item
from benchmarks.lines import Line, answer, asked
from benchmarks.metrics import score
from benchmarks.naming import in_group, judged
from benchmarks.questions import Questions, questions
from benchmarks.systems import load
from benchmarks.systems.protocol import Label, System


def mistakes(system: System, questioned: Questions, most: int = 20) -> Iterator[str]:
    """Yield the commonest confusions of items, the worst lines, and the worst pages of each set."""
    for length in LENGTHS:
        yield f"== {length}"
        yield from _confusions(system, questioned.items, length, most)
    for kind, lines in questioned.lines.items():
        yield f"== {kind}"
        yield from _lines(system, lines, most)
    for kind, pages in questioned.pages.items():
        yield f"== {kind}"
        yield from _pages(system, pages, most)


def _confusions(system: System, items: Sequence[Item], length: str, most: int) -> Iterator[str]:
    """Yield the pairs of tags that are confused most often, each with an example."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for item in items:
        if item.length == length:
            label = system.label(item.text)
            pair = item.tag, label.tag
            if not in_group(judged(item.tag), judged(label.tag)):
                counts[pair] += 1
                examples.setdefault(pair, f"{_confidence(label)}: {item.text!r}")
    for (tag, given), count in counts.most_common(most):
        yield f"  {count} times {tag} as {given}{examples[tag, given]}"


def _lines(system: System, lines: Sequence[Line], most: int) -> Iterator[str]:
    """Yield the lines that are wrong with the highest confidence, by group."""
    wrong: list[tuple[float, str]] = []
    groups: Counter[str] = Counter()
    for line in lines:
        found = answer(system, line)
        if not (found.unsure if line.is_noise else found.right):
            label = asked(system, line)
            groups[line.group] += 1
            text = line.text[line.start : line.end]
            accepted = " ".join(sorted(line.accepted))
            described = f"  {accepted} as {label.tag}{_confidence(label)}: {text!r}"
            wrong.append((label.confidence or 0.0, described))
    yield "  " + ", ".join(f"{group} {count}" for group, count in groups.most_common())
    wrong.sort(reverse=True)
    yield from (described for _, described in wrong[:most])


def _pages(system: System, pages: Sequence[Page], most: int) -> Iterator[str]:
    """Yield the pages with most wrong letters, and their wrong spans."""
    answers = [(page, system.spans(page.text)) for page in pages]
    answers.sort(key=lambda pair: _wrong_letters(*pair), reverse=True)
    for page, spans in answers[:most]:
        if wrong := _wrong_letters(page, spans):
            yield f"  {page.group}: {wrong} letters wrong"
            yield from _differences(page, spans)


def _wrong_letters(page: Page, spans: Sequence[Span]) -> int:
    counted = score(page, spans)
    return counted.letters - counted.right


def _differences(page: Page, spans: Sequence[Span]) -> Iterator[str]:
    for gold in page.spans:
        for span in spans:
            start, end = max(gold.start, span.start), min(gold.end, span.end)
            if start < end and judged(gold.tag) != judged(span.tag):
                label = Label(span.tag, span.confidence)
                text = page.text[start:end]
                yield f"    {gold.tag} as {span.tag}{_confidence(label)}: {text!r}"


def _confidence(label: Label) -> str:
    return "" if label.confidence is None else f" {label.confidence:.2f}"


def main() -> None:
    """Ask ours and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mistakes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--quick", action="store_true", help="a fifth of the questions")
    parser.add_argument("--most", type=int, default=20, help="of each kind; default %(default)s")
    parser.add_argument("--system", default="ours", help="default %(default)s")
    parser.add_argument("--ours-options", type=json.loads, default={}, metavar="JSON",
                        help="options of polyglot_norm as a JSON object")  # fmt: skip
    given = parser.parse_args()
    system = load(given.system, **given.ours_options)
    for line in mistakes(system, questions(Corpus(given.corpus), quick=given.quick), given.most):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
