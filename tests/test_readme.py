"""README's commands are the ones CI runs, and its output is what the package prints."""

import json
import re
from dataclasses import fields
from inspect import signature
from pathlib import Path

import pytest
from click.testing import CliRunner

from polyglot_norm.cli.program import program
from polyglot_norm.options import Options
from readme_commands import commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIRST_SCREEN = "\n".join(README.splitlines()[:45])


def block(language):
    """Return the first block of a language on the first screen."""
    (found, *_) = re.findall(rf"^```{language}\n(.*?)^```$", FIRST_SCREEN, re.MULTILINE | re.DOTALL)
    return found


def test_the_two_commands_are_on_the_first_screen():
    assert commands(FIRST_SCREEN) == commands(README)
    assert len(commands(README)) == 2


def test_one_command_does_the_main_job_and_one_runs_the_tests():
    job, tests = commands(README)
    assert job == "pip install . && polyglot-norm tag samples/news-page.txt"
    assert tests == 'pip install -e ".[test]" && python -m pytest -q -m "not slow"'


def test_ci_takes_its_commands_from_readme():
    assert "readme_commands.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_output_shown_is_the_output_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(block("text"), encoding="utf-8")
    result = CliRunner().invoke(program, ["tag", "page.txt"])
    assert (result.exit_code, result.stderr) == (0, "")
    printed = [json.loads(line) for line in result.stdout.splitlines()]
    shown = [json.loads(line) for line in block("json").splitlines()]
    for ours, theirs in zip(printed, shown, strict=True):
        assert ours.pop("confidence") == pytest.approx(theirs.pop("confidence"), abs=0.05)
        assert ours == theirs


@pytest.mark.parametrize("option", fields(Options), ids=lambda option: option.name)
def test_every_option_is_documented_with_its_default(option):
    default = signature(Options).parameters[option.name].default
    (shown,) = re.findall(rf"^\| `{option.name}` \| (.+?) \|", README, re.MULTILINE)
    in_words = {None: "all", (): "none"}
    quoted = f'`"{default}"`' if isinstance(default, str) else str(default)
    assert shown == in_words.get(default, quoted)


PAGES = [
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
]


@pytest.mark.parametrize("page", PAGES)
def test_links_have_targets(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert "://" in target or (ROOT / page).parent.joinpath(target).exists(), target
