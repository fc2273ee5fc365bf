"""The engine ray: a task for each shard, on a cluster of two nodes of this machine."""

import pytest

from adapters.packages import needs
from corpus.corpora import TEXTS, Heard, records, tag_with, write_lines, written
from corpus.killing import Killer

ray = needs("ray", "pyarrow")


@pytest.fixture(scope="module")
def cluster():
    found = needs("ray.cluster_utils").Cluster(head_node_args={"num_cpus": 1})
    found.add_node(num_cpus=1)
    ray.init(address=found.address, log_to_driver=False)
    yield found
    ray.shutdown()
    found.shutdown()


@pytest.fixture
def corpus(tmp_path):
    long = [{"id": n, "text": " ".join(TEXTS[n % 5 :] * 20)} for n in range(150)]
    for number in range(12):
        write_lines(tmp_path / "in" / f"{number:02}.jsonl", long)
    write_lines(tmp_path / "in" / "few.jsonl", records(9))
    (tmp_path / "in" / "broken.parquet").write_bytes(b"PAR1")
    return tmp_path / "in"


def test_ray_writes_what_this_machine_writes(cluster, corpus, tmp_path):
    heard = Heard()
    report = tag_with("ray", corpus, tmp_path / "out", watcher=heard)
    wanted = tag_with("local", corpus, tmp_path / "here")
    assert written(tmp_path / "out") == written(tmp_path / "here")
    assert report.as_dict() | {"target": ""} == wanted.as_dict() | {"target": ""}
    assert [shard for shard, _, _ in heard.failures] == ["broken"]
    assert len(heard.done) == 13


def test_a_worker_that_is_killed_costs_nothing(cluster, corpus, tmp_path):
    killer = Killer(b"ray::_tagged", tmp_path / "out")
    killer.start()
    report = tag_with("ray", corpus, tmp_path / "out")
    killer.join()
    assert killer.killed
    assert report.finished == 13
    tag_with("local", corpus, tmp_path / "here")
    assert written(tmp_path / "out") == written(tmp_path / "here")
