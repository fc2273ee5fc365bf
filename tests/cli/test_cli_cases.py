"""One table drives library and command line: an option must mean the same to both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program
from polyglot_norm.formats import jsonl
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
    records = list(jsonl.read(result.stdout.split("\n")))
    assert records == [
        jsonl.SegmentRecord(
            doc="-",
            start=segment.start,
            end=segment.end,
            lang=segment.lang,
            script=segment.script,
            confidence=segment.confidence,
            text=segment.text,
            output=segment.output.text,
            output_lang=segment.output_lang,
        )
        for segment in document.segments
    ]
    assert "".join(record.text for record in records) == case["text"]
    assert "".join(record.output for record in records) == case["output"]


@pytest.mark.parametrize("case", rows("cli_misuse"), ids=lambda case: " ".join(case["args"]))
def test_misuse_is_one_line_and_exit_2(case):
    result = CliRunner().invoke(program, case["args"], input=b"")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("polyglot-norm: ")
    assert result.stderr.count("\n") == 1
    assert case["says"] in result.stderr
    assert "pn." not in result.stderr


def test_the_choices_of_to_are_the_policies_of_the_library():
    from polyglot_norm.cli.wishes import TARGETS

    assert (*policy.NAMES, "none") == TARGETS


def test_the_choices_of_unit_and_format_are_those_of_the_library():
    from polyglot_norm.cli.tag import command
    from polyglot_norm.formats import FORMATS
    from polyglot_norm.options import UNITS

    choices = {p.name: tuple(p.type.choices) for p in command.params if hasattr(p.type, "choices")}
    assert choices["unit"] == UNITS
    assert choices["format_"] == tuple(FORMATS)
