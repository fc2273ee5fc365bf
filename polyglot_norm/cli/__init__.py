"""The command line: a thin shell whose commands parse, call the library and write."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``polyglot-norm`` with the arguments of this process, and exit."""
    try:
        from polyglot_norm.cli.program import program
    except KeyboardInterrupt:
        sys.exit(130)
    program.main()
