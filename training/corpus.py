"""The corpus on disk: tags, sentences, word lists, laid out as its README describes."""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training import romanised

# The Unicode script that has a table, for ISO 15924 codes that stand for several. The others
# decide the language alone (`owners`).
SCRIPTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}


# Tags with so little text that a model names words with them wrongly more often than rightly, at
# the cost of a larger neighbour: apd ayl (arz, ary), bts btx (bbc), cgg (lg), dov (toi), dyu (bm),
# jam (en), ktu (kg), meo (ms), ndc (sn); an, nhe and tuv have next to no text to measure on. What
# people typed in Moroccan Arabic is part of ar-Latn: half is French, which it took beside that.
LEFT_OUT = frozenset("an apd ary-Latn ayl bts btx cgg dov dyu jam ktu meo ndc nhe tuv".split())


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """The columns of tags.tsv that training needs."""

    tag: str
    script: str
    notes: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder."""

    folder: Path

    def tags(self) -> list[Tag]:
        """Return the tags with text of their own or romanised for them, sorted."""
        found = self._written()
        known = {tag.tag for tag in found}
        more = [
            tag
            for tag in romanised.TAGS
            if tag not in known and known.issuperset(romanised.sources(tag))
        ]
        return sorted([*found, *(Tag(tag, "Latn", "romanised") for tag in more)])

    def _written(self) -> list[Tag]:
        with (self.folder / "tags.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return [
                Tag(row["tag"], SCRIPTS.get(row["script"], row["script"]), row["notes"])
                for row in rows
                if row["tag"] not in LEFT_OUT
            ]

    def by_script(self) -> dict[str, list[str]]:
        """Return the tags of each script that several of them share."""
        groups: dict[str, list[str]] = {}
        for tag in self.tags():
            groups.setdefault(tag.script, []).append(tag.tag)
        return {script: tags for script, tags in groups.items() if len(tags) > 1}

    def sentences(self, tag: str) -> Iterator[str]:
        """Yield the training sentences."""
        if tag in romanised.TAGS:
            yield from self._romanised(tag)
            return
        yield from self._lines(tag)

    def _lines(self, tag: str) -> Iterator[str]:
        path = self.folder / "train" / f"{tag}.txt.xz"
        if path.exists():
            with lzma.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    yield line.rstrip("\n").split("\t", 1)[1]

    def _romanised(self, tag: str) -> Iterator[str]:
        """Yield sentences in Latin letters: by rule, from mixed sentences, and as people typed."""
        write = romanised.writer(tag, "train")
        for source in romanised.sources(tag):
            for number, sentence in enumerate(self.sentences(source)):
                if romanised.takes(tag, number):
                    yield write(sentence)
        yield from self._romanised_by_hand(tag)
        for typed in romanised.TYPED.get(tag, ()):
            for sentence in self._lines(typed):
                yield from [sentence] * romanised.TIMES_OF_TEXT

    def lexicon(self, tag: str) -> Iterator[tuple[str, float]]:
        """Yield words with their weights, heaviest first; nothing if there is no list."""
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
        """Return the development sentences."""
        if tag not in romanised.TAGS:
            return self._held_out(tag)
        write = romanised.writer(tag, "dev")
        found = [line for typed in romanised.TYPED.get(tag, ()) for line in self._held_out(typed)]
        return [*found, *map(write, self.held_out(romanised.sources(tag)[0]))]

    def _held_out(self, tag: str) -> list[str]:
        path = self.folder / "dev" / "mono" / f"{tag}.txt"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def _romanised_by_hand(self, tag: str) -> Iterator[str]:
        """Yield the romanised spans of the mixed training sentences, each several times."""
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
        """Return the SHA-256 of the names and contents of all files that training reads."""
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
