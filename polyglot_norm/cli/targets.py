"""The value of --to: a target such as ``latin``, or schemes by language or script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

Target = str | Mapping[str, str | None]

NONE = "none"


def to_callback(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> Target | None:
    """Return the target or the schemes, or None if the option was not given."""
    return combined(values) if values else None


def combined(values: Sequence[str]) -> Target:
    """Return the last of several targets, or all schemes together.

    >>> combined(["none", "Latin"]), combined(["sr=none,ru=iso9", "*=ascii"])
    ('latin', {'sr': None, 'ru': 'iso9', '*': 'ascii'})

    Raises:
        click.UsageError: both a target and schemes were given.
    """
    schemes = [value for value in values if "=" in value]
    if not schemes:
        return values[-1].lower()
    if len(schemes) < len(values):
        raise click.UsageError(
            f"--to {' --to '.join(values)}: give either a target or TAG=SCHEME pairs, not both"
        )
    pairs = (pair.partition("=") for value in schemes for pair in value.split(","))
    return {tag.strip(): _scheme(scheme.strip()) for tag, _, scheme in pairs}


def _scheme(name: str) -> str | None:
    return None if name.lower() == NONE else name


def target_of(target: Target) -> str | Mapping[str, str | None] | None:
    """Return a target as ``Options.transliterate`` takes it.

    Raises:
        UnknownScheme: there is no such target.
    """
    from polyglot_norm.transliteration.policy import POLICIES, choice_for

    if target == NONE:
        return None
    if not isinstance(target, str) or target in POLICIES:
        return target
    return choice_for(None, target)
