"""The chain from corpus to model, on three languages and a few sentences of our own."""

import lzma
from dataclasses import replace

import pytest

pytest.importorskip("numpy")

import numpy as np

from polyglot_norm.language.model import SCALE, Model
from training.calibrate import ENOUGH, Scores, temperatures, weakest
from training.chain import run
from training.classifier import Classifier
from training.corpus import Corpus
from training.exceptions import exceptions
from training.extend import Script, extend
from training.fit import SUMS
from training.kernels import building
from training.prune import thin
from training.tiny import TINY
from training.tokenise import tokenise

SENTENCES = {
    "en": """The little boat came home before the storm
        She reads the paper with her coffee every morning
        There is nothing better than a warm house in the winter
        We walked through the old town and bought some bread
        His brother works with the farmers on the other side of the river
        They have been waiting for the train since this afternoon""",
    "de": """Das kleine Boot kam vor dem Sturm nach Hause
        Sie liest jeden Morgen die Zeitung zum Kaffee
        Es gibt nichts Besseres als ein warmes Haus im Winter
        Wir gingen durch die alte Stadt und kauften etwas Brot
        Sein Bruder arbeitet mit den Bauern auf der anderen Seite des Flusses
        Sie warten schon seit heute Nachmittag auf den Zug""",
    "sr-Latn": """Mali čamac je stigao kući pre oluje
        Ona svakog jutra čita novine uz kafu
        Nema ničeg boljeg od tople kuće zimi
        Šetali smo kroz stari grad i kupili malo hleba
        Njegov brat radi sa seljacima na drugoj strani reke
        Čekaju voz još od danas popodne""",
    "th": "เรือลำเล็กกลับถึงบ้านก่อนพายุ",
}
SCRIPTS = {"th": "Thai"}


def written(folder, tags):
    """Write a corpus of some of the languages."""
    for part in ("train", "lexicon", "dev/mono"):
        (folder / part).mkdir(parents=True)
    rows = ["tag\tscript\tnotes"]
    for tag in tags:
        text = SENTENCES[tag]
        lines = [line.strip() for line in text.splitlines()]
        rows.append(f"{tag}\t{SCRIPTS.get(tag, 'Latn')}\t-")
        train = "".join(f"own\t{line}\n" for line in lines)
        (folder / "train" / f"{tag}.txt.xz").write_bytes(lzma.compress(train.encode()))
        (folder / "dev/mono" / f"{tag}.txt").write_text("\n".join(lines), encoding="utf-8")
        words = "".join(f"{word}\t{99 - at}\town\n" for at, word in enumerate(text.lower().split()))
        (folder / "lexicon" / f"{tag}.txt.xz").write_bytes(lzma.compress(words.encode()))
    (folder / "tags.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return Corpus(folder)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return written(tmp_path_factory.mktemp("corpus"), SENTENCES)


@pytest.fixture(scope="module")
def trained(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    run(corpus, TINY, out)
    return out


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("the other house", "en"),
        ("das andere Haus", "de"),
        ("čita novine", "sr-Latn"),
        ("CITA NOVINE", "sr-Latn"),
        ("บ้าน", "th"),
        ("123", "und"),
    ],
)
def test_the_model_distinguishes_the_languages(trained, text, tag):
    assert Classifier(Model.open(trained / "model.bin")).guess(text).tag == tag


def test_the_card_is_written(trained):
    card = (trained / "card.md").read_text(encoding="utf-8")
    assert "| sr-Latn |" in card
    assert "4 tags" in card


def test_a_second_run_skips_what_has_been_done(corpus, trained, capsys):
    run(corpus, TINY, trained)
    assert capsys.readouterr().out.count("done before") == 8


def test_what_follows_a_repeated_stage_is_repeated(corpus, trained, capsys):
    run(corpus, TINY, trained, redo=frozenset({"calibrate"}))
    assert capsys.readouterr().out.count("done before") == 5


def test_a_frequent_word_that_looks_foreign_gets_a_weight(trained, tmp_path):
    corpus = written(tmp_path / "corpus", SENTENCES)
    for tag, listed in {"de": "storm\t9000\town\n", "en": "storm\t1\town\nhouse\t9\town\n"}.items():
        (corpus.folder / "lexicon" / f"{tag}.txt.xz").write_bytes(lzma.compress(listed.encode()))
    kernels = building.load(tmp_path / "kernels", compiled=False)
    exceptions(corpus, TINY, kernels, trained / "prune", tmp_path)
    before, after = (np.load(folder / "Latn.npz") for folder in (trained / "prune", tmp_path))
    words = ["storm", "house", "kaffee"]
    gained = Scores(kernels, after).of(words) - Scores(kernels, before).of(words)
    assert list(after["tags"]) == ["de", "en", "sr-Latn"]
    assert gained[0][0] > 1
    assert not gained[0][1:].any()
    assert not gained[1:].any()


def test_what_is_met_often_decides_how_sure_a_word_is():
    # The language of one half is right by 9 to 1, that of the other one never.
    logits = np.tile([np.log(9.0), 0.0], (200, 1))
    truth = np.array([0] * 90 + [1] * 10 + [1] * 100)
    letters = np.full(200, 6)
    alike = dict(temperatures(logits, truth, letters, np.array([1.0, 1.0])))
    as_met = dict(temperatures(logits, truth, letters, np.array([1.0, 0.01])))
    assert as_met[8] < 1.1 < 3 < alike[8]


def test_the_evidence_that_nearly_all_text_has_is_measured_where_there_is_enough():
    letters = np.full(2 * ENOUGH, 20)
    sums = np.linspace(20, 40, 2 * ENOUGH)[:, None]
    right = np.arange(2 * ENOUGH) >= ENOUGH
    assert weakest(sums, right, letters) == pytest.approx(1.5 * SCALE, rel=0.01)
    assert weakest(sums[: ENOUGH - 1], right[ENOUGH + 1 :], letters[: ENOUGH - 1]) == 0
    assert weakest(sums, right, letters - 10) == 0


def test_pruning_leaves_full_rows_and_a_few_weights_of_others():
    chance = np.random.default_rng(1)
    weights = chance.normal(size=(50, 20 + SUMS)).astype(np.float32)
    weights[:, -SUMS:] = 1
    weights[[7, 30], -1] = 100
    settings = replace(TINY, most_weights=3, most_full=2, full_share=1.0)
    ends, columns, values = thin(weights, 2000, settings, [f"x{tag}" for tag in range(20)])
    counts = np.diff(ends)
    assert counts[[7, 30]].tolist() == [20, 20]
    assert sorted(set(np.delete(counts, [7, 30]))) == [3]
    assert len(columns) == len(values) == ends[-1]


def test_the_same_seed_gives_the_same_model(corpus, trained, tmp_path):
    run(corpus, TINY, tmp_path)
    assert (tmp_path / "model.bin").read_bytes() == (trained / "model.bin").read_bytes()


def test_a_language_is_added_to_an_earlier_run(corpus, tmp_path):
    few = written(tmp_path / "few", ["en", "sr-Latn"])
    run(few, TINY, tmp_path / "run")
    tokens = tmp_path / "tokens"
    tokens.mkdir()
    tokenise(corpus, TINY, tokens)
    kernels = building.load(tmp_path / "kernels", compiled=False)
    script = Script.load(tmp_path / "run", tokens, "Latn", TINY, kernels)
    found = extend(script, TINY, kernels, size=60_000)
    assert list(found["tags"]) == ["de", "en", "sr-Latn"]
    assert set(found["columns"].tolist()) == {0, 1, 2}
    assert found["ends"][-1] == len(found["values"]) == len(found["columns"])


@pytest.mark.slow
def test_the_compiled_loops_learn_what_the_interpreted_ones_learn(corpus, trained, tmp_path):
    pytest.importorskip("Cython")
    run(corpus, replace(TINY, compiled=True), tmp_path)
    assert list((tmp_path / "kernels").rglob("dense.*.so"))
    compiled, interpreted = (np.load(at / "prune" / "Latn.npz") for at in (tmp_path, trained))
    assert compiled["keys"].tolist() == interpreted["keys"].tolist()
    classifier = Classifier(Model.open(tmp_path / "model.bin"))
    assert classifier.guess("das andere Haus").tag == "de"
