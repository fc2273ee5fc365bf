"""The command line: a thin shell, in which a command parses, calls the library and writes."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``polyglot-norm`` with the arguments of this process, and end it."""
    try:
        from polyglot_norm.cli.program import program
    except KeyboardInterrupt:
        sys.exit(130)
    program.main()
