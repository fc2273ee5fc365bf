"""``polyglot-norm report``: a page that needs no other, with the numbers of ``stats``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner

from polyglot_norm.cli.program import program
from polyglot_norm.report_page.style import HUES, style

SAMPLES = Path(__file__).parents[2] / "samples"
INPUTS = [str(SAMPLES / name) for name in ("news-page.txt", "chat.jsonl", "mojibake.txt")]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args, **more: CliRunner().invoke(program, [*map(str, args)], **more)


def page(text):
    """Return the root of a page, after a check that it is as HTML should be."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def texts(root, path):
    return ["".join(element.itertext()) for element in root.iterfind(path)]


def test_the_numbers_are_those_of_stats(run):
    assert run("report", *INPUTS, "-o", "report.html").exit_code == 0
    text = Path("report.html").read_text(encoding="utf-8")
    root = page(text)
    stats = json.loads(run("stats", "--json", *INPUTS).stdout)
    figures = dict(zip(texts(root, ".//dt"), texts(root, ".//dd"), strict=True))
    assert figures["documents"] == f"{stats['documents']:,}"
    assert figures["letters"] == f"{stats['letters']:,}"
    rows = [[cell for cell in texts(row, "td") if cell] for row in root.findall(".//tbody")[0]]
    shown = {(row[0], row[2]): row[4] for row in rows}
    for language in stats["languages"]:
        if language["share"] >= 0.001:
            assert shown[language["lang"], language["script"]] == f"{language['letters']:,}"
    assert len(root.findall(".//ol/li")) == stats["documents"]


@pytest.mark.parametrize(
    ("labels", "tag"), [("iso639-3", "srp_Cyrl"), ("fasttext", "__label__srp_Cyrl")]
)
def test_languages_are_written_in_the_style_asked_for(run, labels, tag):
    Path("page.txt").write_text(
        "Where are you going?\nЗашто ниси дошао на вечеру, човече?\nеј ти\n"
    )
    args = ("report", "page.txt", "--doubt-below", "1")
    plain, text = run(*args).stdout, run(*args, "--labels", labels).stdout
    assert "sr-Cyrl" not in text
    for place in ("{}</td>", 'soft">{} ', "<title>{} ", "<b>{}</b>"):
        assert text.count(place.format(tag)) == plain.count(place.format("sr-Cyrl")) > 0


def test_it_needs_no_other_file_and_runs_no_script(run):
    text = run("report", *INPUTS).stdout
    markup = "".join(re.findall(r"<style>.*?</style>|<[^>]*>", text, re.DOTALL))
    assert not re.search(r"<script|<link|<img|https?://|url\(|@import|\bon\w+=", markup)


def test_jobs_make_the_same_page(run):
    one = run("report", *INPUTS, "--jobs", "1").stdout
    assert run("report", *INPUTS, "--jobs", "2").stdout == one


def test_a_page_of_nothing(run):
    root = page(run("report", input=b"").stdout)
    assert "There are no words." in texts(root, ".//section/p")


def test_what_is_hostile_is_shown_as_text(run):
    name = "<script>alert(1)</script>\x1b"
    Path("x.jsonl").write_text(json.dumps({"text": f"{name} xq zw <b>\x00\ud800 да"}) + "\n")
    done = run("report", "x.jsonl", "--title", name, "--doubt-below", "1", "-o", "out.html")
    assert done.exit_code == 0
    root = page(Path("out.html").read_text(encoding="utf-8"))
    assert not list(root.iter("script"))
    assert texts(root, ".//h1") == [name.replace("\x1b", "␛")]


def test_documents_and_doubts_are_as_many_as_asked_for(run):
    few = page(
        run("report", *INPUTS, "--documents", "2", "--most", "3", "--doubt-below", "1").stdout
    )
    assert len(few.findall(".//ol/li")) == 2
    assert len(few.findall(".//ul/li")) - len(few.findall(".//ul[@class='legend']/li")) == 3
    assert any(" of " in text for text in texts(few, ".//section/p"))


def test_encodings_are_counted(run):
    Path("a.txt").write_bytes("Где си био целог дана, човече?".encode("cp1251"))
    Path("b.txt").write_bytes("Где си био целог дана, човече?".encode())
    Path("c.txt").write_bytes("Нисам те видео од јуче.".encode())
    root = page(run("report", "a.txt", "b.txt", "c.txt").stdout)
    rows = [texts(row, "td") for row in root.findall(".//tbody")[-1]]
    assert [(row[0], row[-1]) for row in rows] == [("utf-8", "2"), ("windows-1251", "1")]


def test_every_colour_is_in_the_style():
    for number in range(HUES):
        assert f".c{number} {{" in style()
        assert style().count(f"--c{number}:") == 2  # light and dark
