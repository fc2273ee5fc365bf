"""Those who want to know how a run is getting on."""

from __future__ import annotations

from polyglot_norm.corpus.chunks import Counts


class Watcher:
    """Receives everything that happens, and does nothing; subclasses show it."""

    def started(self, size: int, shards: int, done: int) -> None:
        """Expect ``size`` bytes of files in ``shards`` shards; ``done`` are finished already."""

    def noted(self, message: str) -> None:
        """Hear something that is worth knowing, and no failure."""

    def advanced(self, read: int, counts: Counts) -> None:
        """Hear of a chunk: the bytes read for it, and what was found in it."""

    def finished(self, shard: str) -> None:
        """Hear that a shard is finished."""

    def failed(self, shard: str, reason: str, *, again: bool) -> None:
        """Hear that a shard has failed, and whether it is tried again."""
