"""Keeps pytest from importing compiled stages by their source: their tests run both."""

from pathlib import Path

STAGES = [*Path("polyglot_norm").rglob("*.so"), *Path("polyglot_norm").rglob("*.pyd")]
collect_ignore = [str(path.parent / f"{path.name.partition('.')[0]}.py") for path in STAGES]
