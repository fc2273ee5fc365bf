"""Ray Data tags on a cluster of two nodes as `tag` does, also if a process is killed."""

from contextlib import chdir
from pathlib import Path

import pytest

import polyglot_norm as pn
from adapters import workers
from adapters.examples import run_examples
from adapters.packages import needs
from adapters.rows import COLUMNS, answers, expected, texts

ray = needs("ray", "ray.data", "pyarrow")
pa = needs("pyarrow")
Cluster = needs("ray.cluster_utils").Cluster

from polyglot_norm.adapters import ray as adapter  # noqa: E402 - needs the package
from polyglot_norm.adapters.arrow import TableTagger  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray warns about itself

ROWS = texts(20_000)


@pytest.fixture(scope="module", autouse=True)
def cluster(tmp_path_factory):
    with chdir(tmp_path_factory.mktemp("work")):  # else processes of Ray import the checkout
        yield from started()


def started():
    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(**node)
    ray.init(address=cluster.address, log_to_driver=False)
    ray.cloudpickle.register_pickle_by_value(workers)  # which other processes cannot import
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    yield
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture
def dataset():
    """Blocks of very different sizes."""
    numbers = range(len(ROWS))
    places = [(0, 1), (1, 3), (3, 15_000), (15_000, 20_000)]
    return ray.data.from_arrow(
        [
            pa.table({"n": numbers[start:end], "text": pa.array(ROWS[start:end], pa.string())})
            for start, end in places
        ]
    )


def test_twenty_thousand_rows_with_a_process_killed(dataset, tmp_path):
    marker = str(tmp_path / "killed")
    killing = dataset.map_batches(workers.KillProcess(marker), batch_format="pyarrow")
    rows = adapter.tag(killing).take_all()
    assert Path(marker).exists()
    assert [row["n"] for row in rows] == [*range(20_000)]
    assert [row["text"] for row in rows] == ROWS
    assert [{name: row[name] for name in COLUMNS} for row in rows] == answers(20_000)


def test_actors(dataset):
    tagged = dataset.limit(50).map_batches(
        TableTagger,
        fn_constructor_kwargs={"column": "text", "include": ["language"], "labels": "fasttext"},
        batch_format="pyarrow",
        concurrency=1,
    )
    langs = [answer["language"] for answer in map(expected, ROWS[:50])]
    assert [row["language"] for row in tagged.take_all()] == [
        lang if lang is None else pn.label(lang, "fasttext") for lang in langs
    ]


def test_what_cannot_be_done_is_said(dataset):
    with pytest.raises(pn.PolyglotError, match="invalid labels 'iso'"):
        adapter.tag(dataset, labels="iso")


def test_examples():
    run_examples("adapters.md", "Ray Data")
