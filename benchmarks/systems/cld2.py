"""CLD2: spans by its result vectors, which count UTF-8 bytes."""

from __future__ import annotations

from collections.abc import Sequence

import pycld2

from benchmarks.corpus import Span
from benchmarks.systems.protocol import NOTHING, Label, System


class Cld2(System):
    """With its best effort, without which it has no answer to most short texts."""

    name = "cld2"
    package = "pycld2"

    def languages(self) -> list[str]:
        """Return the languages that it detects, of the many more that it has names for."""
        detected = set(pycld2.DETECTED_LANGUAGES)
        return sorted({code for name, code in pycld2.LANGUAGES if name in detected})

    def label(self, text: str) -> Label:
        """Return the language with the largest share; there is no probability."""
        try:
            _, _, details = pycld2.detect(text, bestEffort=True)
        except pycld2.error:
            return NOTHING
        return Label(details[0][1])

    def spans(self, text: str) -> Sequence[Span]:
        """Return its result vectors."""
        try:
            *_, vectors = pycld2.detect(text, returnVectors=True, bestEffort=True)
        except pycld2.error:
            return []
        encoded = text.encode()
        return [
            Span(_code_points(encoded, start), _code_points(encoded, start + size), code)
            for start, size, _, code in vectors
        ]


class Cld2Lines(Cld2):
    """CLD2 with one label a line instead of its result vectors."""

    name = "cld2-lines"

    def spans(self, text: str) -> Sequence[Span]:
        """Return one label a line."""
        return System.spans(self, text)


def _code_points(encoded: bytes, at: int) -> int:
    """Return an offset in bytes as one in code points, at the end of the character it is in."""
    return len(encoded[:at].decode(errors="ignore")) + (at < len(encoded) and _inside(encoded[at]))


def _inside(byte: int) -> bool:
    return byte & 0xC0 == 0x80
