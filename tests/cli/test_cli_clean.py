"""``clean``, a filter that normalises text, and ``profiles``, the list of its steps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program

CASES = Path(__file__).parents[1] / "cases" / "cli_clean.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").split("\n") if line]
DIRTY = "Would  you\N{SOFT HYPHEN} care &amp;amp; \r\nЗашто  то?\n"


def run(*args, text=""):
    return CliRunner().invoke(program, [str(arg) for arg in args], input=text.encode())


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case["name"])
def test_library_and_command_agree(case):
    result = run("clean", *case["args"], text=case["text"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes.decode() == case["output"]
    if "options" in case:
        assert pn.clean(case["text"], **case["options"]).text == case["output"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--normalise", "cleen"], "unknown profile 'cleen'; did you mean 'clean'?"),
        (["--steps", "nfc,nfq"], "unknown step 'nfq'; did you mean 'nfc'?"),
        (["--keep", "casefold"], "cannot leave out step 'casefold'"),
        (["--keep", "nfcc"], "did you mean 'nfc'?"),
        (["--lang", "klingon"], "unknown language tag 'klingon'"),
        (["--languages", "klingon"], "unknown language tag 'klingon'"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(args, says):
    result = run("clean", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert says in result.stderr
    assert "pn." not in result.stderr


def test_the_map_holds_every_edit(tmp_path):
    target = tmp_path / "map.jsonl"
    result = run("clean", "--map", target, text=DIRTY)
    records = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert list(records[0]) == [
        *("doc", "line", "column", "rule", "before", "after"),
        *("start", "end", "text_start", "text_end"),
    ]  # fmt: skip
    edits = [pn.Edit(r["start"], r["end"], r["after"], r["rule"]) for r in records]
    text = result.stdout_bytes.decode()
    assert pn.Aligned(DIRTY, edits).text == text
    for r in records:
        assert DIRTY[r["start"] : r["end"]] == r["before"]
        assert text[r["text_start"] : r["text_end"]] == r["after"]


def test_the_map_of_a_long_text_has_offsets_of_the_whole(tmp_path):
    source = (DIRTY + "Nothing to see here, go on.\n" * 20) * 800
    path, target = tmp_path / "long.txt", tmp_path / "map.jsonl"
    path.write_text(source, encoding="utf-8", newline="")
    result = run("clean", path, "--map", target, "-l", "en,sr")
    records = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    edits = [pn.Edit(r["start"], r["end"], r["after"], r["rule"]) for r in records]
    assert pn.Aligned(source, edits).text == result.stdout_bytes.decode()
    line = source.split("\n")[records[-1]["line"] - 1]
    assert line[records[-1]["column"] - 1 :].startswith(records[-1]["before"])


def test_a_map_does_not_overwrite_an_input(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("x", encoding="utf-8")
    assert "is also an input" in run("clean", path, "--map", path).stderr
    assert path.read_text("utf-8") == "x"


def test_explain_lists_changes_and_counts_them():
    result = run("clean", "--explain", text=DIRTY)
    assert result.exit_code == 0
    rows = [row.split("\t") for row in result.stdout.splitlines()]
    assert rows[0] == ["1", "7", "white_space", " ", ""]
    assert rows[1] == ["1", "11", "invisibles", "<U+00AD>", ""]
    assert rows[2] == ["1", "18", "entities", "&amp;amp;", "&"]
    assert rows[-1] == ["2", "7", "white_space", " ", ""]
    assert result.stderr == "polyglot-norm: white_space 3, entities 1, invisibles 1\n"
    assert run("clean", "--explain", "-q", text=DIRTY).stderr == ""
    assert run("clean", "--explain", text="да").stderr == "polyglot-norm: nothing to change\n"


def test_explain_names_the_file_if_there_are_several(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x  y", encoding="utf-8")
    result = run("clean", "--explain", tmp_path / "a.txt", tmp_path / "b.txt")
    assert [row.split("\t")[:3] for row in result.stdout.splitlines()] == [
        [str(tmp_path / name), "1", "3"] for name in ("a.txt", "b.txt")
    ]


def test_each_file_begins_on_a_new_line(tmp_path):
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "b.txt").write_text("two\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("three", encoding="utf-8")
    result = run("clean", *(tmp_path / f"{name}.txt" for name in "abc"))
    assert result.stdout == "one\ntwo\nthree"


def test_profiles_are_those_of_the_library():
    header, *rows = run("profiles").stdout.splitlines()
    assert header == "step\tprofiles\tsummary"
    steps = pn.steps()
    assert [row.split("\t") for row in rows] == [
        [each.name, ",".join(each.profiles), each.summary] for each in steps
    ]
    objects = [json.loads(line) for line in run("profiles", "--json").stdout.splitlines()]
    assert [{**each, "profiles": tuple(each["profiles"])} for each in objects] == [
        {"name": s.name, "summary": s.summary, "profiles": s.profiles} for s in steps
    ]
    for profile in pn.profiles()[:4]:
        walked = [each.name for each in steps if profile.name in each.profiles]
        assert walked == list(profile.steps)
