"""The speed benchmark: its texts never repeat a sentence, its figures survive JSON."""

import ast
import json
import lzma
import re
import subprocess
import sys

import pytest

import polyglot_norm as pn
from benchmarks.bars import speed_bars
from benchmarks.deck import Deck, Exhausted
from benchmarks.results import results
from benchmarks.speed import around, cliffs, figures, measuring, workloads
from benchmarks.speed.child import MODES
from benchmarks.speed.contenders import CONTENDERS
from benchmarks.speed.languages import measure_languages
from benchmarks.speed.markdown import sections
from benchmarks.speed.processes import TextFile
from numbered_corpus import write_numbered

SIZES = workloads.Sizes(pages=20_000, shuffle=20_000, messages=300)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_numbered(tmp_path_factory.mktemp("corpus"))


def numbers(texts):
    return [number for text in texts for number in re.findall(r"Number (\S+)", text)]


@pytest.mark.parametrize("name", list(workloads.WORKLOADS))
def test_no_sentence_occurs_twice(corpus, name):
    compose = workloads.WORKLOADS[name]
    found = compose(Deck(corpus), SIZES)
    assert len(numbers(found.texts)) == len(set(numbers(found.texts))) > 100
    assert found.texts == compose(Deck(corpus), SIZES).texts


def test_messages_have_the_length_of_messages(corpus):
    texts = workloads.messages(Deck(corpus), SIZES).texts
    assert len(set(texts)) == SIZES.messages
    assert all(50 <= len(text) <= 140 for text in texts)


def test_a_shuffled_document_has_twenty_lines(corpus):
    texts = workloads.shuffle(Deck(corpus), SIZES).texts
    assert {text.count("\n") for text in texts} == {19}


def test_a_deck_that_is_used_up_says_so(corpus):
    deck = Deck(corpus)
    dealt = [deck.deal("en") for _ in range(400)]
    assert len(set(dealt)) == 400
    with pytest.raises(Exhausted, match="the training text of en is used up"):
        deck.deal("en")


def test_a_deck_deals_what_fits_and_cld2_can_read(tmp_path):
    (tmp_path / "train").mkdir()
    lines = "own\tyes\nown\tno\x85\nown\tno\nown\tперо"
    (tmp_path / "train" / "en.txt.xz").write_bytes(lzma.compress(lines.encode()))
    deck = Deck(tmp_path)
    assert deck.deal("en", lambda text: len(text) == 2) == "no"


@pytest.mark.parametrize("mode", list(MODES))
def test_a_fresh_process_measures_every_text(mode):
    with TextFile(["Да.", "\ud800"], first=["Yes."]) as file:
        seconds = file.timed("output", mode)
    assert len(seconds) == (1 if mode == "total" else 2)
    assert all(each >= 0 for each in seconds)


@pytest.mark.parametrize("name", ["spans", "output", "detect", "function"])
def test_ours_answers_as_the_library_does(name):
    text = "Да.\nYes."
    doc = pn.tag(text)
    expected = {"output": [s.output.text for s in doc.segments], "detect": pn.detect(text)}
    assert CONTENDERS[name].ready()(text) == expected.get(name, doc.segments)


@pytest.mark.slow
def test_a_workload_is_measured_in_rounds(corpus):
    pytest.importorskip("pycld2")
    found = measuring.measure(workloads.messages(Deck(corpus), SIZES), ("detect", "cld2"), 2)
    assert found.rates["cld2"].ratio == 1
    assert found.rates["detect"].median <= found.rates["detect"].slowest


@pytest.mark.slow
def test_what_is_around_the_engine_is_measured(corpus, capfd):
    pytest.importorskip("pycld2")
    deck = Deck(corpus)
    found = around.measure_around(workloads.pages(deck, SIZES), workloads.messages(deck, SIZES), 1)
    assert list(found.many) == [
        "pages, spans", "pages, output", "messages, spans", "messages, output",
    ]  # fmt: skip
    assert len(found.commands) == 4
    assert min(each.seconds for each in found.commands.values()) > 0
    assert found.folder > 0


def test_two_jobs_are_as_fast_as_the_slower_of_parent_and_workers():
    assert figures.Parallel(1.8, 0.2, 1.8, 0.3, 1.0).ideal == 1.8
    assert figures.Parallel(1.8, 1.8, 0.2, 0.3, 1.0).ideal == 1


def test_odd_texts_are_as_long_as_asked_and_begin_with_one_unit():
    every = list(cliffs.cases())
    assert len({case.name for case in every}) == len(every) > 100
    for case in every:
        assert 900 < len(case.text(1000)) <= 1010
        assert case.text(1)


def test_the_table_of_odd_texts_has_no_letter_that_cannot_be_seen():
    for line in cliffs.TABLE.read_text(encoding="utf-8").splitlines():
        assert line.replace("\t", "").isprintable()
        if not line.startswith(("#", "name")):
            assert isinstance(ast.literal_eval(line.split("\t")[1]), str)


@pytest.mark.slow
def test_odd_texts_and_languages_are_compared_with_prose(corpus, monkeypatch):
    few = [cliffs.repeated("digits", "7 "), cliffs.repeated("letters", "жa")]
    monkeypatch.setattr(cliffs, "cases", lambda: iter(few))
    lengths = cliffs.Lengths(alone=2000, inside=1000, language=500)
    found = cliffs.measure_cliffs(corpus, lengths, ["spans"])
    assert set(found) == {"digits", "letters"}
    assert all(cliff.alone["spans"] > 0 and cliff.inside["spans"] > 0 for cliff in found.values())
    mono = corpus / "dev" / "mono"
    mono.mkdir(parents=True)
    for tag, line in {
        "en": "She reads the paper every morning.",
        "ru": "Она читает газету.",
    }.items():
        (mono / f"{tag}.txt").write_text("\n".join([line] * 4), encoding="utf-8")
    assert measure_languages(corpus, 100, 1)["en"] == 1


def report():
    rate = figures.Rate(2.0, 0.5, 40.0, 90.0)
    rates = dict.fromkeys(("spans", "output", "detect", "cld2"), rate)
    return figures.SpeedReport(
        machine="one core",
        quick=True,
        rounds=1,
        versions=["polyglot-norm 1"],
        workloads={
            "pages": figures.WorkloadFigures("pages of our own", 3, 1000, {"spans": rate}),
            "messages": figures.WorkloadFigures("messages of our own", 9, 1000, rates),
        },
        calls={"spans": figures.CallCost(1.5, 9.0)},
        cliffs={
            "digits": figures.Cliff({"spans": 0.5}, {"spans": 1.0}),
            "micro sign": figures.Cliff({"spans": 2.0}, {"spans": 9.5}),
        },
        languages={"yo": 4.0, "en": 1.0},
        starts={"ours": figures.Start(5.0, 90.0, 44.0, 45.0, 10.0)},
        around=figures.Around(
            {"pages, spans": figures.Parallel(1.8, 0.25, 1.75, 0.3, 1.5)},
            {"one file": figures.CommandLine(2.5, 0.625)},
            1.25,
        ),
    )


def test_figures_survive_json(tmp_path):
    report().save(tmp_path / "speed.json")
    assert json.loads((tmp_path / "speed.json").read_text(encoding="utf-8"))["quick"]
    assert figures.SpeedReport.load(tmp_path / "speed.json") == report()


def test_parts_that_are_not_measured_are_kept():
    calls = {"spans": figures.CallCost(1.0, 2.0)}
    later = figures.SpeedReport("another core", True, 1, ["polyglot-norm 2"], calls=calls)
    found = later.over(report())
    assert (found.machine, found.calls) == ("another core", calls)
    assert (found.workloads, found.starts) == (report().workloads, report().starts)
    assert found.around == report().around


def test_the_tables_show_every_part():
    text = "\n\n".join(sections(report()))
    assert "| `Tagger.tag`: spans | 2.00 (0.50) | 2.00 (0.50) | 40.0, 90.0 |" in text
    assert "| `Tagger.tag`: spans | 1.5 | 9.0 |" in text
    assert "| micro sign | 2.0 | 9.5 |" in text
    assert "The other 1 texts tried" in text
    assert "1 of 2 are above 3" in text
    assert "| ours | 5.0 | 90.0 | 44.0 | 45.0 | 10.0 |" in text
    assert "| pages, spans | 1.80 | 0.25 | 1.75 | 0.30 | 1.80 | 1.50 |" in text
    assert "| one file | 2.50 | 0.62 |" in text
    assert "take 1.25 times as long" in text


def test_bars_are_missed_and_met():
    met = {bar.name: bar.met for bar in speed_bars(report())}
    assert not met["pages, `Tagger.tag`: spans: speed, CLD2 = 1"]
    assert met["`Tagger.tag` of an empty text, µs"]
    assert not met["slowest odd text, prose = 1"]
    assert met["import, ms"]
    assert list(speed_bars(None)) == []


def test_a_section_without_new_figures_stays():
    before = results(None, report())
    after = results(None, None, before)
    assert "messages of our own" in after
    assert after == before


def test_a_part_that_does_not_exist_is_named():
    command = [sys.executable, "-m", "benchmarks.speed", "--corpus", ".", "--only", "pages/cld3"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "unknown system 'cld3': expected spans" in done.stderr
