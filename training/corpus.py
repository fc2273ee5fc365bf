"""The corpus on disk: tags, sentences, word lists; its README says how it is laid out."""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training import romanised

# Where a tag's script (ISO 15924 of a writing) is several scripts of Unicode: the one that has
# a table. The others name the language by themselves (owners.py).
SCRIPTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """A row of tags.tsv, as far as training needs it."""

    tag: str
    script: str
    notes: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder."""

    folder: Path

    def tags(self) -> list[Tag]:
        """The tags that have text, or that text is romanised for, in order."""
        found = self._written()
        known = {tag.tag for tag in found}
        more = [tag for tag in romanised.TAGS if known.issuperset(romanised.sources(tag))]
        return sorted([*found, *(Tag(tag, "Latn", "romanised") for tag in more)])

    def _written(self) -> list[Tag]:
        with (self.folder / "tags.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return [
                Tag(row["tag"], SCRIPTS.get(row["script"], row["script"]), row["notes"])
                for row in rows
            ]

    def by_script(self) -> dict[str, list[str]]:
        """The tags of each script that several share."""
        groups: dict[str, list[str]] = {}
        for tag in self.tags():
            groups.setdefault(tag.script, []).append(tag.tag)
        return {script: tags for script, tags in groups.items() if len(tags) > 1}

    def sentences(self, tag: str) -> Iterator[str]:
        """Training sentences."""
        if tag in romanised.TAGS:
            write = romanised.writer(tag, "train")
            for source in romanised.sources(tag):
                yield from map(write, self.sentences(source))
            yield from self._romanised_by_hand(tag)
            return
        with lzma.open(self.folder / "train" / f"{tag}.txt.xz", "rt", encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n").split("\t", 1)[1]

    def lexicon(self, tag: str) -> Iterator[tuple[str, float]]:
        """Words and their weights, heaviest first; nothing where there is no list."""
        if tag in romanised.TAGS:
            write = romanised.writer(tag, "lexicon")
            source = romanised.sources(tag)[0]
            yield from ((write(word), weight) for word, weight in self.lexicon(source))
            return
        path = self.folder / "lexicon" / f"{tag}.txt.xz"
        if not path.exists():
            return
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                word, weight, _ = line.split("\t")
                yield word, float(weight)

    def held_out(self, tag: str) -> list[str]:
        """Development sentences."""
        if tag in romanised.TAGS:
            write = romanised.writer(tag, "dev")
            return [write(text) for text in self.held_out(romanised.sources(tag)[0])]
        path = self.folder / "dev" / "mono" / f"{tag}.txt"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def _romanised_by_hand(self, tag: str) -> Iterator[str]:
        """What the training parts of the mixed sentences have in a romanised language, often."""
        for path in sorted(self.folder.glob("dev/spans/*-train.jsonl.xz")):
            with lzma.open(path, "rt", encoding="utf-8") as file:
                for line in map(json.loads, file):
                    mine = [
                        line["text"][start:end]
                        for start, end, found in line["spans"]
                        if found in romanised.BY_HAND.get(tag, ())
                    ]
                    yield from mine * romanised.TIMES

    def digest(self) -> str:
        """SHA-256 over names and contents of what training reads."""
        digest = hashlib.sha256()
        paths = [self.folder / "tags.tsv"]
        for pattern in (
            "train/*.xz", "lexicon/*.xz", "dev/mono/*.txt", "dev/spans/*-train.jsonl.xz"
        ):  # fmt: skip
            paths += sorted(self.folder.glob(pattern))
        for path in paths:
            digest.update(path.relative_to(self.folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()
