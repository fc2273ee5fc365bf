"""The inner loops compiled on first use, into a folder of the run; interpreted if that fails."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
PACKAGE = "training.kernels"
# In the order in which one needs the other.
MODULES = ("counting", "streams", "gradients", "dense", "sparse")
FLAGS = ["-O3", "-march=native", "-ffast-math"]
DIRECTIVES = {
    "boundscheck": False,
    "wraparound": False,
    "cdivision": True,
    "initializedcheck": False,
}


@dataclass(frozen=True, slots=True)
class Kernels:
    """The inner loops, compiled or interpreted alike."""

    count: Any
    rows_of: Any
    Stream: Any
    Dense: Any
    Sparse: Any


def load(folder: Path, *, compiled: bool = True) -> Kernels:
    """Return the inner loops, compiled into ``folder`` unless that fails or is not wanted."""
    modules = None
    if compiled:
        try:
            modules = _compiled(folder)
        except Exception as error:
            print(f"training runs interpreted, slowly: {error}", file=sys.stderr)
    counting, streams, _, dense, sparse = modules or _interpreted()
    return Kernels(counting.count, counting.rows_of, streams.Stream, dense.Dense, sparse.Sparse)


def _interpreted() -> list[ModuleType]:
    return [import_module(f"{PACKAGE}.{name}") for name in MODULES]


def _compiled(folder: Path) -> list[ModuleType]:
    """Load the extensions under their own names, which they import each other by."""
    paths = _built(folder) or _build(folder)
    names = [f"{PACKAGE}.{name}" for name in MODULES]
    before = {name: sys.modules.pop(name, None) for name in names}
    try:
        return [_loaded(name, path) for name, path in zip(names, paths, strict=True)]
    finally:
        for name, module in before.items():
            sys.modules.pop(name, None)
            if module:
                sys.modules[name] = module


def _loaded(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _built(folder: Path) -> list[Path]:
    """Return the extensions of an earlier run if no source is newer, else an empty list."""
    found = [path for name in MODULES for path in folder.rglob(f"{name}.*.so")]
    newest = max(source.stat().st_mtime for source in HERE.glob("*.p*"))
    fresh = len(found) == len(MODULES) and all(p.stat().st_mtime > newest for p in found)
    return found if fresh else []


def _build(folder: Path) -> Sequence[Path]:
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    # mvec: the vector mathematics that -ffast-math calls on Linux.
    extensions = [
        Extension(f"{PACKAGE}.{name}", [str(HERE / f"{name}.py")],
                  extra_compile_args=FLAGS, libraries=["mvec", "m"])
        for name in MODULES
    ]  # fmt: skip
    modules = cythonize(  # type: ignore[no-untyped-call]
        extensions,
        compiler_directives=DIRECTIVES,
        language_level=3,
        build_dir=str(folder / "c"),
        quiet=True,
    )
    command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib = command.build_temp = str(folder)
    command.ensure_finalized()
    command.run()
    return [next(folder.rglob(f"{name}.*.so")) for name in MODULES]
