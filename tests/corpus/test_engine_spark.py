"""The engine spark: a task for each shard, on a cluster of processes of this machine."""

import os
import sys

import pytest

from adapters.packages import needs
from corpus.corpora import SHARDS, Heard, tag_with, write_shards, written
from corpus.killing import Killer

pyspark = needs("pyspark", "pyarrow")


@pytest.fixture(scope="module")
def session():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        needs("pyspark.sql")
        .SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def corpus(tmp_path):
    write_shards(tmp_path / "in")
    return tmp_path / "in"


def test_spark_writes_what_this_machine_writes(session, corpus, tmp_path):
    heard = Heard()
    report = tag_with("spark", corpus, tmp_path / "out", watcher=heard)
    wanted = tag_with("local", corpus, tmp_path / "here")
    assert written(tmp_path / "out") == written(tmp_path / "here")
    assert report.as_dict() | {"target": ""} == wanted.as_dict() | {"target": ""}
    assert [shard for shard, _, _ in heard.failures] == ["broken"]
    assert len(heard.done) == len(set(heard.done)) == SHARDS
    assert tag_with("spark", corpus, tmp_path / "out").as_dict() == report.as_dict()


def test_an_executor_that_is_killed_costs_nothing(session, corpus, tmp_path):
    killer = Killer(b"CoarseGrainedExecutorBackend", tmp_path / "out")
    killer.start()
    report = tag_with("spark", corpus, tmp_path / "out")
    killer.join()
    assert killer.killed
    assert report.finished == SHARDS
    tag_with("local", corpus, tmp_path / "here")
    assert written(tmp_path / "out") == written(tmp_path / "here")
