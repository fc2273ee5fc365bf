"""Large files are divided into shards: no row is lost, none comes twice, and runs go on."""

import gzip
import json
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.corpora import TEXTS, Heard, read, records, tag, write_lines, written
from polyglot_norm import PolyglotError
from polyglot_norm.corpus import json_files, rows

ROWS = [{"id": n, "text": None if n % 7 == 0 else " ".join(TEXTS[n % 5 :] * 3)} for n in range(400)]
PART = 20_000


@pytest.fixture(autouse=True)
def chunks(monkeypatch):
    """Make chunks small, so that there is more than one in a part."""
    monkeypatch.setattr(json_files, "CHUNK", 1 << 11)


def write_groups(path, given, size=20):
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(given), path, row_group_size=size, compression="none")


@pytest.fixture(params=["a.jsonl", "a.parquet"])
def source(request, tmp_path):
    path = tmp_path / "in" / request.param
    (write_lines if path.suffix == ".jsonl" else write_groups)(path, ROWS)
    return path


def joined(folder):
    """Return the rows of all files, in the order of their names."""
    return [row for path in sorted(written(folder)) for row in read(folder, path)]


@pytest.mark.parametrize("format_", ["parquet", "jsonl"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_parts_are_the_whole(source, tmp_path, format_, jobs):
    report = tag(source, tmp_path / "out", jobs=jobs, format=format_, split_size=PART)
    whole = tag(source, tmp_path / "whole", format=format_, split_size=0)
    assert len(written(tmp_path / "out")) == report.shards > 3
    assert list(written(tmp_path / "whole")) == [f"a.{format_}"]
    assert joined(tmp_path / "out") == read(tmp_path / "whole", f"a.{format_}")
    assert (report.counts.rows, report.counts.bytes) == (400, whole.counts.bytes)
    found, wanted = report.counts.statistics, whole.counts.statistics
    assert (found.letters, list(found.by_language)) == (wanted.letters, list(wanted.by_language))


def test_a_file_that_is_small_enough_or_compressed_stays_whole(tmp_path):
    write_lines(tmp_path / "in" / "a.jsonl", ROWS)
    write_lines(tmp_path / "in" / "b.jsonl.gz", ROWS)
    (tmp_path / "in" / "c.jsonl").write_bytes(gzip.compress((tmp_path / "in/a.jsonl").read_bytes()))
    size = (tmp_path / "in" / "a.jsonl").stat().st_size
    tag(tmp_path / "in", tmp_path / "out", split_size=size)
    assert list(written(tmp_path / "out")) == ["a.parquet", "b.parquet", "c.parquet"]
    tag(tmp_path / "in", tmp_path / "parts", split_size=1000)
    assert {"b.parquet", "c.parquet"} < set(written(tmp_path / "parts"))
    assert "a.parquet" not in written(tmp_path / "parts")


def test_all_parts_of_lines_have_the_columns_of_the_file(tmp_path):
    given = [row | ({"late": 0.5} if row["id"] == 399 else {"late": 1}) for row in ROWS]
    write_lines(tmp_path / "a.jsonl", given)
    tag(tmp_path / "a.jsonl", tmp_path / "out", split_size=PART)
    schemas = {pq.read_schema(path) for path in (tmp_path / "out").glob("*.parquet")}
    (schema,) = schemas
    assert schema.field("late").type == pa.float64()


def test_lines_are_counted_from_the_beginning_of_the_file(tmp_path):
    lines = [b"\xef\xbb\xbf" + json.dumps(ROWS[1]).encode(), b"", *[b"{"] * 5]
    lines += [json.dumps(row, ensure_ascii=False).encode() for row in ROWS]
    lines[250:250] = [b"", b"{}", json.dumps({"text": "x" * 9000}).encode()]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    found = []
    for number, size in enumerate((0, 1500, 8000, PART)):
        report = tag(tmp_path / "a.jsonl", tmp_path / str(number), split_size=size, format="jsonl")
        found.append((joined(tmp_path / str(number)), report.counts.rows, report.counts.skipped))
        assert {skipped.line for skipped in report.skipped} == {3, 252}
    assert all(each == found[0] for each in found)
    assert found[0][1:] == (402, 6)


def test_a_line_longer_than_a_part_is_left_out_once(tmp_path, monkeypatch):
    for module in (json_files, rows):
        monkeypatch.setattr(module, "LONGEST", 1 << 12)
    good, long = json.dumps({"text": TEXTS[0]}), json.dumps({"text": TEXTS[0] * 1000})
    lines = [good, long, good, good, long, *[good] * 50]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = tag(tmp_path / "a.jsonl", tmp_path / "out", split_size=10_000)
    assert (report.counts.rows, report.counts.skipped) == (53, 2)
    assert {skipped.line for skipped in report.skipped} == {2, 5}


def test_only_the_part_that_is_gone_is_done_again(source, tmp_path):
    target = tmp_path / "out"
    tag(source, target, split_size=PART)
    before = written(target)
    assert "read once through" not in "".join(heard(source, target).notes)
    (target / "a-00002.parquet").unlink()
    assert heard(source, target).done == ["a-00002"]
    os.utime(source)  # the same bytes
    assert heard(source, target).done == []
    assert written(target) == before


def test_only_the_part_that_has_changed_is_done_again(tmp_path):
    source, target = tmp_path / "in" / "a.jsonl", tmp_path / "out"
    write_lines(source, ROWS)
    tag(source, target, split_size=PART)
    data = source.read_bytes()
    at = data.index(b"Where", 30_000)
    source.write_bytes(data[:at] + b"There" + data[at + 5 :])
    assert len(heard(source, target).done) == 1
    tag(source, tmp_path / "anew", split_size=PART)
    assert written(target) == written(tmp_path / "anew")


@pytest.mark.parametrize("count", [30, 100, 600])
def test_a_file_that_has_shrunk_or_grown_is_divided_anew(source, tmp_path, count):
    target = tmp_path / "out"
    tag(source, target, split_size=PART)
    write = write_lines if source.suffix == ".jsonl" else write_groups
    write(source, (ROWS + ROWS)[:count])
    report = tag(source, target, split_size=PART)
    assert (report.counts.rows, report.is_complete) == (count, True)
    tag(source, tmp_path / "anew", split_size=PART)
    assert written(target) == written(tmp_path / "anew")  # nothing of the former parts is left


def test_a_file_that_was_divided_and_is_gone_is_refused(source, tmp_path):
    tag(source, tmp_path / "out", split_size=PART)
    source.unlink()
    write_lines(source.parent / "b.jsonl", records(3))
    with pytest.raises(PolyglotError, match=r"made of a-00000 and [0-9]+ more, which the input"):
        tag(source.parent, tmp_path / "out", split_size=PART)


def test_a_damaged_file_is_set_aside_whole(tmp_path):
    write_groups(tmp_path / "in" / "a.parquet", ROWS)
    data = (tmp_path / "in" / "a.parquet").read_bytes()
    (tmp_path / "in" / "a.parquet").write_bytes(data[:-50])
    (tmp_path / "in" / "b.jsonl").write_bytes(json.dumps({"text": "да" * 9000}).encode("utf-16"))
    report = tag(tmp_path / "in", tmp_path / "out", split_size=PART)
    assert [failure.shard for failure in report.failures] == ["a", "b"]
    assert "UTF-16" in report.failures[1].reason


def test_the_parts_of_a_file_that_is_damaged_in_one_place_are_kept(tmp_path):
    write_groups(tmp_path / "a.parquet", ROWS)
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = b"\xff" * 3000
    (tmp_path / "a.parquet").write_bytes(data)
    report = tag(tmp_path / "a.parquet", tmp_path / "out", split_size=PART)
    assert 0 < len(report.failures) < report.shards
    assert report.finished == report.shards - len(report.failures)


def test_a_part_and_a_file_of_its_name_are_refused(source, tmp_path):
    write_lines(source.parent / "a-00001.jsonl", records(3))
    with pytest.raises(PolyglotError, match="would both be written to a-00001"):
        tag(source.parent, tmp_path / "out", split_size=PART)


def test_a_negative_size_is_refused(tmp_path):
    with pytest.raises(PolyglotError, match="split_size must be at least 0, got -1"):
        tag(tmp_path, tmp_path / "out", split_size=-1)


def heard(source, target):
    found = Heard()
    tag(source, target, split_size=PART, watcher=found)
    return found
