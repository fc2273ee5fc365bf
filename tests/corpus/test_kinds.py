"""Every kind of input, every format of output: rows, order, nulls and other fields are kept."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import polyglot_norm as pn
from adapters.examples import run_examples
from adapters.rows import COLUMNS, answers, texts
from corpus.corpora import TEXTS, read, records, tag, write_lines, write_table, written
from polyglot_norm import PolyglotError
from polyglot_norm.adapters.arrow import tag_table
from polyglot_norm.adapters.table_options import Added
from polyglot_norm.language.label_styles import label
from polyglot_norm.options import Options

ROWS = records(40)


@pytest.fixture(params=["a.jsonl", "a.jsonl.gz", "a.parquet", "a.arrow"])
def source(request, tmp_path):
    path = tmp_path / "in" / request.param
    (write_lines if "jsonl" in path.name else write_table)(path, ROWS)
    return path


def test_a_table_has_the_columns_of_the_input_and_those_of_tag_table(source, tmp_path):
    report = tag(source, tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "a.parquet")
    wanted = tag_table(pa.table({"text": [row["text"] for row in ROWS]})).to_pylist()
    assert table.column_names[:3] == ["id", "text", "meta"]
    assert table["id"].to_pylist() == list(range(40))
    assert table.select(list(wanted[0])).to_pylist() == wanted
    assert (report.counts.rows, report.counts.nulls, report.is_complete) == (40, 6, True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_twenty_thousand_rows_are_what_tag_says(tmp_path, name):
    rows = [{"n": n, "text": text} for n, text in enumerate(texts(20_000))]
    (write_lines if "jsonl" in name else write_table)(tmp_path / name, rows)
    tag(tmp_path / name, tmp_path / "out", jobs=2)
    table = pq.read_table(tmp_path / "out" / "a.parquet")
    assert table.select(["n", "text"]).to_pylist() == rows
    assert table.select(COLUMNS).to_pylist() == answers(20_000)


def test_lines_have_the_fields_of_the_input_and_what_was_found(source, tmp_path):
    tag(source, tmp_path / "out", format="jsonl")
    for row, found in zip(ROWS, read(tmp_path / "out", "a.jsonl"), strict=True):
        assert {name: found[name] for name in row} == row
        if row["text"] is None:
            assert found["language"] is found["segments"] is found["output"] is None
            continue
        doc = pn.tag(row["text"])
        assert [found["language"], found["is_mixed"]] == [doc.lang, doc.is_mixed]
        assert found["output"] == doc.output.text
        assert [s["end"] for s in found["segments"]] == [s.end for s in doc]
        assert found["segments"][0]["score"] == pytest.approx(doc.segments[0].confidence, abs=1e-4)


def test_lines_of_hplt_have_a_language_for_each_line(source, tmp_path):
    tag(source, tmp_path / "out", format="hplt")
    for row, found in zip(ROWS, read(tmp_path / "out", "a.jsonl"), strict=True):
        assert {name: found[name] for name in row} == row
        if row["text"] is not None:
            assert len(found["seg_langs"]) == len(row["text"].split("\n"))
            assert found["lang"][0] == label(pn.detect(row["text"]).lang)
            assert len(found["lang"]) == len(found["prob"])


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_lines_are_compressed(tmp_path, compression):
    if compression == "zstd":
        pytest.importorskip("backports.zstd")
    write_lines(tmp_path / "a.jsonl", ROWS)
    tag(tmp_path / "a.jsonl", tmp_path / "out", format="jsonl", compression=compression)
    tag(tmp_path / "out", tmp_path / "again", format="hplt", added=Added(prefix="x_"))
    assert [row["id"] for row in read(tmp_path / "again", "a.jsonl")] == list(range(40))


def test_records_stay_as_they_were_written(tmp_path):
    lines = [
        '{ "id": 12345678901234567890123, "weight": 1.10, "text": "Good morning, everyone!" }',
        r'{"text":"Good \u0000 morning \ud800, everyone!","x":"\ud83d\ude00"}',
        '{"text":null}',
    ]
    (tmp_path / "a.jsonl").write_text("\r\n\n".join(lines), encoding="utf-8")
    report = tag(tmp_path / "a.jsonl", tmp_path / "out", format="jsonl")
    found = (tmp_path / "out" / "a.jsonl").read_text(encoding="utf-8").splitlines()
    for line, row in zip(lines, found, strict=True):
        assert row.startswith(line.removesuffix("}").rstrip() + ",")
    assert report.counts.rows == 3


def test_fields_of_a_table_have_types_that_fit_all_records(tmp_path):
    lines = [
        '{"n":1,"f":1,"t":"a","b":true,"o":{"x":1},"m":1,"big":1,"text":"Good \\ud800 morning"}',
        '{"n":null,"f":0.5,"t":null,"b":false,"o":[1],"m":"a","big":9223372036854775808}',
        '{"text":"Good morning, everyone!","late":"x"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = tag(tmp_path / "a.jsonl", tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "a.parquet")
    types = {name: str(table.schema.field(name).type) for name in table.column_names[:9]}
    assert types == {
        "n": "int64",
        "f": "double",
        "t": "string",
        "b": "bool",
        "o": "string",
        "m": "string",
        "big": "string",
        "text": "string",
        "late": "string",
    }
    assert table["o"].to_pylist() == ['{"x":1}', None]
    assert table["text"][0].as_py() == "Good \N{REPLACEMENT CHARACTER} morning"
    assert report.counts.skipped == 1  # the record without a text


def test_texts_of_a_folder_are_rows_with_their_paths(tmp_path):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_bytes(TEXTS[1].encode("windows-1251"))
    (folder / "sub" / "b.txt").write_text("\n".join(TEXTS), encoding="utf-8")
    (folder / "sub" / "empty.txt").touch()
    (folder / "README.md").touch()
    tag(folder, tmp_path / "out")
    rows = read(tmp_path / "out", "texts-00000.parquet")
    assert [(row["doc"], row["text"]) for row in rows] == [
        ("a.txt", TEXTS[1]),
        ("sub/b.txt", "\n".join(TEXTS)),
        ("sub/empty.txt", ""),
    ]
    tag(folder / "sub" / "b.txt", tmp_path / "lines", per="line", format="jsonl")
    rows = read(tmp_path / "lines", "b.jsonl")
    assert [row["doc"] for row in rows] == [f"b.txt:{n}" for n in range(1, 7)]


def test_other_types_of_strings_and_empty_shards_are_tables_too(tmp_path):
    texts = list(TEXTS) * 2
    for name, kind in {
        "large": pa.large_string(),
        "dictionary": pa.dictionary(pa.int32(), pa.string()),
        "view": pa.string_view(),
        "null": pa.null(),
    }.items():
        values = pa.nulls(10) if name == "null" else pa.array(texts, pa.string()).cast(kind)
        table = pa.table({"text": values})
        with pa.ipc.new_stream(tmp_path / f"{name}.arrow", table.schema) as writer:
            writer.write_table(table)
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "empty.parquet")
    (tmp_path / "nothing.jsonl").touch()
    report = tag(tmp_path, tmp_path / "out", added=Added(include=["language"]))
    assert (report.failures, report.finished) == ([], 6)
    assert [row["language"] for row in read(tmp_path / "out", "view.parquet")] == [
        pn.detect(text).lang for text in texts
    ]
    assert pq.read_table(tmp_path / "out" / "empty.parquet").column_names == ["text", "language"]
    assert read(tmp_path / "out", "nothing.parquet") == []


def test_rows_are_kept_by_language_by_confidence_or_if_they_are_mixed(tmp_path):
    write_lines(tmp_path / "a.jsonl", ROWS)
    tagging = Options(languages=["en", "sr-Cyrl", "de", "ru"])

    def kept(**options):
        target = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        report = tag(tmp_path / "a.jsonl", target, format="jsonl", tagging=tagging, **options)
        rows = read(target, "a.jsonl")
        assert (report.counts.kept, report.counts.rows) == (len(rows), 40)
        return rows

    german = kept(only=["german"])
    assert {row["text"] for row in german} == {TEXTS[2]}
    assert [row["id"] for row in german] == [n for n in range(40) if n % 5 == 2 and n % 7]
    assert {row["text"] for row in kept(mixed_only=True)} == {TEXTS[4]}
    assert all(row["language_score"] >= 0.5 for row in kept(min_confidence=0.5))
    assert kept(min_confidence=1.0, only=["zxx"]) == []


def test_each_language_has_its_folder(tmp_path):
    write_lines(tmp_path / "in" / "sub" / "a.jsonl", ROWS)
    tagging = Options(languages=["en", "sr-Cyrl", "de", "ru"])
    tag(tmp_path / "in", tmp_path / "out", by_language=True, tagging=tagging)
    tag(tmp_path / "in", tmp_path / "whole", tagging=tagging)
    found = written(tmp_path / "out")
    assert {"deu_Latn/sub/a.parquet", "srp_Cyrl/sub/a.parquet", "no_text/sub/a.parquet"} <= set(
        found
    )
    rows = [row for path in found for row in read(tmp_path / "out", path)]
    assert sorted(rows, key=lambda row: row["id"]) == read(tmp_path / "whole", "sub/a.parquet")
    assert [row["id"] for row in read(tmp_path / "out", "no_text/sub/a.parquet")] == [
        *range(0, 40, 7)
    ]


@pytest.mark.parametrize("column", ["body.text", "text"])
def test_a_text_may_be_in_a_field_of_a_field(tmp_path, column):
    rows = [{"body": {"text": TEXTS[0], "by": 1}}, {"body": 7}]
    write_lines(tmp_path / "a.jsonl", rows)
    report = tag(tmp_path / "a.jsonl", tmp_path / "out", column=column, format="jsonl")
    assert (report.counts.rows, report.counts.skipped) == ((1, 1) if "." in column else (0, 2))
    (skipped,) = report.skipped
    assert skipped.reason == f"no field '{column}'"
    assert json.loads((tmp_path / "out" / "_report.json").read_text())["rows_skipped"] > 0


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl"])
@pytest.mark.parametrize("format_", ["parquet", "jsonl", "hplt"])
def test_a_column_is_never_overwritten(tmp_path, name, format_):
    rows = [{"text": TEXTS[0], "language": "xx", "lang": "xx"}]
    (write_lines if "jsonl" in name else write_table)(tmp_path / name, rows)
    report = tag(tmp_path / name, tmp_path / "out", format=format_)
    ((_, reason),) = report.failures
    assert "already" in reason
    assert "prefix=" in reason
    assert written(tmp_path / "out") == {}
    report = tag(
        tmp_path / name, tmp_path / "out", format=format_, restart=True, added=Added(prefix="pn_")
    )
    assert report.is_complete


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "csv"}, "expected one of parquet, jsonl, hplt"),
        ({"kind": "html"}, "invalid kind 'html'"),
        ({"per": "word"}, "invalid per 'word'"),
        ({"compression": "gzip"}, "Parquet is compressed"),
        ({"min_confidence": 2}, "min_confidence must be a probability"),
        ({"only": []}, "only must name at least one language"),
        ({"only": ["klingonish"]}, "unknown language tag 'klingonish'"),
    ],
)
def test_a_wrong_option_is_refused(options, message, tmp_path):
    with pytest.raises(PolyglotError, match=message):
        tag(tmp_path, tmp_path / "out", **options)


def test_the_example_in_the_guide_works():
    run_examples("scale.md", "What it does")
