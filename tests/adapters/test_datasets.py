"""Datasets of Hugging Face are tagged as `tag` tags their texts."""

from typing import Any

import pytest

import polyglot_norm as pn
from adapters.examples import run_examples
from adapters.packages import needs
from adapters.rows import COLUMNS, answers, expected, texts

hub = needs("datasets", "pyarrow")

from polyglot_norm.adapters import datasets as adapter  # noqa: E402 - needs the package

ROWS = texts(3_000)
ANSWERS = list(map(expected, ROWS))


@pytest.fixture
def dataset(tmp_path, monkeypatch):
    monkeypatch.setattr(hub.config, "HF_DATASETS_CACHE", tmp_path)
    made = hub.Dataset.from_dict({"n": [*range(len(ROWS))], "text": ROWS})
    made.save_to_disk(tmp_path / "texts")
    return hub.load_from_disk(tmp_path / "texts")


def added(rows):
    return [{name: row[name] for name in COLUMNS} for row in rows]


@pytest.mark.parametrize("num_proc", [None, 2])
def test_a_dataset(dataset, num_proc):
    tagged = adapter.tag(dataset, num_proc=num_proc)
    assert tagged.column_names == ["n", "text", *COLUMNS]
    assert tagged["n"][:] == [*range(len(ROWS))]
    assert tagged["text"][:] == ROWS
    assert added(tagged) == ANSWERS
    assert tagged.features["language_score"].dtype == "float32"


@pytest.mark.slow
@pytest.mark.parametrize("is_streamed", [True, False])
def test_twenty_thousand_rows_are_what_tag_says(is_streamed):
    given = texts(20_000)
    dataset = hub.Dataset.from_dict({"n": [*range(20_000)], "text": given})
    if is_streamed:
        rows = list(adapter.tag(dataset.to_iterable_dataset(num_shards=7)))
    else:
        rows = list(adapter.tag(dataset, num_proc=2))
    assert [(row["n"], row["text"]) for row in rows] == list(enumerate(given))
    assert added(rows) == answers(20_000)


def test_a_fingerprint_depends_on_data_and_options_alone(dataset):
    options: dict[str, Any] = {
        "languages": ["en", "sr"],
        "transliterate": {"sr-Cyrl": "iso9", "*": None},
    }
    first = adapter.tag(dataset.select(range(20)), **options)
    again = adapter.tag(dataset.select(range(20)), **options)
    other = adapter.tag(dataset.select(range(20)))
    assert first._fingerprint == again._fingerprint
    assert first._fingerprint != other._fingerprint
    assert first.cache_files == again.cache_files


def test_a_stream_is_tagged_as_it_is_read(dataset):
    tagged = adapter.tag(dataset.to_iterable_dataset(num_shards=3), prefix="my_")
    assert [*tagged.features] == ["n", "text", *(f"my_{name}" for name in COLUMNS)]
    rows = list(tagged)
    assert [row["n"] for row in rows] == [*range(len(ROWS))]
    assert [{name: row[f"my_{name}"] for name in COLUMNS} for row in rows] == ANSWERS


def test_a_stream_without_known_features():
    rows = [{"text": "Где си био јуче?"}, {"text": None}]
    stream = hub.IterableDataset.from_generator(lambda: iter(rows))
    assert [row["language"] for row in adapter.tag(stream)] == ["sr-Cyrl", None]


def test_a_dictionary_of_datasets(dataset):
    parts = hub.DatasetDict(train=dataset.select(range(5)), test=dataset.select(range(5, 9)))
    tagged = adapter.tag(parts, include=["language"])
    assert isinstance(tagged, hub.DatasetDict)
    assert tagged["test"]["language"][:] == [answer["language"] for answer in ANSWERS[5:9]]


def test_a_format_is_kept(dataset):
    some = dataset.select(range(5)).with_format("arrow", columns=["n"])
    tagged = adapter.tag(some, include=["language"])
    assert tagged[:].column_names == ["n", "language"]
    assert tagged.with_format(None).column_names == ["n", "text", "language"]


def test_what_cannot_be_done_is_said(dataset):
    with pytest.raises(pn.PolyglotError, match="no column 'texts'; did you mean 'text'"):
        adapter.tag(dataset, "texts")
    with pytest.raises(pn.PolyglotError, match="a column 'language' already"):
        adapter.tag(adapter.tag(dataset.select(range(5))))


def test_examples():
    run_examples("adapters.md", "Hugging Face datasets")
