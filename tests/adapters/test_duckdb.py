"""The functions of DuckDB give what `tag` says of every row."""

import pytest

import polyglot_norm as pn
from adapters.examples import run_docstrings, run_examples
from adapters.packages import needs
from adapters.rows import COLUMNS, answers, expected, texts

duckdb = needs("duckdb", "pyarrow")
pa = needs("pyarrow")

from polyglot_norm.adapters import duckdb as adapter  # noqa: E402 - needs the package
from polyglot_norm.adapters.arrow import tag_table  # noqa: E402

ROWS = texts(5_000)  # more than DuckDB gives to a function at a time
ANSWERS = list(map(expected, ROWS))


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        connection.register("given", pa.table({"n": range(5_000), "text": ROWS}))
        yield connection


def test_the_functions(connection):
    adapter.register(connection)
    query = """SELECT polyglot_tag(text), polyglot_language(text), polyglot_output(text)
               FROM given ORDER BY n"""
    assert connection.sql(query).fetchall() == [
        (answer if answer["language"] else None, answer["language"], answer["output"])
        for answer in ANSWERS
    ]


@pytest.mark.slow
def test_twenty_thousand_rows_are_what_tag_says(connection):
    rows = texts(20_000)
    connection.register("many", pa.table({"n": range(20_000), "text": rows}))
    adapter.register(connection)
    found = connection.sql("SELECT n, text, polyglot_tag(text) FROM many ORDER BY n").fetchall()
    wanted = [answer if answer["language"] else None for answer in answers(20_000)]
    assert found == list(zip(range(20_000), rows, wanted, strict=True))


def test_options_of_the_functions(connection):
    adapter.register(connection, languages=["en"], include=["language"], edits=True, prefix="my_")
    query = "SELECT polyglot_tag('Good morning!'), polyglot_language('Где си био јуче?')"
    ((whole, lang),) = connection.sql(query).fetchall()
    assert whole == {"my_language": "en", "my_edits": []}
    assert lang == pn.tag("Где си био јуче?", languages=["en"]).lang
    assert connection.sql("SELECT polyglot_tag(NULL)").fetchall() == [(None,)]


def test_rows_can_be_grouped_and_filtered(connection):
    adapter.register(connection)
    query = "SELECT polyglot_language(text) AS lang, count(*) FROM given GROUP BY lang"
    counts = dict(connection.sql(query).fetchall())
    assert sum(counts.values()) == 5_000
    assert counts[None] == ROWS.count(None)


def test_a_relation_is_tagged_as_a_stream(connection):
    tagged = tag_table(connection.sql("FROM given ORDER BY n")).read_all()
    assert tagged["text"].to_pylist() == ROWS
    assert tagged.select(COLUMNS).to_pylist() == ANSWERS


def test_what_cannot_be_done_is_said(connection):
    with pytest.raises(pn.UnknownTag, match="unknown language tag"):
        adapter.register(connection, languages=["xxq"])
    with pytest.raises(pn.PolyglotError, match="type int64, expected string"):
        tag_table(connection.sql("FROM given"), "n").read_all()


def test_examples():
    run_docstrings(adapter)
    run_examples("adapters.md", "DuckDB")
