"""Records: values that cannot be changed, can be sent anywhere, and are ready for JSON."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

import polyglot_norm as pn
from polyglot_norm import records

TEXT = "Погледај https://example.org/споменик, it is well worth the walk! 👍\n12:30"


MAKERS = {
    "Document": lambda: pn.tag(TEXT),
    "Segment": lambda: pn.tag(TEXT).segments[0],
    "LanguageShare": lambda: pn.tag(TEXT).languages[0],
    "ProtectedSpan": lambda: pn.tag(TEXT).protected[0],
    "Aligned": lambda: pn.tag(TEXT).output,
    "Detection": lambda: pn.detect(TEXT),
    "Decoded": lambda: pn.decode(TEXT.encode()),
    "Language": lambda: pn.languages()[0],
    "Scheme": lambda: pn.schemes()[0],
    "Profile": lambda: pn.profiles()[0],
    "Options": pn.Options,
    "Explanation": lambda: pn.tag(TEXT).explain()[1],
    "WordScore": lambda: pn.tag(TEXT).explain()[0].words[0],
    "NgramScore": lambda: pn.tag(TEXT).explain()[0].words[0].ngrams[0],
    "Border": lambda: pn.tag(TEXT).explain()[1].border,
    "Edit": lambda: pn.Edit(0, 1, "x", "rule"),
}


@pytest.fixture(params=MAKERS)
def record(request):
    found = MAKERS[request.param]()
    assert type(found) is getattr(pn, request.param)
    return found


def names(record):
    if is_dataclass(record):
        return [field.name for field in fields(record)]
    if hasattr(record, "_fields"):
        return list(record._fields)
    return LAZY[type(record).__name__]


LAZY = {
    "Document": ["text", "lang", "languages", "segments", "protected", "output"],
    "Segment": [
        *("start", "end", "text", "lang", "script", "confidence", "candidates"),
        *("output", "output_lang"),
    ],
}


def test_nothing_can_be_changed(record):
    name = "text" if isinstance(record, pn.Aligned) else names(record)[0]
    with pytest.raises((FrozenInstanceError, AttributeError)):
        setattr(record, name, "changed")
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        record.something_new = 1


def test_nothing_has_a_dict(record):
    assert not hasattr(record, "__dict__")


def test_pickling_keeps_everything(record):
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    assert type(again) is type(record)


def test_all_can_be_keys(record):
    assert {record: 1}[pickle.loads(pickle.dumps(record))] == 1


@pytest.mark.parametrize("text", [TEXT, "", "12:30", "asdfghjkl;lkjhgfd"])
def test_as_dict_is_ready_for_json(text):
    doc = pn.tag(text)
    records: list[pn.Document | pn.Segment | pn.Detection] = [doc, *doc.segments, pn.detect(text)]
    for record in records:
        values = record.as_dict()
        assert json.loads(json.dumps(values)) == values
        assert list(values)[: len(names(record))] != []
        assert {name for name in names(record) if name not in values} == set()


def test_the_dict_of_a_document_holds_its_segments():
    doc = pn.tag(TEXT)
    values = doc.as_dict()
    assert [s["text"] for s in values["segments"]] == [s.text for s in doc.segments]
    assert values["output"] == "".join(s["output"] for s in values["segments"])
    assert values["protected"][0] == {"start": 9, "end": 37, "kind": "url"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "<Document 0 lines, 0 segments>"),
        ("12:30", "<Document 1 line, 1 segment>"),
        (
            "Would you care to give details?\nЗашто „Спилбергов филм“?",
            "<Document 2 lines, en 57 %, sr-Cyrl 43 %, 2 segments>",
        ),
    ],
)
def test_a_document_is_shown_on_one_line(text, shown):
    assert repr(pn.tag(text)) == str(pn.tag(text)) == shown


def test_a_segment_shows_its_place_label_and_beginning():
    segment = pn.tag("Would you care to give\u2028details?")[1]
    assert repr(segment) == f"<Segment 23:31 en {segment.confidence:.2f} 'details?'>"
    (segment,) = pn.tag("Зашто „Спилбергов филм“? Погледај.", languages=["sr-Cyrl"])
    assert repr(segment) == "<Segment 0:34 sr-Cyrl 1.00 'Зашто „Спилбергов филм“?…'>"


def test_a_document_is_a_sequence_of_segments():
    doc = pn.tag(TEXT)
    assert (len(doc), list(doc), doc[-1]) == (
        len(doc.segments),
        list(doc.segments),
        doc.segments[-1],
    )
    assert doc.is_mixed
    assert not pn.tag("12:30").is_mixed
    assert pn.tag("")


def test_segments_are_made_into_a_document_again():
    doc = pn.tag(TEXT)
    assert pn.Document.of(TEXT, doc.segments) == doc
    for wrong in (doc.segments[1:], doc.segments[:-1], doc.segments[::-1]):
        with pytest.raises(pn.PolyglotError, match="must cover the text"):
            pn.Document.of(TEXT, wrong)
    with pytest.raises(TypeError, match=r"Document\.of\(\)"):
        pn.Document()


def test_what_a_notebook_shows():
    page = pn.tag("שלום <b>\n\nЗашто ћутиш?\x01\ud800")._repr_html_()
    assert page.count("<div dir=") == 3
    assert 'dir="rtl"' in page
    assert "&lt;b&gt;" in page
    assert page.endswith("</div>")
    assert not {"\x01", "\ud800"}.intersection(page)
    assert "more characters" in pn.tag("да " * 10_000)._repr_html_()
    assert pn.tag("")._repr_html_()


def test_segments_as_tables():
    pandas = pytest.importorskip("pandas")
    doc = pn.tag(TEXT + "\ud800")
    frame = doc.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["lang"]) == [s.lang for s in doc]
    table = doc.to_arrow()
    assert table.column("start").to_pylist() == [s.start for s in doc]
    assert table.schema.field("confidence").type == "double"
    assert table.num_rows == len(doc)
    assert pn.tag("").to_arrow().num_rows == 0


def test_a_lazy_document_makes_its_outputs_once_in_whatever_thread():
    calls = []

    def step(text, _lang):
        calls.append(text)
        return ()

    tagger = pn.Tagger(pn.Options(normalise=(step,), transliterate=None))
    doc = tagger.tag("Добро јутро!\nGood morning!")
    assert calls == []
    with ThreadPoolExecutor(8) as pool:
        outputs = list(pool.map(lambda _: doc.output.text, range(32)))
    assert set(outputs) == {doc.text}
    assert len(calls) == len(doc)


def test_the_shares_are_of_letters_largest_first():
    doc = pn.tag("This line is clearly much longer than the other.\nА ово није.")
    assert [share.lang for share in doc.languages] == ["en", "sr-Cyrl"]
    assert doc.lang == "en"
    assert doc.languages[0].share > doc.languages[1].share


def test_a_text_without_words_has_no_shares():
    for text in ("", "12:30", "https://example.org"):
        doc = pn.tag(text)
        assert (doc.lang, doc.languages) == ("zxx", ())
        assert pn.detect(text) == pn.Detection("zxx", "Zyyy", 1.0, 1.0, (("zxx", 1.0),))


def test_no_record_is_hidden():
    public = {
        name
        for name, value in vars(records).items()
        if isinstance(value, type) and value.__module__ == records.__name__
    }
    assert public <= set(pn.__all__)


@pytest.mark.parametrize(
    "error",
    [
        pn.PolyglotError("m"),
        pn.UnknownTag("m"),
        pn.UnknownScheme("m"),
        pn.UnknownProfile("m"),
        pn.ModelError("m"),
        pn.DecodeError("m", encoding="utf-8", offset=3),
        pn.MissingExtra("m", extra="lingua"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_are_of_one_family_and_picklable(error):
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, pn.PolyglotError)
    assert isinstance(again, ValueError)
    assert (type(again), str(again), vars(again)) == (type(error), "m", vars(error))


def test_a_missing_extra_is_an_import_error():
    assert issubclass(pn.MissingExtra, ImportError)
