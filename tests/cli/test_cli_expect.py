"""``--expect``: segments in other languages are reported with their place, and nothing else."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from polyglot_norm.cli.program import program

PAGE = (
    "Would you care to give details about what happened here?\r\n"
    "\r\n"
    "  Warum hast du mir das nicht schon gestern gesagt? So you say.\r\n"
    "Где си био целог дана, човече?"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_bytes(PAGE.encode())
    return lambda *args: CliRunner().invoke(program, ["tag", *args])


def test_expected_languages_are_not_reported(run):
    for tags in ("en,de,sr", "en,de,sr-Cyrl,fr"):
        result = run("--expect", tags, "page.txt")
        assert (result.exit_code, result.output) == (0, "")


def test_a_line_for_each_finding(run):
    result = run("--expect", "en", "page.txt")
    assert result.exit_code == 1
    german, serbian = result.stdout.splitlines()
    assert german.startswith("page.txt:3:3: de German (")
    assert german.endswith("): Warum hast du mir das nicht schon gestern gesagt?")
    assert serbian.startswith("page.txt:4:1: sr-Cyrl Serbian (Cyrillic) (")
    assert result.stderr == "polyglot-norm: 2 segments are not in en\n"
    assert run("-q", "--expect", "en", "page.txt").stderr == ""


def test_undecided_text_is_accepted_for_each_of_its_languages(run, tmp_path):
    (tmp_path / "bcs.txt").write_text("Dobro jutro, kako ste danas?\n")
    found = json.loads(run("bcs.txt").stdout)["lang"]
    assert found in ("sh-Latn", "sr-Latn", "hr", "bs")
    if found == "sh-Latn":
        assert run("--expect", "hr", "bcs.txt").exit_code == 0
    assert run("--expect", "en", "bcs.txt").exit_code == 1


def test_min_confidence_filters_findings(run):
    records = [json.loads(line) for line in run("page.txt").stdout.splitlines()]
    sure = {r["lang"]: r["confidence"] for r in records if r["lang"] in ("de", "sr-Cyrl")}
    for least in (min(sure.values()), max(sure.values())):
        result = run("--expect", "en", "--min-confidence", str(least), "page.txt")
        expected = [lang for lang, confidence in sure.items() if confidence >= least]
        assert [line.split()[1] for line in result.stdout.splitlines()] == expected


def test_findings_in_records_have_a_line_and_no_column(run, tmp_path):
    rows = [{"text": "Good morning to all of you."}, {"text": "Où étais-tu\ntoute la journée?"}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = run("--expect", "en", "a.jsonl")
    assert all(line.startswith("a.jsonl:2: fr French (") for line in result.stdout.splitlines())


def test_a_report_in_sarif(run, tmp_path):
    result = run("--expect", "en,sr", "--report", "sarif", "page.txt")
    assert result.exit_code == 1
    (ran,) = json.loads(result.stdout)["runs"]
    (found,) = ran["results"]
    assert found["ruleId"] == ran["tool"]["driver"]["rules"][0]["id"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "page.txt"
    region = place["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 3)
    line = PAGE.split("\r\n")[2]
    assert line[2 : region["endColumn"] - 1].strip() in found["message"]["text"]
    empty = run("--expect", "en,sr,de", "--report", "sarif", "page.txt")
    assert json.loads(empty.stdout)["runs"][0]["results"] == []
    assert empty.exit_code == 0


def test_a_report_as_github_annotations(run, tmp_path):
    (tmp_path / "a,b%.txt").write_text("100 % Überraschung, nicht wahr? Das ist wirklich schön.\n")
    result = run("--expect", "en", "--report", "github", "a,b%.txt")
    assert result.stdout.startswith("::error file=a%2Cb%25.txt,line=1,endLine=1,col=1,endColumn=")
    assert "100 %25 Überraschung" in result.stdout
    assert result.stdout.count("\n") == 1


def test_two_processes_report_the_same(run):
    args = ("--expect", "en", "page.txt", "page.txt")
    assert run(*args).stdout == run(*args, "--jobs", "2").stdout


def test_a_report_in_a_file(run, tmp_path):
    result = run("--expect", "en", "page.txt", "-o", "report.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (tmp_path / "report.txt").read_text("utf-8").count("\n") == 2
