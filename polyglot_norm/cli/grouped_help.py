"""Options in groups, examples at the end: the layout of every command's help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import partial, wraps
from typing import Any, Final, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

INPUT: Final = "Input options"
LANGUAGES: Final = "Language options"
PROCESSING: Final = "Processing options"
OUTPUT: Final = "Output options"
OTHER: Final = "Other options"

GROUPS: Final = (INPUT, LANGUAGES, PROCESSING, OUTPUT, OTHER)
"""The groups in the order of the help."""


class GroupedOption(click.Option):
    """An option in a group of the help; its ``aliases`` are accepted, but not shown."""

    def __init__(
        self, names: Sequence[str], *, group: str, aliases: Sequence[str] = (), **more: Any
    ) -> None:
        super().__init__([*names, *aliases], **more)
        self.group = group
        self.hidden_names = frozenset(
            part for alias in aliases for part in alias.split("/") if part.startswith("-")
        )

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's names and its help, without the aliases."""
        shown = copy(self)
        shown.opts = [name for name in self.opts if name not in self.hidden_names]
        shown.secondary_opts = [
            name for name in self.secondary_opts if name not in self.hidden_names
        ]
        record = super(GroupedOption, shown).get_help_record(ctx)
        # Click writes two spaces before the default.
        return record and (record[0], record[1].replace("  [", " ["))


def _option(group: str, *names: str, **more: Any) -> Callable[[Function], Function]:
    return click.option(*names, cls=GroupedOption, group=group, **more)


input_option = partial(_option, INPUT)
language_option = partial(_option, LANGUAGES)
processing_option = partial(_option, PROCESSING)
output_option = partial(_option, OUTPUT)
other_option = partial(_option, OTHER)


class Command(click.Command):
    """A command whose help shows options in groups, and then its ``examples``."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.examples = examples

    def groups(self, ctx: click.Context) -> dict[str, list[tuple[str, str]]]:
        """Return the names and the help of the options in each group that has any."""
        found: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                found[getattr(parameter, "group", OTHER)].append(record)
        return {group: records for group, records in found.items() if records}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, group by group."""
        for group, records in self.groups(ctx).items():
            with formatter.section(group):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one a line."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")


def stacked(*decorators: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Return one decorator for several, the first outermost: options appear in this order."""

    def decorate(function: Function) -> Function:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def folded(record: Any, name: str) -> Callable[[Function], Function]:
    """Return a decorator that collects the fields of a ``NamedTuple`` in one argument."""

    def decorate(function: Function) -> Function:
        @wraps(function)
        def command(**given: Any) -> Any:
            fields = {field: given.pop(field) for field in record._fields}
            return function(**given, **{name: record(**fields)})

        return command  # type: ignore[return-value]

    return decorate
