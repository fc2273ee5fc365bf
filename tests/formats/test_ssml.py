"""SSML is valid XML whatever the text is, and says what the document says."""

from __future__ import annotations

import re

import lxml.etree
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from formats.documents import DOCUMENTS, TAGGED, cut_up, document
from polyglot_norm import formats
from polyglot_norm.cli.program import program
from polyglot_norm.formats import WriteOptions
from polyglot_norm.speech import NAMESPACE

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SILENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ALLOWED = {
    "1.1": {"speak": {"p"}, "p": {"lang", "s"}, "s": {"lang"}, "lang": set()},
    "1.0": {"speak": {"p"}, "p": {"voice"}, "voice": set()},
}


def parsed(ssml):
    """Return the root, after a check that every element is where its version allows it."""
    root = lxml.etree.fromstring(ssml if isinstance(ssml, bytes) else ssml.encode())
    allowed = ALLOWED[root.get("version")]
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        inside = {child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element}
        assert inside <= allowed[name]
    return root


def said(root):
    """Return the text of the paragraphs."""
    return "".join("".join(paragraph.itertext()) for paragraph in root)


@settings(max_examples=150)
@given(st.one_of(TAGGED, DOCUMENTS), st.sampled_from([None, {}, {"sr": 'a"<&\x00'}]))
def test_every_text_is_valid_and_complete(doc, voices):
    root = parsed(doc.to_ssml(voices=voices))
    assert said(root) == SILENT.sub(" ", doc.text)
    assert root.get(XML_LANG) == doc.lang.replace("sh-Latn", "sr-Latn")


@given(DOCUMENTS, st.lists(st.integers(0, 9), max_size=3))
def test_documents_in_parts_and_several_are_one_whole(doc, places):
    items = [*cut_up("a", doc, places), *cut_up("b", doc, places)]
    root = parsed(b"".join(formats.write(items, "ssml")))
    assert said(root) == SILENT.sub(" ", doc.text) * 2


def test_no_document_is_an_empty_whole():
    root = parsed(b"".join(formats.write([], "ssml")))
    assert (root.get(XML_LANG), len(root)) == ("und", 0)


def marks(doc, **options):
    root = parsed(doc.to_ssml(**options))
    return [(e.tag.partition("}")[2], e.get(XML_LANG), "".join(e.itertext())) for e in root.iter()
            if e.get(XML_LANG) and len(e) == 0 and e.getparent() is not None]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("en", "Why? "), ("sr-Cyrl", "Зашто? "), ("en", "So.")], [("sr-Cyrl", "Зашто?")]),
        ([("en", "So "), ("und", "qqq "), ("zxx", "12 "), ("en", "it is.")], []),
        ([("en", "So we sing "), ("sh-Latn", "pjesma\n")], [("sr-Latn", "pjesma")]),
    ],
)
def test_stretches_in_another_language_are_marked(parts, expected):
    doc = document(*parts)
    assert [(tag, text) for _, tag, text in marks(doc)] == expected


def test_a_sentence_by_itself_is_marked_as_one():
    ssml = document(("en", "Why? "), ("sr-Cyrl", "„Зашто?“ "), ("en", "So "), ("sr-Cyrl", "да "),
                    ("en", "it is, as you all know.\n"), ("sr-Cyrl", "Не\n")).to_ssml()  # fmt: skip
    assert re.findall(r"<s [^>]*>(?:<[^>]*>)*([^<]*)", ssml) == ["„Зашто?“", "Не"]
    assert "<s" not in ssml.partition("So ")[2].partition("да")[0]


def test_voices_are_named_by_tag_or_language():
    doc = document(("en", "Why do you ask me? "), ("sr-Cyrl", "Зашто? "), ("zh-Hant", "為什麼？"))
    ssml = doc.to_ssml(voices={"sr": "Sofija", "zh-Hant": "Mei"})
    assert re.findall(r"<voice ([^>]*)>", ssml) == [
        'name="Sofija" xml:lang="sr-Cyrl"',
        'name="Mei" xml:lang="zh-Hant"',
    ]


def test_the_output_is_said_in_its_own_language():
    doc = document(("en", "Why do you ask?"), ("sr-Cyrl", " Да", " Da"))
    assert "Da</lang>" in doc.to_ssml(output=True)
    whole = b"".join(formats.write([doc], "ssml", WriteOptions(include=["output"])))
    assert whole.decode() == doc.to_ssml(output=True)


def test_links_and_code_are_said_as_they_are():
    doc = pn.tag("Погледај овај стари споменик: https://example.org/?a=1&b=<2> и `f(x) && y`.")
    assert said(parsed(doc.to_ssml(output=True))).endswith("`f(x) && y`.")
    assert "https://example.org/?a=1&amp;b=" in doc.to_ssml(output=True)


def test_the_command_line_names_voices():
    text = "Would you care to give some more details?\n\nЗашто ми то ниси рекао?\n"

    def run(*more):
        args = ["tag", "-t", text, "-l", "en,sr", "-f", "ssml", *more]
        return CliRunner().invoke(program, args)

    assert '<lang xml:lang="sr-Cyrl">Зашто' in run().stdout
    assert '<voice xml:lang="sr-Cyrl">Зашто' in run("--voices", "any").stdout
    assert '<voice name="Sofija" xml:lang="sr-Cyrl">' in run("--voices", "sr=Sofija,de=K").stdout
    refused = run("--voices", "Sofija")
    assert (refused.exit_code, refused.stderr.count("TAG=NAME")) == (2, 1)


def test_voices_must_be_a_mapping():
    with pytest.raises(pn.PolyglotError, match="voices must map tags to names"):
        WriteOptions(voices=7)  # type: ignore[arg-type]
    assert hash(WriteOptions(voices={"sr": "Sofija"}))
