"""The compiled stages: built with Cython where there is a C compiler, run interpreted elsewhere.

``POLYGLOT_NORM_EXTENSIONS=0`` builds without them. With ``POLYGLOT_NORM_EXTENSIONS=1``, and under
cibuildwheel, whose wheels go to other machines, a missing or failing compiler is an error.
"""

import os
import sys
from pathlib import Path
from sysconfig import get_config_var

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError, CCompilerError

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

from polyglot_norm.compiled import stages  # noqa: E402

WANTED = os.environ.get("POLYGLOT_NORM_EXTENSIONS", "")
REQUIRED = WANTED == "1" or bool(os.environ.get("CIBUILDWHEEL"))
# The code behind typed memoryviews, which Cython would otherwise repeat in every stage.
SHARED = "polyglot_norm._memoryviews"


def extensions():
    """Return the stages and what they share as extensions; none where the environment says so."""
    if WANTED == "0":
        return []
    from Cython.Build import cythonize

    modules = cythonize(
        [*map(stage, stages(ROOT / "polyglot_norm")), Extension(SHARED, [])],
        language_level=3,
        build_dir="build/cython",
        shared_utility_qualified_name=SHARED,
    )
    for module in modules:
        # Not in the extensions given to cythonize, which makes new ones and would lose it.
        module.extra_compile_args, module.extra_link_args = flags()
    return modules


def stage(path):
    """Return the extension of a stage."""
    return Extension(dotted(path.with_suffix("")), [path.relative_to(ROOT).as_posix()])


def dotted(path):
    """Return the name of the module at a path without its suffix."""
    return ".".join(path.relative_to(ROOT).parts)


def flags():
    """Return the flags for compiling and for linking."""
    if os.name == "nt":
        return [], []
    # The same answers on every machine: no product and sum rounded as one. No debug information,
    # which Python's own flags ask for: it takes half the time of compiling. Not all that Cython
    # writes into a stage is used there.
    compiling = ["-ffp-contract=off", "-g0", "-Wno-unused-function"]
    return compiling, ["-Wl,-s"] if sys.platform == "linux" else []


class BuildStages(build_ext):
    """Builds every stage or none, since a compiled stage cannot use one that is not."""

    def finalize_options(self):
        """Build as many stages at once as there are processors."""
        super().finalize_options()
        self.parallel = self.parallel or os.cpu_count()

    def run(self):
        """Build; without a working compiler, leave the stages to run interpreted."""
        try:
            super().run()
        except (BaseError, CCompilerError) as error:
            if REQUIRED:
                raise
            self.warn(f"building without compiled stages, which will run interpreted: {error}")
            for extension in self.extensions:
                Path(self.get_ext_fullpath(extension.name)).unlink(missing_ok=True)
            self.extensions = []
        if self.inplace:
            self.remove_leftovers()

    def remove_leftovers(self):
        """Remove compiled files of stages that are gone: Python would import them."""
        names = {extension.name for extension in self.extensions}
        for path in (ROOT / "polyglot_norm").rglob(f"*{get_config_var('EXT_SUFFIX')}"):
            module = path.with_name(path.name.partition(".")[0])
            if dotted(module) not in names:
                path.unlink()


setup(
    ext_modules=extensions(),
    cmdclass={"build_ext": BuildStages},
)
