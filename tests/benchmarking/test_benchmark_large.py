"""The benchmark of large data: its records, its programs and its ratios."""

import json
from collections import Counter

import pytest

from benchmarks.deck import Deck, training_sentences
from benchmarks.large import BARS, compose, measure, summary_of
from benchmarks.naming import WIDESPREAD
from benchmarks.stream import Run
from numbered_corpus import write_numbered

pytest.importorskip("pycld2")
pytest.importorskip("pyarrow")


def test_records_are_composed_and_then_of_all_sentences_in_turn(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.large.UNREPEATED", 0.05)
    (tmp_path / "corpus").mkdir()
    root = write_numbered(tmp_path / "corpus")
    size = compose(tmp_path / "records.jsonl", Deck(root), 2.0)
    data = (tmp_path / "records.jsonl").read_bytes()
    records = [json.loads(line) for line in data.splitlines()]
    assert size == len(data) >= 2_000_000
    assert [record["id"] for record in records] == list(range(len(records)))
    texts = [record["text"] for record in records]
    assert len(set(texts)) == len(texts)  # whose sentences come again in other company
    known = {each for tag in WIDESPREAD for each in training_sentences(root, tag)}
    lines = [line for text in texts for line in text.split("\n") if line in known]
    assert max(Counter(lines).values()) <= 2 + 2_000_000 // sum(len(s.encode()) for s in known)


def test_the_summary_has_the_cost_of_a_gigabyte():
    found = {"cld2": [Run(1.0, 1.0, 50.0)], "jobs 1": [Run(4.0, 4.0, 90.0), Run(5.0, 3.0, 99.0)]}
    summary = summary_of(found | {"cld2": found["cld2"] * 2}, 10**7)
    assert summary["processor seconds a gigabyte"] == {"cld2": 100, "jobs 1": 300}
    assert summary["bars"] == BARS


@pytest.mark.slow
def test_the_programs_run_and_write_the_same(tmp_path):
    record = json.dumps({"text": "Где си био целог дана? Where have you been all day?"})
    (tmp_path / "records.jsonl").write_text(f"{record}\n" * 50, encoding="utf-8")
    found = measure(tmp_path / "records.jsonl", [1, 2], 1)
    names = {"jobs 1", "jobs 2", "jobs 1, labels", "jobs 2, labels"}
    assert set(found) == {"cld2", *names}
