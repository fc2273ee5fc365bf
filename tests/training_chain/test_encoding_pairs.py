"""Pairs of symbols by which encodings are detected, from a corpus of a few sentences of our own."""

import lzma

import pytest

from polyglot_norm.table_files import open_tables
from polyglot_norm.text import encoding_pairs
from training.corpus import Corpus
from training.encodings import write
from training.legacy_text import as_written

SENTENCES = {
    "sr-Cyrl": [
        "Њега су чекали цео дан.",
        "Ћутала је и гледала у чај.",
        "Ђак учи, а џеп је празан.",
    ]
    * 40,
    "de": ["Über die Brücke führt ein Weg.", "Größe ist nicht alles, sagte sie."] * 40,
    "vi": ["Đường này đẹp, ăn phở ở đâu?"] * 40,
    "zh-Hans": ["天气很好，我们去公园。", "".join(map(chr, range(0x4E00, 0x4E80)))] * 100,
}


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "train").mkdir()
    for tag, sentences in SENTENCES.items():
        lines = "".join(f"own\t{sentence}\n" for sentence in sentences)
        (tmp_path / "train" / f"{tag}.txt.xz").write_bytes(lzma.compress(lines.encode()))
    return Corpus(tmp_path)


def test_the_same_corpus_gives_the_same_file_which_knows_its_letters(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("training.encodings.ASCII_LANGUAGE", 20)
    first, second = tmp_path / "a.bin", tmp_path / "b.bin"
    write(corpus, tuple(SENTENCES), first)
    write(corpus, tuple(SENTENCES), second)
    assert first.read_bytes() == second.read_bytes()
    found = open_tables(first, encoding_pairs.FORMAT, encoding_pairs._interpret)
    serbian, german, vietnamese, chinese = found.languages
    assert {"cp1251", "cp855", "iso8859-5"} <= serbian.codecs
    assert "koi8-r" not in serbian.codecs
    assert {"cp1252", "cp850"} <= german.codecs
    assert vietnamese.codecs == {"cp1258"}
    assert chinese.codecs == {"gb18030"}
    assert serbian.cost([(("ч", "а"), 1)]) < serbian.cost([(("ч", "џ"), 1)])
    assert chinese.cost([(("天", "气"), 1)]) < chinese.cost([(("天", "氣"), 1)])


def test_vietnamese_tones_are_characters_of_their_own():
    assert as_written("cá", "cp1258") == "cá"
    assert as_written("cá", "cp1258", tones_apart=True) == "ca\N{COMBINING ACUTE ACCENT}"
    assert as_written("cá", "utf-8", tones_apart=True) == "cá"
