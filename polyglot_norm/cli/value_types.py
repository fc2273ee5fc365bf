"""Types of option values: how they are parsed, and how a shell completes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import click
from click.shell_completion import CompletionItem

from polyglot_norm.cli.choices import DETECTORS, TARGETS

Names = Iterable[tuple[str, str]]
"""Names that a value may have, each with its description."""


class Completed(click.ParamType):  # type: ignore[type-arg]
    """A string, or several separated by commas, that a shell completes from a list of names."""

    def __init__(self, name: str, names: Callable[[], Names]) -> None:
        self.name = name
        self._names = names

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin like the part after the last comma."""
        before, comma, last = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{name}", help=description)
            for name, description in self._names()
            if name.lower().startswith(last.lower())
        ]


def _languages() -> Iterator[tuple[str, str]]:
    from polyglot_norm.catalogue import languages, presets

    yield from ((language.tag, language.name) for language in languages())
    yield from ((preset.name, preset.title) for preset in presets())


def _schemes() -> Names:
    from polyglot_norm.catalogue import schemes

    return {scheme.name: scheme.title for scheme in schemes()}.items()


def _profiles() -> Names:
    from polyglot_norm.catalogue import profiles

    return [(profile.name, f"{len(profile.steps)} steps") for profile in profiles()]


def _steps() -> Names:
    from polyglot_norm.catalogue import steps

    return [(step.name, step.summary) for step in steps()]


def _profiles_and_steps() -> Iterator[tuple[str, str]]:
    yield from _profiles()
    yield from _steps()


def _detectors() -> Names:
    return [(name, "") for name in DETECTORS]


TAGS: Final = Completed("tags", _languages)
STEPS: Final = Completed("steps", _steps)
SCHEME: Final = Completed("scheme", _schemes)
PROFILE: Final = Completed("profile", _profiles_and_steps)
DETECTOR: Final = Completed("detector", _detectors)


class Target(Completed):
    """A target of transliteration, or schemes like ``sr=sr-latn,ru=none``."""

    def __init__(self) -> None:
        super().__init__("target", lambda: [(target, "") for target in TARGETS])

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return targets, or after an equals sign schemes."""
        before, equals, scheme = incomplete.rpartition("=")
        if not equals:
            return super().shell_complete(ctx, param, incomplete)
        found = SCHEME.shell_complete(ctx, param, scheme)
        return [CompletionItem(f"{before}={item.value}", help=item.help) for item in found]


TARGET: Final = Target()


def split(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> list[str] | None:
    """Return all parts of comma-separated values, or None if the option was not given."""
    if not values:
        return None
    return [part for value in values for each in value.split(",") if (part := each.strip())]
