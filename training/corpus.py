"""The corpus on disk: tags, sentences, word lists; its README says how it is laid out."""

from __future__ import annotations

import csv
import hashlib
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Where a tag's script (ISO 15924 of a writing) is several scripts of Unicode: the one that has
# a table. The others name the language by themselves (owners.py).
SCRIPTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}


@dataclass(frozen=True, slots=True)
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
        """The tags that have text, in order."""
        with (self.folder / "tags.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return sorted(
                (
                    Tag(row["tag"], SCRIPTS.get(row["script"], row["script"]), row["notes"])
                    for row in rows
                ),
                key=lambda tag: tag.tag,
            )

    def by_script(self) -> dict[str, list[str]]:
        """The tags of each script that several share."""
        groups: dict[str, list[str]] = {}
        for tag in self.tags():
            groups.setdefault(tag.script, []).append(tag.tag)
        return {script: tags for script, tags in groups.items() if len(tags) > 1}

    def sentences(self, tag: str) -> Iterator[str]:
        """Training sentences."""
        with lzma.open(self.folder / "train" / f"{tag}.txt.xz", "rt", encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n").split("\t", 1)[1]

    def lexicon(self, tag: str) -> Iterator[tuple[str, float]]:
        """Words and their weights, heaviest first; nothing where there is no list."""
        path = self.folder / "lexicon" / f"{tag}.txt.xz"
        if not path.exists():
            return
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                word, weight, _ = line.split("\t")
                yield word, float(weight)

    def held_out(self, tag: str) -> list[str]:
        """Development sentences."""
        path = self.folder / "dev" / "mono" / f"{tag}.txt"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def digest(self) -> str:
        """SHA-256 over names and contents of what training reads."""
        digest = hashlib.sha256()
        paths = [self.folder / "tags.tsv"]
        for pattern in ("train/*.xz", "lexicon/*.xz", "dev/mono/*.txt"):
            paths += sorted(self.folder.glob(pattern))
        for path in paths:
            digest.update(path.relative_to(self.folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()
