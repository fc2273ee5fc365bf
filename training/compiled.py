"""Compile the inner loops of training on first use, beside nothing: into a folder of the run."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FLAGS = ["-O3", "-march=native", "-ffast-math"]
DIRECTIVES = {
    "boundscheck": False,
    "wraparound": False,
    "cdivision": True,
    "initializedcheck": False,
}


def kernels(folder: Path, *, wanted: bool = True) -> ModuleType:
    """``training.kernels`` compiled into ``folder``; interpreted where that cannot be done."""
    if not wanted:
        from training import kernels as interpreted

        return interpreted
    try:
        built = _build(Path(__file__).with_name("kernels.py"), folder)
    except Exception as error:
        print(f"training runs interpreted, slowly: {error}", file=sys.stderr)
        from training import kernels as interpreted

        return interpreted
    spec = importlib.util.spec_from_file_location("kernels", built)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _build(source: Path, folder: Path) -> Path:
    """The extension module made from a source; built anew only when the source is newer."""
    for built in folder.glob("kernels.*.so"):
        if built.stat().st_mtime > source.stat().st_mtime:
            return built
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / "kernels.py"
    copy.write_bytes(source.read_bytes())
    # mvec: the vector mathematics that -ffast-math calls on Linux.
    extension = Extension("kernels", [str(copy)], extra_compile_args=FLAGS, libraries=["mvec", "m"])
    modules = cythonize([extension], compiler_directives=DIRECTIVES, language_level=3, quiet=True)
    command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib = command.build_temp = str(folder)
    command.ensure_finalized()
    command.run()
    return next(folder.glob("kernels.*.so"))
