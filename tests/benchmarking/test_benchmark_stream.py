"""The benchmark of the command line: its text, its programs and its ratios."""

import re
import sys

import pytest

from benchmarks.deck import Deck
from benchmarks.stream import Run, compose, measure, run, summarised
from numbered_corpus import write_numbered

pytest.importorskip("pycld2")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_numbered(tmp_path_factory.mktemp("corpus"))


def test_ratios_are_medians_of_the_rounds():
    found = {
        "cld2": [Run(10.0, 9.0, 50.0), Run(20.0, 9.0, 60.0), Run(10.0, 9.0, 50.0)],
        "jobs 1": [Run(20.0, 18.0, 90.0), Run(40.0, 18.0, 95.0), Run(10.0, 18.0, 90.0)],
        "jobs 2": [Run(10.0, 20.0, 90.0), Run(20.0, 20.0, 90.0), Run(10.0, 20.0, 90.0)],
    }
    summary = summarised(found, 100_000_000)
    assert summary["ratio to cld2"]["jobs 1"] == 0.5
    assert summary["ratio to cld2, processor"]["jobs 2"] == 0.45
    assert summary["resident"] == {"cld2": 60.0, "jobs 1": 95.0, "jobs 2": 90.0}
    assert summary["speed-up"] == 2.0
    assert summary["rates"]["cld2"] == 10.0


def test_the_text_never_repeats_a_sentence(corpus, tmp_path):
    size = compose(tmp_path / "mixed.txt", Deck(corpus), 0.1)
    text = (tmp_path / "mixed.txt").read_text(encoding="utf-8")
    assert size == len(text.encode()) >= 100_000
    found = re.findall(r"Number (\S+)", text)
    assert len(found) == len(set(found)) > 1000


def test_a_program_that_fails_is_reported():
    with pytest.raises(Exception, match="exit status 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.slow
def test_the_programs_run(tmp_path):
    page = tmp_path / "mixed.txt"
    page.write_text("Где си био целог дана?\nWhere have you been all day?\n" * 50, "utf-8")
    found = measure(page, [1, 2], 1)
    assert set(found) == {"cld2", "jobs 1", "jobs 2"}
    assert all(each.seconds > 0 and each.resident > 1 for runs in found.values() for each in runs)
