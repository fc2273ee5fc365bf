"""The engine ray: a task for each shard, on a cluster of two nodes of this machine."""

import pytest

from adapters.packages import needs
from corpus.corpora import SHARDS, Heard, tag_with, write_shards, written
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
    write_shards(tmp_path / "in")
    return tmp_path / "in"


def test_ray_writes_what_this_machine_writes(cluster, corpus, tmp_path):
    heard = Heard()
    report = tag_with("ray", corpus, tmp_path / "out", watcher=heard)
    wanted = tag_with("local", corpus, tmp_path / "here")
    assert written(tmp_path / "out") == written(tmp_path / "here")
    assert report.as_dict() | {"target": ""} == wanted.as_dict() | {"target": ""}
    assert [shard for shard, _, _ in heard.failures] == ["broken"]
    assert len(heard.done) == len(set(heard.done)) == SHARDS


def test_a_worker_that_is_killed_costs_nothing(cluster, corpus, tmp_path):
    killer = Killer(b"ray::_tagged", tmp_path / "out")
    killer.start()
    report = tag_with("ray", corpus, tmp_path / "out")
    killer.join()
    assert killer.killed
    assert report.finished == SHARDS
    tag_with("local", corpus, tmp_path / "here")
    assert written(tmp_path / "out") == written(tmp_path / "here")
