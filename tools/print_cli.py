"""Write docs/cli.md: the guide in docs/cli-notes.md, then configuration keys and commands.

The keys and the commands are printed from the code. With --check nothing is written, and the exit
status is 1 if the file is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from polyglot_norm.cli.config_keys import KEYS
from polyglot_norm.cli.messages import NAME
from polyglot_norm.cli.program import COMMANDS, load, program

DOCS = Path(__file__).parents[1] / "docs"
TARGET, NOTES = DOCS / "cli.md", DOCS / "cli-notes.md"
WIDTH = 96

HEAD = """\
<!-- Written by tools/print_cli.py from docs/cli-notes.md and the commands. Edit those, and run it
again. -->

"""


def page() -> Iterator[str]:
    """Yield the parts of the page."""
    yield HEAD
    yield NOTES.read_text(encoding="utf-8")
    yield "\n## Configuration keys\n\n| key | value |\n|---|---|\n"
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
    """Write the page, or with --check compare it with the file."""
    whole = "".join(page())
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(whole, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == whole:
        return 0
    print(f"{TARGET} is out of date: run python tools/print_cli.py", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
