"""Items and pages of the benchmarks: fixed by the text and the seed, with true gold spans."""

import pytest

from benchmarks.compose import Composer
from benchmarks.corpus import Corpus
from benchmarks.figures import Report
from benchmarks.items import SPACELESS, cut, letters_in, trimmed
from benchmarks.naming import WIDESPREAD, judged
from benchmarks.systems.protocol import Label, System, lines

WORDS = "ан бор вода град дом ево жена зима игра југ кост лето море ноћ око пут реч сан".split()


@pytest.fixture
def corpus(tmp_path):
    """Return a corpus of thirty made-up sentences for every tag."""
    mono = tmp_path / "dev" / "mono"
    mono.mkdir(parents=True)
    for tag in WIDESPREAD:
        sentences = [
            " ".join(WORDS[(at + step * 5) % len(WORDS)] for step in range(12)) + f" {tag} {at}."
            for at in range(30)
        ]
        (mono / f"{tag}.txt").write_text("\n".join(sentences), encoding="utf-8")
    rows = "".join(f"{tag}\t1000\t300\n" for tag in WIDESPREAD)
    (tmp_path / "tags.tsv").write_text(f"tag\tbytes\tdev_sentences\n{rows}", encoding="utf-8")
    return Corpus(tmp_path)


def pages(corpus):
    make = Composer(corpus)
    yield from make.comments(5)
    yield from make.comments(5, words=True, joined=True)
    yield from make.sentences(1)
    yield from make.phrases(1)
    yield from make.monolingual(every=10)


def test_the_same_seed_gives_the_same_pages(corpus):
    assert list(pages(corpus)) == list(pages(corpus))
    assert list(Composer(corpus, "2").phrases(1)) != list(Composer(corpus).phrases(1))


def test_gold_spans_cover_all_but_the_gaps(corpus):
    for page in pages(corpus):
        edges = [0, *(at for span in page.spans for at in (span.start, span.end)), len(page.text)]
        assert edges == sorted(edges)
        gaps = zip(edges[::2], edges[1::2], strict=True)
        assert not "".join(page.text[start:end] for start, end in gaps).strip()


def test_joined_pages_have_no_line_breaks(corpus):
    apart, joined = (list(Composer(corpus).comments(5, joined=j)) for j in (False, True))
    assert all("\n" in page.text for page in apart)
    assert not any("\n" in page.text for page in joined)
    assert [[s.tag for s in p.spans] for p in apart] == [[s.tag for s in p.spans] for p in joined]


def test_phrases_alternate_every_three_to_eight_words(corpus):
    for page in Composer(corpus).phrases(1):
        assert {span.tag for span in page.spans} == set(page.group.split("/"))
        for span in (span for span in page.spans if span.tag not in SPACELESS):
            assert 3 <= len(page.text[span.start : span.end].split()) <= 8


@pytest.mark.parametrize(
    ("length", "words"), [("one word", {1}), ("two words", {2}), ("3-5 words", {3, 4, 5})]
)
def test_items_have_the_length_of_their_name(length, words):
    found = cut("Зашто нико не каже где се налази онај споменик?", "sr-Cyrl", length)
    assert len(found.split()) in words
    assert found == cut("Зашто нико не каже где се налази онај споменик?", "sr-Cyrl", length)


def test_text_without_spaces_is_cut_by_characters():
    assert len(cut("彼女は毎日図書館で本を読んでいます。", "ja", "two words")) == 4
    assert cut("本。", "ja", "3-5 words") is None


def test_a_name_is_not_a_single_word():
    assert cut("Marko Petrović, Novi Sad", "sr-Latn", "one word") is None


def test_trimming_keeps_combining_marks():
    assert trimmed("«हिन्दी», 3") == "हिन्दी"
    assert letters_in("हिन्दी") == 3


def test_codes_of_the_peers():
    assert [judged(code) for code in ("zh-cn", "fil", "hbs", "swa", "est", "un")] == [
        "zh", "tl", "sh", "sw", "et", "und",
    ]  # fmt: skip


class Echo(System):
    def label(self, text):
        return Label("sr" if "ч" in text else "en", 0.5)


def test_a_system_without_spans_labels_the_lines():
    text = "yes\n\n?\nчаша"
    assert [(s.start, s.end, s.tag) for s in Echo().spans(text)] == [(0, 3, "en"), (7, 11, "sr")]
    assert lines("") == [(0, 0)]


def test_a_report_survives_json():
    report = Report("a", "b", "c", quick=True)
    assert Report.from_dict(report.as_dict()) == report
    assert not report.comparable(Report("a", "b", "d", quick=True))
