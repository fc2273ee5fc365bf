"""``polyglot-norm corpus``: its options, what it says, how it exits."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from corpus.corpora import TEXTS, read, records, write_lines, written
from polyglot_norm.cli.program import program

PROGRAM = [sys.executable, "-W", "ignore", "-m", "polyglot_norm", "corpus"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "in" / "a.jsonl", records(20))
    return lambda *args: CliRunner().invoke(program, ["corpus", *args])


def test_options_are_those_of_the_library(run, tmp_path):
    options = ["--format", "jsonl", "--compress", "gzip", "-l", "en,sr,de,ru", "--only", "sr"]
    options += ["--exclude", "output,segments", "--include", "language,output,segments"]
    options += ["--prefix", "pn_", "--min-confidence", "0.5"]
    options += ["--labels", "iso639-3"]
    result = run("in", "out", *options)
    assert (result.exit_code, result.stdout) == (0, "")
    (row, *_) = read(tmp_path / "out", "a.jsonl.gz")
    assert list(row) == ["id", "text", "meta", "pn_language"]
    assert row["pn_language"] == "srp_Cyrl"
    assert result.stderr == "polyglot-norm: 1 of 1 shards, 20 rows, 4 of them written to out\n"


def test_the_report_has_the_labels_of_the_table(run, tmp_path):
    odd = "#qxz vbrw <b>&"
    write_lines(tmp_path / "in" / "a.jsonl", [{"text": odd}, {"text": TEXTS[1]}])
    run("in", "out", "--labels", "iso639-3", "-l", "sr,en", "--doubt-below", "1")
    report = json.loads((tmp_path / "out" / "_report.json").read_text(encoding="utf-8"))
    assert "srp_Cyrl" in {row["lang"] for row in report["languages"]}
    assert {doubt["lang"][3:4] for doubt in report["doubtful"]} == {"_"}
    page = (tmp_path / "out" / "_report.html").read_text(encoding="utf-8")
    assert "</span>srp_Cyrl</td>" in page
    assert "sr-Cyrl" not in page
    assert "<bdi>#qxz vbrw &lt;b&gt;&amp;</bdi>" in page


def test_a_large_file_is_divided(run, tmp_path):
    write_lines(tmp_path / "in" / "a.jsonl", [{"text": None, "x": "x" * 1000}] * 2000)
    result = run("in", "out", "--split-size", "1")
    assert "a.jsonl: read once through, to be divided into shards" in result.stderr
    assert list(written(tmp_path / "out")) == ["a-00000.parquet", "a-00001.parquet"]
    assert run("in", "whole", "--split-size", "0").exit_code == 0
    assert list(written(tmp_path / "whole")) == ["a.parquet"]


def test_a_run_that_is_repeated_says_what_is_finished(run):
    assert run("in", "out").exit_code == 0
    again = run("in", "out")
    assert again.exit_code == 0
    assert "1 of 1 shards are finished already" in again.stderr
    assert run("in", "out", "--quiet").stderr == ""


def test_other_options_are_refused_with_what_to_do(run):
    run("in", "out")
    result = run("in", "out", "--to", "none")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "transliterate was 'cyrillic-to-latin', now None" in result.stderr
    assert result.stderr.endswith("name another folder, or remove it all with --restart\n")
    assert run("in", "out", "--to", "none", "--restart").exit_code == 0


def test_failures_are_listed_and_the_others_go_on(run, tmp_path):
    (tmp_path / "in" / "b.parquet").write_bytes(b"PAR1")
    (tmp_path / "in" / "c.jsonl").write_text('{"txt": "x"}\n{"txt": "y"}\n', encoding="utf-8")
    result = run("in", "out", "--progress")
    assert result.exit_code == 1
    tried, aside, progress, left_out, whole = result.stderr.splitlines()
    assert tried.startswith("polyglot-norm: b: in/b.parquet: not Parquet, truncated or damaged")
    assert tried.endswith("it is tried again at the end")
    assert aside.startswith("polyglot-norm: b: set aside: in/b.parquet: not Parquet")
    assert "2 of 3 shards, 20 rows, " in progress
    assert "MB/s" in progress
    assert left_out.startswith("polyglot-norm: c: left out line 1: no field 'text'")
    assert left_out.endswith("and 1 more like it")
    assert whole.startswith("polyglot-norm: 2 of 3 shards, 20 rows")
    report = json.loads((tmp_path / "out" / "_report.json").read_text(encoding="utf-8"))
    assert [error["shard"] for error in report["errors"]] == ["b"]
    page = (tmp_path / "out" / "_report.html").read_text(encoding="utf-8")
    assert "in/b.parquet: not Parquet" in page
    assert "http" not in page


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (["nowhere", "out"], 1, "nowhere: no such file or folder"),
        (["in"], 2, "Missing argument 'OUT'"),
        (["in", "in"], 1, "in: this is the input, too: name another folder"),
        (["in", "out", "--format", "csv"], 2, "'csv' is not one of"),
        (["in", "out", "--compress", "gzip"], 2, "Parquet is compressed"),
        (["in", "out", "--exclude", "edits"], 2, "--exclude edits: it is not added"),
        (["in", "out", "--include", "languages"], 2, "did you mean 'language'?"),
        (["in", "out", "--only", "klingonish"], 2, "unknown language tag 'klingonish'"),
        (["in", "nfs://x/out"], 1, "nfs://"),
    ],
)
def test_misuse_is_one_line_that_says_what_to_do(run, args, status, says):
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (status, "", 1)
    assert says in result.stderr


def test_a_folder_without_known_files_points_to_the_option(run, tmp_path):
    (tmp_path / "in" / "a.jsonl").rename(tmp_path / "in" / "a.data")
    assert run("in", "out").stderr.endswith("name the kind of all files with --from\n")
    assert run("in", "out", "--from", "jsonl").exit_code == 0
    assert list(written(tmp_path / "out")) == ["a.data.parquet"]


def test_a_closed_stderr_does_no_harm(run, tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run([*PROGRAM, "in", "out", "--progress"], stderr=writer, cwd=tmp_path)
    os.close(writer)
    assert ended.returncode == 0
    assert list(written(tmp_path / "out")) == ["a.parquet"]


def test_a_full_disk_is_named(run, tmp_path):
    """The file system refuses to take more."""
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    write_lines(tmp_path / "in" / "b.jsonl", [{"text": " ".join(TEXTS * 99)}])
    command = [*PROGRAM, "in", "out", "--format", "jsonl"]
    ended = subprocess.run(
        command, cwd=tmp_path, preexec_fn=limit, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "File too large" in ended.stderr
    assert written(tmp_path / "out") == {}
