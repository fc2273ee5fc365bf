"""The wheel and the source distribution: contents and sizes, with a compiler and without."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from polyglot_norm.compiled import stages

ROOT = Path(__file__).parent.parent
STAGES = [
    path.relative_to(ROOT).with_suffix("").as_posix() for path in stages(ROOT / "polyglot_norm")
]
MEGABYTE = 1_000_000
pytestmark = pytest.mark.slow

TEXT = "Здраво, how are you? Ћао!\nSto ne kazes nesto?\nDas ist ein „quite short film“ gewesen."
PROBE = """
import sys, polyglot_norm as pn
from polyglot_norm.text import words
doc = pn.tag(sys.argv[1])
print(words.COMPILED, [(s.start, s.end, s.lang, s.confidence, s.output.text) for s in doc.segments])
"""


def attempt(*command, cwd=ROOT, **environment):
    """Run a command and return its exit status, standard output and standard error."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("POLYGLOT_NORM_")}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**clean, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


def run(*command, **rest):
    """Run a command that must succeed and return its standard output and standard error."""
    status, output, errors = attempt(*command, **rest)
    assert status == 0, output + errors
    return output, errors


def build(source, to, *kinds, **environment):
    """Build distributions of a source folder and return what the build printed."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", to, *kinds, source]
    return "".join(run(*command, **environment))


@pytest.fixture(scope="module")
def tracked():
    """Return the files that belong to the project: those git knows or does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.strip("\0").split("\0")  # fmt: skip
    return [name for name in listed if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def built(tmp_path_factory, tracked):
    """Return a folder with the distributions of a copy of the project, and the build's output."""
    folder = tmp_path_factory.mktemp("dist")
    source = folder / "source"
    for name in tracked:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    return folder, build(source, folder, POLYGLOT_NORM_EXTENSIONS="1")


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built[0].glob("*.whl")
    return path


@pytest.fixture(scope="module")
def members(wheel):
    """Return the files in the wheel."""
    return zipfile.ZipFile(wheel).infolist()


@pytest.fixture(scope="module")
def archive(built):
    """Return the source distribution."""
    (path,) = built[0].glob("*.tar.gz")
    return path


@pytest.fixture
def extracted(archive, tmp_path):
    """Return the folder of the extracted source distribution."""
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    return folder


@pytest.fixture
def no_compiler(tmp_path):
    """Return an environment in which no compiler is found."""
    return {"CC": str(tmp_path / "no-such-compiler"), "PATH": str(Path(sys.executable).parent)}


def is_compiled(name):
    return name.endswith((".so", ".pyd"))


def install(wheel, folder):
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, wheel)


def test_neither_cython_nor_the_compiler_warns(built):
    assert not re.findall(r"^.*\.(?:py|pxd|c):\d+:\d+: .*$", built[1], re.MULTILINE)


def test_the_wheel_holds_the_package_the_man_page_and_nothing_else(members):
    paths = [PurePosixPath(member.filename) for member in members]
    others = [path for path in paths if path.parts[0] != "polyglot_norm"]
    shared = [path.parts[1:] for path in others if path.parts[0].endswith(".data")]
    assert shared == [("data", "share", "man", "man1", "polyglot-norm.1")]
    assert sum(path.parts[0].endswith(".dist-info") for path in others) == len(others) - 1
    sources = [m.filename for m in members if m.filename.endswith((".c", ".xz", ".jsonl"))]
    assert not sources


def test_the_wheel_holds_data_types_and_every_stage_compiled(members):
    names = [member.filename for member in members]
    data = {"py.typed", "data/languages.tsv", "report_page/report.css", "server/page/app.js"}
    assert {f"polyglot_norm/{name}" for name in data} <= set(names)
    compiled = {name.partition(".")[0] for name in names if is_compiled(name)}
    assert compiled == {*STAGES, "polyglot_norm/_memoryviews"}


def test_sizes(wheel, members):
    compiled = sum(member.file_size for member in members if is_compiled(member.filename))
    assert wheel.stat().st_size <= 22 * MEGABYTE
    assert sum(member.file_size for member in members) <= 32 * MEGABYTE
    assert compiled <= 6 * MEGABYTE


def test_the_source_distribution_holds_the_whole_project(archive, tracked):
    with tarfile.open(archive) as tar:
        held = {name.partition("/")[2] for name in tar.getnames()}
    assert set(tracked) - held == set()


def test_compiled_and_interpreted_give_the_same_answer(wheel, tmp_path):
    install(wheel, tmp_path)
    path = {"PYTHONPATH": str(tmp_path)}
    compiled, silence = run(sys.executable, "-c", PROBE, TEXT, cwd=tmp_path, **path)
    assert compiled.startswith("True")
    assert silence == ""
    interpreted, warning = run(
        sys.executable, "-c", PROBE, TEXT, cwd=tmp_path, POLYGLOT_NORM_INTERPRETED="1", **path
    )
    assert interpreted == compiled.replace("True", "False", 1)
    assert warning.count("RuntimeWarning: polyglot_norm runs interpreted") == 1


def test_without_a_compiler_it_installs_and_runs_with_one_warning(extracted, tmp_path, no_compiler):
    build(extracted, tmp_path, "--wheel", **no_compiler)
    (wheel,) = tmp_path.glob("*.whl")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if is_compiled(name)]
    installed = tmp_path / "installed"
    install(wheel, installed)
    answer, warning = run(
        sys.executable, "-c", PROBE, TEXT, cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert answer.startswith("False")
    assert warning.count("built without a C compiler") == 1


@pytest.mark.parametrize("variable", ["CIBUILDWHEEL", "POLYGLOT_NORM_EXTENSIONS"])
def test_without_a_compiler_a_build_that_needs_one_fails(extracted, no_compiler, variable):
    command = [sys.executable, "setup.py", "build_ext"]
    status, _, errors = attempt(*command, cwd=extracted, **no_compiler, **{variable: "1"})
    assert status != 0
    assert "no-such-compiler" in errors
