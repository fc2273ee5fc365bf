"""The tables for diacritics, from a corpus of a few sentences of our own."""

import lzma
import sys

from polyglot_norm.normalisation.diacritics.hash_tables import load
from polyglot_norm.normalisation.diacritics.restore import Restorer
from training import diacritics

SENTENCES = [
    "što kažeš na to", "kaže da će doći", "muž i žena idu kući", "nešto nije u redu",
    "sto ljudi je čekalo", "bilo je sto godina", "stiglo je sto pisama", "pola od sto je pet",
    "sto i još sto je dvjesto", "među nama nema tajni",
]  # fmt: skip
LISTED = {"što": 900.0, "sto": 300.0, "kaže": 400.0, "kaze": 20.0, "šuma": 90.0, "đak": 40.0}


def corpus(folder):
    for name, lines in {
        "train": [f"cv\t{line}" for line in SENTENCES * 3] + ["babushka-reldi\tkaze da ce doci"],
        "lexicon": [f"{word}\t{weight}\tfw" for word, weight in LISTED.items()],
    }.items():
        (folder / name).mkdir(parents=True)
        for tag in ("sr-Latn", "hr", "bs", "sl"):
            with lzma.open(folder / name / f"{tag}.txt.xz", "wt", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
    return folder


def trained(folder, out, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["diacritics", "--corpus", str(folder), "--out", str(out)])
    diacritics.main()
    return out


def test_the_same_corpus_gives_the_same_tables_and_they_restore(tmp_path, monkeypatch, capsys):
    folder = corpus(tmp_path / "corpus")
    first = trained(folder, tmp_path / "a.bin", monkeypatch)
    second = trained(folder, tmp_path / "b.bin", monkeypatch)
    assert first.read_bytes() == second.read_bytes()
    assert "bytes" in capsys.readouterr().out
    restorer = Restorer(load(first), "hr")

    def spelt(line):
        return [spelling > 0 for _, spelling in restorer.spell(line.split())]

    assert spelt("sto kazes na to") == [True, True, False, False]
    assert spelt("bilo je sto godina") == [False] * 4
    assert spelt("zena ce kuci") == [True] * 3
    assert spelt("medju suma") == [True, True]


def test_tweets_without_marks_teach_nothing(tmp_path):
    folder = corpus(tmp_path / "corpus")
    words = {word for found in diacritics.sentences(folder, "sl") for word in found}
    assert "kaže" in words
    assert "kaze" not in words
