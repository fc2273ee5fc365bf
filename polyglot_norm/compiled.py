"""Whether the compiled stages are compiled: the warning when not, and how to do without.

With the environment variable ``POLYGLOT_NORM_INTERPRETED`` set to anything but the empty string,
the stages run interpreted though they were compiled: slowly, with the same answers.
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

VARIABLE = "POLYGLOT_NORM_INTERPRETED"


class _SourceFirst:
    """Finds the Python source of this package's modules where Python prefers the compiled file."""

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
    """From now on import this package's modules from their Python source."""
    sys.meta_path.insert(0, _SourceFirst())


@cache
def warn_if_interpreted() -> None:
    """Say once in a process that the stages run interpreted, if they do."""
    from polyglot_norm.text import words

    if not words.COMPILED:
        forced = os.environ.get(VARIABLE)
        why = f"{VARIABLE} is set" if forced else "it was built without a compiler"
        warnings.warn(
            f"polyglot_norm runs interpreted ({why}): the same answers, many times slower; "
            "reinstall it where there is a C compiler",
            RuntimeWarning,
            stacklevel=4,
        )
