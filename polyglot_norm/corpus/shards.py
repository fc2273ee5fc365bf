"""Shards, the units of a corpus: a file, a part of a large one, or many small texts together.

Each is tagged completely or not at all.

The name of a shard is the path of what is made of it, without its ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from polyglot_norm.corpus.places import Found, Place
from polyglot_norm.errors import PolyglotError
from polyglot_norm.streams.input_kinds import bare_name

_ENDINGS: Final = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".arrows": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
    ".warc": "warc",
    ".wet": "warc",
}
_TOGETHER: Final = 1 << 26
"""Bytes of texts that make a shard together; one larger than that is a shard of its own."""

_MOST: Final = 10_000
"""Texts that make a shard together."""


class Part(NamedTuple):
    """A part of a file, from one byte to another, with the number of its first row or line."""

    start: int
    end: int
    row: int


class Shard(NamedTuple):
    """Files of one kind that are tagged together, or a part of one.

    ``columns`` are those of the table of all lines of a file that was divided.
    """

    name: str
    kind: str
    files: tuple[Found, ...]
    part: Part | None = None
    columns: Mapping[str, str] | None = None

    @property
    def size(self) -> int:
        """The bytes of all files, or of the part."""
        if self.part is not None:
            return self.part.end - self.part.start
        return sum(file.size for file in self.files)


class Shards(NamedTuple):
    """The shards of a place, and the files that are of no kind."""

    found: list[Shard]
    others: list[str]


def shards_of(place: Place, kind: str | None, *, without: str | None = None) -> Shards:
    """Return the shards of a place, in the order of their names.

    ``kind`` is that of all files; None stands for the one that each name suggests. ``without`` is
    a folder that is left out.

    Raises:
        StreamError: the place cannot be read.
        PolyglotError: there is nothing to read.
    """
    kinds: dict[str, list[Found]] = {}
    others = []
    for file in place.files():
        if without is not None and f"{file.path}/".startswith(f"{without}/"):
            continue
        of_file = kind or kind_of(file.path)
        if of_file is None:
            others.append(file.path)
        else:
            kinds.setdefault(of_file, []).append(file)
    found = [shard for kind, files in kinds.items() for shard in _shards(kind, files)]
    if not found:
        raise PolyglotError(f"{place.name}: {_nothing(others)}")
    return Shards(sorted(found), others)


def kind_of(path: str) -> str | None:
    """Return the kind of a file by its name, or None.

    >>> kind_of("CC-MAIN-00000.warc.wet.gz"), kind_of("a.jsonl.zst"), kind_of("a.md")
    ('warc', 'jsonl', None)
    """
    return _ENDINGS.get(PurePosixPath(bare_name(path)).suffix.lower())


def stem_of(path: str) -> str:
    """Return the path of a file without the endings that say how it is read.

    >>> stem_of("en/CC-MAIN-00000.warc.wet.gz"), stem_of("v1.2.jsonl")
    ('en/CC-MAIN-00000', 'v1.2')
    """
    path = bare_name(path)
    while kind_of(path) is not None and (stem := path[: -len(PurePosixPath(path).suffix)]):
        path = stem
    return path


def _shards(kind: str, files: list[Found]) -> Iterator[Shard]:
    if kind != "text" or len(files) == 1:
        for file in files:
            yield Shard(stem_of(file.path), kind, (file,))
        return
    for number, group in enumerate(_groups(files)):
        yield Shard(f"texts-{number:05}", kind, tuple(group))


def _groups(files: Iterable[Found]) -> Iterator[list[Found]]:
    group: list[Found] = []
    size = 0
    for file in files:
        if group and (size + file.size > _TOGETHER or len(group) == _MOST):
            yield group
            group, size = [], 0
        group.append(file)
        size += file.size
    yield group


def _nothing(others: list[str]) -> str:
    if not others:
        return "there is nothing to read: no file in it, or only hidden ones"
    return (
        f"no file of a known kind, such as .parquet or .jsonl.gz; found {others[0]}: name the kind "
        "of all files with kind="
    )


def refuse_clashes(place: Place, shards: Iterable[Shard]) -> None:
    """Refuse shards of which two would be written to one file.

    Raises:
        PolyglotError: there are two.
    """
    by_name: dict[str, str] = {}
    for shard in shards:
        path = shard.files[0].path
        if (other := by_name.setdefault(shard.name, path)) != path:
            raise PolyglotError(
                f"{place.name}: {other} and {path} would both be written to {shard.name}: rename "
                "one, or tag them apart"
            )
