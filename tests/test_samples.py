"""The samples: the main job on a real page, and the other kinds of input people have."""

import json
import subprocess
import sys

import pytest

import polyglot_norm as pn
from polyglot_norm.streams import read


@pytest.fixture(scope="module")
def root(request):
    return request.config.rootpath


@pytest.fixture(scope="module")
def expected(root):
    lines = (root / "samples/news-page.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def printed(root):
    program = [sys.executable, "-W", "ignore", "-m", "polyglot_norm"]
    command = [*program, "tag", "samples/news-page.txt"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def test_the_page_is_tagged_as_expected(printed, expected):
    for ours, theirs in zip(printed, expected, strict=True):
        assert ours.pop("confidence") == pytest.approx(theirs["confidence"], abs=0.05)
        assert ours == {key: value for key, value in theirs.items() if key != "confidence"}


def test_the_records_cover_the_page(root, expected):
    page = read(str(root / "samples/news-page.txt")).text
    assert "".join(record["text"] for record in expected) == page
    for record in expected:
        assert page[record["start"] : record["end"]] == record["text"]


def by_first_words(records, words):
    (found,) = [record for record in records if record["text"].startswith(words)]
    return found


SERBIAN = (
    "Gledala sam ga prošle godine u Novom Sadu i mogu da kažem da to nije obična „ljubavna priča“, "
    "iako ga tako reklamiraju. Scena na skeli snimljena je u jednom kadru, bez ijedne reči, i cela "
    "sala je ćutala. Ko hoće da pročita nešto više o rediteljki, evo razgovora: "
    "https://example.org/филм/разговор-са-редитељком\n"
)


def test_the_cyrillic_reply_is_one_segment_in_serbian_latin(expected):
    assert [r["lang"] for r in expected if r["script"] == "Cyrl"] == ["sr-Cyrl", "ru"]
    reply = by_first_words(expected, "Гледала")
    assert (reply["lang"], reply["output_lang"]) == ("sr-Cyrl", "sr-Latn-t-sr-cyrl")
    assert reply["end"] - reply["start"] == len(reply["text"])
    assert reply["text"].endswith("редитељком\n")
    assert reply["output"] == SERBIAN


REPLIES = {
    "Гледала сам га": "sr-Cyrl",
    "Lepo je videti": "sr-Latn",
    "a zasto niko ne pise": "sr-Latn",
    "Ещё в детстве": "ru",
    "Am schönsten fand ich": "de",
    "„I wanted a film": "en",
    "Genau so fühlt": "de",
    "went there evry summer": "en",
    "SIX HUNDRED THOUSAND": "en",
    "There is a good article": "en",
    "Can't wait!": "en",
    "12 | -3": "zxx",
}


@pytest.mark.parametrize(("words", "lang"), REPLIES.items())
def test_each_reply_is_in_its_language(expected, words, lang):
    assert by_first_words(expected, words)["lang"] == lang


def test_all_the_rest_is_english_or_nothing(expected):
    rest = [r for r in expected if not r["text"].startswith(tuple(REPLIES))]
    wrong = [r for r in rest if r["lang"] not in ("en", "zxx")]
    # One word alone, such as "Login", may be German too: a guess, if it is known as one.
    guesses = [r for r in wrong if r["lang"] == "und" or r["confidence"] < 0.8]
    assert [r["text"] for r in wrong if r not in guesses or len(r["text"].split()) > 1] == []


def test_a_chat_log(root):
    lines = (root / "samples/chat.jsonl").read_text(encoding="utf-8").splitlines()
    found = {row["id"]: pn.tag(row["text"]) for row in map(json.loads, lines)}
    main = {number: doc.lang for number, doc in found.items()}
    assert [main[n] for n in (1, 2, 11)] == ["de"] * 3
    assert [main[n] for n in (4, 8)] == ["es"] * 2
    assert [main[n] for n in (3, 6, 12)] == ["zxx"] * 3
    assert [main[n] for n in (5, 13)] == ["sr-Cyrl"] * 2
    assert [s.lang for s in found[13].segments] == ["sr-Cyrl", "en", "sr-Cyrl"]


def test_three_scripts_on_a_line(root):
    text = read(str(root / "samples/three-scripts.txt")).text
    lines = [[s.lang for s in pn.tag(line).segments] for line in text.splitlines()]
    assert lines == [
        ["en", "sr-Cyrl", "el"],
        ["ja", "en"],
        ["fr", "ar"],
        ["ru", "he", "ru"],
        ["en", "hi"],
        ["ru", "ka", "ru"],
        ["ko", "en"],
    ]


def test_windows_1251(root):
    found = read(str(root / "samples/comment-windows-1251.txt"))
    assert found.decoded.encoding == "windows-1251"
    doc = pn.tag(found.text)
    assert doc.lang == "sr-Cyrl"
    assert {segment.lang for segment in doc.segments} <= {"sr-Cyrl", "zxx"}
    assert not any(segment.output.text.isascii() for segment in doc.segments[:1])


def test_mojibake_beside_clean_lines(root):
    found = read(str(root / "samples/mojibake.txt"))
    assert found.decoded.encoding == "utf-8"
    langs = {s.text[:10]: s.lang for s in pn.tag(found.text).segments}
    clean = {
        "The parcel": "en",
        "La livrais": "fr",
        "Schöne Grü": "de",
        "Sve je sti": "sh-Latn",
        "Спасибо, з": "ru",
        "Љубазни љу": "sr-Cyrl",
    }
    assert {start: langs[start] for start in clean} == clean


def test_mojibake_is_labelled_and_mended(root):
    doc = pn.tag(read(str(root / "samples/mojibake.txt")).text)
    assert [s.lang for s in doc.segments] == [
        *["en"] * 4, "fr", "fr", "de", "de", "sr-Latn", "sh-Latn", "ru", "ru", "sr-Cyrl", "sr-Cyrl"
    ]  # fmt: skip
    mended = {segment.text[:6]: segment.output.text for segment in doc.segments}
    assert mended["â€œWra"].startswith("“Wrapped beautifully…” the customer")
    assert mended["Ã‡a ma"] == "Ça marche très bien, même après l'été dernier : à recommander !\n"
    assert mended["Die Gr"].startswith("Die Größe fällt kleiner aus")
    assert mended["ÄŒekal"].startswith("Čekala sam više od nedelju dana, a žuta boja")
    assert mended["РћС‡Рµ"].startswith("Ochen’ udobnaya")
    assert mended["Р‚Р°С†"] == "Đaci su zadovoljni, njihova učiteljica još više.\n"
