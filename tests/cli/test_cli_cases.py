"""Tables of cases for library and command line alike: options mean the same to both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program
from polyglot_norm.formats import WriteOptions, write
from polyglot_norm.streams.input_kinds import ReadOptions, passages
from polyglot_norm.streams.passage import SkippedRecord
from polyglot_norm.transliteration import policy

CASES = Path(__file__).parents[1] / "cases"


def rows(name):
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


@pytest.mark.parametrize("case", rows("cli"), ids=lambda case: case["name"])
def test_library_and_command_agree(case):
    document = pn.tag(case["text"], **case["options"])
    result = CliRunner().invoke(program, ["tag", *case["args"]], input=case["text"].encode())
    assert (result.exit_code, result.stderr) == (0, "")
    records = [json.loads(line) for line in result.stdout.split("\n") if line]
    expected = [{"doc": "-"} | segment.as_dict() for segment in document.segments]
    for record in expected:
        del record["candidates"]
    assert records == expected
    assert "".join(record["text"] for record in records) == case["text"]
    assert "".join(record["output"] for record in records) == case["output"]


@pytest.mark.parametrize("case", rows("cli_forms"), ids=lambda case: " ".join(case["args"]))
def test_library_and_command_write_the_same(case):
    document = pn.tag(case["text"], languages=["en", "sr", "de"])
    form = WriteOptions(**case["writing"])
    args = ["tag", "-l", "en,sr,de", *case["args"]]
    result = CliRunner().invoke(program, args, input=case["text"].encode())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == b"".join(write([document], case["format"], form))
    assert case["has"] in result.stdout


@pytest.mark.parametrize("case", rows("cli_inputs"), ids=lambda case: case["name"])
def test_library_and_command_read_the_same(case, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(case["file"]).write_text(case["content"], encoding="utf-8", newline="")
    skipped: list[SkippedRecord] = []
    found = list(passages(case["file"], ReadOptions(**case["reading"]), on_skipped=skipped.append))
    assert [(p.name, p.text, p.metadata) for p in found] == [
        (name, text, metadata) for name, text, metadata in case["documents"]
    ]
    assert list(map(str, skipped)) == case["skipped"]
    result = CliRunner().invoke(program, ["tag", "-f", "docs", *case["args"], case["file"]])
    assert result.exit_code == bool(skipped)
    reported = result.stderr.count(f"polyglot-norm: {case['file']}: skipped line ")
    assert reported == result.stderr.count("\n") == len({record.reason for record in skipped})
    records = [json.loads(line) for line in result.stdout.split("\n") if line]
    texts = ["".join(segment["text"] for segment in r["segments"]) for r in records]
    assert [
        (r["doc"], text, r.get("metadata")) for r, text in zip(records, texts, strict=True)
    ] == [(p.name, p.text, p.metadata) for p in found]


@pytest.mark.parametrize("case", rows("cli_misuse"), ids=lambda case: " ".join(case["args"]))
def test_wrong_usage_is_one_line_and_status_2(case):
    result = CliRunner().invoke(program, case["args"], input=b"")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("polyglot-norm: ")
    assert result.stderr.count("\n") == 1
    assert case["says"] in result.stderr
    assert "pn." not in result.stderr


def test_choices_are_those_of_the_library():
    from polyglot_norm import options
    from polyglot_norm.adapters import table_options
    from polyglot_norm.cli import check_reports, choices
    from polyglot_norm.corpus import engines
    from polyglot_norm.corpus import options as corpus_options
    from polyglot_norm.formats import FORMATS, OFFSET_KINDS
    from polyglot_norm.language.label_styles import STYLES
    from polyglot_norm.streams.input_kinds import KINDS
    from polyglot_norm.streams.parts import Per

    assert set(choices.OUTPUT_FORMATS) == set(FORMATS)
    readable = [name for name, format_ in FORMATS.items() if format_.readable]
    assert tuple(readable) == choices.READABLE_FORMATS
    assert choices.OFFSETS == OFFSET_KINDS
    assert choices.LABELS == STYLES
    assert tuple(KINDS) == choices.INPUT_FORMATS
    assert set(choices.DOCUMENT_UNITS) == set(Per)
    assert choices.SEGMENT_UNITS == options.UNITS
    assert choices.SERBO_CROATIAN == options.SERBO_CROATIAN
    assert (*policy.POLICIES, "none") == choices.TARGETS
    assert tuple(check_reports.ENCODERS) == choices.REPORTS
    assert tuple(corpus_options.KINDS) == choices.CORPUS_KINDS
    assert tuple(corpus_options.FORMATS) == choices.CORPUS_FORMATS
    assert tuple(corpus_options.COMPRESSIONS) == choices.COMPRESSIONS
    assert engines.NAMES == choices.ENGINES
    assert (*table_options.COLUMNS, table_options.EDITS) == choices.ADDED_COLUMNS


def test_every_library_option_is_an_option_and_a_config_key():
    from dataclasses import fields

    from polyglot_norm.cli.commands.tag import command
    from polyglot_norm.cli.config_keys import KEYS

    elsewhere = {"transliterate": "to"}
    known = {parameter.name for parameter in command.params}
    configured = {key.parameter for key in KEYS.values()}
    for field in fields(pn.Options):
        name = elsewhere.get(field.name, field.name)
        assert name in known
        assert name in configured


def test_every_config_key_sets_an_option():
    from polyglot_norm.cli.config_keys import KEYS
    from polyglot_norm.cli.program import COMMANDS, load

    known = {parameter.name for name in COMMANDS for parameter in load(name).params}
    assert {key.parameter for key in KEYS.values()} <= known


def test_summaries_of_commands_match_their_help():
    from polyglot_norm.cli.program import COMMANDS, load

    for name, summary in COMMANDS.items():
        assert load(name).help.split("\n\n")[0].replace("\n", " ") == summary
