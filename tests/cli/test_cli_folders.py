"""Folders as input and as output, runs that are resumed, outputs that are complete or absent."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from alone import until_alone
from polyglot_norm.cli.program import program
from polyglot_norm.streams.manifest import LIST, Manifest

PROGRAM = [sys.executable, "-W", "ignore", "-m", "polyglot_norm"]
TEXT = "Где си био целог дана?\nWhere have you been all day?\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args, **more: CliRunner().invoke(program, [str(arg) for arg in args], **more)


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    for name in ("a.txt", "sub/b.txt", "sub/deep/c.md", ".hidden", "sub/.git/d.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return folder


def below(folder):
    return sorted(str(p.relative_to(folder)) for p in Path(folder).rglob("*") if p.is_file())


def test_a_folder_stands_for_its_files_in_order(run, pages):
    documents = [json.loads(line)["doc"] for line in run("tag", "pages").stdout.splitlines()]
    assert list(dict.fromkeys(documents)) == [
        "pages/a.txt",
        "pages/sub/b.txt",
        "pages/sub/deep/c.md",
    ]


@pytest.mark.parametrize(
    ("globs", "found"),
    [
        (["*.txt"], ["a.txt", "sub/b.txt"]),
        (["sub/*"], ["sub/b.txt", "sub/deep/c.md"]),
        (["*.md", "a*"], ["a.txt", "sub/deep/c.md"]),
        (["*.html"], []),
    ],
)
def test_globs_apply_to_folders_only(run, pages, globs, found):
    args = [arg for glob in globs for arg in ("--glob", glob)]
    result = run("detect", "--json", "pages", "pages/.hidden", *args)
    documents = [json.loads(line)["doc"] for line in result.stdout.splitlines()]
    assert documents == [*(f"pages/{name}" for name in found), "pages/.hidden"]


def test_each_input_has_an_output(run, pages):
    result = run("tag", "pages", "-O", "out", "-f", "tsv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "polyglot-norm: 3 written to out\n"
    assert below("out") == [LIST, "a.txt.tsv", "sub/b.txt.tsv", "sub/deep/c.md.tsv"]
    alone = run("tag", "pages/a.txt", "-f", "tsv").stdout
    assert Path("out/a.txt.tsv").read_text(encoding="utf-8") == alone


def test_outputs_in_a_format_with_state(run, pages):
    run("tag", "pages", "-O", "out", "-f", "text")
    alone = run("tag", "pages/a.txt", "-f", "text").stdout
    assert Path("out/a.txt.txt").read_text(encoding="utf-8") == alone
    assert Path("out/sub/b.txt.txt").read_text(encoding="utf-8") == alone


def test_outputs_that_exist_are_kept_unless_forced(run, pages):
    run("tag", "pages", "-O", "out")
    Path("out/a.txt.jsonl").write_text("mine")
    result = run("tag", "pages", "-O", "out")
    assert result.exit_code == 1
    assert "out/a.txt.jsonl: already exists; replace it with --force" in result.stderr
    assert "3 of 3 inputs failed" in result.stderr
    assert Path("out/a.txt.jsonl").read_text() == "mine"
    assert run("tag", "pages", "-O", "out", "--force").exit_code == 0
    assert Path("out/a.txt.jsonl").read_text() != "mine"


def test_an_output_that_is_not_empty_is_kept_unless_forced(run, pages):
    Path("out.jsonl").touch()  # as mktemp leaves it
    assert run("tag", "pages", "-o", "out.jsonl").exit_code == 0
    result = run("tag", "pages", "-o", "out.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "out.jsonl: already exists; replace it with --force" in result.stderr
    assert run("tag", "pages", "-o", "out.jsonl", "--force").exit_code == 0


def test_a_run_can_be_resumed(run, pages):
    run("tag", "pages", "-O", "out")
    before = {name: Path("out", name).stat().st_ino for name in below("out")}
    result = run("tag", "pages", "-O", "out", "--resume")
    assert result.stderr == "polyglot-norm: 0 written to out, 3 already complete\n"
    Path("pages/a.txt").write_text(TEXT * 2, encoding="utf-8")
    Path("out/sub/b.txt.jsonl").unlink()
    result = run("tag", "pages", "-O", "out", "--resume")
    assert result.stderr == "polyglot-norm: 2 written to out, 1 already complete\n"
    after = {name: Path("out", name).stat().st_ino for name in below("out")}
    assert after["sub/deep/c.md.jsonl"] == before["sub/deep/c.md.jsonl"]
    assert Path("out/a.txt.jsonl").read_text("utf-8").count("\n") == 4


def test_resuming_with_other_options_starts_again(run, pages):
    run("tag", "pages", "-O", "out")
    for changed in (["-l", "en,sr"], ["--to", "none"], ["--exclude", "output"]):
        result = run("tag", "pages", "-O", "out", "--resume", *changed)
        assert result.stderr == "polyglot-norm: 3 written to out, 0 already complete\n"
    more = ("--exclude", "output", "--jobs", "2")
    result = run("tag", "pages", "-O", "out", "--resume", *more, env={"COLUMNS": "33"})
    assert "3 already complete" in result.stderr


def test_resuming_replaces_a_truncated_output(run, pages):
    run("tag", "pages", "-O", "out")
    target = Path("out/a.txt.jsonl")
    target.write_bytes(target.read_bytes()[:-9])
    assert "1 written" in run("tag", "pages", "-O", "out", "--resume").stderr


def test_a_truncated_manifest_is_read_up_to_the_damage(tmp_path):
    (tmp_path / LIST).write_text('{"output": "a"}\n{"outp\n\n[]\n')
    assert not Manifest(str(tmp_path), ()).has("a", "a")


def test_a_failing_input_leaves_no_output(run, pages):
    compressed = gzip.compress(TEXT.encode() * 20000)
    Path("pages/broken.gz").write_bytes(compressed[: len(compressed) // 2])
    Path("pages/unreadable.txt").symlink_to("nowhere")
    for jobs in (1, 2):
        result = run("tag", "pages", "-O", f"out{jobs}", "--jobs", jobs)
        assert result.exit_code == 1
        assert "broken.gz: gzip data is truncated" in result.stderr
        assert "unreadable.txt: No such file" in result.stderr
        assert "3 written to out" in result.stderr
        assert "2 of 5 inputs failed" in result.stderr
        assert below(f"out{jobs}") == [
            LIST,
            "a.txt.jsonl",
            "sub/b.txt.jsonl",
            "sub/deep/c.md.jsonl",
        ]


def test_two_inputs_never_share_an_output(run, pages):
    result = run("tag", "pages/a.txt", "pages", "-O", "out")
    assert result.exit_code == 1
    assert "is already the output of another input" in result.stderr


def test_an_output_in_an_input_folder_is_not_read(run, pages):
    Path("pages/all.jsonl").write_text('{"text": "previous content"}\n')
    result = run("tag", "pages", "-o", "pages/all.jsonl", "--force")
    assert result.exit_code == 1
    assert "pages/all.jsonl: this is also the output; name another file" in result.stderr
    assert "previous content" not in Path("pages/all.jsonl").read_text("utf-8")
    Path("pages/all.jsonl").unlink()
    for _ in range(2):
        result = run("tag", "pages", "-O", "pages/out", "--force")
        assert result.stderr == "polyglot-norm: 3 written to pages/out\n"
    assert run("tag", "pages/out/a.txt.jsonl", "-O", "pages/out").exit_code == 0


def test_file_names_of_all_kinds(run, tmp_path):
    folder = os.fsencode(tmp_path / "odd")
    os.mkdir(folder)  # noqa: PTH102 - a name in bytes
    names = [b"new\nline.txt", b"\xff\xfe.txt", "дугачко ".encode() * 8, b"-", b"a:b.txt", b"%41"]
    for name in names:
        with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123
            file.write(TEXT.encode())
    result = run("tag", "odd", "-O", "out", "--jobs", "2")
    assert result.exit_code == 0, result.stderr
    made = {name for name in os.listdir(os.fsencode("out")) if not name.startswith(b".")}  # noqa: PTH208
    assert made == {name + b".jsonl" for name in names}
    assert "6 already complete" in run("tag", "odd", "-O", "out", "--resume").stderr
    result = run("tag", "odd", "--expect", "en")
    assert result.stdout.count("\n") == 6
    assert result.exit_code == 1


@pytest.mark.slow
def test_any_number_of_jobs_gives_the_same_bytes(run, pages, tmp_path):
    many = "".join(f"Где си био {n}. дана?\n\nDay number {n} of many.\n" for n in range(400))
    Path("pages/many.txt").write_text(many, encoding="utf-8")
    Path("pages/film.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nГде си био?\n", encoding="utf-8"
    )
    for args in (["tag", "--per", "line"], ["tag", "-f", "text"], ["stats"]):
        one = run(*args, "pages")
        two = run(*args, "pages", "--jobs", "2")
        assert one.exit_code == two.exit_code == 0
        assert one.stdout_bytes == two.stdout_bytes


def slowly(folder, count):
    """Write pages that take some seconds together."""
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(TEXT * 300, encoding="utf-8")


@pytest.fixture(scope="module")
def long_work(tmp_path_factory):
    """Return a folder with 40 pages, and the output for all of them."""
    folder = tmp_path_factory.mktemp("long")
    slowly(folder / "in", 40)
    whole = subprocess.run([*PROGRAM, "tag", "in"], cwd=folder, capture_output=True, check=True)
    return folder, whole.stdout


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_killed_run_can_be_resumed(tmp_path, long_work, number, jobs):
    folder, whole = long_work
    (tmp_path / "in").symlink_to(folder / "in")
    args = [*PROGRAM, "tag", "in", "-O", "out", "--jobs", jobs]
    with subprocess.Popen(
        args,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as child:
        while len(list(tmp_path.glob("out/[0-9]*.jsonl"))) < 3:
            assert child.poll() is None
            time.sleep(0.02)
        child.send_signal(number)
        assert child.stderr.read().strip() == b""
    assert child.returncode in (-9, 130, 143)
    until_alone(child.pid)
    done = list(tmp_path.glob("out/[0-9]*.jsonl"))
    assert len(done) < 40
    if number != signal.SIGKILL:
        assert not list(tmp_path.glob("out/.[0-9]*"))  # nothing half-written
    result = subprocess.run(
        [*args, "--resume"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert not list(tmp_path.glob("out/.[0-9]*"))  # nor left behind
    skipped = int(result.stderr.partition(" already complete")[0].rpartition(" ")[2])
    assert len(done) - 1 <= skipped <= len(done)
    made = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("out/[0-9]*.jsonl")))
    assert made == whole


@pytest.fixture
def quick_folder(tmp_path):
    """Return a folder in memory if there is room; on disk, every output waits for a sync."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < 100 << 20:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.mark.slow
def test_ten_thousand_files(tmp_path, quick_folder):
    for n in range(10_000):
        path = tmp_path / "in" / f"{n % 100:02}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Где си био {n}. дана?\n", encoding="utf-8")
    out = quick_folder / "out"
    args = [*PROGRAM, "tag", "in", "-O", str(out), "--jobs", "2"]
    result = subprocess.run(args, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stderr == f"polyglot-norm: 10000 written to {out}\n"
    result = subprocess.run(
        [*args, "--resume"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "10000 already complete" in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="only root may mount")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_leaves_complete_outputs_only(tmp_path, jobs):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("may not mount here")
    try:
        slowly(tmp_path / "in", 20)
        result = subprocess.run(
            [*PROGRAM, "tag", "in", "-O", "disk/out", "--jobs", jobs],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 1
        assert "No space left on device" in result.stderr
        assert result.stderr.count("\n") == 1
        made = sorted(disk.glob("out/[0-9]*.jsonl"))
        assert 0 < len(made) < 20
        assert not list(disk.glob("out/.[0-9]*"))
        for path in made:
            assert path.read_bytes().endswith(b"}\n")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_size_limit_fails_like_a_full_disk(tmp_path):
    (tmp_path / "page.txt").write_text(TEXT * 2000, encoding="utf-8")
    line = f"ulimit -f 8; '{sys.executable}' -W ignore -m polyglot_norm tag page.txt -o out.jsonl"
    result = subprocess.run(
        ["bash", "-c", line],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == "polyglot-norm: out.jsonl: File too large\n"
    assert below(tmp_path) == ["page.txt"]
