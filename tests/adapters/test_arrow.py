"""Tables, batches and streams of Arrow are tagged as `tag` tags their texts."""

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from adapters.examples import run_examples
from adapters.packages import needs
from adapters.rows import COLUMNS, answers, expected, texts
from adapters.workers import raising
from polyglot_norm.adapters.arrow import TableTagger, schema, tag_array, tag_table
from strategies import PAGES

pa = needs("pyarrow")
needs("pyarrow.parquet")

TEXT_TYPES = [
    pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.int32(), pa.large_string()),
]  # fmt: skip
SOME = ["Где си био јуче?", None, "", "Where were you yesterday? Где си?", "12:30"]


def in_utf8(text):
    return len(text.encode())


def in_utf16(text):
    return len(text.encode("utf-16-le")) // 2


def strange(text, lang):
    if "Where" in text:
        yield pn.Edit(0, 5, "\ud800", "strange")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_twenty_thousand_rows_are_what_tag_says(jobs):
    rows = texts(20_000)
    table = pa.table({"n": range(20_000), "text": pa.chunked_array([rows[:1], rows[1:]])})
    tagged = tag_table(table, jobs=jobs)
    assert tagged.select(["n", "text"]) == table
    assert tagged.select(COLUMNS).to_pylist() == answers(20_000)


@given(st.lists(st.one_of(st.none(), PAGES), max_size=6))
def test_any_rows_are_what_tag_says(rows):
    rows = [text and text.encode("utf-8", "replace").decode() for text in rows]
    tagged = tag_array(pa.array(rows, pa.string()))
    assert tagged.to_pylist() == [expected(text) if text is not None else None for text in rows]


@pytest.mark.parametrize(("kind", "offsets"), [("utf8", in_utf8), ("utf16", in_utf16)])
def test_offsets_are_of_the_kind_that_was_asked_for(kind, offsets):
    rows = [*texts(50), "🙂 Где си? 🙂 Where were you yesterday?"]
    tagged = tag_table(pa.table({"text": rows}), offsets=kind)
    assert tagged.select(COLUMNS).to_pylist() == [expected(text, offsets) for text in rows]


def test_options_are_those_of_tag():
    options: dict[str, Any] = {"languages": ["sr"], "transliterate": None, "normalise": "search"}
    tagged = tag_table(pa.table({"text": SOME}), **options)
    assert tagged.select(COLUMNS).to_pylist() == [expected(text, **options) for text in SOME]


@pytest.mark.parametrize("style", ["iso639-3", "fasttext"])
def test_labels_are_those_of_the_style(style):
    for row, text in zip(
        tag_table(pa.table({"text": SOME}), labels=style).to_pylist(), SOME, strict=True
    ):
        doc = None if text is None else pn.tag(text)
        assert row["language"] == (doc and pn.label(doc.lang, style))
        assert [s["lang"] for s in row["segments"] or ()] == [
            pn.label(segment.lang, style) for segment in doc or ()
        ]


@pytest.mark.parametrize("kind", TEXT_TYPES, ids=str)
def test_every_type_of_text_is_read(kind):
    texts = pa.array(SOME, kind if not pa.types.is_dictionary(kind) else kind.value_type)
    if pa.types.is_dictionary(kind):
        texts = texts.dictionary_encode().cast(kind)
    table = pa.table({"text": pa.chunked_array([texts, texts[2:], texts[:0]])})
    tagged = tag_table(table)
    assert tagged.column("text") == table.column("text")
    assert tagged.select(COLUMNS).to_pylist() == list(map(expected, SOME + SOME[2:]))
    assert tagged.schema.field("output").type == pa.string()


@pytest.mark.parametrize("rows", [[], [None, None], ["", None]], ids=str)
def test_rows_without_text(rows):
    for kind in (pa.string(), *((pa.null(),) if set(rows) <= {None} else ())):
        tagged = tag_table(pa.table({"text": pa.array(rows, kind)}))
        assert tagged.select(COLUMNS).to_pylist() == list(map(expected, rows))
        assert pa.schema(list(tagged.schema)[1:]) == schema()


def test_a_table_keeps_its_metadata_and_its_columns():
    source = pa.schema([("text", pa.string()), ("odd", pa.list_(pa.int8()))], {"key": "value"})
    table = pa.table({"text": SOME, "odd": [[1], None, [], [2], [3]]}, source)
    tagged = tag_table(table)
    assert tagged.schema.metadata == {b"key": b"value"}
    assert tagged.column_names == ["text", "odd", *COLUMNS]
    assert tagged.select(["text", "odd"]) == table


def test_a_batch_gives_a_batch():
    batch = pa.record_batch({"n": range(5), "text": SOME}).slice(1, 3)
    tagged = tag_table(batch)
    assert isinstance(tagged, pa.RecordBatch)
    assert tagged.select(["n", "text"]) == batch
    assert tagged.select(COLUMNS).to_pylist() == list(map(expected, SOME[1:4]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stream_is_read_as_it_is_tagged(jobs):
    rows = texts(9_000)
    batches = pa.table({"n": range(9_000), "text": rows}).to_batches(max_chunksize=500)
    read = []

    def source():
        for batch in batches:
            read.append(batch)
            yield batch

    reader = pa.RecordBatchReader.from_batches(batches[0].schema, source())
    tagged = tag_table(reader, jobs=jobs, include=["language"])
    assert isinstance(tagged, pa.RecordBatchReader)
    assert not read
    first = tagged.read_next_batch()
    assert len(read) < 10
    table = pa.Table.from_batches([first, *tagged])
    assert table.schema.names == ["n", "text", "language"]
    assert table["n"].to_pylist() == [*range(9_000)]
    assert table["language"].to_pylist() == [
        text if text is None else pn.tag(text).lang for text in rows
    ]


def test_large_batches_of_a_stream_come_in_pieces():
    batch = pa.record_batch({"n": range(10_000), "text": ["Где си био?"] * 10_000})
    reader = pa.RecordBatchReader.from_batches(batch.schema, [batch, batch[:0], batch[:3]])
    pieces = list(tag_table(reader, include=["language"]))
    assert max(piece.num_rows for piece in pieces) < 5_000
    assert sum(piece.num_rows for piece in pieces) == 10_003


def test_dictionaries_are_written_where_they_are_asked_for(tmp_path):
    table = pa.table({"text": pa.chunked_array([SOME, SOME[::-1]])})
    tagged = tag_table(table, dictionary=True)
    assert pa.schema(list(tagged.schema)[1:]) == schema(dictionary=True)
    assert tagged.select(COLUMNS).to_pylist() == list(map(expected, SOME + SOME[::-1]))
    with pa.ipc.new_file(tmp_path / "a.arrow", tagged.schema) as file:  # takes one dictionary only
        file.write_table(tagged)
    reader = tag_table(pa.RecordBatchReader.from_stream(table), dictionary=True, jobs=2)
    assert reader.read_all().select(COLUMNS).to_pylist() == tagged.select(COLUMNS).to_pylist()


def test_edits_are_those_of_the_output():
    text = "Where\u200b were you? Ко си?"
    (row,) = tag_table(pa.table({"text": [text]}), include="output", edits=True).to_pylist()
    assert row["edits"] == [edit._asdict() for edit in pn.tag(text).output.edits]
    assert tag_table(pa.table({"text": [None]}), edits=True)["edits"].to_pylist() == [None]


def test_what_is_written_to_parquet_is_what_is_read(tmp_path):
    tagged = tag_table(pa.table({"text": SOME}), edits=True)
    pa.parquet.write_table(tagged, tmp_path / "a.parquet")
    assert pa.parquet.read_table(tmp_path / "a.parquet") == tagged


def test_a_lone_surrogate_of_a_step_is_replaced():
    (row,) = tag_table(pa.table({"text": [SOME[3]]}), normalise=[strange]).to_pylist()
    assert row["output"].startswith("\N{REPLACEMENT CHARACTER} were")


def test_a_tagger_of_tables_is_picklable():
    tagger = pickle.loads(pickle.dumps(TableTagger("text", include=["language"], languages="sr")))
    assert tagger(pa.table({"text": SOME[:1]}))["language"].to_pylist() == ["sr-Cyrl"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_names_its_row(jobs):
    table = pa.table({"text": ["Good morning, everyone!"] * 5_000 + ["stop"]})
    with pytest.raises(RuntimeError, match="no such luck") as caught:
        tag_table(table, detector=raising, jobs=jobs)
    assert any("row 5000" in note for note in caught.value.__notes__)


@pytest.mark.parametrize(
    ("column", "options", "message"),
    [
        ("texts", {}, "no column 'texts'; did you mean 'text'"),
        ("twice", {}, "2 columns are named 'twice'"),
        ("data", {}, r"has the type binary, expected string: polyglot_norm.decode"),
        ("n", {}, "has the type int64, expected string"),
        ("text", {"include": ["lang"]}, "unknown column 'lang': did you mean 'language'"),
        ("text", {"include": []}, "no column to add"),
        ("text", {"include": ["language"], "prefix": "my_"}, "a column 'my_language' already"),
        ("text", {"labels": "iso"}, "invalid labels 'iso'"),
        ("text", {"offsets": "bytes"}, "invalid offsets 'bytes'"),
        ("text", {"languages": ["xxq"]}, "unknown language tag"),
        ("text", {"jobs": 0}, "jobs must be at least 1, got 0"),
        ("text", {"jobs": 2, "detector": lambda text: []}, "cannot be sent to other processes"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said(column, options, message):
    arrays = [pa.array(["text"]), pa.array([b"text"]), pa.array([1]), *[pa.array([""])] * 3]
    names = ["text", "data", "n", "my_language", "twice", "twice"]
    with pytest.raises(pn.PolyglotError, match=message):
        tag_table(pa.table(arrays, names), column, **options)


def test_what_is_no_table_and_what_is_no_option():
    with pytest.raises(TypeError, match="got list"):
        tag_table([{"text": "a"}])
    with pytest.raises(TypeError, match="got str"):
        tag_array("text")
    with pytest.raises(TypeError, match="unknown option 'prefx'; did you mean 'prefix'"):
        tag_table(pa.table({"text": ["a"]}), prefx="a")  # type: ignore[call-arg]


def test_examples(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_examples("adapters.md", "Arrow")
