"""Languages learned from a text: how well they are found, and what that changes for the others.

    python -m benchmarks.learn --corpus ../shared/corpus

Of each pair, both tags are taken out of the model, learned from text of the corpus, and given back
as two files. The development items are labelled with and without these. With --model FILE the tags
are not taken out but missing: the file is a model that was trained without them.
"""

from __future__ import annotations

import argparse
import lzma
import struct
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.corpus import Corpus
from benchmarks.items import LENGTHS, Item, cut
from polyglot_norm.language.engine import Engine, packaged_model
from polyglot_norm.language.extended import extended
from polyglot_norm.language.labels import Constraints
from polyglot_norm.language.learned import open_learned
from polyglot_norm.language.model import Model, Table, write
from polyglot_norm.language.table_layout import DENSE, ROOM, Row
from polyglot_norm.learning.learn import learn
from polyglot_norm.records import LearnedLanguage
from polyglot_norm.text.plain_letters import plain_letters
from polyglot_norm.text.protect import protected

PAIRS = ("gl fo", "nn sk", "be mk", "eu hu", "sw tt", "ast cy")
SIZE = 200_000
"""Bytes of text that a language is learned from."""

FREE = Constraints(None, {}, "split", 0.0)


class Figures(NamedTuple):
    """Of one length: the share of each learned language that is found, and what others lose.

    ``others`` is the change of their macro accuracy, ``worst`` the tags that lose most, in points.
    """

    length: str
    found: Mapping[str, float]
    others: float
    worst: Sequence[tuple[str, float]]


def main() -> None:
    """Learn each pair and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a model that was trained without the pairs")
    parser.add_argument("--pairs", nargs="*", default=PAIRS, metavar="'TAG TAG'")
    parser.add_argument("--size", type=int, default=SIZE, help="bytes of text")
    parser.add_argument("--per-tag", type=int, default=60, help="items of each length and tag")
    options = parser.parse_args()
    corpus = Corpus(options.corpus)
    model = Model.open(options.model) if options.model else packaged_model()
    print("| pair | length | found | others, macro | most lost |\n|---|---|---|--:|---|")
    for pair in options.pairs:
        tags = pair.split()
        with tempfile.TemporaryDirectory() as folder:
            lesser = model if options.model else left_out(model, tags, Path(folder))
            begun = time.process_time()
            files = [learned(corpus, tag, lesser, Path(folder), options.size) for tag in tags]
            seconds = (time.process_time() - begun) / len(tags)
            more = extended(lesser, [open_learned(file.path) for file in files])
            scripts = {each.language.script for each in files}
            known = {tag for script in scripts for tag in tags_in(lesser, script)}
            others = items_of(corpus, known, options.per_tag)
            for figures in compared((lesser, more), items_of(corpus, tags), others):
                print(row(pair, figures))
        for file in files:
            print(f"<!-- {file}, {seconds:.1f} s -->", flush=True)


def learned(corpus: Corpus, tag: str, model: Model, folder: Path, size: int) -> LearnedLanguage:
    """Learn a tag from so much of its training text."""
    path = folder / f"{tag}.pnlang"
    return learn(tag, training_text(corpus, tag, size), path, model=model, force=True)


def training_text(corpus: Corpus, tag: str, size: int) -> str:
    """Return so many bytes of the training text of a tag, of all its sources."""
    with lzma.open(corpus.root / "train" / f"{tag}.txt.xz", "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t", 1)[1] for line in file]
    Random(5).shuffle(lines)
    found, total = [], 0
    for line in lines:
        found.append(line)
        total += len(line.encode()) + 1
        if total > size:
            break
    return "\n".join(found)


def items_of(corpus: Corpus, tags: Iterable[str], count: int | None = None) -> list[Item]:
    """Return the items of some tags, up to so many of each length."""
    found = []
    for tag in sorted(set(tags) & set(corpus.tags)):
        for length in LENGTHS:
            texts = [cut(sentence, tag, length) for sentence in corpus.sentences(tag)[:count]]
            found += [Item(tag, length, text) for text in dict.fromkeys(texts) if text]
    return found


def compared(
    models: tuple[Model, Model], own: Iterable[Item], others: Iterable[Item]
) -> Iterator[Figures]:
    """Yield the figures of each length, of a model without and with what was learned."""
    before, after = (Engine(model, FREE) for model in models)
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    mine: dict[tuple[str, str], Count] = defaultdict(Count)
    for some, into in ((own, mine), (others, counts)):
        for item in some:
            count = into[item.length, item.tag]
            count.items += 1
            count.before += label(before, item.text) == item.tag
            count.after += label(after, item.text) == item.tag
    for length in LENGTHS:
        change = {tag: count.change for (own, tag), count in counts.items() if own == length}
        found = {tag: count.found for (own, tag), count in mine.items() if own == length}
        worst = sorted(change.items(), key=lambda pair: pair[1])[:3]
        yield Figures(length, found, sum(change.values()) / len(change), worst)


@dataclass(slots=True)
class Count:
    """The items of a tag, and how many of them are right without and with what was learned."""

    items: int = 0
    before: int = 0
    after: int = 0

    @property
    def found(self) -> float:
        """The share that is right with what was learned, in percent."""
        return 100 * self.after / self.items

    @property
    def change(self) -> float:
        """What that changes, in points."""
        return 100 * (self.after - self.before) / self.items


def tags_in(model: Model, script: str) -> Sequence[str]:
    """Return the tags of a model that are written in a script."""
    table = model.table(script)
    return () if table is None else table.tags


def label(engine: Engine, text: str) -> str:
    """Return the label of most of a text."""
    plain = plain_letters(text)
    found = engine.stretches(plain, protected(plain))
    letters: Counter[str] = Counter()
    for at in range(0, len(found.bounds), 3):
        start, end, number = found.bounds[at : at + 3]
        letters[found.labels[number].lang] += end - start
    return letters.most_common(1)[0][0] if letters else ""


def row(pair: str, figures: Figures) -> str:
    """Return a row of the table."""
    found = ", ".join(f"{tag} {share:.1f}" for tag, share in figures.found.items())
    worst = ", ".join(f"{tag} {change:+.1f}" for tag, change in figures.worst if change < 0)
    return f"| {pair} | {figures.length} | {found} | {figures.others:+.2f} | {worst} |"


def left_out(model: Model, tags: Sequence[str], folder: Path) -> Model:
    """Return a model without the columns of some tags, and the rows that only these have."""
    path = folder / "lesser.bin"
    tables = [lesser_table(table, tags) for table in model.tables]
    write(path, tables, model.owners, model.about)
    return Model.open(path)


def lesser_table(table: Table, tags: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a table without the columns of some tags."""
    kept = [number for number, tag in enumerate(table.tags) if tag not in tags]
    place = {number: at for at, number in enumerate(kept)}
    rows = []
    for ngram, weights in rows_of(table):
        mine = [(place[tag], weight) for tag, weight in weights if tag in place]
        if mine:
            rows.append(Row(ngram, mine))
    return {
        "scripts": table.scripts,
        "tags": [table.tags[number] for number in kept],
        "priors": [table.priors[number] for number in kept],
        "met": [table.met[number] for number in kept],
        "temperatures": table.temperatures,
        "orders": table.orders,
        "bits": table.bits,
        "rows": rows,
    }


def rows_of(table: Table) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the rows of a table: a hash with the same bucket and marks, and the weights."""
    data, layout = bytes(table.data), table.layout
    for bucket, start in enumerate(struct.unpack_from(f"<{1 << table.bits}I", data)):
        count = data[start]
        marks = start + 1
        at = marks + 3 * count
        for number in range(marks, marks + count):
            length = data[number + 2 * count]
            ngram = bucket << 32 - table.bits | data[number + count] << 8 | data[number]
            if length == DENSE:
                (index,) = struct.unpack_from("<H", data, at)
                row = layout.dense + index * layout.width
                yield ngram, [(tag, data[row + tag] - 128) for tag in range(len(table.tags))]
            else:
                pairs = data[at : at + 2 * length]
                yield ngram, [(pairs[to], pairs[to + 1] - 128) for to in range(0, 2 * length, 2)]
            at += 2 * (length & ROOM)


if __name__ == "__main__":
    main()
