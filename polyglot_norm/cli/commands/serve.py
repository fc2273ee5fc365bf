"""``polyglot-norm serve``: answers to the requests of other programs."""

from __future__ import annotations

import sys

import click

from polyglot_norm.cli.grouped_help import Command, input_option
from polyglot_norm.cli.messages import note
from polyglot_norm.cli.serving_options import Bounds, Serving, serving_options


@click.command(
    "serve",
    cls=Command,
    examples=[
        "polyglot-norm serve                      # a page, and an HTTP service for programs",
        "polyglot-norm serve --port 9000 --workers 4 --token-file token.txt",
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
@serving_options
def command(stdio: bool, mcp: bool, serving: Serving, bounds: Bounds) -> None:
    """Answer the requests of other programs, and show a page that analyses text.

    Without --stdio or --mcp, listens for HTTP (the extra "server") on this machine alone; open the
    address that it prints in a browser for the page. SIGTERM ends it, once accepted requests are
    answered.

    With --stdio, a request is a JSON object: "op" names an operation (tag, detect, clean or
    translit), "text" is the text, "id" comes back with the answer, and other fields are options of
    the operation. An answer has the "id" and either a "result" or an "error". docs/server.md
    describes both.
    """
    if stdio and mcp:
        raise click.UsageError("--stdio and --mcp cannot be combined; give one of them")
    if mcp:
        from polyglot_norm.server.mcp import serve as serve_tools

        serve_tools()
    elif stdio:
        from polyglot_norm.server.stdio import serve

        serve(sys.stdin.buffer, sys.stdout.buffer)
    else:
        from polyglot_norm.server.running import run

        run(serving.settings(bounds), log=serving.log, say=note)
