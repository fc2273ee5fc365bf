"""The page docs/mark.md shows what is really made and reported."""

import re
from pathlib import Path

from click.testing import CliRunner

from polyglot_norm.cli.program import program
from polyglot_norm.streams.marking.remarks import RULES

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "mark.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_example_is_real(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before, after = blocks("html")
    Path("page.html").write_text(before, encoding="utf-8")
    assert CliRunner().invoke(program, ["mark", "page.html"]).stdout == after
    report = CliRunner().invoke(program, ["mark", "--check", "page.html"]).stdout
    without_confidence = re.compile(r" \(\d\.\d\d\)")
    (shown,) = blocks("text")
    assert without_confidence.sub("", report).startswith(without_confidence.sub("", shown))


def test_every_rule_is_in_the_table():
    assert dict(re.findall(r"^\| `([\w-]+)` \| (.+) \|$", PAGE, re.MULTILINE)) == RULES
