"""A destination of text and bytes."""

from __future__ import annotations

from typing import BinaryIO

from polyglot_norm.streams.stream_error import naming


class Output:
    """A destination of text, written as UTF-8 with its line breaks untouched, or of bytes.

    A file name that is not UTF-8, which Python holds as lone surrogates, is written as its bytes.
    ``target`` is the path of the file that is to be replaced, or empty.
    """

    def __init__(
        self, name: str, raw: BinaryIO, *, interactive: bool = False, target: str = ""
    ) -> None:
        self.name = name
        self.target = target
        self.size = 0
        self._raw = raw
        self._interactive = interactive

    def write(self, text: str) -> None:
        """Write a text; a terminal shows it at once.

        Raises:
            StreamError: it cannot be written, for example because the disk is full.
            BrokenPipeError: the reader has gone.
        """
        self.write_bytes(text.encode("utf-8", "surrogateescape"))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are; raises as `write` does."""
        try:
            self._raw.write(data)
            self.size += len(data)
            if self._interactive:
                self._raw.flush()
        except OSError:
            with naming(self.name):  # entered only here: it takes longer than to write a line
                raise

    def flush(self) -> None:
        """Flush buffers; raises as `write` does."""
        with naming(self.name):
            self._raw.flush()
