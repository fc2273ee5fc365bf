"""Output that other tools understand, checked by parsers and validators of others."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import conllu
import html5lib
import jsonschema
import lxml.etree
import msgspec
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.documents import DOCUMENTS, document
from polyglot_norm import formats
from polyglot_norm.formats import NamedDocument, Offsets, WriteOptions
from polyglot_norm.formats.document_lines import lines
from strategies import TEXTS

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TEI = "{http://www.tei-c.org/ns/1.0}"
ALL = ["start", "end", "lang", "script", "confidence", "text", "output", "output_lang",
       "candidates", "edits", "metadata"]  # fmt: skip

NAMED = st.lists(st.tuples(TEXTS, DOCUMENTS), min_size=1, max_size=2)

# Each case writes a file and has another package parse it, which is slow.
FEW = settings(max_examples=40)


def written(documents, name, writing=None):
    return b"".join(formats.write(documents, name, writing))


def validator(name):
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", ["jsonl", "docs", "dolma"])
@pytest.mark.parametrize("include", [None, ALL])
def test_json_follows_its_schema(name, include, samples):
    check = validator(name)
    writing = None if name == "dolma" else WriteOptions(include=include)
    for sample in sorted(samples.glob("*.txt")):
        doc = pn.tag(pn.decode(sample.read_bytes()).text)
        item = NamedDocument(sample.name, doc, metadata={"id": "7"})
        for line in written([item], name, writing).splitlines():
            check.validate(json.loads(line))


@pytest.mark.parametrize("name", ["jsonl", "docs", "dolma"])
def test_the_schema_has_every_key_and_no_other(name):
    check = validator(name)
    record = json.loads(written([pn.tag("Да ли?")], name).splitlines()[0])
    check.validate(record)
    assert not check.is_valid(record | {"other": 1})
    if name != "dolma":
        assert not check.is_valid(record | {"start": -1})
        assert not check.is_valid(record | {"lang": 7})
        assert {"metadata", *record} <= set(check.schema["properties"])


@FEW
@given(NAMED)
def test_xml_is_well_formed_and_has_the_texts(documents):
    data = written(documents, "xml")
    root = ElementTree.parse(io.BytesIO(data)).getroot()
    assert lxml.etree.fromstring(data).tag == "documents"
    for element, (_, doc) in zip(root, documents, strict=True):
        assert [(s.get(XML_LANG), all_text(s.find("text"))) for s in element] == [
            (s.lang, s.text) for s in doc.segments
        ]


def all_text(element):
    """Return the text of an element, with the characters that <char/> and <g/> stand for."""
    parts = [element.text or ""]
    for child in element:
        code = child.get("code") or child.get("n", "").removeprefix("U+")
        parts += (chr(int(code, 16)), child.tail or "")
    return "".join(parts)


@FEW
@given(NAMED)
def test_tei_marks_foreign_text(documents):
    root = lxml.etree.fromstring(written(documents, "tei"))
    assert root.tag == f"{TEI}teiCorpus"
    texts = root.findall(f"{TEI}TEI")
    for element, (_, doc) in zip(texts, documents, strict=True):
        found = [
            (child.tag.removeprefix(TEI), child.get(XML_LANG), all_text(child))
            for paragraph in element.iter(f"{TEI}p")
            for child in paragraph
            if child.tag != f"{TEI}g"
        ]
        assert found == [
            ("seg" if s.lang == doc.lang else "foreign", s.lang, s.text) for s in doc.segments
        ]
        assert element.find(f"{TEI}teiHeader") is not None


def whole(fragments):
    return "".join(fragment.text for fragment in fragments)


def is_noncharacter(code):
    return 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE


def in_html(text):
    """Return the text, with the characters that HTML cannot hold replaced."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if (unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n") or is_noncharacter(ord(c))
        else c
        for c in text
    )


@FEW
@given(NAMED)
def test_html_is_valid_and_has_a_paragraph_for_each_line(documents):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(written(documents, "html").decode())
    for article, (_, doc) in zip(root.iter("article"), documents, strict=True):
        paragraphs = ["".join(paragraph.itertext()) for paragraph in article.iter("p")]
        assert paragraphs == [in_html(line) for line in map(whole, lines(doc))]
        for bdi in article.iter("bdi"):
            assert bdi.get("dir") in ("ltr", "rtl", None)


def test_html_writes_hebrew_from_right_to_left():
    doc = document(("he", "שלום!\n"), ("en", "He said: "), ("he", "שלום לכולם\n"))
    root = html5lib.parse(written([doc], "html"), namespaceHTMLElements=False)
    first, second = root.iter("p")
    assert first.get("dir") == "rtl"
    assert [(b.get("lang"), b.get("dir")) for b in first] == [("he", "rtl")]
    assert second.get("dir") == "ltr"
    assert ("he", "rtl") in [(b.get("lang"), b.get("dir")) for b in second]


def test_no_text_can_add_elements_or_attributes_to_html():
    evil = '<script>alert("x")</script>&amp;\x00'
    data = written([(evil, document(("en", evil, evil + '" onmouseover="y')))], "html").decode()
    root = html5lib.parse(data, namespaceHTMLElements=False)
    assert not list(root.iter("script"))
    (bdi,) = (b for b in root.iter("bdi") if b.get("title"))
    assert bdi.text == evil.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    assert set(bdi.keys()) == {"lang", "dir", "class", "title"}


@FEW
@given(NAMED)
def test_conllu_can_be_parsed(documents):
    data = written(documents, "conllu").decode()
    assert all(unicodedata.is_normalized("NFC", line) for line in data.split("\n"))
    assert "\N{REPLACEMENT CHARACTER}" not in data  # which the validator takes for damage
    for sentence in conllu.parse(data):
        assert [token["id"] for token in sentence] == [*range(1, len(sentence) + 1)]
        forms: list[str] = []
        for token in sentence:
            misc = token["misc"] or {}
            assert not set(token["form"]) & set("\t\n\r ")
            forms += (token["form"], "" if misc.get("SpaceAfter") == "No" else " ")
        assert "".join(forms).strip(" ") == sentence.metadata["text"].strip(" ")


@pytest.mark.parametrize(
    "text",
    [
        "Ame\u0301lie",
        "!\u0301 =\u0338 \u1100\u1161\u11a8",
        "e\u0301\u0301 \u0301",
        "comp\u0323\u0301",
    ],
)
def test_conllu_holds_text_that_is_not_in_nfc(text):
    data = written([("de\u0301", pn.tag(text))], "conllu")
    assert all(unicodedata.is_normalized("NFC", line) for line in data.decode().split("\n"))
    assert "".join(item.document.text for item in formats.read(data)) == text


def test_conllu_has_languages_transliterations_and_paragraphs():
    text = "Would you? Зашто „Љубав“ не?\n\nПогледај https://example.org/филм!\n"
    sentences = conllu.parse(written([("a b.txt", pn.tag(text))], "conllu").decode())
    assert [s.metadata["text"] for s in sentences] == [
        "Would you?",
        "Зашто „Љубав“ не?",
        "Погледај https://example.org/филм!",
    ]
    assert [s.metadata["sent_id"] for s in sentences] == ["a_b.txt-0", "a_b.txt-11", "a_b.txt-30"]
    assert ["newpar" in s.metadata for s in sentences] == [True, False, True]
    assert sentences[0].metadata["newdoc id"] == "a b.txt"
    assert [(t["form"], (t["misc"] or {}).get("Lang")) for t in sentences[0]] == [
        ("Would", "en"), ("you", "en"), ("?", "en"),
    ]  # fmt: skip
    translits = {t["form"]: (t["misc"] or {}).get("Translit") for t in sentences[1]}
    assert translits["Љубав"] == "Ljubav"
    link = next(t for t in sentences[2] if t["form"].startswith("https"))
    assert link["form"] == "https://example.org/филм"
    assert "Translit" not in link["misc"]
    assert link["misc"]["SpaceAfter"] == "No"


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_tables_can_be_read_by_arrow(name):
    docs = [("a.txt", pn.tag("Would you?\nДа ли?")), ("b.txt", pn.tag("Нет.\ud800"))]
    data = written(docs, name)
    if name == "parquet":
        table = pyarrow.parquet.read_table(io.BytesIO(data))
    else:
        table = pyarrow.ipc.open_file(io.BytesIO(data)).read_all()
    assert table.column_names == ["doc", *ALL[:8]]
    assert table["doc"].to_pylist() == ["a.txt", "a.txt", "b.txt"]
    assert table["text"].to_pylist() == ["Would you?\n", "Да ли?", "Нет.\N{REPLACEMENT CHARACTER}"]
    assert str(table.schema.field("start").type) == "int64"


def test_tables_come_in_batches_of_bounded_size(monkeypatch):
    from polyglot_norm.formats import arrow

    monkeypatch.setattr(arrow, "_ROWS", 10)
    doc = pn.tag("да\nнет\n" * 4)
    encoder = formats.encoder("parquet")
    data = encoder.head()
    sizes = []
    for number in range(20):
        piece = encoder.piece(NamedDocument(str(number), doc))
        sizes.append(len(piece))
        data += piece
    data += encoder.foot()
    assert sum(1 for size in sizes if size) >= 9  # written in between
    assert pyarrow.parquet.ParquetFile(io.BytesIO(data)).num_row_groups >= 9
    assert len(list(formats.read(data))) == 20


def test_dolma_spans_are_those_of_the_document():
    text = "Would you?\nДа ли?"
    item = NamedDocument("x", pn.tag(text), metadata={"id": 17, "source": "web"})
    (line,) = written([item, ("empty", pn.tag(""))], "dolma").splitlines()[:1]
    record = json.loads(line)
    assert (record["id"], record["source"]) == ("17", "web")
    (span,) = record["attributes"]["polyglot_norm__language__sr_Cyrl"]
    assert text[span[0] : span[1]] == "Да ли?"
    assert len(written([item, ("empty", pn.tag(""))], "dolma").splitlines()) == 2


class DolmaAttributes(msgspec.Struct):
    """A line of attributes as Dolma's reader declares it."""

    id: str
    attributes: dict[str, list[tuple[int, int, float]]]
    source: str | None = None


@FEW
@given(NAMED)
def test_dolma_can_read_its_attributes(documents):
    for line in written(documents, "dolma").splitlines():
        for name in msgspec.json.decode(line, type=DolmaAttributes).attributes:
            experiment, tagger, kind = name.split("__", 2)
            assert (experiment, tagger) == ("polyglot_norm", "language")
            assert kind.replace("_", "").isalnum()


def test_a_document_in_parts_has_one_line_of_dolma():
    parts = [
        NamedDocument("x", pn.tag("Would you?\n"), last=False),
        NamedDocument("x", pn.tag("Да ли?"), before=Offsets(11, 11, 11), first=False),
    ]
    (line,) = written(parts, "dolma").splitlines()
    assert json.loads(line)["attributes"]["polyglot_norm__language__sr_Cyrl"][0][:2] == [11, 17]


@pytest.mark.parametrize("texts", [[], [""], ["Да ли?"], ["Would you?\nДа", "", "Нет"]])
def test_json_is_one_array(texts):
    documents = [("x", pn.tag(text)) for text in texts]
    lines = [json.loads(line) for line in written(documents, "jsonl").splitlines()]
    assert json.loads(written(documents, "json")) == lines


@FEW
@given(NAMED)
def test_csv_can_be_parsed(documents):
    data = written(documents, "csv").decode()
    names, *rows = csv.reader(io.StringIO(data, newline=""))
    lines = [json.loads(line) for line in written(documents, "jsonl").splitlines()]
    texts = [re.sub("[\ud800-\udfff]", "\ufffd", line["text"]) for line in lines]
    assert [dict(zip(names, row, strict=True))["text"] for row in rows] == texts


def test_the_error_about_a_missing_package_names_its_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(pn.MissingExtra, match=r"polyglot-norm\[arrow\]") as caught:
        formats.encoder("parquet")
    assert caught.value.extra == "arrow"
