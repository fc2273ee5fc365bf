"""The program and the table of its commands, each imported when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

from polyglot_norm import __version__
from polyglot_norm.cli.exits import NAME, USAGE, end, quiet_when_reader_is_gone
from polyglot_norm.errors import nearest

COMMANDS: Final[Mapping[str, str]] = {
    "tag": "Cut each of FILES into segments of one language.",
    "detect": "Name the main language of each of FILES.",
    "clean": "Write FILES clean: broken characters mended, invisible ones gone, spaces in order.",
    "translit": "Write FILES in another script, each part by its language.",
    "explain": "Say why each segment of FILES has its language.",
    "stats": "Count the languages and scripts of FILES, all together.",
    "convert": "Convert FILES from one of the formats into another.",
    "formats": "List the formats that can be written.",
    "languages": "List the languages that can be found in a text.",
    "profiles": "List the steps of normalising, and the profiles they are in.",
    "schemes": "List the schemes of transliteration.",
}
"""In the order of the help, with the first line of theirs, so that help need not import them all;
each is ``command`` in a module of `polyglot_norm.cli.commands`."""

LISTINGS: Final = ("formats", "languages", "profiles", "schemes")
"""Commands that list what is supported, in modules named ``list_…``."""


def load(name: str) -> click.Command:
    """Return the command of a name."""
    module = f"list_{name}" if name in LISTINGS else name
    command: click.Command = import_module(f"polyglot_norm.cli.commands.{module}").command
    return command


class Program(click.Group):
    """A group of commands that are imported by name, and that end as `exits` says."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; click would suggest none."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            hint = nearest(name, COMMANDS)
            raise click.UsageError(
                f"unknown command {name!r};{hint} choose one of {', '.join(COMMANDS)}", ctx
            )
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help when there is nothing to parse."""
        if not args and not ctx.resilient_parsing:  # as when a shell asks for completions
            click.echo(ctx.get_help(), err=True)
            ctx.exit(USAGE)
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments, which writes where help is asked for."""
        with quiet_when_reader_is_gone():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        with quiet_when_reader_is_gone():
            return super().invoke(ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and end the process with an exit code."""
        kwargs |= {"prog_name": NAME, "standalone_mode": False}
        end(lambda: super(Program, self).main(*args, **kwargs))


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Find the language of every span of a text; normalise and transliterate each.

    \b
    Examples:
      polyglot-norm tag page.txt                the page, with its languages
      polyglot-norm tag page.txt > page.jsonl   a JSON object per segment
      curl -s URL | polyglot-norm detect        one label for the whole

    Exit status: 0 done, 1 an input or the output failed, 2 wrong usage.
    """  # noqa: D301 - \b keeps click from filling the examples
