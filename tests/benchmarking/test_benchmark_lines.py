"""Insertions and single lines: composed alike every time, with the right gold."""

import pytest

from benchmarks.chat import chat_lines
from benchmarks.close_lines import TAGS, close_lines
from benchmarks.corpus import Corpus
from benchmarks.insertions import COUNTS, NAMED_IN, PAIRS, Inserter
from benchmarks.lines import Line, answer, asked, line_figures
from benchmarks.mistakes import mistakes
from benchmarks.naming import UNKNOWN
from benchmarks.noise import ENCIPHERED, noise_lines
from benchmarks.questions import Questions
from benchmarks.systems.protocol import NOTHING, Label, System
from polyglot_norm import languages

STEMS = "bora dela fina goma kula lupa mira nota pola runa sela tona".split()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Return a corpus in which the words of every language end in its tag."""
    folder = tmp_path_factory.mktemp("corpus")
    mono = folder / "dev" / "mono"
    mono.mkdir(parents=True)
    for tag in {*TAGS, *NAMED_IN, *ENCIPHERED, *(tag for pair in PAIRS for tag in pair)}:
        ending = tag.replace("-", "").lower()
        words = [stem + ending for stem in STEMS]
        lines = [
            " ".join([*words[at:], "Anton" + ending, *words[:at]]) for at in range(len(words))
        ] * 3
        (mono / f"{tag}.txt").write_text("\n".join(lines), encoding="utf-8")
    return Corpus(folder)


def test_insertions_are_of_the_guest_and_names_are_of_the_host(corpus):
    pages = list(Inserter(corpus).pages(1))
    assert pages == list(Inserter(corpus).pages(1))
    assert len(pages) == len(PAIRS) * len(COUNTS)
    for page, (host, guest) in zip(pages, [p for p in PAIRS for _ in COUNTS], strict=True):
        if page.group == "name":
            assert {span.tag for span in page.spans} == {host}
        else:
            assert [span.tag for span in page.spans] == [host, guest, host]
            inserted = page.text[page.spans[1].start : page.spans[1].end].split()
            assert len(inserted) == COUNTS[page.group]
            assert all(word.endswith(guest.replace("-", "").lower()) for word in inserted)


def test_close_lines_are_the_same_alone_and_below_english(corpus):
    alone, below = (list(close_lines(corpus, 3, beside=beside)) for beside in (False, True))
    assert [line.text for line in alone] == [line.text[line.start :] for line in below]
    assert {line.group for line in alone} == set(TAGS)
    assert all(len(line.text.split()) == 4 for line in alone)
    assert all(line.text.count("\n") == 1 for line in below)


def test_noise_is_the_same_every_time_and_has_letters(corpus):
    lines = list(noise_lines(corpus, 4))
    assert lines == list(noise_lines(corpus, 4))
    assert len({line.group for line in lines}) == 5
    assert all(line.is_noise and any(map(str.isalpha, line.text)) for line in lines)


def test_chat_words_are_distinct_and_accept_languages_that_exist():
    lines = list(chat_lines())
    assert len({line.text for line in lines}) == len(lines) > 150
    known = {language.tag.partition("-")[0] for language in languages()} | {UNKNOWN, "sh"}
    assert not {tag for line in lines for tag in line.accepted} - known


class Echo(System):
    """A system that takes the first word of a text for its tag, with a fixed confidence."""

    name = "echo"

    def __init__(self, confidence):
        self.confidence = confidence

    def label(self, text):
        return Label(text.partition(" ")[0], self.confidence)


@pytest.mark.parametrize(
    ("confidence", "unsure", "surely_wrong"), [(0.95, 0.0, 0.5), (0.7, 0.0, 0.0), (0.3, 1.0, 0.0)]
)
def test_the_figures_of_lines_are_shares(confidence, unsure, surely_wrong):
    lines = [Line.alone("a", "en one", ["en"]), Line.alone("b", "de zwei", ["en", "fr"])]
    found = line_figures(Echo(confidence), lines)
    assert (found.lines, found.right, found.unknown) == (2, 0.5, 0.0)
    assert (found.unsure, found.surely_wrong) == (unsure, surely_wrong)
    assert found.error == pytest.approx(abs(confidence - 0.5))
    assert found.groups == {"a": 1.0, "b": 0.0}


def test_a_system_without_confidence_is_neither_sure_nor_unsure():
    found = line_figures(Echo(None), [Line.alone("a", "de zwei", ["en"])])
    assert (found.right, found.unsure, found.surely_wrong, found.error) == (0.0, 0.0, None, None)


@pytest.mark.parametrize(("text", "confidence", "good"), [("und x", 0.9, 1.0), ("en x", 0.4, 1.0),
                                                          ("en x", 0.6, 0.0)])  # fmt: skip
def test_noise_may_have_no_language_or_an_unsure_one(text, confidence, good):
    found = line_figures(Echo(confidence), [Line.alone("a", text, [UNKNOWN])])
    assert found.unsure == found.groups["a"] == good


def test_a_line_below_another_has_the_label_of_its_own_span():
    below = Line("nb", "en one\nnb to tre", 7, 16, frozenset({"nb"}))
    assert asked(Echo(0.5), below) == Label("nb", 0.5)
    assert answer(Echo(0.5), below).right
    assert asked(Echo(0.5), below._replace(start=16)) == NOTHING


def test_mistakes_are_listed_by_kind():
    lines = {"chat": [Line.alone("greeting", "de Hi", ["en"]), Line.alone("a", "en Hi", ["en"])]}
    found = "\n".join(mistakes(Echo(0.9), Questions([], {}, lines)))
    assert "== chat\n  greeting 1\n  en as de 0.90: 'de Hi'" in found
