"""Which outputs of a folder are finished: a list kept in the folder, by digests of what made them.

A line is added when an output has got its name, and says what it was made of: the bytes of the
input, the options and this version. So a run that was stopped can be resumed, and what has changed
since, or was made with other options, is made anew.
"""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from polyglot_norm import __version__
from polyglot_norm.streams.stream_error import naming

LIST: Final = ".polyglot-norm.jsonl"
"""The name of the list."""

_CHUNK: Final = 1 << 20


def digest_of_file(name: str) -> str:
    """The digest of the bytes of a file.

    Raises:
        StreamError: it cannot be read.
    """
    digest = blake2b(digest_size=16)
    with naming(name), Path(name).open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def digest_of(options: Any) -> str:
    """The digest of options, which must print as what they are.

    >>> digest_of(("jsonl", "en")) == digest_of(("jsonl", "sr"))
    False
    """
    return blake2b(repr(options).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Manifest:
    """The list of a folder, for runs with these options."""

    def __init__(self, folder: str, options: Any) -> None:
        self._path = Path(folder, LIST)
        self._folder = Path(folder)
        self._options = digest_of((__version__, options))
        self._known = dict(self._read())

    def has(self, output: str, name: str) -> bool:
        """Whether the output was finished, from this input as it is now, and is still there.

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
        """Note that an output is finished, made from an input with that digest.

        Raises:
            StreamError: the list cannot be written.
        """
        row = {"output": output, "input": digest, "options": self._options, "size": size}
        line = json.dumps(row) + "\n"  # one write to a file opened for adding, so never mixed up
        with naming(str(self._path)):
            number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            try:
                os.write(number, line.encode())
            finally:
                os.close(number)

    def _read(self) -> dict[str, dict[str, Any]]:
        """What the list says; a line that a kill cut short, or that is not ours, says nothing."""
        try:
            lines = self._path.read_bytes().split(b"\n")
        except OSError:
            return {}
        known: dict[str, dict[str, Any]] = {}
        for line in lines:
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and {"output", "input", "options", "size"} <= row.keys():
                known[row["output"]] = row
        return known
