"""Help and completion: everything public is described, and what help shows is valid."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import COMMANDS, load, program

ROOT = Path(__file__).parents[2]


def run(*args):
    return CliRunner().invoke(program, args)


def options_of(name):
    return [each for each in load(name).params if isinstance(each, click.Option)]


def test_the_version_is_that_of_the_library():
    assert run("--version").stdout == f"polyglot-norm {pn.__version__}\n"


def test_the_help_of_the_program_lists_every_command():
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    for name, summary in COMMANDS.items():
        assert f"\n  {name} " in result.stderr
        assert " ".join(summary.split()) in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described(name):
    result = run(name, "-h")
    assert result.exit_code == 0
    for option in options_of(name):
        assert option.help
        assert f" {option.opts[0]}" in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_every_value_of_a_choice(name):
    for option in options_of(name):
        if isinstance(option.type, click.Choice):
            words = option.help.replace(",", " ").replace(":", " ").replace(".", " ").split()
            words += [word.strip("();") for word in words]
            assert set(option.type.choices) <= set(words)


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_valid_usage(name):
    command: Any = load(name)
    assert command.examples
    for example in command.examples:
        line = example.partition("polyglot-norm ")[2].replace(')"', "")
        words = shlex.split(line, comments=True)
        end = next((place for place, word in enumerate(words) if word in "|>"), len(words))
        assert words[0] == name
        command.make_context(name, words[1:end])


@pytest.mark.parametrize("spelling", ["--normalise", "--normalize"])
def test_other_spellings_are_accepted_and_not_shown(spelling):
    result = run("tag", spelling, "none", "-t", "a  b")
    assert '"output":"a  b"' in result.stdout
    shown = run("tag", "--help").stdout
    assert "--normalise " in shown
    assert "--normalize" not in shown


@pytest.mark.parametrize("flag", ["--colour", "--color"])
def test_colour_has_two_spellings(flag):
    assert "\x1b[" in run("tag", "-f", "text", flag, "-t", "да").stdout


def completions(line):
    words = line.split(" ")
    changes = {
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_POLYGLOT_NORM_COMPLETE": "bash_complete",
    }
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "polyglot_norm"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env=dict(os.environ) | changes,
    )
    assert (result.returncode, result.stderr) == (0, b"")
    return [row.partition(",")[2] for row in result.stdout.decode().splitlines()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ta", "tag"),
        ("tag --form", "--format"),
        ("tag --report s", "sarif"),
        ("tag --from ", "jsonl"),
        ("tag -f pa", "parquet"),
        ("tag -l sr-", "sr-Latn"),
        ("tag -l en,sr-", "en,sr-Cyrl"),
        ("tag -l eur", "europe"),
        ("clean --lang r", "ru"),
        ("tag --to cyr", "cyrillic-to-latin"),
        ("tag --to ru=bg", "ru=bgn"),
        ("tag --to sr=none,ru=bg", "sr=none,ru=bgn"),
        ("translit --scheme iso", "iso9"),
        ("tag --normalise sea", "search"),
        ("clean --steps nfc,quo", "nfc,quotes"),
        ("tag --detector ling", "lingua"),
        ("completion z", "zsh"),
    ],
)
def test_shells_complete_commands_options_and_values(line, offered):
    assert offered in completions(f"polyglot-norm {line}")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_call_the_program(shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_POLYGLOT_NORM_COMPLETE={shell}_complete" in result.stdout


@pytest.mark.parametrize("tool", ["print_cli.py", "print_man.py"])
def test_the_documentation_is_up_to_date(tool):
    command = [sys.executable, f"tools/{tool}", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_man_page_is_valid():
    command = ["groff", "-K", "utf8", "-man", "-T", "utf8", "-P-cbou", "-ww"]
    result = subprocess.run(
        [*command, "docs/polyglot-norm.1"], cwd=ROOT, capture_output=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, b"")
    for name in COMMANDS:
        assert f"\n       polyglot-norm {name} [" in result.stdout.decode()
