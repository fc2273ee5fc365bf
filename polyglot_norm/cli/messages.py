"""Messages on stderr: one line each, unable to steer the terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final, TextIO

import click

NAME: Final = "polyglot-norm"

BUG: Final = (
    "(this is a bug; please report it; 'python -X dev -m polyglot_norm ...' shows the traceback)"
)

_SPELLINGS: Final = {
    "pn.languages() lists": "'polyglot-norm languages' lists",
    'errors="replace"': "--errors replace",
    "unrecognised format; name it": "unrecognised format; name it with --from",
    "with kind=": "with --from",
    "with prefix=": "with --prefix",
    "restart=True": "--restart",
    "declare its encoding": "declare its encoding with --encoding",
    "declare the right encoding": "declare the right --encoding",
}
"""Advice of the library to a programmer, and the same for a user of the command line."""


def say(message: str) -> None:
    """Write a message to stderr, after the name of the program."""
    from polyglot_norm.formats.printable import printable

    for ours, theirs in _SPELLINGS.items():
        message = message.replace(ours, theirs)
    if message.startswith("-: "):
        message = f"standard input{message[1:]}"
    try:
        click.echo(f"{NAME}: {printable(message)}", err=True)
    except OSError:  # stderr is closed
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let what a stream has not written go nowhere: else Python fails once more, when it exits."""
    with suppress(OSError, ValueError, AttributeError):
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def note(message: str) -> None:
    """Write a message that is not about a failure, unless --quiet was given."""
    if not is_quiet():
        say(message)


def is_quiet() -> bool:
    """Return True if --quiet was given."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get("quiet"))
