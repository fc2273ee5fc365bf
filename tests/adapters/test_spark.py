"""Spark tags on a real cluster of two executors as `tag` does, also if one of them is killed."""

import datetime
import decimal
import os
import sys
from pathlib import Path

import pytest

import polyglot_norm as pn
from adapters.examples import run_examples
from adapters.packages import needs
from adapters.rows import COLUMNS, answers, expected, texts
from adapters.workers import CountOpened, KillExecutor

sql = needs("pyspark.sql", "pyspark", "pandas")
pa = needs("pyarrow")
parquet = needs("pyarrow.parquet")

from polyglot_norm.adapters import spark as adapter  # noqa: E402 - needs the package
from polyglot_norm.adapters.arrow import TableTagger  # noqa: E402

ROWS = texts(20_000)
ODD = {
    "when": datetime.datetime(2026, 11, 28, 1, 2, 3, 456789),
    "price": decimal.Decimal("12.50"),
    "tags": ["a", None],
    "nested": {"x": 1, "y": {"z": "б"}},
}
KINDS = """text string, when timestamp, price decimal(9,2), tags array<string>,
nested struct<x: int, y: map<string, string>>"""


@pytest.fixture(scope="module")
def session():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "5s",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = sql.SparkSession.builder.master("local-cluster[2,1,1024]")
    session = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # an executor is killed on purpose
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(session, tmp_path_factory):
    """Rows in files of very different sizes."""
    folder = tmp_path_factory.mktemp("texts")
    for start, end in [(0, 1), (1, 3), (3, 16_000), (16_000, 20_000)]:
        table = pa.table({"n": range(start, end), "text": pa.array(ROWS[start:end], pa.string())})
        parquet.write_table(table, folder / f"{start:05}.parquet")
    return session.read.parquet(str(folder))


def test_twenty_thousand_rows_with_an_executor_killed(frame, tmp_path):
    marker = str(tmp_path / "killed")
    killing = frame.mapInArrow(KillExecutor(marker), frame.schema)
    tagged = adapter.tag(killing).toArrow().sort_by("n")
    assert Path(marker).exists()
    assert tagged["text"].to_pylist() == ROWS
    assert tagged.select(COLUMNS).to_pylist() == answers(20_000)


def test_functions_for_sql(session, frame):
    adapter.register(session)
    frame.filter("n >= 19500").createOrReplaceTempView("given")
    query = """SELECT n, polyglot_tag(text) AS whole, polyglot_language(text) AS lang,
               polyglot_output(text) AS output FROM given ORDER BY n"""
    rows = session.sql(query).toArrow().to_pylist()
    wanted = list(map(expected, ROWS[19_500:]))
    assert [row["lang"] for row in rows] == [answer["language"] for answer in wanted]
    assert [row["output"] for row in rows] == [answer["output"] for answer in wanted]
    assert [row["whole"] for row in rows] == [
        answer if answer["language"] else None for answer in wanted
    ]


def test_columns_of_every_kind_are_kept(session):
    rows = [{"text": text, **ODD} for text in ("Где си био јуче?", None)]
    frame = session.createDataFrame(rows, KINDS)
    tagged = adapter.tag(frame, prefix="my_", labels="iso639-3", edits=True)
    assert tagged.columns == [*frame.columns, *(f"my_{name}" for name in (*COLUMNS, "edits"))]
    assert [row[: len(ODD) + 1] for row in tagged.collect()] == frame.collect()
    assert [row["my_language"] for row in tagged.collect()] == ["srp_Cyrl", None]


def test_a_process_opens_the_model_once(session):
    frame = session.createDataFrame([("Где си био јуче?",)] * 8, "text string").repartition(4)
    opened = frame.mapInArrow(CountOpened(TableTagger("text")), "opened long").collect()
    assert [row["opened"] for row in opened] == [1] * 8


@pytest.mark.parametrize(
    ("column", "options", "message"),
    [
        ("texts", {}, "no column 'texts'; did you mean 'text'"),
        ("n", {}, "'n' has the type bigint, expected string"),
        ("text", {"dictionary": True}, "Spark reads no dictionaries"),
        ("text", {"labels": "iso"}, "invalid labels 'iso'"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_runs(frame, column, options, message):
    with pytest.raises(pn.PolyglotError, match=message):
        adapter.tag(frame, column, **options)
    with pytest.raises(pn.PolyglotError, match="a column 'language' already"):
        adapter.tag(adapter.tag(frame))


def test_examples(session):
    run_examples("adapters.md", "Spark", spark=session)
