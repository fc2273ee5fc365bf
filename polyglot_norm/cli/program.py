"""The program and the table of its commands, each imported when it is needed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

from polyglot_norm import __version__
from polyglot_norm.cli.exits import USAGE, end, quiet_when_reader_is_gone
from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.messages import NAME
from polyglot_norm.errors import nearest

WORK: Final[Mapping[str, str]] = {
    "tag": "Split FILES into segments of one language each.",
    "detect": "Print the main language of each of FILES.",
    "explain": "Show why each segment of FILES has its language.",
    "stats": "Count the languages and scripts of FILES, all together.",
    "report": "Write a page about the languages of FILES: shares, confidence, doubts, changes.",
    "corpus": "Tag the files of the folder IN into the folder OUT, shard by shard.",
    "clean": "Normalise FILES: repair mojibake, remove invisible characters, tidy white space.",
    "translit": "Transliterate FILES, each part by the scheme of its language.",
    "mark": "Mark the languages of the parts of web pages with lang attributes.",
    "convert": "Convert the records in FILES to another format.",
    "learn": "Learn a language from TEXTFILE, for the option --extra-model of other commands.",
    "serve": "Answer the requests of other programs, and show a page that analyses text.",
}
"""Commands that work on text, with the first line of their help, so that the help of the program
need not import them; each is ``command`` in a module of `polyglot_norm.cli.commands`."""

LISTS: Final[Mapping[str, str]] = {
    "languages": "List the languages that can be detected.",
    "profiles": "List the normalisation steps, and the profiles that contain them.",
    "schemes": "List the transliteration schemes.",
    "formats": "List the formats that records can be written in.",
}
"""Commands that list what is supported, in modules named ``list_…``."""

SET_UP: Final[Mapping[str, str]] = {
    "completion": "Print a script that completes commands, options and values in SHELL.",
}

COMMANDS: Final[Mapping[str, str]] = {**WORK, **LISTS, **SET_UP}
_SECTIONS: Final = {"Commands": WORK, "Lists": LISTS, "Set-up": SET_UP}


def load(name: str) -> Command:
    """Return the command of a name."""
    module = f"list_{name}" if name in LISTS else name
    command: Command = import_module(f"polyglot_norm.cli.commands.{module}").command
    return command


class Program(click.Group):
    """A group of commands that are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, or None if there is none."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section, without importing them."""
        for section, commands in _SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(commands.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with, or suggest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(f"unknown command {name!r};{_hint(name)}", ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; without any, show the help."""
        if not args and not ctx.resilient_parsing:  # as when a shell asks for completions
            click.echo(ctx.get_help(), err=True)
            ctx.exit(USAGE)
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments, which may write help."""
        with quiet_when_reader_is_gone():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with quiet_when_reader_is_gone():
            return super().invoke(ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program, and exit with its status."""
        kwargs |= {"prog_name": NAME, "standalone_mode": False}
        end(lambda: super(Program, self).main(*args, **kwargs))


def _hint(name: str) -> str:
    if os.path.exists(name):  # noqa: PTH110 - pathlib takes long to import
        return f" to tag it, run '{NAME} tag {name}'"
    return f"{nearest(name, COMMANDS)} choose one of {', '.join(COMMANDS)}"


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Detect the language of every span of a text; normalise and transliterate each.

    \b
    Examples:
      polyglot-norm tag page.txt               # show the page with its languages
      polyglot-norm tag page.txt > page.jsonl  # write a JSON object for each segment
      curl -s URL | polyglot-norm detect       # print the main language

    Exit status: 0 success, 1 an input or the output failed, 2 wrong usage.
    """  # noqa: D301 - \b keeps click from filling the examples
