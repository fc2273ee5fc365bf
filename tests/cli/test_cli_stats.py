"""``polyglot-norm stats``: counts of languages, scripts and doubtful segments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program

SAMPLES = Path(__file__).parents[2] / "samples"
PAGE = SAMPLES / "news-page.txt"


@pytest.fixture
def run():
    return lambda *args, **more: CliRunner().invoke(program, ["stats", *map(str, args)], **more)


def test_counts_are_those_of_the_document(run):
    text = PAGE.read_bytes().decode()
    document = pn.tag(text)
    found = json.loads(run("--json", PAGE).stdout)
    assert (found["documents"], found["characters"]) == (1, len(text))
    assert found["segments"] == len(document.segments)
    assert found["letters"] == sum(document.letters())
    assert sum(row["letters"] for row in found["scripts"]) == found["letters"]
    assert {row["lang"] for row in found["languages"]} == {s.lang for s in document.segments}
    shares = [(row["lang"], row["share"], row["confidence"]) for row in found["languages"]]
    assert [share for share in shares if share[1]] == list(document.languages)


def test_doubtful_segments_are_listed_least_confident_first(run):
    found = json.loads(run("--json", "--doubt-below", "0.99", "--most", "3", PAGE).stdout)
    doubts = found["doubtful"]
    assert len(doubts) == 3
    assert [d["confidence"] for d in doubts] == sorted(d["confidence"] for d in doubts)
    lines = PAGE.read_bytes().decode().split("\n")
    for doubt in doubts:
        assert doubt["text"].split()[0] in lines[doubt["line"] - 1]
    assert json.loads(run("--json", "--most", "0", PAGE).stdout)["doubtful"] == []


def test_a_pipe_has_tsv_and_a_screen_has_bars(run):
    header, first, *_ = run(PAGE).stdout.splitlines()
    assert header.split("\t")[:3] == ["lang", "name", "script"]
    assert first.split("\t")[:3] == ["en", "English", "Latn"]
    page = run("--color", PAGE).stdout
    assert "█" in page
    assert "1 document, " in page
    assert "scripts   Latn" in page


def test_parts_of_a_long_document_count_as_one(run):
    text = "Где си био целог дана, човече?\n" * 20_000
    found = json.loads(run("--json", "-l", "sr", input=text.encode()).stdout)
    assert (found["documents"], found["characters"]) == (1, len(text))
    assert [row["documents"] for row in found["languages"]] == [1]


def test_empty_input(run):
    found = json.loads(run("--json", input=b"").stdout)
    assert (found["documents"], found["letters"], found["languages"]) == (1, 0, [])
    assert "no words" in run("--color", input=b"").stdout


@pytest.mark.parametrize(
    ("style", "serbian"), [("iso639-3", "srp_Cyrl"), ("fasttext", "__label__srp_Cyrl")]
)
def test_languages_are_written_in_the_style_wanted(run, style, serbian):
    text = "Где си био целог дана, човече?\nWhere have you been all day, my friend?\n"
    args = ("-l", "sr,en", "--doubt-below", "1", "--labels", style)
    found = json.loads(run("--json", *args, input=text.encode()).stdout)
    plain = json.loads(run("--json", *args[:-1], "bcp47", input=text.encode()).stdout)
    assert serbian in {row["lang"] for row in found["languages"]}
    assert [row["lang"] for row in found["languages"]] == [
        pn.label(row["lang"], style) for row in plain["languages"]
    ]
    assert [doubt["candidates"] for doubt in found["doubtful"]] == [
        [[pn.label(tag, style), p] for tag, p in doubt["candidates"]] for doubt in plain["doubtful"]
    ]
    assert f"{serbian}\tSerbian" in run("-f", "tsv", *args, input=text.encode()).stdout
    page = run("--color", *args, input=text.encode()).stdout
    assert serbian in page
    assert "sr-Cyrl" not in page
