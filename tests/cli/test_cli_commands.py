"""Commands run in this process: their output, their refusals, and the files they leave."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli import skipped_records
from polyglot_norm.cli.program import program

SAMPLES = Path(__file__).parents[2] / "samples"
DOCS = SAMPLES.parent / "docs"
KEYS = "doc start end lang script confidence text output output_lang"
CYRILLIC = SAMPLES / "comment-windows-1251.txt"
TEXT_COMMANDS = [
    ["tag"],
    ["tag", "--per", "line"],
    ["detect", "--lines"],
    ["explain"],
    ["stats"],
    ["clean"],
    ["clean", "--explain", "-q"],
    ["translit"],
]


@pytest.fixture
def run():
    return lambda *args, **more: CliRunner().invoke(program, [str(arg) for arg in args], **more)


def test_the_records_of_a_page_cover_it(run):
    page = SAMPLES / "news-page.txt"
    result = run("tag", page)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert "".join(r["text"] for r in records) == page.read_bytes().decode()
    assert " ".join(records[0]) == KEYS
    assert {r["doc"] for r in records} == {str(page)}


def test_a_failing_file_is_reported_and_the_others_continue(run, tmp_path):
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    result = run("tag", CYRILLIC, tmp_path / "none.txt", tmp_path, SAMPLES / "mojibake.txt")
    assert result.exit_code == 1
    missing, binary, summary = result.stderr.splitlines()
    assert missing == f"polyglot-norm: {tmp_path / 'none.txt'}: No such file or directory"
    assert binary.startswith(f"polyglot-norm: {tmp_path / 'binary'}: byte 0 is 00: this looks like")
    assert summary == "polyglot-norm: 2 of 4 inputs failed"
    assert {json.loads(line)["doc"] for line in result.stdout.splitlines()} == {
        str(CYRILLIC),
        str(SAMPLES / "mojibake.txt"),
    }


def test_undecodable_bytes_fail_or_are_replaced(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_bytes(b"caf\xe9 au lait")
    result = run("tag", "--encoding", "utf-8", page)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "byte 3" in result.stderr
    assert "--errors replace" in result.stderr
    for said, options in ((True, ["-v"]), (True, []), (False, ["--quiet"])):
        result = run("tag", "--encoding", "utf-8", "--errors", "replace", *options, page)
        assert result.exit_code == 0
        assert json.loads(result.stdout.splitlines()[0])["text"] == "caf\ufffd au lait"
        assert ("replaced: 1 (E9 at byte 3, line 1)" in result.stderr) is said


def test_verbose_reports_the_encoding_and_the_reason(run):
    result = run("detect", "-v", CYRILLIC)
    assert result.stdout.startswith("sr-Cyrl\t")
    assert result.stderr.startswith(f"polyglot-norm: {CYRILLIC}: windows-1251 (detected by ")


def test_an_output_file_holds_what_stdout_would(run, tmp_path):
    target = tmp_path / "out.jsonl"
    result = run("tag", CYRILLIC, "-o", target)
    assert (result.exit_code, result.output) == (0, "")
    assert target.read_bytes() == run("tag", CYRILLIC).stdout_bytes
    assert list(tmp_path.iterdir()) == [target]


def test_an_output_that_is_an_input_is_refused(run, tmp_path):
    page = tmp_path / "page.txt"
    shutil.copy(CYRILLIC, page)
    (tmp_path / "link.txt").symlink_to(page)
    for name in (page, tmp_path / "." / "page.txt", tmp_path / "link.txt"):
        result = run("tag", "-o", name, SAMPLES / "mojibake.txt", page)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is also an input" in result.stderr
    assert page.read_bytes() == CYRILLIC.read_bytes()


def test_an_output_stays_as_it_was_if_every_input_fails(run, tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("previous content")
    assert run("tag", tmp_path / "none.txt", "-o", target, "--force").exit_code == 1
    assert target.read_text() == "previous content"
    assert list(tmp_path.iterdir()) == [target]


def test_an_output_in_a_missing_folder_fails(run, tmp_path):
    result = run("tag", CYRILLIC, "-o", tmp_path / "no" / "out.jsonl")
    assert result.exit_code == 1
    assert result.stderr == f"polyglot-norm: {tmp_path}/no/out.jsonl: No such file or directory\n"


def test_text_is_coloured_in_a_pipe_only_on_request(run):
    plain = run("tag", "--format", "text", CYRILLIC)
    assert "sr-Cyrl │ " in plain.stdout
    assert "\x1b" not in plain.stdout
    coloured = run("tag", "--format", "text", "--color", CYRILLIC, env={"NO_COLOR": "1"})
    assert "\x1b[2m" in coloured.stdout


def test_several_documents_have_titles(run):
    assert "── " not in run("tag", "-f", "text", CYRILLIC).stdout
    assert f"── {CYRILLIC} ──" in run("tag", "-f", "text", CYRILLIC, CYRILLIC).stdout


def test_detect_names_the_file_if_there_are_several(run):
    label = run("detect", CYRILLIC).stdout
    assert label == run("detect", input=CYRILLIC.read_bytes()).stdout
    found = pn.detect(CYRILLIC.read_bytes().decode("windows-1251"))
    assert label == f"{found.lang}\t{found.confidence:.4f}\n"
    assert run("detect", CYRILLIC, "-", input=b"12:30").stdout == (
        f"{CYRILLIC}\t{label}-\tzxx\t1.0000\n"
    )


def test_detect_and_tag_write_labels(run):
    style = ("--labels", "iso639-3")
    assert run("detect", CYRILLIC, *style).stdout.split()[0] == "srp_Cyrl"
    found = json.loads(run("detect", CYRILLIC, "--json", *style).stdout)
    assert found["candidates"][0][0] == found["lang"] == "srp_Cyrl"
    segments = run("tag", CYRILLIC, *style, "--include", "lang").stdout.splitlines()
    assert '{"lang":"srp_Cyrl"}' in segments
    assert run("tag", CYRILLIC, "--labels", "iso").exit_code == 2


def test_detect_labels_lines(run):
    text = "Где си био целог дана?\r\n\nWhere have you been all day?\r12:30"
    result = run("detect", "--lines", "-l", "en,sr", input=text.encode())
    assert [row.split("\t")[0] for row in result.stdout.splitlines()] == [
        "sr-Cyrl",
        "zxx",
        "en",
        "zxx",
    ]
    result = run("detect", "--lines", "--json", "-l", "en,sr", input=text.encode())
    labels = [json.loads(line) for line in result.stdout.splitlines()]
    assert [label["line"] for label in labels] == [1, 2, 3, 4]
    assert list(labels[0]) == [
        "doc",
        "line",
        "lang",
        "script",
        "confidence",
        "share",
        "candidates",
    ]
    assert run("detect", "--lines", input=b"").stdout == ""


def test_detect_labels_records_and_paragraphs(run, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Where have you been?"}\n\n{"text": "12"}\n')
    (tmp_path / "b.txt").write_text("Где си био целог дана?\n\n\nWhere have you been?", "utf-8")
    args = ("detect", tmp_path, "--per", "paragraph", "-l", "en,sr")
    result = run(*args)
    assert [row.split("\t")[:2] for row in result.stdout.splitlines()] == [
        [f"{tmp_path}/a.jsonl:1", "en"],
        [f"{tmp_path}/a.jsonl:3", "zxx"],
        [f"{tmp_path}/b.txt:1", "sr-Cyrl"],
        [f"{tmp_path}/b.txt:4", "en"],
    ]
    assert run(*args, "--jobs", "2").stdout == result.stdout


def test_detect_labels_a_very_long_document_once(run):
    text = "Где си био целог дана, човече?\n" * 20_000 + "Where have you been?\n" * 100
    result = run("detect", "-l", "en,sr", input=text.encode())
    assert result.stdout.startswith("sr-Cyrl\t")
    assert result.stdout.count("\n") == 1


def test_languages_are_those_of_the_library(run):
    known = pn.languages()
    header, *rows = run("languages").stdout.splitlines()
    assert header == "tag\tname\tscript\tmacro\tlow_resource"
    assert [row.split("\t")[:3] for row in rows] == [[k.tag, k.name, k.script] for k in known]
    objects = [json.loads(line) for line in run("languages", "--json").stdout.splitlines()]
    assert [pn.Language(**each) for each in objects] == list(known)


def test_figures_are_those_of_the_model_card(run):
    card = json.loads((DOCS / "model-card.json").read_text(encoding="utf-8"))["tags"]
    lines = run("languages", "--figures", "--json").stdout.splitlines()
    found = {row["tag"]: row for row in map(json.loads, lines)}
    assert found.keys() == card.keys()
    for tag, by_length in card.items():
        for column, length in (("1", "one word"), ("sentence", "sentence")):
            assert found[tag][f"p_{column}"] == round(by_length[length]["precision"], 3)
            assert found[tag][f"r_{column}"] == round(by_length[length]["recall"], 3)
    assert all(row["sentences"] > 0 for row in found.values())
    assert found["sr-Cyrl"]["family"] == "Indo-European, Slavic"


def test_presets_are_those_of_the_library(run):
    header, *rows = run("languages", "--presets").stdout.splitlines()
    assert header == "preset\ttitle\ttags"
    cells = [[p.name, p.title, ",".join(p.tags)] for p in pn.presets()]
    assert [row.split("\t") for row in rows] == cells


@pytest.mark.parametrize("args", TEXT_COMMANDS, ids=lambda args: args[0])
def test_a_text_can_be_an_argument(run, args):
    text = "Где си био целог дана?\nWhere  have you been?"
    result = run(*args, "-t", text)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == run(*args, input=text.encode()).stdout_bytes


def test_an_empty_text_is_a_document(run):
    assert run("detect", "-t", "").stdout == "zxx\t1.0000\n"
    assert run("tag", "-t", "").stdout == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb.txt", r"a\nb.txt"), ("a\tb.txt", r"a\tb.txt"), ("\x1b[2J", r"\u001b[2J")],
    ids=["line feed", "tab", "escape"],
)
def test_control_characters_in_names_are_escaped(run, tmp_path, monkeypatch, name, shown):
    monkeypatch.chdir(tmp_path)
    for each in (name, "other.txt"):
        Path(each).write_text("Where have you\x1b been  all day?", encoding="utf-8")
    for args in (["detect"], ["clean", "--explain", "--steps", "white_space"]):
        result = run(*args, name, "other.txt")
        assert result.stdout.splitlines()[0].startswith(f"{shown}\t")
        assert result.stdout.count("\n") == 2
    explained = run("explain", name).stdout
    assert "\x1b" not in explained
    assert explained.splitlines()[1].startswith("  Where have you␛ been all day?")
    assert json.loads(run("detect", "--json", name).stdout)["doc"] == name


def test_records_skipped_for_the_same_reason_are_reported_once(run, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"txt": "да"}\n' * 20 + '{"text": 7}\n{"text": "Where have you been?"}\n')
    result = run("detect", path)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"polyglot-norm: {path}: skipped line 1: no field 'text' (did you mean 'txt'? "
        "fields: 'txt'), and 19 more like it",
        f"polyglot-norm: {path}: skipped line 21: field 'text' is not a string (got 7)",
    ]


def test_only_the_first_reasons_for_skipping_are_reported(monkeypatch, run, tmp_path):
    monkeypatch.setattr(skipped_records, "MOST_REASONS", 1)
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": 7}\n{"txt": "да"}\n[1]\n')
    assert run("detect", path).stderr.splitlines()[:2] == [
        f"polyglot-norm: {path}: skipped line 1: field 'text' is not a string (got 7)",
        f"polyglot-norm: {path}: skipped 2 more records for other reasons",
    ]


def test_control_characters_in_names_are_not_sent_to_the_terminal(run):
    result = run("tag", "no\x1b[2J\nsuch")
    assert result.exit_code == 1
    assert result.stderr == "polyglot-norm: no␛[2J␊such: No such file or directory\n"


def test_a_bug_is_one_line(run, monkeypatch):
    def fails(*_):
        raise KeyError("lost")

    monkeypatch.setattr("polyglot_norm.pipeline.Tagger.tag", fails)
    result = run("tag", CYRILLIC)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"polyglot-norm: {CYRILLIC}: KeyError: 'lost' (this is a bug")
    assert result.stderr.count("\n") == 1
