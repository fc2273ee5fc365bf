"""The pager of the terminal, for what is longer than a screen."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.messages import note


@contextmanager
def paged(*, wanted: bool) -> Iterator[None]:
    """Send standard output through the pager, if that is wanted and it is a terminal.

    The pager is ``$PAGER``, or else ``less``, which then keeps colours and ends by itself if all
    fits on the screen. A reader who leaves it early ends the command without an error.
    """
    process = _started() if wanted and is_terminal() else None
    if process is None or process.stdin is None:
        yield
        return
    screen = sys.stdout
    sys.stdout = io.TextIOWrapper(process.stdin, encoding="utf-8", write_through=True)
    try:
        with suppress(BrokenPipeError):
            yield
    finally:
        with suppress(OSError):
            sys.stdout.close()
        sys.stdout = screen
        process.wait()


def _started() -> subprocess.Popen[bytes] | None:
    command = shlex.split(os.environ.get("PAGER") or "less")
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | os.environ
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except (OSError, ValueError) as error:
        note(f"cannot start the pager {shlex.join(command)}: {error}; set PAGER")
        return None
