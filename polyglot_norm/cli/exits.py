"""The ways the program ends: an exit status, one line on stderr for a failure, no traceback.

If a reader such as ``head`` closes the pipe, the program stops quietly with status 141, as if
ended by SIGPIPE.
"""

from __future__ import annotations

import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

import click

from polyglot_norm.cli.messages import BUG, discard, say
from polyglot_norm.errors import ModelError, PolyglotError

DONE, DATA, USAGE, INTERRUPTED, READER_GONE = 0, 1, 2, 130, 141

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Signals that end the program, which first removes its temporary files."""


@contextmanager
def usage_errors() -> Iterator[None]:
    """Turn the library's errors about an option into usage errors."""
    try:
        yield
    except ModelError:
        raise  # the installation is damaged, whatever the options
    except PolyglotError as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def quiet_when_reader_is_gone() -> Iterator[None]:
    """Turn a closed pipe into an exit status, before click turns it into another."""
    try:
        yield
    except BrokenPipeError:
        raise click.exceptions.Exit(READER_GONE) from None


def end(run: Callable[[], Any]) -> NoReturn:
    """Call ``run`` and exit with the status that it returns, or that its exception calls for."""
    with warnings.catch_warnings():
        warnings.showwarning = _show_warning
        status = _status_of(run)
    if status not in (DONE, USAGE):
        discard(sys.stdout)
    sys.exit(status)


def _status_of(run: Callable[[], Any]) -> int:
    try:
        with _unwinding_on_signals():
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
        say(f"{type(error).__name__}: {error} {BUG}")
        return DATA
    return result if isinstance(result, int) else DONE


def _where_to_look(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f" (see '{context.command_path} --help')" if context else ""


def _show_warning(message: Warning | str, *_where: Any, **_more: Any) -> None:
    say(str(message))


@contextmanager
def _unwinding_on_signals() -> Iterator[None]:
    """Raise SystemExit on a signal that ends the program, so that temporary files are removed."""
    if threading.current_thread() is not threading.main_thread():  # only that may set handlers
        yield
        return
    # A signal that is ignored stays so: nohup ignores SIGHUP.
    before = {
        number: handler
        for number in _SIGNALS
        if (handler := signal.getsignal(number)) not in (signal.SIG_IGN, None)
    }
    for number in before:
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
