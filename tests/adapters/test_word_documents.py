"""Word documents, made and read by python-docx: their runs get languages, nothing else changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from adapters.packages import needs
from polyglot_norm.cli.program import program
from polyglot_norm.errors import PolyglotError
from polyglot_norm.streams.marking.page import MarkOptions
from polyglot_norm.streams.marking.word import marked_document

docx = needs("docx")
qn = needs("docx.oxml.ns").qn

ENGLISH = "That was all that I know about it, and I will not say any more."
SERBIAN = "Где си био целог дана, човече?"
GERMAN = ("Warum hast du mir ", "das alles", " nicht gesagt, mein lieber Freund?")
ARABIC = "هذا الفيلم كان طويلا جدا ولكنه أعجبني كثيرا."
JAPANESE = "東京で友達と会って、おいしいラーメンを食べました。"
TAGGER = pn.Tagger(pn.Options(normalise=None, transliterate=None))


def document(*paragraphs):
    """Return a document of paragraphs, each a text or the texts of its runs."""
    made = docx.Document()
    for texts in paragraphs:
        paragraph = made.add_paragraph()
        for text in [texts] if isinstance(texts, str) else texts:
            paragraph.add_run(text)
    return made


def saved(made):
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def mark(made, **options):
    return marked_document(saved(made), TAGGER, MarkOptions(**options))


def runs(data):
    """Return the runs of each paragraph: the text, and the languages that it declares."""
    element = docx.Document(BytesIO(data)).element.body
    return [[(run.text, languages(run)) for run in each.r_lst] for each in element.iter(qn("w:p"))]


def languages(run):
    found = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
    return {} if found is None else languages_of(found)


def languages_of(element):
    return {name.partition("}")[2]: lang for name, lang in element.items()}


def test_a_run_is_divided_where_a_language_begins_and_ends():
    made = document(f"{ENGLISH} {SERBIAN} {ENGLISH}", GERMAN)
    found = mark(made)
    assert runs(found.data) == [
        [(f"{ENGLISH} ", {}), (SERBIAN, {"val": "sr-Cyrl-RS"}), (f" {ENGLISH}", {})],
        [(text, {"val": "de-DE"}) for text in GERMAN],
    ]
    assert [(each.line, each.column, each.lang) for each in found.findings] == [
        (1, len(ENGLISH) + 2, "sr-Cyrl"),
        (2, 1, "de"),
    ]


def test_scripts_have_attributes_of_their_own():
    made = document(ENGLISH, ENGLISH, JAPANESE, ARABIC.replace("الفيلم", "الفيلم 12"))
    default = made.styles.element.find(".//" + qn("w:lang"))
    default.set(qn("w:bidi"), "he-IL")
    japanese, arabic = runs(mark(made).data)[2:]
    assert {each["eastAsia"] for _, each in japanese} == {"ja-JP"}
    assert {each.get("bidi") for text, each in arabic if text.strip()} == {"ar-EG"}
    default.set(qn("w:bidi"), "ar-SA")
    assert all(not each for _, each in runs(mark(made).data)[3])


def test_formatting_tabs_breaks_tables_and_headers():
    made = document(ENGLISH)
    run = made.paragraphs[0].add_run(f" {SERBIAN} Да\tли\nсе сећаш свега? {ENGLISH}")
    run.bold = True
    run.font.name = "Noto Serif"
    made.add_table(1, 1).cell(0, 0).text = f"{SERBIAN} & <b>"
    made.sections[0].header.paragraphs[0].text = SERBIAN
    again = docx.Document(BytesIO(mark(made).data))
    assert again.paragraphs[0].text == made.paragraphs[0].text
    assert len(again.paragraphs[0].runs) == 4
    assert all(run.bold and run.font.name == "Noto Serif" for run in again.paragraphs[0].runs[1:])
    assert again.tables[0].cell(0, 0).text == f"{SERBIAN} & <b>"
    header = again.sections[0].header.paragraphs[0]
    assert languages(header.runs[0]._r) == {"val": "sr-Cyrl-RS"}


def test_other_parts_of_the_file_stay_as_they_were():
    old = saved(document(ENGLISH, SERBIAN))
    with ZipFile(BytesIO(old)) as before, ZipFile(BytesIO(mark_bytes(old))) as after:
        assert after.namelist() == before.namelist()
        changed = [name for name in after.namelist() if after.read(name) != before.read(name)]
    assert changed == ["word/document.xml"]


def mark_bytes(data):
    return marked_document(data, TAGGER).data


def test_a_wrong_language_of_a_run_is_replaced_and_code_is_left_alone():
    made = document(ENGLISH, SERBIAN, SERBIAN)
    wrong, code = (paragraph.runs[0]._r.get_or_add_rPr() for paragraph in made.paragraphs[1:])
    wrong.append(wrong.makeelement(qn("w:lang"), {qn("w:val"): "ru-RU"}))
    code.append(code.makeelement(qn("w:noProof")))
    found = mark(made)
    assert [each[0][1] for each in runs(found.data)] == [{}, {"val": "sr-Cyrl-RS"}, {}]
    assert [each.rule for each in found.remarks] == ["language-wrong"]


def test_the_language_of_the_document():
    made = document(*[f"{''.join(GERMAN)} {n}" for n in range(5)], ENGLISH)
    default = made.styles.element.find(".//" + qn("w:lang"))
    kept, corrected = mark(made), mark(made, correct=True)
    assert kept.remarks[0].rule == "page-language-wrong"
    assert stated(kept) == "en-US"
    assert stated(corrected) == "de-DE"
    assert [bool(each[0][1]) for each in runs(corrected.data)] == [False] * 5 + [True]
    default.getparent().remove(default)
    assert stated(mark(made)) == "de-DE"


def test_a_document_in_east_asian_script_declares_that_beside_english():
    made = document(*[JAPANESE] * 5, ENGLISH)
    default = made.styles.element.find(".//" + qn("w:lang"))
    default.set(qn("w:eastAsia"), "ja-JP")
    found = mark(made)
    assert found.remarks == []
    assert not any(each for paragraph in runs(found.data) for _, each in paragraph)
    default.set(qn("w:eastAsia"), "zh-CN")
    corrected = docx.Document(BytesIO(mark(made, correct=True).data)).styles.element
    assert languages_of(corrected.find(".//" + qn("w:lang")))["eastAsia"] == "ja-JP"


def stated(found):
    return (
        docx.Document(BytesIO(found.data))
        .styles.element.find(".//" + qn("w:lang"))
        .get(qn("w:val"))
    )


TEXTS = st.lists(
    st.sampled_from(
        [
            ENGLISH,
            SERBIAN,
            *GERMAN,
            ARABIC,
            JAPANESE,
            "&amp;",
            "<b>",
            " ",
            "\t",
            "\n",
            "🙂",
            "12",
            "",
        ]
    ),
    max_size=5,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_texts_stay_and_marking_twice_is_marking_once(paragraphs):
    made = document(*paragraphs)
    once = marked_document(saved(made), TAGGER)
    texts = ["".join(text for text, _ in each) for each in runs(saved(made))]
    assert ["".join(text for text, _ in each) for each in runs(once.data)] == texts
    again = marked_document(once.data, TAGGER)
    assert again.data == once.data
    assert not [each for each in again.remarks if each.mended]


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"<html>", saved(document("a"))[:-40]])
def test_what_is_no_document(data):
    with pytest.raises(PolyglotError, match="not a Word document"):
        marked_document(data, TAGGER)


def test_the_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*args):
        return CliRunner().invoke(program, ["mark", *args])

    for name in ("a.docx", "b.docx"):
        Path(name).write_bytes(saved(document(ENGLISH, SERBIAN)))
    checked = run("--check", "a.docx")
    assert checked.exit_code == 1
    assert checked.stdout.startswith("a.docx:2:1: sr-Cyrl")
    assert run("a.docx", "-o", "marked.docx").exit_code == 0
    assert run("--check", "marked.docx").exit_code == 0
    assert run("a.docx", "b.docx", "-o", "c.docx").exit_code == 2
    Path("page.html").write_text("<p>a", "utf-8")
    assert run("a.docx", "page.html", "-O", "out").exit_code == 2
    assert run("a.docx", "b.docx", "-O", "out").exit_code == 0
    assert Path("out/b.docx").read_bytes() == Path("marked.docx").read_bytes()
    assert run("--in-place", "--backup", ".orig", "a.docx").exit_code == 0
    assert Path("a.docx").read_bytes() == Path("marked.docx").read_bytes()
    assert Path("a.docx.orig").exists()
    Path("bad.docx").write_bytes(b"no document")
    failed = run("bad.docx", "-o", "d.docx")
    assert failed.exit_code == 1
    assert "bad.docx: this is not a Word document" in failed.stderr
    assert not Path("d.docx").exists()
