"""``polyglot-norm explain``: the library's explanation as text or JSON."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program

TEXT = "Would you care to give details? Das ist doch gar nicht wahr.\nЗашто ћутиш? 12:30\n"


@pytest.fixture
def run(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    return lambda *args: CliRunner().invoke(program, ["explain", *args, str(page)])


def test_json_is_the_explanation_of_the_library(run):
    rows = [json.loads(line) for line in run("--json", "--words", "99").stdout.splitlines()]
    expected = [why.as_dict() for why in pn.tag(TEXT).explain()]
    assert [{k: v for k, v in row.items() if k != "doc"} for row in rows] == json.loads(
        json.dumps(expected)
    )


def test_text_shows_words_and_borders(run):
    first, second, *_ = run().stdout.split("page.txt:")[1:]
    head = r"1:1: en \(\d+\.\d %(, runner-up \w+)?\)\n  Would you care to give details\?\n"
    assert re.match(head, first)
    assert second.startswith("1:33: de")
    assert "begins at: end of sentence; +" in second
    assert "against continuing in en" in second


def test_languages_and_words_can_be_limited(run):
    found = run("--only", "sr", "--words", "1").stdout
    assert ":2:1: sr-Cyrl" in found
    assert "Would" not in found
    assert len([line for line in found.splitlines() if "[" in line]) == 1
    assert run("--only", "xx-Nope").exit_code == 2


def test_other_detectors_cannot_be_explained(run):
    found = run("--detector", "langdetect")
    assert found.exit_code != 0
    assert "detector" in found.stderr


def test_languages_are_written_in_the_style_wanted(run):
    plain = [json.loads(line) for line in run("--json").stdout.splitlines()]
    found = [json.loads(line) for line in run("--json", "--labels", "iso639-3").stdout.splitlines()]
    for before, after in zip(plain, found, strict=True):
        assert after["lang"] == pn.label(before["lang"])
        assert after["runner_up"] == (before["runner_up"] and pn.label(before["runner_up"]))
        assert after["words"] == before["words"]
    assert found[1]["border"]["before"] == "eng_Latn"
    assert "deu_Latn (" in run("--labels", "iso639-3").stdout
    assert "against continuing in eng_Latn" in run("--labels", "iso639-3").stdout
