"""``polyglot-norm mark``: pages marked, or checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from polyglot_norm.cli.program import program

PAGE = (
    "<!doctype html>\r\n<html lang=en>\r\n<p>That was all that I know about it.\r\n"
    "<p>Где си био целог дана, човече?<img alt='Ово је слика мог града у зиму'>\r\n</html>\r\n"
)
MARKED = PAGE.replace("<p>Где", '<p lang="sr-Cyrl">Где')


def said(message):
    return f"polyglot-norm: {message}\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_bytes(PAGE.encode())
    return lambda *args, **more: CliRunner().invoke(program, ["mark", *args], **more)


def test_a_page_is_marked_and_all_else_is_kept(run):
    done = run("page.html", "-o", "out.html")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("out.html").read_bytes().decode() == MARKED
    assert done.stderr == said("page.html: marked 1 sr-Cyrl; 1 left, which --check lists")
    assert run("out.html").stdout_bytes.decode() == MARKED
    assert run(input=PAGE.encode()).stdout_bytes.decode() == MARKED
    assert run("-t", PAGE).stdout_bytes.decode() == MARKED


def test_the_encoding_is_kept(run):
    old = PAGE.replace("<html", '<meta charset="windows-1251"><html')
    Path("old.html").write_bytes(old.encode("cp1251"))
    assert run("old.html", "-o", "new.html").exit_code == 0
    assert Path("new.html").read_bytes().decode("cp1251").count('lang="sr-Cyrl"') == 1


def test_pages_of_a_folder_are_marked_in_place_and_no_other_files(run):
    Path("site/sr").mkdir(parents=True)
    for name in ("site/a.html", "site/sr/b.htm", "site/notes.txt", "site/script.js"):
        Path(name).write_bytes(PAGE.encode())
    assert run("--in-place", "--backup", ".orig", "site", "--jobs", "2").exit_code == 0
    assert Path("site/a.html").read_bytes().decode() == MARKED
    assert Path("site/sr/b.htm").read_bytes().decode() == MARKED
    assert Path("site/a.html.orig").read_bytes().decode() == PAGE
    assert Path("site/notes.txt").read_bytes().decode() == PAGE
    assert Path("site/script.js").read_bytes().decode() == PAGE


def test_markdown_is_known_by_its_extension(run):
    Path("a.md").write_text("That was all that I know, my friend.\n\nГде си био?\n", "utf-8")
    assert '<span lang="sr-Cyrl">Где' in run("a.md").stdout
    assert run("--check", "a.md").stdout.startswith("a.md:3:1: sr-Cyrl")


def test_a_check_lists_what_is_missing_and_fails(run):
    done = run("--check", "page.html")
    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("page.html:4:4: sr-Cyrl Serbian (Cyrillic) in text declared en (")
    assert second.startswith("page.html:4:44: alt is sr-Cyrl")
    assert done.stderr == "polyglot-norm: 2 remarks\n"
    Path("marked.html").write_text("<html lang=en><p>That was all I know.", encoding="utf-8")
    clean = run("--check", "marked.html")
    assert (clean.exit_code, clean.stdout, clean.stderr) == (0, "", "")


def test_a_check_as_sarif_and_for_github(run):
    report = json.loads(run("--check", "page.html", "--report", "sarif").stdout)
    (sarif,) = report["runs"]
    rules = {rule["id"] for rule in sarif["tool"]["driver"]["rules"]}
    first, second = sarif["results"]
    assert (
        {first["ruleId"], second["ruleId"]} == {"language-unmarked", "attribute-language"} < rules
    )
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 4, "endLine": 4, "endColumn": 34}
    github = run("--check", "page.html", "--report", "github").stdout.splitlines()[0]
    assert github.startswith("::error file=page.html,line=4,endLine=4,col=4,endColumn=34,title=")


def test_a_wrong_page_language_is_reported_and_corrected_if_asked(run):
    page = PAGE.replace("lang=en", "lang=fr").replace("<p>That was all that I know about it.", "")
    Path("page.html").write_text(page, encoding="utf-8")
    kept = run("page.html")
    assert "<html lang=fr>" in kept.stdout
    assert "the page declares fr; it is sr-Cyrl" in kept.stderr
    assert "<html lang=sr-Cyrl>" in run("page.html", "--correct").stdout


def test_directions_are_left_out_if_asked(run):
    page = "<html lang=en><p>That was all I know.<p>هذا الفيلم كان طويلا جدا ولكنه أعجبني كثيرا."
    assert '<p lang="ar" dir="rtl">' in run("-t", page).stdout
    assert '<p lang="ar">' in run("-t", page, "--no-dir").stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--check", "--in-place", "page.html"], "--check writes one report"),
        (["--check", "-O", "out", "page.html"], "--check writes one report"),
        (["-l", "xx", "page.html"], "unknown language"),
        (["page.html", "other.html"], "html files cannot follow one another"),
    ],
)
def test_options_that_contradict_each_other_are_refused(run, args, says):
    Path("other.html").write_text(PAGE, encoding="utf-8")
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


def test_a_file_that_cannot_be_read_fails_and_others_go_on(run):
    done = run("--check", "page.html", "missing.html")
    assert done.exit_code == 1
    assert "missing.html" in done.stderr
    assert done.stdout.count("page.html:") == 2
