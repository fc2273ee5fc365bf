"""Write docs/polyglot-norm.1, the man page, from the help of the commands.

With --check nothing is written, and the exit status is 1 if the file is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from polyglot_norm import __version__
from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.messages import NAME
from polyglot_norm.cli.program import COMMANDS, load, program

TARGET = Path(__file__).parents[1] / "docs" / f"{NAME}.1"

STATUSES = {
    "0": "Success.",
    "1": "An input or the output failed, a record was skipped, or a check found something.",
    "2": "Wrong usage.",
    "129, 130, 143": "Hung up, interrupted, terminated.",
    "141": "The reader of the output has closed the pipe.",
}
VARIABLES = {
    "NO_COLOR": "If set, output has no colour unless --color is given.",
    "COLUMNS": "The width of text output if it does not go to a terminal.",
}


def page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield f'.TH "{NAME.upper()}" 1 "" "{NAME} {__version__}" "User Commands"'
    yield from _section("NAME", [f"{NAME} \\- {_escaped(_paragraphs(program)[0].rstrip('.'))}"])
    yield from _section("SYNOPSIS", [f".B {_escaped(NAME)}", "COMMAND [OPTIONS] [FILES]"])
    for name in COMMANDS:
        yield from _section(f"{NAME} {name}", _of_command(name, load(name)))
    yield from _section("EXIT STATUS", _definitions(STATUSES.items()))
    yield from _section("ENVIRONMENT", _definitions(VARIABLES.items()))


def _of_command(name: str, command: Command) -> Iterator[str]:
    context = click.Context(command, info_name=name, help_option_names=["-h", "--help"])
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f".B {_escaped(f'{NAME} {name}')}", _escaped(usage))
    for paragraph in _paragraphs(command):
        yield from (".PP", _escaped(paragraph))
    for group, records in command.groups(context).items():
        yield f'.SS "{group}"'
        yield from _definitions(records)
    yield from ('.SS "Examples"', ".EX")
    yield from map(_escaped, command.examples)
    yield ".EE"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH "{_escaped(title)}"'
    yield from lines


def _definitions(records: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, description in records:
        yield from (".TP", f".B {_escaped(term)}", _escaped(description))


def _paragraphs(command: click.Command) -> list[str]:
    """Return the description of a command, without the examples."""
    whole = (command.help or "").partition("\b")[0]
    return [" ".join(part.split()) for part in whole.split("\n\n") if part.strip()]


def _escaped(text: str) -> str:
    """Return text as roff shows it: plain hyphens and quotes, no line taken for a request."""
    text = re.sub(r"\s*\n\s*", " ", text).replace("\\", r"\e").replace("-", r"\-")
    text = (
        text.replace("'", r"\(aq").replace("`", r"\(ga").replace("^", r"\(ha").replace("~", r"\(ti")
    )
    return f"\\&{text}" if text.startswith(".") else text


def main() -> int:
    """Write the page, or with --check compare it with the file."""
    whole = "\n".join(page()) + "\n"
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(whole, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == whole:
        return 0
    print(f"{TARGET} is out of date: run python tools/print_man.py", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
