"""Comments in the index of a real engine, found by queries in either script of Serbian."""

from __future__ import annotations

import pytest

import polyglot_norm as pn
from adapters.examples import run_examples
from adapters.packages import needs
from polyglot_norm import search

tantivy = needs("tantivy")

COMMENTS = [
    "Why did he not play in both of the games yesterday?",
    "Зашто Ђорђе није дошао на игралиште, пита се Љиља из Чачка.",
    "Zašto Đorđe nije došao na igralište, pita se Ljilja iz Čačka.",
    "zasto djordje nije dosao na igraliste, pita se ljilja iz cacka",
    "Я не знаю, почему он вчера не пришёл на площадку.",
]


@pytest.fixture(scope="module")
def find():
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    builder.add_text_field("latin")
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for number, text in enumerate(COMMENTS):
        latin = search.fields(pn.tag(text))["latin"]
        writer.add_document(tantivy.Document(number=number, latin=latin))
    writer.commit()
    index.reload()

    def found(words):
        query = index.parse_query(search.query(words), ["latin"], conjunction_by_default=True)
        searcher = index.searcher()
        hits = searcher.search(query, 10).hits
        return sorted(searcher.doc(address)["number"][0] for _, address in hits)

    return found


@pytest.mark.parametrize(
    "words",
    ["Ђорђе", "Đorđe", "djordje", "ЂОРЂЕ", "Љиља Чачка", "Ljilja Čačka", "ljilja cacka", "došao"],
)
def test_a_query_in_any_script_finds_the_same_comments(find, words):
    assert find(words) == [1, 2, 3]


def test_queries_in_other_languages_find_theirs(find):
    assert find("площадку") == [4]
    assert find("yesterday games") == [0]


def test_the_example_is_real():
    run_examples("search.md", "Tantivy")
