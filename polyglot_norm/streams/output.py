"""A destination of text and bytes."""

from __future__ import annotations

import re
from typing import Final, Protocol

from polyglot_norm.streams.stream_error import naming

# Controls in UTF-8 that a terminal would obey: all but tabs and line ends; C1 controls too.
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|\xc2[\x80-\x9f]")
_UNCOLOURED: Final = re.compile(rb"(\x1b\[[0-9;]*m)|" + _CONTROLS.pattern)


class Writable(Protocol):
    """An open file as far as it is needed here."""

    def write(self, data: bytes, /) -> int:
        """Write bytes."""

    def flush(self) -> None:
        """Write what is held."""


class Output:
    """A destination of text, written as UTF-8 with its line breaks untouched, or of bytes.

    A file name that is not UTF-8, which Python holds as lone surrogates, is written as its bytes.
    ``target`` is the path of the file that is to be replaced, or empty. What is ``interactive``, a
    terminal, is sent no control characters, and colours only if what is written is ``coloured``.
    """

    def __init__(
        self,
        name: str,
        raw: Writable,
        *,
        interactive: bool = False,
        coloured: bool = False,
        target: str = "",
    ) -> None:
        self.name = name
        self.target = target
        self.size = 0
        self._raw = raw
        self._controls = (_UNCOLOURED if coloured else _CONTROLS) if interactive else None

    def write(self, text: str) -> None:
        """Write a text; a terminal shows it at once.

        Raises:
            StreamError: it cannot be written, for example because the disk is full.
            BrokenPipeError: the reader has gone.
        """
        self.write_bytes(text.encode("utf-8", "surrogateescape"))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are; raises as `write` does."""
        controls = self._controls
        try:
            self._raw.write(data if controls is None else controls.sub(_visible, data))
            self.size += len(data)
            if controls is not None:
                self._raw.flush()
        except OSError:
            with naming(self.name):  # entered only here: it takes longer than to write a line
                raise

    def flush(self) -> None:
        """Flush buffers; raises as `write` does."""
        with naming(self.name):
            self._raw.flush()


def _visible(found: re.Match[bytes]) -> bytes:
    """Return a control character as JSON writes it, and a colour as it is."""
    if found.lastindex:
        return found[0]
    return b"\\u%04x" % ord(found[0].decode())
