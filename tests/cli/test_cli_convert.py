"""``convert`` between formats, and ``formats``, the list of them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from polyglot_norm.cli.program import program
from polyglot_norm.formats import FORMATS

TEXT = "Would you care to give details?\nЗашто „Спилбергов филм“?\n"


def run(*args, data=b"", code=0):
    result = CliRunner().invoke(program, list(map(str, args)), input=data)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def tagged(tmp_path):
    path = tmp_path / "page.jsonl"
    run("tag", "-o", path, data=TEXT.encode())
    return path


@pytest.mark.parametrize("name", ["docs", "tsv", "xml", "parquet", "arrow"])
def test_converting_there_and_back_gives_the_same_bytes(name, tagged, tmp_path):
    other = tmp_path / "other"
    run("convert", tagged, "-f", name, "-o", other)
    assert run("convert", other).stdout_bytes == tagged.read_bytes()
    assert run("convert", data=other.read_bytes()).stdout_bytes == tagged.read_bytes()


def test_the_extension_of_the_output_chooses_the_format(tagged, tmp_path):
    run("convert", tagged, "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_options_of_writing_apply(tagged):
    result = run("convert", tagged, "-f", "tsv", "--only", "sr", "--include", "start,output",
                 "--offsets", "utf8")  # fmt: skip
    assert result.stdout == "start\toutput\n32\tZašto „Spilbergov film“?\\n\n"


def test_the_input_may_have_offsets_of_another_unit(tagged):
    in_bytes = run("convert", tagged, "--offsets", "utf8").stdout_bytes
    result = run("convert", data=in_bytes, code=1)
    assert result.stdout == ""
    assert "the offsets seem to be utf8" in result.stderr
    again = run("convert", "--from-offsets", "utf8", data=in_bytes)
    assert again.stdout_bytes == tagged.read_bytes()


def test_files_are_joined_and_a_bad_one_is_reported(tagged, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(tagged.read_bytes() + b"{\n")
    result = run("convert", tagged, bad, tmp_path / "none", tagged, "-f", "xml", code=1)
    assert "bad.jsonl: line 3 is not JSON" in result.stderr
    assert "none: No such file or directory" in result.stderr
    documents = run("convert", "-f", "docs", data=result.stdout_bytes).stdout.splitlines()
    assert [json.loads(line)["doc"] for line in documents] == ["-", "-", "-", "-"][: len(documents)]
    assert 2 <= len(documents) <= 3


def test_an_unknown_format_is_to_be_named(tmp_path):
    path = tmp_path / "page"
    path.write_text("neither one nor the other")
    assert "unrecognised format; name it with --from" in run("convert", path, code=1).stderr


def test_nothing_is_written_if_every_input_fails(tmp_path):
    target = tmp_path / "out.tsv"
    run("convert", tmp_path / "none", "-o", target, code=1)
    assert not target.exists()


def test_an_input_is_not_overwritten(tagged):
    assert "is also an input" in run("convert", tagged, "-o", tagged, code=2).stderr


def test_an_unknown_field_is_wrong_usage(tagged):
    result = run("convert", tagged, "-f", "inline", "--include", "start", code=2)
    assert "unknown field 'start'" in result.stderr


def test_compressed_files_are_decompressed(tagged, tmp_path):
    import gzip

    compressed = tmp_path / "page.jsonl.gz"
    compressed.write_bytes(gzip.compress(tagged.read_bytes()))
    assert run("convert", compressed).stdout_bytes == tagged.read_bytes()


def test_formats_are_listed():
    rows = [line.split("\t") for line in run("formats").stdout.splitlines()]
    assert [row[0] for row in rows] == ["name", *FORMATS]
    records = list(map(json.loads, run("formats", "--json").stdout.splitlines()))
    assert records == [format_._asdict() for format_ in FORMATS.values()]
