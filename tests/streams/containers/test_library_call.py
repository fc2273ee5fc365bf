"""The contents of files changed by a call: as the commands do it, for text and for bytes."""

import doctest
import json
from pathlib import Path

import pytest

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.containers import Container
from polyglot_norm.errors import PolyglotError, UnknownScheme
from polyglot_norm.streams.containers.encoded import mark_of

CASES = Path(__file__).parents[2] / "cases" / "containers.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").split("\n") if line]
KINDS = {"txt": "text", "md": "markdown", "htm": "html", "xhtml": "html"}
DOCS = Path(__file__).parents[3] / "docs" / "api.md"


def container(case):
    ending = Path(case["file"]).suffix[1:]
    given = options(case)
    return Container(
        given.get("--from", KINDS.get(ending, ending)),
        field=given.get("--field"),
        column=given.get("--column"),
        encoding=given.get("--encoding"),
    )


def options(case):
    args = case.get("args", [])
    return dict(zip(args[::2], args[1::2], strict=len(args) % 2 == 0))


def is_plain(case):
    return {"--field", "--column", "--encoding", "--from"} >= options(case).keys()


@pytest.mark.parametrize("case", list(filter(is_plain, ROWS)), ids=lambda case: case["name"])
def test_contents_come_back_as_from_the_command(case):
    found, encoding = container(case), case.get("encoding", "utf-8")
    if encoding.startswith("utf"):  # in others, some letters are references
        assert found.transliterate(case["in"], "sr-Cyrl") == case["out"]
    assert found.transliterate(case["in"], to={"*": None}) == case["in"]
    mark = mark_of(b"\xff\xfe\xef\xbb\xbf", encoding) if case.get("mark") else b""
    data = mark + case["in"].encode(encoding)
    assert found.transliterate(data, "sr-Cyrl") == mark + case["out"].encode(encoding)


FILM = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\n{}\n"


def test_cues_share_what_the_file_holds_unless_they_are_independent():
    film = FILM.format("Gde si bio ceo dan, komšija? Nisam te video od juče.", "Eno ga!")
    assert "Ено га!" in Container("srt").transliterate(film, to="cyrillic")
    assert "Eno ga!" in Container("srt", independent=True).transliterate(film, to="cyrillic")


def test_cleaning_leaves_all_but_the_text():
    table = 'id;note;text\n1;"a  b";"Где  си,  Ђорђе?"\n'
    assert Container("csv").clean(table) == 'id;note;text\n1;"a  b";"Где си, Ђорђе?"\n'
    assert (
        Container("csv", column="note").clean(table) == 'id;note;text\n1;"a b";"Где  си,  Ђорђе?"\n'
    )


def test_changes_are_aligned_with_the_contents():
    def shouted(text, *, lines=False):
        return Aligned(text, [Edit(0, 1, text[0].upper(), "shout")])

    film = FILM.format("где си?", "да.")
    found = Container("srt").aligned(film, shouted)
    assert found.text == FILM.format("Где си?", "да.")
    at = film.index("где")
    assert found.to_source(at, at + 1) == (at, at + 1)


def test_what_cannot_be_read_is_kept_with_a_warning():
    with pytest.warns(UserWarning, match="line 2: .* kept as it is"):
        assert Container("jsonl").clean('{"text": "a  b"}\n{oops\n') == '{"text": "a b"}\n{oops\n'


def test_a_letter_that_the_encoding_lacks_makes_the_file_utf_8():
    with pytest.warns(UserWarning, match="written as UTF-8, as windows-1252 has no"):
        found = Container("text", encoding="windows-1252").transliterate(b"Ljubav", "sr-Latn")
    assert found == "Љубав".encode()


def test_what_makes_no_sense_is_refused():
    with pytest.raises(PolyglotError, match="invalid kind 'docx'"):
        Container("docx")
    with pytest.raises(PolyglotError, match="no subtitles found"):
        Container("srt").clean("this is no film\n")
    with pytest.raises(UnknownScheme):
        Container("text").transliterate("ljubav", scheme="sr-lat")


def test_the_example_of_the_docs():
    page = DOCS.read_text(encoding="utf-8")
    block = next(part for part in page.split("```python\n")[1:] if "Container" in part)
    source = block.partition("```")[0]
    test = doctest.DocTestParser().get_doctest(source, {}, "api.md", str(DOCS), 0)
    assert doctest.DocTestRunner().run(test).failed == 0
