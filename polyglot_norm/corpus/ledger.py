"""The manifest of an output: what each shard was made from, what was made of it, what it holds.

``_manifest/run.json`` holds the version, the model and the options; a file for each shard says how
it stands. All appear at once or not at all, so that a run that was killed can be taken up again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, NamedTuple

from polyglot_norm import __version__
from polyglot_norm.corpus.chunks import Counts
from polyglot_norm.corpus.counts_record import counts_of, record_of
from polyglot_norm.corpus.dividing import Division
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Found, Place
from polyglot_norm.corpus.shards import Part, Shard
from polyglot_norm.corpus.writers import OutputFile
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.json_codec import from_json, to_json_line
from polyglot_norm.language.learned import open_learned
from polyglot_norm.language.model import packaged_digest
from polyglot_norm.options import BUILTIN
from polyglot_norm.streams.stream_error import StreamError

FOLDER: Final = "_manifest"
_RUN: Final = f"{FOLDER}/run.json"
_PARTS: Final = f"{FOLDER}/parts.json"
_SHARDS: Final = f"{FOLDER}/shards"
_ENDING: Final = ".json"
_AT_ONCE: Final = 16
"""Entries that are read at once from another machine, each of which takes long to come."""

_AHEAD: Final = 256
"""Entries that are held."""

_AGAIN: Final = "name another folder, or remove it all with restart=True"


class State(StrEnum):
    """How a shard stands."""

    FINISHING = "finishing"
    FINISHED = "finished"
    FAILED = "failed"


class Source(NamedTuple):
    """A file that a shard was made from, or a part of one, whose digest it has then.

    ``digest`` is None for one that is not on this machine, or that was not read.
    """

    path: str
    size: int
    modified: int
    digest: str | None
    part: tuple[int, ...] | None = None


Digest = Callable[[Found, Part | None], str | None]
"""Returns the digest of a file or a part of it, or None if that cannot be known."""


def sources_of(shard: Shard, digest: Digest) -> tuple[Source, ...]:
    """Return the files of a shard."""
    part = shard.part
    return tuple(Source(*file, digest(file, part), part and tuple(part)) for file in shard.files)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a shard."""

    shard: str
    state: State
    sources: tuple[Source, ...] = ()
    outputs: tuple[OutputFile, ...] = ()
    counts: Counts = field(default_factory=Counts)
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the entry as values of JSON."""
        return {
            "shard": self.shard,
            "state": self.state,
            "sources": [source._asdict() for source in self.sources],
            "outputs": [output._asdict() for output in self.outputs],
            "reason": self.reason,
            "counts": record_of(self.counts),
        }

    @classmethod
    def of_dict(cls, values: dict[str, Any]) -> Entry:
        """Return the entry that was written."""
        return cls(
            values["shard"],
            State(values["state"]),
            tuple(_source(source) for source in values["sources"]),
            tuple(OutputFile(**output) for output in values["outputs"]),
            counts_of(values["counts"]),
            values["reason"],
        )


class Ledger:
    """The manifest of a place, for runs with certain options. Picklable."""

    def __init__(self, place: Place, options: CorpusOptions) -> None:
        self._place = place
        own = options.tagging.detector == BUILTIN
        learned = [open_learned(path).digest for path in options.tagging.extra_models]
        self.run: dict[str, Any] = {
            "version": __version__,
            "model": "+".join((packaged_digest(), *learned)) if own else None,
            "options": options.as_dict(),
        }

    def begin(self, *, restart: bool) -> None:
        """Take up the run that has written here, or begin one.

        Raises:
            PolyglotError: what is there was made with other options, or is not ours.
        """
        if restart:
            self._clear()
        written = self._read(_RUN)
        if written is None:
            self._refuse_foreign()
        else:
            self._refuse_changed(written)
        self._place.write(_RUN, to_json_line(self.run))

    def divisions(self) -> dict[str, Division]:
        """Return how large files were divided, by their paths."""
        found = self._read(_PARTS) or {}
        return {path: Division.of_dict(values) for path, values in found.items()}

    def put_divisions(self, divisions: Mapping[str, Division]) -> None:
        """Write how large files are divided."""
        known = {path: division.as_dict() for path, division in divisions.items()}
        self._place.write(_PARTS, to_json_line(known))

    def expect(self, shards: Sequence[Shard]) -> None:
        """Remove what was made of files that are divided in another way now.

        Raises:
            PolyglotError: something was made of files that are not there any more.
        """
        names = {shard.name for shard in shards}
        paths = {file.path for shard in shards for file in shard.files}
        missing = []
        for name in self._names():
            if name in names:
                continue
            entry = self.entry(name)
            if entry and entry.sources and paths.issuperset(s.path for s in entry.sources):
                self._remove(entry)
            else:
                missing.append(name)
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise PolyglotError(
                f"{self._place.name}: what is there was made of {missing[0]}{more}, which the "
                f"input does not hold: {_AGAIN}"
            )

    def _remove(self, entry: Entry) -> None:
        for output in entry.outputs:
            self._place.remove(output.path)
        self._place.remove(_path(entry.shard))

    def entry(self, name: str) -> Entry | None:
        """Return what is known of a shard, or None."""
        values = self._read(_path(name))
        return None if values is None else Entry.of_dict(values)

    def entries(self, shards: Sequence[Shard]) -> Iterator[Entry]:
        """Yield what is known of each of the shards, in their order."""
        known = self.names()  # one request, where asking for each costs one
        names = [shard.name for shard in shards if shard.name in known]
        yield from filter(None, self._entries(names))

    def entries_of(self, names: Sequence[str]) -> dict[str, Entry]:
        """Return what is known of shards with these names."""
        return {entry.shard: entry for entry in self._entries(names) if entry is not None}

    def _entries(self, names: Sequence[str]) -> Iterator[Entry | None]:
        if self._place.is_local:
            yield from map(self.entry, names)
            return
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for at in range(0, len(names), _AHEAD):
                yield from pool.map(self.entry, names[at : at + _AHEAD])

    def put(self, entry: Entry) -> None:
        """Write how a shard stands."""
        self._place.write(_path(entry.shard), to_json_line(entry.as_dict()))

    def finish(self, entry: Entry, before: Entry | None) -> None:
        """Write that a shard is finished; remove what an earlier run made of it."""
        made = {output.path for output in entry.outputs}
        for output in before.outputs if before else ():
            if output.path not in made:
                self._place.remove(output.path)
        self.put(entry)

    def _read(self, path: str) -> dict[str, Any] | None:
        data = self._place.read(path)
        if data is None:
            return None
        try:
            values: dict[str, Any] = from_json(data)
        except ValueError as error:
            name = self._place.full_name(path)
            raise StreamError(name, f"this manifest is damaged ({error}): {_AGAIN}") from None
        return values

    def _clear(self) -> None:
        """Remove what earlier runs have made."""
        for name in self._names():
            if (entry := self.entry(name)) is not None:
                self._remove(entry)
        self._place.remove(_PARTS)
        self._place.remove(_RUN)

    def names(self) -> set[str]:
        """Return the names of the shards of which something is known."""
        return set(self._names())

    def _names(self) -> list[str]:
        found = self._place.names(_SHARDS)
        return sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING))

    def _refuse_foreign(self) -> None:
        for name in self._place.names(""):
            if not name.startswith((".", "_")):
                raise PolyglotError(
                    f"{self._place.name}: this folder holds {name}, which no earlier run has "
                    "written: name an empty folder"
                )

    def _refuse_changed(self, written: dict[str, Any]) -> None:
        changes = list(_changes(written, self.run))
        if changes:
            raise PolyglotError(
                f"{self._place.name}: what is there was made with other options "
                f"({'; '.join(changes[:3])}): {_AGAIN}"
            )


def is_unchanged(shard: Shard, sources: Sequence[Source], digest: Digest) -> bool:
    """Return True if the files of a shard are those that something was made from.

    One whose time differs is read, if ``digest`` returns something for it.
    """
    if len(shard.files) != len(sources):
        return False
    for now, before in zip(sources_of(shard, lambda *_: None), sources, strict=True):
        if (now.path, now.size, now.part) != (before.path, before.size, before.part):
            return False
    return all(
        file.modified == source.modified
        or (source.digest is not None and digest(file, shard.part) == source.digest)
        for file, source in zip(shard.files, sources, strict=True)
    )


def _source(values: dict[str, Any]) -> Source:
    part = values["part"]
    return Source(**{**values, "part": part and tuple(part)})


def _path(name: str) -> str:
    return f"{_SHARDS}/{name}{_ENDING}"


def _changes(before: Any, now: Any, name: str = "") -> Iterator[str]:
    """Yield what differs between two records of options."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*before, *now)):
            inner = f"{name}.{key}" if name and name != "options" else key
            yield from _changes(before.get(key), now.get(key), inner)
    elif before != now:
        name = name.removeprefix("tagging.").removeprefix("added.")
        yield f"{name} was {_short(before)}, now {_short(now)}"


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) < 60 else f"{shown[:57]}..."
