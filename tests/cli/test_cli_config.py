"""Options in a file: defaults that the command line overrides, errors that name file and key."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from polyglot_norm.cli.program import program

TEXT = "Нисмо се видели од лета, Љубо!\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    return lambda *args: CliRunner().invoke(program, [str(arg) for arg in args])


def output(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line)["output"] for line in result.stdout.splitlines()]


def test_a_file_sets_defaults_that_the_command_line_overrides(run, tmp_path):
    config = tmp_path / "mine.toml"
    config.write_text('languages = ["sr"]\ntransliterate = false\nhints = { sr = 8 }\njobs = 1\n')
    assert output(run("tag", "--config", config, "page.txt")) == [TEXT]
    assert output(run("tag", "--config", config, "--to", "latin", "page.txt")) == [
        "Nismo se videli od leta, Ljubo!\n"
    ]
    assert output(run("tag", "page.txt")) == ["Nismo se videli od leta, Ljubo!\n"]


def test_the_nearest_pyproject_is_found(run, tmp_path, monkeypatch):
    table = '[tool.polyglot-norm]\ntransliterate = { "sr-Cyrl" = false, "*" = "ascii" }\n'
    (tmp_path / "pyproject.toml").write_text(table)
    below = tmp_path / "below" / "deep"
    below.mkdir(parents=True)
    (tmp_path / "below" / "pyproject.toml").write_text('[project]\nname = "other"\n')
    monkeypatch.chdir(below)
    assert output(run("tag", "-l", "sr", "../../page.txt")) == [TEXT]
    assert output(run("tag", "-l", "sr", "--config", "none", "../../page.txt")) != [TEXT]
    result = run("tag", "-v", "-l", "sr", "../../page.txt")
    path = tmp_path / "pyproject.toml"
    assert f"options from {path}: tool.polyglot-norm\n" in result.stderr


def test_options_of_reading_and_writing(run, tmp_path):
    config = tmp_path / "mine.toml"
    config.write_text(
        'per = "line"\nformat = "docs"\noffsets = "utf8"\nexclude = ["text"]\n'
        'min-confidence = 0.1\nund_below = 0.0\nserbo-croatian = "split"\nglob = "*.txt"\n'
    )
    result = run("tag", "--config", config, ".")
    record = json.loads(result.stdout)
    assert record["doc"].endswith("page.txt:1")
    assert record["segments"][0]["end"] == len(TEXT.encode())


def test_keys_that_a_command_lacks_are_ignored_by_it(run, tmp_path):
    config = tmp_path / "mine.toml"
    config.write_text('format = "docs"\nlanguages = "sr"\nexpect = ["sr"]\nnormalise = "none"\n')
    assert run("detect", "--config", config, "page.txt").stdout.startswith("sr-Cyrl\t")


@pytest.mark.parametrize("command", ["clean", "translit"])
def test_configured_languages_do_not_conflict_with_lang(run, tmp_path, command):
    config = tmp_path / "mine.toml"
    config.write_text('languages = ["en"]\n')
    result = run(command, "--config", config, "--lang", "sr-Cyrl", "page.txt")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("language = ['sr']", "unknown key 'language'; did you mean 'languages'? choose one of"),
        ("languages = 7", "invalid value languages = 7: expected a tag or a list of tags"),
        ("languages = ['xx-Nope']", "languages: unknown language tag 'xx-Nope'"),
        ("hints = { sr = 'much' }", "invalid value hints = {'sr': 'much'}: expected a tag"),
        ("transliterate = { sr = true }", "expected a target such as"),
        ("transliterate = { sr = 'nope' }", "transliterate: "),
        ("transliterate = 'latim'", "transliterate: "),
        ("normalise = 'claen'", "did you mean 'clean'?"),
        ("normalise = ['nfc', 'claen']", "normalise: "),
        ("jobs = 0", "invalid value jobs = 0: expected a number of processes, at least 1"),
        ("jobs = true", "invalid value jobs = True"),
        ("und-below = 'x'", "expected a number from 0 to 1"),
        ("verbose = 1", "expected true or false"),
        ("languages = [", "is not valid TOML"),
        ("tool.polyglot-norm.langs = 1", "mine.toml: tool.polyglot-norm: unknown key 'langs'"),
    ],
)
def test_errors_name_the_file_and_the_key(run, tmp_path, content, says):
    config = tmp_path / "mine.toml"
    config.write_text(content)
    result = run("tag", "--config", config, "page.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"polyglot-norm: {config}")
    assert result.stderr.count("\n") == 1
    assert says in result.stderr


@pytest.mark.parametrize("content", ['unit = "word"', 'offsets = "bytes"', 'per = "word"'])
def test_an_invalid_choice_is_wrong_usage(run, tmp_path, content):
    config = tmp_path / "mine.toml"
    config.write_text(content)
    result = run("tag", "--config", config, "page.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is not" in result.stderr
