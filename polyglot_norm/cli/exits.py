"""How the program ends: an exit code, at most one line on stderr for each fault, no traceback.

What a reader like ``head`` does not want any more is not written, quietly; the exit code is then
141, as for a program that the signal SIGPIPE has ended.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, NoReturn

import click

from polyglot_norm.errors import ModelError, PolyglotError

NAME: Final = "polyglot-norm"

DONE, DATA, USAGE, INTERRUPTED, READER_GONE, TERMINATED = 0, 1, 2, 130, 141, 143

OUR_FAULT: Final = (
    "(this is a fault of the program; 'python -X dev -m polyglot_norm ...' shows where)"
)

_SPELLINGS: Final = {
    "pn.languages() lists": "'polyglot-norm languages' lists",
    'errors="replace"': "--errors replace",
    "declare its encoding": "declare its encoding with --encoding",
    "declare the right encoding": "declare the right --encoding",
}
"""What the library tells a programmer to do, as a user of the command line does it."""


def say(message: str) -> None:
    """Write a message to stderr: in one line, and unable to steer the terminal."""
    from polyglot_norm.formats.printable import printable

    for ours, theirs in _SPELLINGS.items():
        message = message.replace(ours, theirs)
    with suppress(OSError):  # nobody listens
        click.echo(f"{NAME}: {printable(message)}", err=True)


def note(message: str) -> None:
    """Say what is no fault, unless quiet was asked for."""
    if not is_quiet():
        say(message)


def is_quiet() -> bool:
    """Whether quiet was asked for."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get("quiet"))


@contextmanager
def misuse() -> Iterator[None]:
    """What is wrong with an option is wrong usage, whoever finds it."""
    try:
        yield
    except ModelError:
        raise  # the installation is damaged, whatever the options
    except PolyglotError as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def quiet_when_reader_is_gone() -> Iterator[None]:
    """Turn a closed pipe into an exit code here, before click makes it another."""
    try:
        yield
    except BrokenPipeError:
        raise click.exceptions.Exit(READER_GONE) from None


def end(run: Callable[[], Any]) -> NoReturn:
    """End the process as ``run`` does: with the exit code it returns, or the one of its error."""
    with warnings.catch_warnings():
        warnings.showwarning = _show_warning
        code = _code_of(run)
    if code not in (DONE, USAGE):
        _let_go_of_stdout()
    sys.exit(code)


def _code_of(run: Callable[[], Any]) -> int:
    try:
        with _unwound_when_terminated():
            result = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return READER_GONE
    except click.ClickException as error:
        say(error.format_message() + _where_to_look(error))
        return USAGE
    except (PolyglotError, OSError) as error:
        say(str(error))
        return DATA
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        say(f"{type(error).__name__}: {error} {OUR_FAULT}")
        return DATA
    return result if isinstance(result, int) else DONE


def _where_to_look(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f" ('{context.command_path} --help' says more)" if context else ""


def _show_warning(message: Warning | str, *_where: Any, **_more: Any) -> None:
    say(str(message))


@contextmanager
def _unwound_when_terminated() -> Iterator[None]:
    """Unwind when told to terminate, so that no temporary file is left."""
    if threading.current_thread() is not threading.main_thread():  # which alone may set handlers
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _let_go_of_stdout() -> None:
    """Keep the interpreter, which flushes stdout as it exits, from failing a second time."""
    with suppress(OSError, ValueError, AttributeError):
        number = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
