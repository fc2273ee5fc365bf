"""Configuration files: ``--config FILE``, or ``[tool.polyglot-norm]`` in a pyproject.toml.

A file sets defaults; options on the command line override them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import click

from polyglot_norm.cli.grouped_help import other_option
from polyglot_norm.errors import PolyglotError

PROJECT: Final = "pyproject.toml"
TABLE: Final = "polyglot-norm"


def _configure(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """Make the values of a file the defaults of the command."""
    if context.resilient_parsing or value == "none":
        return
    found = _named(value) if value is not None else _nearest()
    if found is None:
        return
    source, table = found
    context.default_map = dict(context.default_map or {}) | _defaults(source, table)
    context.meta["config"] = source


def _defaults(source: str, table: Mapping[str, Any]) -> dict[str, Any]:
    from polyglot_norm.cli.config_keys import setting  # most projects have no configuration

    try:
        return dict(setting(key, value) for key, value in table.items())
    except PolyglotError as error:
        raise click.UsageError(f"{source}: {error}") from None


config_option: Final = other_option(
    "--config",
    metavar="FILE",
    type=click.Path(),
    is_eager=True,
    expose_value=False,
    callback=_configure,
    help="Read defaults from this TOML file; none reads no file. [default: [tool.polyglot-norm] in "
    "the nearest pyproject.toml]",
)


def _named(name: str) -> tuple[str, Mapping[str, Any]]:
    try:
        data = _bytes_of(name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise click.UsageError(f"--config {name}: {reason}") from None
    values = _parsed(name, data)
    table = _table_of(values)
    return (name, values) if table is None else (f"{name}: tool.{TABLE}", table)


def _nearest() -> tuple[str, Mapping[str, Any]] | None:
    """Return the table of the nearest pyproject.toml that has one, in this folder or above it."""
    folder = os.getcwd()  # noqa: PTH109 - pathlib takes longer to import than all this
    while True:
        path = os.path.join(folder, PROJECT)  # noqa: PTH118
        data = b""
        with suppress(OSError):
            data = _bytes_of(path)
        if TABLE.encode() in data:  # most have no such table, and need not be parsed
            table = _table_of(_parsed(path, data))
            if table is not None:
                return f"{path}: tool.{TABLE}", table
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def _bytes_of(name: str) -> bytes:
    with open(name, "rb") as file:  # noqa: PTH123
        return file.read()


def _parsed(name: str, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"{name} is not valid TOML: {error}") from None


def _table_of(values: dict[str, Any]) -> Mapping[str, Any] | None:
    tool = values.get("tool")
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None
