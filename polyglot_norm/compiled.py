"""Compiled stages: how to find them, how to run without them, and a warning where they are not.

A stage is a Python file whose first line begins with ``# cython:``. The build compiles it; where
that was not possible the same file runs interpreted. With the environment variable
``POLYGLOT_NORM_INTERPRETED`` set to anything but the empty string the stages run interpreted
although they were compiled: slowly, with the same answers.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType

MARKER = "# cython:"
VARIABLE = "POLYGLOT_NORM_INTERPRETED"


def stages(folder: Path) -> list[Path]:
    """Return the stages among the Python files of a folder and those below it."""
    return [path for path in sorted(folder.rglob("*.py")) if is_stage(path)]


def is_stage(path: Path) -> bool:
    """Return True if a Python file is to be compiled."""
    with path.open(encoding="utf-8") as file:
        return file.readline().startswith(MARKER)


class _SourceFirst:
    """Finds the source of this package's modules where Python would prefer the compiled file."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, _, name = fullname.rpartition(".")
        if path is None or package.partition(".")[0] != "polyglot_norm":
            return None
        from importlib.util import spec_from_file_location  # slow, and rarely needed

        source = Path(path[0]) / f"{name}.py"
        if not source.is_file():
            return None
        return spec_from_file_location(
            fullname, source, loader=SourceFileLoader(fullname, str(source))
        )


def import_from_source() -> None:
    """Import this package's modules from their source from now on."""
    sys.meta_path.insert(0, _SourceFirst())


@cache
def warn_if_interpreted() -> None:
    """Warn once in a process that the stages run interpreted, if they do."""
    from polyglot_norm.text import words

    if not words.COMPILED:
        warnings.warn(
            f"polyglot_norm runs interpreted, many times slower with the same answers: {_why()}",
            RuntimeWarning,
            stacklevel=4,
        )


def _why() -> str:
    """Return why the stages run interpreted, and what to do about it."""
    root = Path(__file__).parent.parent
    if os.environ.get(VARIABLE):
        return f"{VARIABLE} is set"
    if (root / "setup.py").is_file() and not _is_installed_from(root):
        return f"this checkout has not been built; run `pip install -e .` in {root}"
    return "it was built without a C compiler; reinstall it where there is one"


def _is_installed_from(checkout: Path) -> bool:
    """Return True if ``pip install -e`` was run in a checkout, for this Python."""
    import json
    from importlib.metadata import distributions

    for distribution in distributions(name="polyglot-norm"):
        origin = json.loads(distribution.read_text("direct_url.json") or "{}")
        if origin.get("url") == checkout.as_uri():
            return True
    return False
