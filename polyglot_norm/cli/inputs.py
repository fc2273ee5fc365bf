"""The inputs of a command: read one after another; one that fails is told, and the rest go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeVar

import click

from polyglot_norm.cli.endings import DATA, misuse, say

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., Any])

STANDARD = "-"


class Inputs:
    """The files that were named, or standard input, and how to read them."""

    def __init__(
        self, names: tuple[str, ...], *, encoding: str | None, errors: str, verbose: bool
    ) -> None:
        self.names = names or (STANDARD,)
        self._asked_for_none = not names
        self._encoding = encoding
        self._errors = errors
        self._verbose = verbose
        self.failed = 0

    def each(self, work: Callable[[str], T]) -> Iterator[tuple[str, T]]:
        """The name of each input with what ``work`` makes of its text, leaving out failures."""
        from polyglot_norm.errors import PolyglotError
        from polyglot_norm.streams import StreamError

        if self._asked_for_none and sys.stdin is not None and sys.stdin.isatty():
            say("reading standard input; end it with Ctrl-D")
        for name in self.names:
            try:
                result = work(self._text(name))
            except StreamError as error:
                self._fail(str(error))
            except PolyglotError as error:
                self._fail(f"{name}: {error}")
            else:
                yield name, result

    def _text(self, name: str) -> str:
        from polyglot_norm.streams import read

        found = read(name, encoding=self._encoding, errors=self._errors)
        if self._verbose:
            say(f"{name}: {_described(found.decoded)}")
        return found.text

    def _fail(self, message: str) -> None:
        self.failed += 1
        say(message)

    @property
    def all_failed(self) -> bool:
        """Whether nothing at all could be read."""
        return self.failed == len(self.names)

    def conclude(self) -> None:
        """Exit with the code for failed inputs, if there are any."""
        if self.failed:
            click.get_current_context().exit(DATA)


def _described(decoded: Any) -> str:
    notes = [decoded.reason.value]
    if decoded.confidence < 1:
        notes.append(f"{decoded.confidence:.0%} sure".replace("%", " %"))
    if decoded.alternatives:
        notes.append(f"or else {', '.join(decoded.alternatives)}")
    if decoded.replaced:
        notes.append(f"bytes that were no text, replaced: {decoded.replaced}")
    return f"{decoded.encoding} ({'; '.join(notes)})"


def _known_encoding(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    if value is not None:
        from polyglot_norm.text.encodings import resolve

        with misuse():
            resolve(value)
    return value


def reading(function: Function) -> Function:
    """Give a command the argument FILES and the options of reading, folded into ``inputs``."""

    @click.argument("files", nargs=-1, type=click.Path())
    @click.option(
        "--encoding",
        metavar="NAME",
        callback=_known_encoding,
        help="Encoding of the input, such as windows-1251. [default: found out for each file]",
    )
    @click.option(
        "--errors",
        type=click.Choice(["strict", "replace"]),
        default="strict",
        show_default=True,
        help="What to do about bytes that are no text: fail, or put U+FFFD.",
    )
    @click.option(
        "-v", "--verbose", is_flag=True, help="Say each file's encoding and the reason on stderr."
    )
    @wraps(function)
    def command(
        *, files: tuple[str, ...], encoding: str | None, errors: str, verbose: bool, **rest: Any
    ) -> Any:
        inputs = Inputs(files, encoding=encoding, errors=errors, verbose=verbose)
        return function(inputs=inputs, **rest)

    return command  # type: ignore[return-value]
