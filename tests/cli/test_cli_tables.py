"""Tables of ``detect``, ``stats`` and the lists: every format holds every cell."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.cli.program import program
from polyglot_norm.cli.tables import Row, rows_as

COLUMNS = ("one", "two")
cells = st.text(st.characters(exclude_categories=["Cs"]))
rows = st.lists(st.builds(lambda one, two: Row((one, two), {"one": one, "two": two}), cells, cells))


def run(*args):
    result = CliRunner().invoke(program, args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes.decode()


def written(name, given):
    return "".join(rows_as(name, COLUMNS, iter(given)))


@given(rows)
def test_csv_can_be_read_back(given):
    found = list(csv.reader(io.StringIO(written("csv", given), newline="")))
    assert found == [list(COLUMNS), *(list(row.cells) for row in given)]


@given(rows)
def test_json_can_be_read_back(given):
    records = [row.record for row in given]
    assert json.loads(written("json", given)) == records
    lines = written("jsonl", given).split("\n")
    assert list(map(json.loads, lines[:-1])) == records


@given(rows)
def test_tsv_and_tables_have_a_line_for_each_row(given):
    lines = written("tsv", given).splitlines()
    assert len(lines) == len(given) + 1
    assert {line.count("\t") for line in lines} == {1}
    assert len(written("table", given).splitlines()) == len(given) + 1


LISTS = [
    ["languages"],
    ["languages", "--presets"],
    ["profiles"],
    ["schemes"],
    ["formats"],
    ["detect", "-t", "да"],
]


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_json_is_the_array_of_json_lines(command):
    lines = run(*command, "--json").splitlines()
    assert json.loads(run(*command, "-f", "json")) == list(map(json.loads, lines))
    assert run(*command, "-f", "jsonl").splitlines() == lines


@pytest.mark.parametrize("command", [*LISTS[:-1], ["stats", "-t", "да"]], ids=" ".join)
def test_csv_and_tsv_have_the_same_cells(command):
    from_csv = list(csv.reader(io.StringIO(run(*command, "-f", "csv"), newline="")))
    assert from_csv == [line.split("\t") for line in run(*command, "-f", "tsv").splitlines()]


def test_detect_names_the_columns_of_csv():
    header, row = csv.reader(io.StringIO(run("detect", "-f", "csv", "-t", "Где ты был?")))
    label = json.loads(run("detect", "--json", "-t", "Где ты был?"))
    assert header == ["doc", "line", "lang", "script", "confidence", "share"]
    assert row == ["-", "", label["lang"], "Cyrl", f"{label['confidence']:.4f}", "1.0000"]
