"""Runs that are repeated, interrupted, broken or in each other's way."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.corpora import TEXTS, Heard, records, tag, write_lines, write_table, written
from polyglot_norm import PolyglotError
from polyglot_norm.corpus import shard_tagging
from polyglot_norm.corpus.places import place_of
from polyglot_norm.options import Options
from polyglot_norm.streams.stream_error import StreamError

TAGGING = Options(languages=["en", "sr-Cyrl", "de", "ru"])


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "in"
    write_lines(folder / "a.jsonl", records(30))
    write_lines(folder / "b.jsonl.gz", records(20))
    write_table(folder / "sub" / "c.parquet", records(10))
    return folder


def test_any_number_of_processes_writes_the_same(corpus, tmp_path):
    reports = [tag(corpus, tmp_path / f"out{jobs}", jobs=jobs, tagging=TAGGING) for jobs in (1, 2)]
    assert written(tmp_path / "out1") == written(tmp_path / "out2")
    first, second = (report.as_dict() for report in reports)
    assert first | {"target": ""} == second | {"target": ""}


def test_what_is_finished_is_not_done_again(corpus, tmp_path):
    target = tmp_path / "out"
    first = tag(corpus, target).as_dict()
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*.parquet")}
    heard = Heard()
    assert tag(corpus, target, watcher=heard).as_dict() == first
    assert heard.done == []
    assert before == {path: path.stat().st_mtime_ns for path in target.rglob("*.parquet")}


def test_what_has_changed_is_done_again_and_what_is_new_is_added(corpus, tmp_path):
    target = tmp_path / "out"
    tag(corpus, target, by_language=True, tagging=TAGGING)
    os.utime(corpus / "b.jsonl.gz")  # the same bytes
    write_lines(corpus / "a.jsonl", [{"id": 1, "text": TEXTS[0]}])
    write_lines(corpus / "d.jsonl", records(5))
    (target / "deu_Latn" / "sub" / "c.parquet").unlink()
    heard = Heard()
    report = tag(corpus, target, watcher=heard, by_language=True, tagging=TAGGING)
    assert heard.done == ["a", "d", "sub/c"]
    assert [note.partition(":")[0] for note in heard.notes] == ["a", "sub/c"]
    tag(corpus, tmp_path / "anew", by_language=True, tagging=TAGGING)
    assert written(target) == written(tmp_path / "anew")  # nothing of the old a.jsonl is left
    assert report.counts.rows == 36


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"tagging": Options(und_below=0.2)}, "und_below was 0.1, now 0.2"),
        ({"format": "jsonl"}, "format was 'parquet', now 'jsonl'"),
    ],
)
def test_other_options_are_refused_until_all_begins_anew(corpus, tmp_path, changed, says):
    target = tmp_path / "out"
    tag(corpus, target)
    before = written(target)
    with pytest.raises(PolyglotError, match=says):
        tag(corpus, target, **changed)
    assert written(target) == before
    tag(corpus, target, restart=True, **changed)
    tag(corpus, tmp_path / "anew", **changed)
    assert written(target) == written(tmp_path / "anew")


def test_another_version_is_refused(corpus, tmp_path, monkeypatch):
    target = tmp_path / "out"
    tag(corpus, target)
    run = target / "_manifest" / "run.json"
    run.write_text(run.read_text().replace('"model":"', '"model":"0'))
    with pytest.raises(PolyglotError, match="model was"):
        tag(corpus, target)


def test_a_shard_that_is_gone_is_refused(corpus, tmp_path):
    target = tmp_path / "out"
    tag(corpus, target)
    (corpus / "a.jsonl").unlink()
    with pytest.raises(PolyglotError, match="made of a, which the input does not hold"):
        tag(corpus, target)
    tag(corpus, target, restart=True)
    assert sorted(written(target)) == ["b.parquet", "sub/c.parquet"]


def test_a_folder_with_something_else_is_refused(corpus, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").touch()
    with pytest.raises(PolyglotError, match=r"holds thesis.doc"):
        tag(corpus, tmp_path / "out")


def test_a_file_is_no_folder_to_write_to(corpus, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(PolyglotError, match="out: this is a file, and a corpus is written to a"):
        tag(corpus, tmp_path / "out")


def test_all_begins_anew_though_something_was_removed_by_hand(corpus, tmp_path):
    target = tmp_path / "out"
    tag(corpus, target)
    (target / "a.parquet").unlink()
    tag(corpus, target, restart=True, format="jsonl")
    assert sorted(written(target)) == ["a.jsonl", "b.jsonl", "sub/c.jsonl"]


def test_the_output_may_be_inside_the_input_but_not_the_input(corpus):
    first = tag(corpus, corpus / "out")
    assert tag(corpus, corpus / "out").as_dict() == first.as_dict()
    with pytest.raises(PolyglotError, match="this is the input"):
        tag(corpus, corpus)


def test_two_shards_of_one_name_are_refused(corpus, tmp_path):
    write_table(corpus / "a.parquet", records(1))
    with pytest.raises(PolyglotError, match=r"a\.jsonl and a\.parquet would both"):
        tag(corpus, tmp_path / "out")


@pytest.mark.parametrize("missing", ["empty", "nowhere", "in/README.md"])
def test_nothing_to_read_is_an_error(tmp_path, missing):
    (tmp_path / "empty").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "README.md").touch()
    with pytest.raises(
        PolyglotError, match=r"nothing to read|no such file|no file of a known kind"
    ):
        tag(tmp_path / missing, tmp_path / "out")


def broken_shards(folder):
    """Write shards that cannot be read beside one that can; return the reasons."""
    write_lines(folder / "fine.jsonl", records(5))
    write_lines(folder / "gz.jsonl.gz", records(500))
    data = (folder / "gz.jsonl.gz").read_bytes()
    (folder / "gz.jsonl.gz").write_bytes(data[:-20])
    (folder / "damaged.jsonl.gz").write_bytes(data[:50] + b"\xff" * 50 + data[100:])
    write_table(folder / "cut.parquet", records(50))
    (folder / "cut.parquet").write_bytes((folder / "cut.parquet").read_bytes()[:-100])
    write_table(folder / "cut2.arrow", records(50))
    (folder / "cut2.arrow").write_bytes((folder / "cut2.arrow").read_bytes()[:-500])
    (folder / "none.parquet").touch()
    (folder / "wide.jsonl").write_bytes('{"text":"да"}'.encode("utf-16"))
    write_table(folder / "column.parquet", [{"txt": "да"}])
    write_table(folder / "number.parquet", [{"text": 7}])
    twice = pa.table([["да"], ["не"]], names=["text", "text"])
    pq.write_table(twice, folder / "twice.parquet")
    return {
        "gz": "truncated",
        "damaged": "damaged",
        "cut": "truncated or damaged",
        "cut2": "truncated or damaged",
        "none": "not Parquet",
        "wide": "UTF-16",
        "column": "no column 'text'; did you mean 'txt'?",
        "number": "the column of texts has the type int64",
        "twice": "there are several columns 'text': rename all but one",
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_shard_is_tried_again_and_set_aside(tmp_path, jobs):
    reasons = broken_shards(tmp_path / "in")
    heard = Heard()
    report = tag(tmp_path / "in", tmp_path / "out", jobs=jobs, watcher=heard)
    assert {failure.shard for failure in report.failures} == set(reasons)
    for name, reason in report.failures:
        assert reasons[name] in reason, name
    assert sorted(written(tmp_path / "out")) == ["fine.parquet"]
    for name in reasons:
        assert [again for shard, _, again in heard.failures if shard == name] == [True, False]
    assert not report.is_complete
    assert list((tmp_path / "out").rglob("*.partial")) == []


def test_a_shard_that_was_mended_is_taken_up(tmp_path):
    broken_shards(tmp_path / "in")
    tag(tmp_path / "in", tmp_path / "out")
    write_table(tmp_path / "in" / "cut.parquet", records(50))
    heard = Heard()
    report = tag(tmp_path / "in", tmp_path / "out", watcher=heard)
    assert heard.done == ["cut"]
    assert report.counts.rows == 55


def test_records_that_cannot_be_read_are_left_out_and_listed(tmp_path):
    good = '{"text":"Good morning, everyone!"}'
    lines = [good, "{", "[1]", '{"text":5}', '{"txt":"x"}', good, '{"text":"a\0b"}', good]
    data = "\n".join(lines).encode() + b'\n{"text":"\xff"}\n'
    (tmp_path / "a.jsonl").write_bytes(data)
    report = tag(tmp_path / "a.jsonl", tmp_path / "out")
    assert (report.counts.rows, report.counts.skipped) == (3, 6)
    found = {(skipped.line, skipped.reason, skipped.records) for skipped in report.skipped}
    assert found == {
        (2, "not a JSON object", 3),
        (4, "field 'text' is not a string", 1),
        (5, "no field 'text'", 1),
        (9, "not UTF-8", 1),
    }


def test_doubtful_segments_are_found_by_their_lines(tmp_path):
    lines = ["", "{", json.dumps({"text": TEXTS[0]}), "", json.dumps({"text": "Qxz vbrw"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = tag(tmp_path / "a.jsonl", tmp_path / "out", doubt_below=1.0)
    found = {(doubt.doc, doubt.line) for doubt in report.counts.statistics.doubts}
    assert ("a", 5) in found
    assert found <= {("a", 3), ("a", 5)}


def test_a_line_too_long_is_left_out_and_the_others_are_not(tmp_path, monkeypatch):
    from polyglot_norm.corpus import json_files, rows

    monkeypatch.setattr(json_files, "CHUNK", 1 << 10)
    for module in (json_files, rows):
        monkeypatch.setattr(module, "LONGEST", 1 << 12)
    line = json.dumps({"text": TEXTS[0]})
    long = json.dumps({"text": TEXTS[0] * 1000})
    (tmp_path / "a.jsonl").write_text("\n".join([line, long, line, line, long]), encoding="utf-8")
    report = tag(tmp_path / "a.jsonl", tmp_path / "out")
    assert (report.counts.rows, report.counts.skipped) == (3, 2)
    ((_, line_number, reason, _, count),) = report.skipped
    assert (line_number, reason, count) == (2, "longer than 4,096 bytes", 2)


def test_a_place_is_used_by_one_run_at_a_time(corpus, tmp_path):
    target = tmp_path / "out"
    busy = rf"another run \(process {os.getpid()}\) writes here"
    with place_of(str(target)).locked(), pytest.raises(PolyglotError, match=busy):
        tag(corpus, target)
    assert tag(corpus, tmp_path / "out").is_complete


def test_a_full_disk_ends_the_run_and_what_is_finished_stays(corpus, tmp_path, monkeypatch):
    from polyglot_norm.streams.output import Output

    target = tmp_path / "out"
    write = Output.write_bytes

    def full(self, data):
        if "b.parquet" in self.name:
            raise StreamError(self.name, "No space left on device")
        write(self, data)

    with monkeypatch.context() as patched:
        patched.setattr(Output, "write_bytes", full)
        with pytest.raises(StreamError, match=r"b\.parquet: No space left on device"):
            tag(corpus, target)
    assert sorted(written(target)) == ["a.parquet"]
    assert list(target.rglob("*.partial")) == []
    heard = Heard()
    tag(corpus, target, watcher=heard)
    assert heard.done == ["b", "sub/c"]


class Murderous:
    """A detector that ends its process at a word, a few times."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, text):
        left = list(Path(self.folder).iterdir())
        if "Wo bist du" in text and left:
            left[0].unlink()
            os._exit(9)
        return [("en", 1.0)]

    def __repr__(self):
        return "Murderous"


@pytest.mark.parametrize("deaths", [1, 9])
def test_a_process_that_is_killed_costs_one_try_of_a_shard(tmp_path, deaths):
    write_lines(tmp_path / "in" / "a.jsonl", [{"text": TEXTS[0]}])
    write_lines(tmp_path / "in" / "b.jsonl", [{"text": TEXTS[2]}])
    write_lines(tmp_path / "in" / "c.jsonl", [{"text": TEXTS[0]}])
    (tmp_path / "lives").mkdir()
    for number in range(deaths):
        (tmp_path / "lives" / str(number)).touch()
    options = Options(detector=Murderous(str(tmp_path / "lives")))
    report = tag(tmp_path / "in", tmp_path / "out", jobs=2, tagging=options)
    failed = ["b"] if deaths > shard_tagging.TRIES else []
    assert [failure.shard for failure in report.failures] == failed
    assert report.finished == 3 - len(failed)


def many_shards(folder):
    """Write 50 MB in 24 files, and return the options that make each a shard."""
    rows = [{"id": n, "text": " ".join(TEXTS[n % 5 :] * 20)} for n in range(480)]
    for number in range(24):
        write_lines(folder / f"{number:02}.jsonl", rows)
    return ["--by-language"]


def one_large_file(folder):
    """Write 50 MB in one file, and return the options that make it 25 shards."""
    rows = [{"id": n, "text": " ".join(TEXTS[n % 5 :] * 20)} for n in range(11_520)]
    write_lines(folder / "large.jsonl", rows)
    return ["--split-size", "2"]


@pytest.mark.slow
@pytest.mark.parametrize("layout", [many_shards, one_large_file])
def test_a_run_that_is_killed_goes_on_where_it_ended(tmp_path, layout):
    options = layout(tmp_path / "in")
    assert sum(path.stat().st_size for path in (tmp_path / "in").iterdir()) > 45e6
    shards = tmp_path / "out" / "_manifest" / "shards"
    command = [sys.executable, "-W", "ignore", "-m", "polyglot_norm", "corpus"]
    command += ["--quiet", "--jobs", "2", *options, "in"]
    done = 0
    for delay in (0.05, 0.3, 0.7):  # in the middle of a shard, wherever that is
        with subprocess.Popen([*command, "out"], cwd=tmp_path) as process:
            while process.poll() is None and len(list(shards.glob("*.json"))) < done + 3:
                time.sleep(0.01)
            time.sleep(delay)
            assert process.poll() is None, "it ended before it was killed"
            process.kill()
        done = len(list(shards.glob("*.json")))
        assert done < 24
    assert subprocess.run([*command, "out"], cwd=tmp_path).returncode == 0
    assert subprocess.run([*command, "whole"], cwd=tmp_path).returncode == 0
    assert written(tmp_path / "out") == written(tmp_path / "whole")
    found, wanted = (
        json.loads((tmp_path / target / "_report.json").read_text()) | {"target": ""}
        for target in ("out", "whole")
    )
    assert found == wanted
    assert found["rows"] == 11_520
    assert list((tmp_path / "out").rglob("*.partial")) == []
