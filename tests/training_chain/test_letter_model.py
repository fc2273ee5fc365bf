"""The letter models, from a corpus of a few sentences of our own."""

import lzma
import sys

import pytest

from polyglot_norm.normalisation.diacritics.hash_tables import load
from polyglot_norm.transliteration.letter_model import LARGEST, START, LetterModel
from training import letter_model

TEXTS = {
    "ru": "привет как дела",
    "bg": "здравей как си",
    "uk": "об'єднання і мова",
    "el": "καλημέρα σας",
}


@pytest.fixture
def corpus(tmp_path):
    for language, text in TEXTS.items():
        for folder, line in (("train", f"cv\t{text}"), ("lexicon", f"{text.split()[0]}\t900\tfw")):
            (tmp_path / folder).mkdir(exist_ok=True)
            path = tmp_path / folder / f"{language}.txt.xz"
            with lzma.open(path, "wt", encoding="utf-8") as file:
                file.write(f"{line}\n" * 5)
    return tmp_path


def trained(corpus, out, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["letter_model", "--corpus", str(corpus), "--out", str(out)])
    letter_model.main()
    return out


def test_the_same_corpus_gives_the_same_tables_which_know_its_words(corpus, tmp_path, monkeypatch):
    first = trained(corpus, tmp_path / "a.bin", monkeypatch)
    second = trained(corpus, tmp_path / "b.bin", monkeypatch)
    assert first.read_bytes() == second.read_bytes()
    russian = LetterModel(load(first), "ru")
    assert russian.cost(START, "п") < russian.cost(START, "р")
    assert russian.cost(START, "ж") >= LARGEST
    assert russian.cost("прив", "е") < russian.cost("прив", "т")


def test_apostrophes_are_one(corpus):
    assert "об’єднання" in letter_model.frequencies(corpus, "uk")
