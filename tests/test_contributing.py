"""The recipes of CONTRIBUTING.md work: their blocks, put where the text says, pass the tests."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(`{3,4})\w+\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
COPIED = ("polyglot_norm", "tests", "docs", "tools", "samples")
COPIED_FILES = ("README.md", "conftest.py", "pyproject.toml", "setup.py")

STEPS = "polyglot_norm/normalisation/steps"
FORMATS = "polyglot_norm/formats"
DETECTORS = "polyglot_norm/language/detectors"

# For each block of a section: a file, and the beginning of the line after which (or with <, before
# which) it goes, empty for a new file.
PLACES = {
    "Adding a step": [
        (f"{STEPS}/arrows.py", ""),
        (f"{STEPS}/__init__.py", "_HOMES = {"),
        ("docs/normalising.md", "| step |"),
        ("tests/cases/normalise/arrows.tsv", ""),
        ("tests/cases/normalise/arrows-unchanged.tsv", ""),
    ],
    "Adding a scheme": [
        ("polyglot_norm/data/schemes/my-mk.tsv", ""),
        ("tests/cases/transliterate/my-mk.tsv", ""),
    ],
    "Adding a format": [
        (f"{FORMATS}/labels.py", ""),
        (f"{FORMATS}/__init__.py", "    for format_ in ("),
        ("polyglot_norm/cli/choices.py", "OUTPUT_FORMATS"),
        ("docs/formats.md", "| format |"),
        ("docs/formats.md", "<## `jsonl`"),
    ],
    "Adding a detector": [
        (f"{DETECTORS}/letters.py", ""),
        (f"{DETECTORS}/registry.py", "_NAMED"),
        (f"{DETECTORS}/registry.py", "from polyglot_norm.errors"),
    ],
}

# The commands of each section, then the tests that must pass.
RUN = {
    "Adding a step": [
        ["-m", "pytest", "tests/normalisation", f"{STEPS}/arrows.py", "-k", "arrows or described"]
    ],
    "Adding a scheme": [
        ["tools/print_schemes.py"],
        ["-m", "pytest", "tests/transliteration", "-k", "my-mk or вода or scheme_tables"],
    ],
    "Adding a format": [
        ["tools/print_cli.py"],
        ["-m", "pytest", "tests/formats/test_format_docs.py", "tests/cli/test_cli_cases.py"],
    ],
    "Adding a detector": [
        ["-c", "import polyglot_norm as pn; assert pn.tag('Що це?', detector='letters').lang"],
    ],
}


def section(title):
    """Return the text of a section, up to the next one that adds something."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## Adding")[0]


def put(block, path, place):
    """Put a block into a file."""
    if not place:
        path.write_text(block, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith(place.removeprefix("<")))
    # A row of a table goes after the line below the head.
    at += 0 if place[0] == "<" else 2 if place[0] == "|" else 1
    path.write_text("".join([*lines[:at], block, *lines[at:]]), encoding="utf-8")


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the recipes change, with the large data files linked."""
    for name in COPIED:
        large = shutil.ignore_patterns("*.bin", "__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=large)
    for name in COPIED_FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    for path in (ROOT / "polyglot_norm" / "data").glob("*.bin"):
        (tmp_path / path.relative_to(ROOT)).symlink_to(path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("title", PLACES)
def test_a_recipe_works(title, checkout):
    blocks = [found[2] for found in BLOCK.finditer(section(title))]
    for block, (name, place) in zip(blocks, PLACES[title], strict=True):
        put(block, checkout / name, place)
    for command in RUN[title]:
        done = subprocess.run(
            [sys.executable, *command], cwd=checkout, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_section_that_adds_something_is_tried_or_lists_its_steps():
    titles = re.findall(r"^## (Adding .*)$", PAGE, re.MULTILINE)
    assert titles == [*PLACES, "Adding a language"]


def test_every_task_is_described():
    tasks = re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(), re.MULTILINE)
    for task in tasks:
        if task not in ("generate", "corpus"):
            assert f"`nox -s {task}" in PAGE or f"`{task}`" in PAGE, task
