"""Options kept in a file: of ``--config``, or of ``[tool.polyglot-norm]`` in a pyproject.toml.

What a file says is a default: the command line beats it. A key is the long name of an option, or
of the library's (`Options`), which differs for ``normalise`` and ``transliterate``; each command
takes those that it has.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple, TypeVar

import click

from polyglot_norm.errors import PolyglotError, nearest

Function = TypeVar("Function", bound=Callable[..., Any])

PROJECT: Final = "pyproject.toml"
TABLE: Final = "polyglot-norm"


class Key(NamedTuple):
    """What a key may hold, in words; whether a value is that; the parameter it becomes, and how."""

    holds: str
    fits: Callable[[Any], bool]
    parameter: str
    made: Callable[[Any], Any] = lambda value: value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _is_list(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


def _is_hints(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_number, value.values()))
    return _is_list(value)


def _is_policy(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_text(scheme) or scheme is False for scheme in value.values())
    return _is_text(value) or value is False


def _is_steps(value: Any) -> bool:
    return _is_list(value) or value is False


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _hints(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{tag}={weight}" for tag, weight in value.items()]
    return _listed(value)


def _policy(value: Any) -> Any:
    if isinstance(value, dict):
        return {tag: None if scheme in (False, "none") else scheme for tag, scheme in value.items()}
    return "none" if value is False else value


def _steps(value: Any) -> Any:
    if value is False:
        return "none"
    return value if isinstance(value, str) else tuple(value)


_TAGS: Final = 'a tag or a list of tags, such as ["en", "sr"]'
_TEXT: Final = "a string"

KEYS: Final[Mapping[str, Key]] = {
    "languages": Key(_TAGS, _is_list, "languages", _listed),
    "hints": Key(
        f"{_TAGS}, or a table of weights, such as {{ sr = 8 }}", _is_hints, "hints", _hints
    ),
    "transliterate": Key(
        'a policy such as "latin", false, or a table of schemes by tag, script or "*", such as '
        '{ "sr-Cyrl" = "sr-latn", ru = false }',
        _is_policy,
        "to",
        _policy,
    ),
    "normalise": Key(
        "the name of a profile, a list of steps, or false", _is_steps, "profile", _steps
    ),
    "unit": Key('"line" or "document"', _is_text, "unit"),
    "detector": Key("the name of a detector", _is_text, "detector"),
    "serbo-croatian": Key('"auto", "split" or "merge"', _is_text, "serbo_croatian"),
    "und-below": Key("a number from 0 to 1", _is_number, "und_below"),
    "input-format": Key(_TEXT, _is_text, "kind"),
    "per": Key('"file", "paragraph" or "line"', _is_text, "per"),
    "field": Key(_TEXT, _is_text, "field"),
    "column": Key(_TEXT, _is_text, "column"),
    "glob": Key("a pattern or a list of patterns", _is_list, "globs", _listed),
    "encoding": Key(_TEXT, _is_text, "encoding"),
    "errors": Key('"strict" or "replace"', _is_text, "errors"),
    "format": Key("the name of a format", _is_text, "format_"),
    "offsets": Key('"codepoint", "utf8" or "utf16"', _is_text, "offsets"),
    "include": Key("a list of fields", _is_list, "include", _listed),
    "exclude": Key("a list of fields", _is_list, "exclude", _listed),
    "only": Key(_TAGS, _is_list, "only", _listed),
    "min-confidence": Key("a number from 0 to 1", _is_number, "min_confidence"),
    "expect": Key(_TAGS, _is_list, "expect", _listed),
    "jobs": Key("a number of processes, 1 or more", _is_count, "jobs"),
    "color": Key("true or false", _is_switch, "colour"),
    "verbose": Key("true or false", _is_switch, "verbose"),
    "quiet": Key("true or false", _is_switch, "quiet"),
}
"""Every key that a file may have."""

_ALSO: Final = {"to": "transliterate", "profile": "normalise", "colour": "color"}


def configured(function: Function) -> Function:
    """Give a command the option --config, which sets the defaults of its others."""
    return click.option(
        "--config",
        metavar="FILE",
        type=click.Path(),
        is_eager=True,
        expose_value=False,
        callback=_configure,
        help="TOML file with defaults for these options, or none. "
        "[default: [tool.polyglot-norm] in the nearest pyproject.toml]",
    )(function)


def _configure(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if context.resilient_parsing or value == "none":
        return
    found = _named(value) if value is not None else _nearest()
    if found is None:
        return
    name, table = found
    defaults = dict(context.default_map or {})
    for key, given in table.items():
        parameter, made = _checked(name, key, given)
        defaults[parameter] = made
    context.default_map = defaults
    context.meta["config"] = name


def _named(name: str) -> tuple[str, Mapping[str, Any]]:
    try:
        data = _bytes_of(name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise click.UsageError(f"--config {name}: {reason}") from None
    values = _parsed(name, data)
    tool = values.get("tool")
    if isinstance(tool, dict) and isinstance(tool.get(TABLE), dict):
        return f"{name}: tool.{TABLE}", tool[TABLE]
    return name, values


def _nearest() -> tuple[str, Mapping[str, Any]] | None:
    """The table of the nearest pyproject.toml that has one, in this folder or above it."""
    folder = os.getcwd()  # noqa: PTH109 - pathlib takes longer to import than all this
    while True:
        path = os.path.join(folder, PROJECT)  # noqa: PTH118
        data = b""
        with suppress(OSError):
            data = _bytes_of(path)
        if TABLE.encode() in data:  # most have none, and need not be parsed
            table = _parsed(path, data).get("tool", {}).get(TABLE)
            if isinstance(table, dict):
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
        raise click.UsageError(f"{name} is not TOML: {error}") from None


def _checked(name: str, key: str, given: Any) -> tuple[str, Any]:
    """The parameter that a key sets, and its value."""
    spelled = key.replace("_", "-")
    spelled = _ALSO.get(spelled, spelled)
    known = KEYS.get(spelled)
    if known is None:
        raise click.UsageError(
            f"{name}: unknown key {key!r};{nearest(spelled, KEYS)} allowed are {', '.join(KEYS)}"
        )
    if not known.fits(given):
        raise click.UsageError(f"{name}: {key} = {given!r} is not allowed; give {known.holds}")
    made = known.made(given)
    try:
        _CHECKS.get(known.parameter, lambda _: None)(made)
    except PolyglotError as error:
        raise click.UsageError(f"{name}: {key}: {error}") from None
    return known.parameter, made


def _check_tags(tags: list[str]) -> None:
    from polyglot_norm.language.tags import resolve_all

    resolve_all(tag for tag in tags if tag not in ("und", "zxx"))


def _check_hints(hints: list[str]) -> None:
    _check_tags([hint.partition("=")[0] for hint in hints])


def _check_policy(policy: Any) -> None:
    from polyglot_norm.transliteration.policy import validated

    validated(None if policy == "none" else policy)


def _check_steps(steps: Any) -> None:
    from polyglot_norm.normalisation.profiles import check

    check(steps)


_CHECKS: Final[Mapping[str, Callable[[Any], None]]] = {
    "languages": _check_tags,
    "only": _check_tags,
    "expect": _check_tags,
    "hints": _check_hints,
    "to": _check_policy,
    "profile": _check_steps,
}
