"""``polyglot-norm completion``: scripts for the completion of commands in a shell."""

from __future__ import annotations

import click

from polyglot_norm.cli.grouped_help import Command
from polyglot_norm.cli.messages import NAME

VARIABLE = "_POLYGLOT_NORM_COMPLETE"


@click.command(
    "completion",
    cls=Command,
    examples=[
        'eval "$(polyglot-norm completion bash)"  # in ~/.bashrc',
        'eval "$(polyglot-norm completion zsh)"   # in ~/.zshrc',
        "polyglot-norm completion fish > ~/.config/fish/completions/polyglot-norm.fish",
    ],
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a script that completes commands, options and values in SHELL."""
    from click.shell_completion import get_completion_class

    from polyglot_norm.streams import open_output

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click supports all of them
    root = click.get_current_context().find_root().command
    with open_output() as out:
        out.write(found(root, {}, NAME, VARIABLE).source())
