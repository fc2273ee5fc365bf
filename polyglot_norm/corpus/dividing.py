"""Large files divided into parts, each a shard of its own: rows of Parquet, lines of JSON.

A run that is killed loses no more than the part it was at, and the machines of a cluster share
one file. Where each part begins is kept in the manifest, for finding it means reading lines of
JSON once through; the columns of a table are found on the way. Compressed lines, archives and Arrow
cannot be read from the middle, and stay whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Found, Place
from polyglot_norm.corpus.reading import Meter, Opener
from polyglot_norm.corpus.shards import Part, Shard
from polyglot_norm.errors import MissingExtra, PolyglotError


class Division(NamedTuple):
    """The parts of a file of some size, changed at some time."""

    size: int
    modified: int
    parts: tuple[Part, ...]
    columns: Mapping[str, str] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the division as values of JSON."""
        return self._asdict()

    @classmethod
    def of_dict(cls, values: Mapping[str, Any]) -> Division:
        """Return the division that was written."""
        parts = tuple(Part(*part) for part in values["parts"])
        return cls(values["size"], values["modified"], parts, values["columns"])


Finder = Callable[[Opener, Found, CorpusOptions], Division]
"""Finds the parts of a file, none if it cannot be divided."""


def divided(
    place: Place,
    shards: Iterable[Shard],
    options: CorpusOptions,
    known: dict[str, Division],
    noted: Callable[[str], None],
) -> list[Shard]:
    """Return shards with those that are large divided. Adds to ``known``, by path of the file.

    Raises:
        MissingExtra: the package that reads a file is not installed.
    """
    found: list[Shard] = []
    for shard in shards:
        if not options.split_size or shard.size <= options.split_size or shard.kind not in _KINDS:
            found.append(shard)
            continue
        (file,) = shard.files
        division = known.get(file.path)
        if division is None or (division.size, division.modified) != file[1:]:
            division = known[file.path] = _division(place, shard, options, noted)
        found.extend(_shards(shard, division))
    return found


def _shards(shard: Shard, division: Division) -> Iterator[Shard]:
    if len(division.parts) < 2:
        yield shard
        return
    for number, part in enumerate(division.parts):
        name = f"{shard.name}-{number:05}"
        yield shard._replace(name=name, part=part, columns=division.columns)


def _division(
    place: Place, shard: Shard, options: CorpusOptions, noted: Callable[[str], None]
) -> Division:
    (file,) = shard.files
    opener = Opener(place, Meter())
    if shard.kind == "jsonl":
        noted(f"{opener.name(file)}: read once through, to be divided into shards")
    try:
        return _finder(shard.kind)(opener, file, options)
    except MissingExtra:
        raise
    except (PolyglotError, OSError, ValueError):  # which whoever tags it reports; Arrow's are these
        return Division(file.size, file.modified, ())


_KINDS: Final = ("jsonl", "parquet")
"""Kinds of files that can be read from the middle."""


def _finder(kind: str) -> Finder:
    # Imported when needed: what reads Parquet is slow to load.
    if kind == "jsonl":
        return _of_lines
    return _of_table


def _of_lines(opener: Opener, file: Found, options: CorpusOptions) -> Division:
    from polyglot_norm.corpus import json_files

    column = options.column if options.format == "parquet" else None
    starts, columns = json_files.starts(opener, file, _size(file, options), column)
    return Division(file.size, file.modified, _between(starts, file.size), columns)


def _of_table(opener: Opener, file: Found, options: CorpusOptions) -> Division:
    from polyglot_norm.corpus import arrow_files

    starts = arrow_files.starts(opener, file, _size(file, options))
    return Division(file.size, file.modified, _between(starts, file.size))


def _size(file: Found, options: CorpusOptions) -> int:
    """Return the size of parts of a file: all alike, and none above that of the options."""
    return -(-file.size // -(-file.size // options.split_size))


def _between(starts: list[tuple[int, int]], end: int) -> tuple[Part, ...]:
    """Return the parts that begin at these bytes, with rows of these numbers."""
    ends = [*(start for start, _ in starts[1:]), end]
    return tuple(Part(start, to, row) for (start, row), to in zip(starts, ends, strict=True))
