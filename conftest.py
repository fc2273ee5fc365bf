"""Keeps pytest from importing compiled stages by their source, and what needs a missing extra."""

from importlib.util import find_spec
from pathlib import Path

STAGES = [*Path("polyglot_norm").rglob("*.so"), *Path("polyglot_norm").rglob("*.pyd")]
collect_ignore = [str(path.parent / f"{path.name.partition('.')[0]}.py") for path in STAGES]
if find_spec("icu") is None:  # the extra icu
    collect_ignore.append("polyglot_norm/transliteration/icu.py")
