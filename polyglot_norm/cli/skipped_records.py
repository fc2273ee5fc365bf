"""What is told about an input that is read: its encoding, and the records that are passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from polyglot_norm.cli.exits import say

if TYPE_CHECKING:
    from polyglot_norm.text.decode import Decoded

MOST_COMPLAINTS: Final = 10
"""Records passed over that are told one by one; of the rest only the number is."""


class Counted(Protocol):
    """What counts the complaints of all inputs."""

    complaints: int


class Complaints:
    """Tells the records of a file that are passed over: the first ones, and how many more."""

    def __init__(self, inputs: Counted, name: str) -> None:
        self._inputs = inputs
        self._name = name
        self._count = 0

    def __call__(self, message: str) -> None:
        """A record is passed over, for this reason."""
        self._count += 1
        self._inputs.complaints += 1
        if self._count <= MOST_COMPLAINTS:
            say(f"{self._name}: {message}; passed over")

    def conclude(self) -> None:
        """That was the file."""
        if self._count > MOST_COMPLAINTS:
            say(f"{self._name}: {self._count} records in all were passed over")


def described(decoded: Decoded) -> str:
    """The encoding, in words, and why it is thought to be that."""
    notes = [decoded.reason.value]
    if decoded.confidence < 1:
        notes.append(f"{decoded.confidence:.0%} sure".replace("%", " %"))
    if decoded.alternatives:
        notes.append(f"or else {', '.join(decoded.alternatives)}")
    if decoded.replaced:
        notes.append(f"bytes that were no text, replaced: {decoded.replaced}")
    return f"{decoded.encoding} ({'; '.join(notes)})"
