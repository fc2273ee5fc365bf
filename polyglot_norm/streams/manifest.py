"""The list of finished outputs in a folder, with digests of what each was made from.

A row is added as soon as an output has its name. It holds digests of the input and of the options
together with the version, so that a run can be resumed after an interruption, and outputs whose
input or options have changed are made anew.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from polyglot_norm import __version__
from polyglot_norm.formats.json_codec import from_json, to_json_line
from polyglot_norm.streams.digests import digest_of_file
from polyglot_norm.streams.stream_error import naming

LIST: Final = ".polyglot-norm.jsonl"
"""The name of the file that holds the list."""


def digest_of(options: Any) -> str:
    """Return the digest of options, whose repr must tell them apart.

    >>> digest_of(("jsonl", "en")) == digest_of(("jsonl", "sr"))
    False
    """
    return blake2b(repr(options).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Manifest:
    """The list of a folder, for runs with certain options."""

    def __init__(self, folder: str, options: Any) -> None:
        self._path = Path(folder, LIST)
        self._folder = Path(folder)
        self._options = digest_of((__version__, options))
        self._known = dict(self._read())
        self._number: int | None = None

    def has(self, output: str, name: str) -> bool:
        """Return True if an output was made from this input as it is now, and is complete.

        Raises:
            StreamError: the input cannot be read.
        """
        known = self._known.get(output)
        if known is None or known["options"] != self._options:
            return False
        try:
            size = (self._folder / output).stat().st_size
        except OSError:
            return False
        return bool(size == known["size"] and digest_of_file(name) == known["input"])

    def add(self, output: str, digest: str, size: int) -> None:
        """Add an output that was made from the input with a digest.

        Raises:
            StreamError: the list cannot be written.
        """
        row = {"output": output, "input": digest, "options": self._options, "size": size}
        line = to_json_line(row)
        with naming(str(self._path)):
            if self._number is None:
                self._number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            os.write(self._number, line)  # in one piece, so that two runs do not mix rows

    def close(self) -> None:
        """Close the file of the list."""
        number, self._number = self._number, None
        if number is not None:
            os.close(number)

    def _read(self) -> dict[str, dict[str, Any]]:
        """Return the rows by output, ignoring truncated lines and those of other programs."""
        try:
            lines = self._path.read_bytes().split(b"\n")
        except OSError:
            return {}
        known: dict[str, dict[str, Any]] = {}
        for line in lines:
            try:
                row = from_json(line)
            except ValueError:
                continue
            if isinstance(row, dict) and {"output", "input", "options", "size"} <= row.keys():
                known[row["output"]] = row
        return known
