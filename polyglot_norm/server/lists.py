"""Lists of what is supported, as the bodies of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from polyglot_norm.catalogue import languages, presets, profiles, schemes, steps
from polyglot_norm.formats import FORMATS
from polyglot_norm.formats.json_codec import to_json


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield the path and the body of each list."""
    yield "/v1/languages", to_json([asdict(each) for each in languages()])
    yield "/v1/presets", to_json([asdict(each) for each in presets()])
    yield "/v1/schemes", to_json([asdict(each) for each in schemes()])
    yield "/v1/profiles", to_json(_profiles())
    yield "/v1/formats", to_json([_format(name) for name in FORMATS])
    yield "/languages", to_json(_libre())


def _profiles() -> list[dict[str, Any]]:
    """Return the profiles with their steps, each with what it does."""
    about = {step.name: step.summary for step in steps()}
    return [
        {
            "name": profile.name,
            "steps": [{"name": str(s), "summary": about.get(str(s), "")} for s in profile.steps],
        }
        for profile in profiles()
    ]


def _format(name: str) -> dict[str, Any]:
    found = FORMATS[name]
    return {
        "name": name,
        "description": found.description,
        "extension": found.extension,
        "extra": found.extra,
    }


def _libre() -> list[dict[str, Any]]:
    """Return the languages as LibreTranslate lists them; nothing is translated into another."""
    return [{"code": each.tag, "name": each.name, "targets": [each.tag]} for each in languages()]
