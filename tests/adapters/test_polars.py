"""The namespaces of Polars give what `tag` says of every row."""

import pytest

import polyglot_norm as pn
from adapters.examples import run_docstrings, run_examples
from adapters.packages import needs
from adapters.rows import COLUMNS, answers, expected, texts

pl = needs("polars", "pyarrow")

from polyglot_norm.adapters import polars as adapter  # noqa: E402 - needs the package

ROWS = texts(300)
ANSWERS = list(map(expected, ROWS))
FRAME = pl.DataFrame({"n": range(300), "text": ROWS})


def test_a_frame():
    tagged = FRAME.polyglot.tag()
    assert tagged.select("n", "text").equals(FRAME)
    assert tagged.columns == ["n", "text", *COLUMNS]
    assert tagged.select(COLUMNS).to_dicts() == ANSWERS


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_frame(engine):
    tagged = FRAME.lazy().polyglot.tag(prefix="my_", edits=True)
    assert tagged.collect_schema() == FRAME.polyglot.tag(prefix="my_", edits=True).schema
    found = tagged.filter(pl.col("n") >= 100).sort("n").collect(engine=engine)
    answers = [{f"my_{name}": value for name, value in row.items()} for row in ANSWERS[100:]]
    assert found.select(*answers[0]).to_dicts() == answers


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_twenty_thousand_rows_are_what_tag_says(engine):
    rows = texts(20_000)
    frame = pl.DataFrame({"n": range(20_000), "text": rows})
    tagged = frame.lazy().polyglot.tag().collect(engine=engine).sort("n")
    assert tagged.select("n", "text").equals(frame)
    assert tagged.select(COLUMNS).to_dicts() == answers(20_000)


def test_series_and_expressions():
    structs = [answer if answer["language"] else None for answer in ANSWERS]
    assert FRAME["text"].polyglot.tag().to_list() == structs
    text = pl.col("text").polyglot
    found = FRAME.select(text.tag(), lang=text.language(prefix="my_"), out=text.output())
    assert found["text"].to_list() == structs
    assert found["lang"].to_list() == [answer["language"] for answer in ANSWERS]
    assert found["out"].to_list() == [answer["output"] for answer in ANSWERS]


@pytest.mark.parametrize("kind", [pl.Categorical, pl.String, pl.Null])
def test_types_of_text(kind):
    rows = [None, None] if kind == pl.Null else [*ROWS[:20], ""]
    frame = pl.DataFrame({"text": pl.Series(rows, dtype=pl.Null if kind == pl.Null else pl.String)})
    tagged = frame.cast(kind).polyglot.tag()
    assert tagged["text"].dtype == kind
    assert tagged.select(COLUMNS).to_dicts() == list(map(expected, rows))


def test_dictionaries_are_categories():
    tagged = FRAME.polyglot.tag(dictionary=True)
    assert tagged["language"].dtype == pl.Categorical
    assert tagged["language"].to_list() == [answer["language"] for answer in ANSWERS]


def test_what_cannot_be_done_is_said():
    with pytest.raises(pn.PolyglotError, match="no column 'texts'; did you mean 'text'"):
        FRAME.polyglot.tag("texts")
    with pytest.raises(pn.PolyglotError, match="a column 'language' already"):
        FRAME.polyglot.tag().lazy().polyglot.tag()
    with pytest.raises(pn.PolyglotError, match="type int64, expected string"):
        FRAME.polyglot.tag("n")


def test_examples():
    run_docstrings(adapter)
    run_examples("adapters.md", "Polars")
