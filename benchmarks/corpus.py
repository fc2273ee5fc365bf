"""The development text: sentences by tag, and annotated mixed sentences."""

from __future__ import annotations

import csv
import json
import lzma
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

MIXED_SETS = ("sagt", "twittirish", "arabizi")
FEWEST_SENTENCES, FULL = 20, 250
"""A tag with fewer development sentences is left out, as its figure would mean nothing."""


class Span(NamedTuple):
    """A stretch of a text in code points, with its tag and, in an answer, its confidence."""

    start: int
    end: int
    tag: str
    confidence: float | None = None


class Page(NamedTuple):
    """A text with gold spans; figures are broken down by ``group``, such as a pair."""

    group: str
    text: str
    spans: tuple[Span, ...]


class Corpus:
    """The folder of the corpus; its text is read when it is needed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not (root / "dev" / "mono").is_dir():
            raise FileNotFoundError(f"{root} has no dev/mono: name the folder of the corpus")

    @property
    def tags(self) -> list[str]:
        """The tags with enough sentences, sorted."""
        names = sorted(path.stem for path in (self.root / "dev" / "mono").glob("*.txt"))
        return [tag for tag in names if len(self.sentences(tag)) >= FEWEST_SENTENCES]

    @lru_cache(maxsize=512)  # noqa: B019 - one corpus a run
    def sentences(self, tag: str) -> list[str]:
        """Return the development sentences of a tag in the order of the file: shuffled."""
        path = self.root / "dev" / "mono" / f"{tag}.txt"
        return [line for line in path.read_text(encoding="utf-8").split("\n") if line]

    def mixed(self, name: str) -> list[Page]:
        """Return the mixed sentences of a set that are for measuring."""
        path = self.root / "dev" / "spans" / f"{name}-dev.jsonl.xz"
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        return [
            Page(name, record["text"], tuple(Span(*span) for span in record["spans"]))
            for record in records
        ]

    def largest(self, count: int) -> list[str]:
        """Return the tags with most training text that also have most development sentences."""
        with (self.root / "tags.tsv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        rows.sort(key=lambda row: (-int(row["bytes"]), row["tag"]))
        tags = [row["tag"] for row in rows if int(row["dev_sentences"]) >= FULL]
        return sorted(tags[:count])

    def lexicon(self, tag: str) -> list[tuple[str, float]]:
        """Return the word list of a tag with occurrences per million; empty if it has none."""
        path = self.root / "lexicon" / f"{tag}.txt.xz"
        if not path.exists():
            return []
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            rows = [line.split("\t") for line in lines]
        return [(word, float(often)) for word, often, _ in rows]

    def digest(self) -> str:
        """Return the SHA-256 of the development files, cut to 16 digits."""
        whole = sha256()
        for path in sorted((self.root / "dev").rglob("*.*")):
            whole.update(f"{path.relative_to(self.root).as_posix()}\0".encode())
            whole.update(sha256(path.read_bytes()).digest())
        return whole.hexdigest()[:16]


class TrainingText(Corpus):
    """The corpus with its training sentences, of which there are many more."""

    MOST = 5000

    @lru_cache(maxsize=512)  # noqa: B019 - one corpus a run
    def sentences(self, tag: str) -> list[str]:
        """Return the first sentences of a tag's file, which is shuffled."""
        path = self.root / "train" / f"{tag}.txt.xz"
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            return [line.rstrip("\n").partition("\t")[2] for line in islice(lines, self.MOST)]
