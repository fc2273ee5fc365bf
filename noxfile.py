"""Tasks: "nox --list" names them, "nox -s NAME" runs one.

They run in the active environment, which CONTRIBUTING.md sets up. In an environment of its own each
would compile the package anew, which takes longer than most of them.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path

import nox

sys.path.insert(0, str(Path(__file__).parent / ".ci"))
from environments import ENVIRONMENTS

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "fast"]


@nox.session
def fast(session: nox.Session) -> None:
    """Run the tests that take less than a few seconds each."""
    session.run("python", "-m", "pytest", "-q", "-m", "not slow", *session.posargs)


@nox.session
def slow(session: nox.Session) -> None:
    """Run the other tests."""
    session.run("python", "-m", "pytest", "-q", "-m", "slow", *session.posargs)


@nox.session
def interpreted(session: nox.Session) -> None:
    """Run the quick tests with the stages interpreted."""
    environment = {"POLYGLOT_NORM_INTERPRETED": "1"}
    session.run("python", "-m", "pytest", "-q", "-m", "not slow", *session.posargs, env=environment)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, with more examples, and require that they cover the package."""
    coverage = ("--cov", "--cov-report=term:skip-covered", "--cov-fail-under=90")
    environment = {"HYPOTHESIS_PROFILE": "thorough"}
    session.run("python", "-m", "pytest", "-q", *coverage, *session.posargs, env=environment)


@nox.session(venv_backend="venv")
@nox.parametrize("name", list(ENVIRONMENTS), ids=list(ENVIRONMENTS))
def adapters(session: nox.Session, name: str) -> None:
    """Test adapters in an environment of their own, on the wheel; one: nox -s "adapters(spark)"."""
    environment = ENVIRONMENTS[name]
    extras = ",".join(environment.extras)
    needed = ("pytest>=8", "hypothesis>=6.100", *environment.also)
    ours = f"polyglot-norm[{extras}] @ {wheel().as_uri()}"
    if environment.by_uv:
        session.install("uv")
        python = f"{session.virtualenv.location}/bin/python"
        session.run("uv", "pip", "install", "--python", python, *needed, ours)
    else:
        session.install(*needed)
        session.install(ours)
    # A plain pytest, which unlike python -m does not put the checkout before what is installed.
    tests = [f"tests/{test}.py" for test in environment.tests]
    session.run(
        "pytest",
        "-q",
        "--import-mode=importlib",
        *tests,
        *session.posargs,
        env={"POLYGLOT_NORM_REQUIRED": "1"},
    )


@cache
def wheel() -> Path:
    """Build the wheel, once for all sessions of a run, and return its path."""
    folder = Path("build/wheel").resolve()
    for old in folder.glob("*.whl"):
        old.unlink()
    command = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder)
    subprocess.run(command, check=True)  # noqa: S603
    return next(folder.glob("*.whl"))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types and the direction of imports."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def tables(session: nox.Session) -> None:
    """Compare generated tables with what their generators write; write them with -- --write."""
    generate(session, "generate_*.py")


@nox.session
def docs(session: nox.Session) -> None:
    """Compare printed pages with the code they describe; print them with -- --write."""
    generate(session, "print_*.py")
    session.run("python", "-m", "pytest", "-q", "tests/test_readme.py", "README.md")


@nox.session
def model(session: nox.Session) -> None:
    """Train a model from a corpus: nox -s model -- FOLDER [OPTION ...]."""
    folder, *options = corpus(session)
    session.run("python", "setup.py", "build_ext", "--inplace")
    command = ("python", "-m", "training", "--corpus", folder, "--out", "build/training")
    session.run(*command, *options)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure accuracy and speed, quickly: nox -s bench -- FOLDER."""
    folder, *_ = corpus(session)
    measured = ("--corpus", folder, "--quick")
    session.run("python", "-m", "benchmarks.accuracy", *measured, "--systems", "ours")
    session.run("python", "-m", "benchmarks.speed", *measured)


@nox.session
def wheels(session: nox.Session) -> None:
    """Build a source distribution and wheels, and check what they hold and that they work."""
    session.run("python", "-m", "pytest", "-q", "tests/test_packaging.py", *session.posargs)


def generate(session: nox.Session, pattern: str) -> None:
    """Run the generators of a pattern, which compare unless they are asked to write."""
    check = () if "--write" in session.posargs else ("--check",)
    for path in sorted(Path("tools").glob(pattern)):
        session.run("python", str(path), *check)


def corpus(session: nox.Session) -> list[str]:
    """Return what was given after --, of which the first is the folder of a corpus."""
    if not session.posargs:
        session.error(f"name the folder of a corpus: nox -s {session.name} -- FOLDER")
    return session.posargs
