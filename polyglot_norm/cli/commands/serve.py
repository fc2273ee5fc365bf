"""``polyglot-norm serve``: answers to the requests of other programs."""

from __future__ import annotations

import sys

import click

from polyglot_norm.cli.grouped_help import Command, input_option


@click.command(
    "serve",
    cls=Command,
    examples=[
        "polyglot-norm serve --stdio",
        "polyglot-norm serve --mcp",
        """echo '{"op":"detect","text":"Где си?"}' | polyglot-norm serve --stdio""",
    ],
)
@input_option(
    "--stdio",
    is_flag=True,
    help="Read a request from each line of standard input, and write its answer as a line.",
)
@input_option(
    "--mcp",
    is_flag=True,
    help="Serve the Model Context Protocol on standard input and output (extra mcp).",
)
def command(stdio: bool, mcp: bool) -> None:
    """Answer the requests of other programs.

    A request is a JSON object: "op" names an operation (tag, detect, clean or translit), "text" is
    the text, "id" comes back with the answer, and other fields are options of the operation. An
    answer has the "id" and either a "result" or an "error". docs/server.md describes them.
    """
    if stdio == mcp:
        raise click.UsageError("say how to serve: --stdio or --mcp")
    if mcp:
        from polyglot_norm.server.mcp import serve as serve_tools

        serve_tools()
        return
    from polyglot_norm.server.stdio import serve

    serve(sys.stdin.buffer, sys.stdout.buffer)
