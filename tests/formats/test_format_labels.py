"""Languages are written in the style that is asked for, and read in any."""

import pytest

import polyglot_norm as pn
from polyglot_norm import formats
from polyglot_norm.formats import FORMATS, WriteOptions

DOCUMENT = pn.tag("Где си био јуче увече?\nWhere were you yesterday?\n")
STYLES = ("iso639-3", "fasttext")
BESIDE_THE_TAG = {"xml": 'label="', "tei": 'n="', "html": 'data-label="'}


def written(name, **options):
    return b"".join(formats.write([DOCUMENT], name, WriteOptions(**options)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if not f.binary and n != "ssml"])
def test_labels_are_written(name, style):
    if (name, style) == ("dolma", "fasttext"):
        pytest.skip("refused")
    text = written(name, labels=style).decode()
    sign = BESIDE_THE_TAG.get(name, "")
    for tag in ("sr-Cyrl", "en"):
        assert sign + pn.label(tag, style) in text
        if sign:
            assert f'lang="{tag}"' in text
    if not sign:
        assert "sr-Cyrl" not in text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.readable])
def test_labels_are_read(name, style):
    (plain,), (labelled,) = (
        list(formats.read(written(name, **options), name)) for options in ({}, {"labels": style})
    )
    assert labelled.document == plain.document
    assert labelled.document.lang == DOCUMENT.lang


@pytest.mark.parametrize("name", ["jsonl", "docs", "tsv", "parquet", "arrow"])
def test_candidates_have_labels_too(name):
    fields = ["text", "lang", "script", "confidence", "candidates"]
    data = written(name, include=fields, labels="iso639-3")
    (item,) = formats.read(data, name)
    assert [s.candidates for s in item.document] == [s.candidates for s in DOCUMENT]
    if not FORMATS[name].binary:
        assert '"en"' not in data.decode()


def test_what_cannot_be_written_is_refused():
    with pytest.raises(pn.PolyglotError, match="invalid labels 'iso'"):
        WriteOptions(labels="iso")
    with pytest.raises(pn.PolyglotError, match="use 'iso639-3'"):
        formats.encoder("dolma", WriteOptions(labels="fasttext"))
