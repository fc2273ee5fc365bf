"""The development text that is measured on: sentences by tag, and annotated mixed sentences."""

from __future__ import annotations

import json
import lzma
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

MIXED_SETS = ("sagt", "twittirish", "arabizi")
FEWEST_SENTENCES = 20
"""A tag with fewer development sentences is left out: its figure would say nothing."""


class Span(NamedTuple):
    """A stretch of a text, in code points, with its tag and, in an answer, how sure it is."""

    start: int
    end: int
    tag: str
    confidence: float | None = None


class Page(NamedTuple):
    """A text with gold spans; ``group`` is what its set is broken down by, such as a pair."""

    group: str
    text: str
    spans: tuple[Span, ...]


class Corpus:
    """The folder of the corpus; its text is read when asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not (root / "dev" / "mono").is_dir():
            raise FileNotFoundError(f"{root} holds no dev/mono: give the folder of the corpus")

    @property
    def tags(self) -> list[str]:
        """The tags with enough sentences, in alphabetical order."""
        names = sorted(path.stem for path in (self.root / "dev" / "mono").glob("*.txt"))
        return [tag for tag in names if len(self.sentences(tag)) >= FEWEST_SENTENCES]

    @lru_cache(maxsize=512)  # noqa: B019 - one corpus a run
    def sentences(self, tag: str) -> list[str]:
        """The development sentences of a tag, in the order of the file, which is shuffled."""
        path = self.root / "dev" / "mono" / f"{tag}.txt"
        return [line for line in path.read_text(encoding="utf-8").split("\n") if line]

    def mixed(self, name: str) -> list[Page]:
        """The sentences of dev/spans that the corpus sets apart for measuring."""
        path = self.root / "dev" / "spans" / f"{name}-dev.jsonl.xz"
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        return [
            Page(name, record["text"], tuple(Span(*span) for span in record["spans"]))
            for record in records
        ]

    def digest(self) -> str:
        """SHA-256 over the development files, cut to 16 digits."""
        whole = sha256()
        for path in sorted((self.root / "dev").rglob("*.*")):
            whole.update(f"{path.relative_to(self.root).as_posix()}\0".encode())
            whole.update(sha256(path.read_bytes()).digest())
        return whole.hexdigest()[:16]


class TrainingText(Corpus):
    """The corpus with its training sentences, for measuring speed only.

    There are many more of them: text that repeats itself less flatters no cache.
    """

    MOST = 5000

    @lru_cache(maxsize=512)  # noqa: B019 - one corpus a run
    def sentences(self, tag: str) -> list[str]:
        """The first sentences of a tag's file, which is shuffled."""
        path = self.root / "train" / f"{tag}.txt.xz"
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            return [line.rstrip("\n").partition("\t")[2] for line in islice(lines, self.MOST)]
