"""What is built and shipped: the wheel, the source distribution, with a compiler and without."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow

TEXT = "Здраво, how are you? Ћао!\nSto ne kazes nesto?\nDas ist ein „quite short film“ gewesen."
PROBE = """
import sys, polyglot_norm as pn
from polyglot_norm.text import words as scan
doc = pn.tag(sys.argv[1])
print(scan.COMPILED, [(s.start, s.end, s.lang, s.confidence, s.output.text) for s in doc.segments])
"""


def run(*command, cwd=ROOT, **environment):
    """Run a command; its output, and what it said on standard error."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """A source distribution of a copy of what git knows, and a wheel built from that.

    Compiled without optimising, which takes most of the time and is tested by every other test.
    """
    folder = tmp_path_factory.mktemp("dist")
    source = folder / "source"
    source.mkdir()
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode().strip("\0").split("\0")  # fmt: skip
    for name in files:
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, source, CFLAGS="-O0")
    return folder


@pytest.fixture(scope="module")
def wheel_names(dist):
    (wheel,) = dist.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_the_wheel_holds_the_package_and_nothing_else(wheel_names):
    tops = {name.partition("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"polyglot_norm"}
    assert not [name for name in wheel_names if name.endswith((".c", ".xz", ".jsonl"))]


def test_the_wheel_holds_data_types_and_compiled_stages(wheel_names):
    assert "polyglot_norm/py.typed" in wheel_names
    assert "polyglot_norm/data/languages.tsv" in wheel_names
    assert [name for name in wheel_names if "text/scan." in name and name.endswith((".so", ".pyd"))]


def _install(wheel, folder):
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, wheel)


def test_compiled_and_interpreted_give_the_same_answer(dist, tmp_path):
    (wheel,) = dist.glob("*.whl")
    _install(wheel, tmp_path)
    path = {"PYTHONPATH": str(tmp_path)}
    compiled, silence = run(sys.executable, "-c", PROBE, TEXT, cwd=tmp_path, **path)
    assert compiled.startswith("True")
    assert silence == ""
    interpreted, warning = run(
        sys.executable, "-c", PROBE, TEXT, cwd=tmp_path, POLYGLOT_NORM_INTERPRETED="1", **path
    )
    assert interpreted == compiled.replace("True", "False", 1)
    assert warning.count("RuntimeWarning: polyglot_norm runs interpreted") == 1


def test_without_a_compiler_it_installs_and_runs_with_one_warning(dist, tmp_path):
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    no_compiler = {
        "CC": str(tmp_path / "no-such-compiler"),
        "PATH": str(Path(sys.executable).parent),
    }
    run(
        sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, source,
        **no_compiler,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    assert not [n for n in zipfile.ZipFile(wheel).namelist() if n.endswith((".so", ".pyd"))]
    installed = tmp_path / "installed"
    _install(wheel, installed)
    answer, warning = run(
        sys.executable, "-c", PROBE, TEXT, cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert answer.startswith("False")
    assert warning.count("built without a compiler") == 1
