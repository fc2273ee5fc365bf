"""Prints docs/cli.md: what the commands say of themselves, and the keys of a file of options.

What stands before is written by hand, in docs/cli-notes.md. With --check nothing is written, and
the exit status tells whether the file is as it would be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from polyglot_norm.cli.config import KEYS
from polyglot_norm.cli.exits import NAME
from polyglot_norm.cli.program import COMMANDS, load, program

DOCS = Path(__file__).parents[1] / "docs"
TARGET, NOTES = DOCS / "cli.md", DOCS / "cli-notes.md"
WIDTH = 96

HEAD = """\
<!-- Written by tools/print_cli.py from the commands themselves: change those, or the explanations
in docs/cli-notes.md, and run it again. -->

"""


def page() -> Iterator[str]:
    """The parts of the page."""
    yield HEAD
    yield NOTES.read_text(encoding="utf-8")
    yield "\n## Keys of a file of options\n\n| key | holds |\n|---|---|\n"
    for name, key in KEYS.items():
        yield f"| `{name}` | {key.holds} |\n"
    yield "\n## All commands\n\n"
    yield _block(NAME, program)
    for name in COMMANDS:
        yield f"\n## {NAME} {name}\n\n"
        yield _block(f"{NAME} {name}", load(name))


def _block(name: str, command: click.Command) -> str:
    context = click.Context(
        command,
        info_name=name,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    return f"```text\n{command.get_help(context)}\n```\n"


def main() -> int:
    """Write the page, or with --check compare it."""
    whole = "".join(page())
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(whole, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == whole:
        return 0
    print(f"{TARGET} is not what the commands say: run python tools/print_cli.py", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
