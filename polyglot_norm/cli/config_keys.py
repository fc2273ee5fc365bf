"""The keys of a configuration file: what each may hold, and which option it sets.

A key is the long name of an option, or the name that the library gives it (``transliterate``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from polyglot_norm.errors import PolyglotError, nearest


class Key(NamedTuple):
    """A key: its values in words and as a test, the parameter that it sets, and to which value."""

    holds: str
    allows: Callable[[Any], bool]
    parameter: str
    value: Callable[[Any], Any] = lambda value: value


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_boolean(value: Any) -> bool:
    return isinstance(value, bool)


def _is_list(value: Any) -> bool:
    return _is_string(value) or (isinstance(value, list) and all(map(_is_string, value)))


def _is_hints(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_number, value.values()))
    return _is_list(value)


def _is_target(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_string(scheme) or scheme is False for scheme in value.values())
    return _is_string(value) or value is False


def _is_profile(value: Any) -> bool:
    return _is_list(value) or value is False


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _hints(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{tag}={weight}" for tag, weight in value.items()]
    return _listed(value)


def _target(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{tag}={scheme or 'none'}" for tag, scheme in value.items()]
    return [value or "none"]


def _profile(value: Any) -> Any:
    if value is False:
        return "none"
    return value if isinstance(value, str) else tuple(value)


_TAGS: Final = 'a tag or a list of tags, such as ["en", "sr"]'
_STRING: Final = "a string"

KEYS: Final[Mapping[str, Key]] = {
    "languages": Key(_TAGS, _is_list, "languages", _listed),
    "hints": Key(
        f"{_TAGS}, or a table of weights, such as {{ sr = 8 }}", _is_hints, "hints", _hints
    ),
    "transliterate": Key(
        'a target such as "latin", false, or a table of schemes by tag, script or "*", such as '
        '{ "sr-Cyrl" = "sr-latn", ru = false }',
        _is_target,
        "to",
        _target,
    ),
    "normalise": Key(
        "the name of a profile, a list of steps, or false", _is_profile, "normalise", _profile
    ),
    "unit": Key('"line" or "document"', _is_string, "unit"),
    "detector": Key("the name of a detector", _is_string, "detector"),
    "extra-models": Key("a path or a list of paths", _is_list, "extra_models", _listed),
    "serbo-croatian": Key('"auto", "split" or "merge"', _is_string, "serbo_croatian"),
    "und-below": Key("a number from 0 to 1", _is_number, "und_below"),
    "from": Key("the name of an input format", _is_string, "from_"),
    "per": Key('"file", "paragraph" or "line"', _is_string, "per"),
    "field": Key(_STRING, _is_string, "field"),
    "column": Key(_STRING, _is_string, "column"),
    "glob": Key("a pattern or a list of patterns", _is_list, "globs", _listed),
    "encoding": Key("the name of an encoding", _is_string, "encoding"),
    "errors": Key('"strict" or "replace"', _is_string, "errors"),
    "format": Key("the name of an output format", _is_string, "format_"),
    "offsets": Key('"codepoint", "utf8" or "utf16"', _is_string, "offsets"),
    "include": Key("a list of fields", _is_list, "include", _listed),
    "exclude": Key("a list of fields", _is_list, "exclude", _listed),
    "only": Key(_TAGS, _is_list, "only", _listed),
    "min-confidence": Key("a number from 0 to 1", _is_number, "min_confidence"),
    "expect": Key(_TAGS, _is_list, "expect", _listed),
    "jobs": Key("a number of processes, at least 1", _is_count, "jobs"),
    "color": Key("true or false", _is_boolean, "colour"),
    "verbose": Key("true or false", _is_boolean, "verbose"),
    "quiet": Key("true or false", _is_boolean, "quiet"),
}
"""Every key that a file may have."""

_ALSO: Final = {"to": "transliterate", "normalize": "normalise", "colour": "color"}


def setting(key: str, value: Any) -> tuple[str, Any]:
    """Return the parameter that a key sets, and its value.

    >>> setting("und_below", 0.2)
    ('und_below', 0.2)

    Raises:
        PolyglotError: there is no such key, or it does not allow the value.
    """
    name = key.replace("_", "-")
    name = _ALSO.get(name, name)
    known = KEYS.get(name)
    if known is None:
        raise PolyglotError(
            f"unknown key {key!r};{nearest(name, KEYS)} choose one of {', '.join(KEYS)}"
        )
    if not known.allows(value):
        raise PolyglotError(f"invalid value {key} = {value!r}: expected {known.holds}")
    made = known.value(value)
    try:
        _CHECKS.get(known.parameter, lambda _: None)(made)
    except PolyglotError as error:
        raise PolyglotError(f"{key}: {error}") from None
    return known.parameter, made


def _check_tags(tags: list[str]) -> None:
    from polyglot_norm.language.resolution import resolve_all

    resolve_all(tag for tag in tags if tag not in ("und", "zxx"))


def _check_hints(hints: list[str]) -> None:
    _check_tags([hint.partition("=")[0] for hint in hints])


def _check_target(values: list[str]) -> None:
    from polyglot_norm.cli.targets import combined, target_of
    from polyglot_norm.transliteration.policy import validated

    validated(target_of(combined(values)))


def _check_profile(profile: Any) -> None:
    from polyglot_norm.normalisation.profiles import check

    check(profile)


_CHECKS: Final[Mapping[str, Callable[[Any], None]]] = {
    "languages": _check_tags,
    "only": _check_tags,
    "expect": _check_tags,
    "hints": _check_hints,
    "to": _check_target,
    "normalise": _check_profile,
}
