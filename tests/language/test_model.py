"""The model file: models are read as they were written, other files are errors."""

import pytest

from polyglot_norm.errors import ModelError
from polyglot_norm.language.model import FORMAT, Model, write
from polyglot_norm.language.ngrams import hash_ngrams
from polyglot_norm.language.table_layout import Row
from polyglot_norm.table_files import open_tables, write_tables


def table(rows, bits=4, orders=(3, 5)):
    return {
        "scripts": ["Cyrl"],
        "tags": ["ru", "sr-Cyrl"],
        "priors": [3, -3],
        "met": [2, -2],
        "temperatures": [[8, 1.0], [1000, 2.5]],
        "weakest": 12.5,
        "orders": orders,
        "bits": bits,
        "rows": rows,
    }


@pytest.fixture
def path(tmp_path):
    _, hashes = hash_ngrams(["ћао", "привет"], (3, 5))
    path = tmp_path / "model.bin"
    rows = [Row(ngram, [(number % 2, 7)]) for number, ngram in enumerate(hashes)]
    write(path, [table(rows)], {"Thai": "th"}, {"date": "2026-11-22"})
    return path


def test_a_model_is_read_as_it_was_written(path):
    model = Model.open(path)
    assert model.tags == ("ru", "sr-Cyrl", "th")
    assert model.owners == {"Thai": "th"}
    assert model.about == {"date": "2026-11-22"}
    assert model.table("Cyrl").priors == (3, -3)
    assert model.table("Cyrl").met == (2, -2)
    assert model.table("Cyrl").weakest == 12.5
    assert model.table("Cyrl").orders == (3, 5)
    assert model.table("Latn") is None


def test_the_temperature_depends_on_the_length(path):
    table = Model.open(path).table("Cyrl")
    assert [table.temperature(letters) for letters in (1, 8, 9, 5000)] == [1.0, 1.0, 2.5, 2.5]


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"tables": [{}]},
        {"scale": 32, "tables": [], "owners": 1, "about": None},
        {"scale": 31, "tables": [], "owners": {}, "about": None},
    ],
)
def test_a_header_of_something_else_is_an_error(path, header):
    write_tables(path, FORMAT, header, b"")
    with pytest.raises(ModelError, match="its header is not of this format"):
        Model.open(path)


def test_an_incomplete_table_is_an_error(path):
    header, body = open_tables(path, FORMAT, lambda header, body: (header, bytes(body)))
    write_tables(path, FORMAT, header, body[:60])
    with pytest.raises(ModelError, match="table of"):
        Model.open(path)


@pytest.mark.parametrize("orders", [(5, 3), (3, 3), (1, 3), (9,)])
def test_orders_that_no_word_is_cut_by_are_an_error(tmp_path, orders):
    write(tmp_path / "model.bin", [table([Row(7, [(0, 1)])], orders=orders)], {}, {})
    with pytest.raises(ModelError, match="n-grams of"):
        Model.open(tmp_path / "model.bin")


def test_too_many_rows_for_a_bucket_are_an_error(tmp_path):
    rows = [Row(number, [(0, 1)]) for number in range(256)]
    with pytest.raises(ValueError, match="use more bits"):
        write(tmp_path / "model.bin", [table(rows, bits=1)], {}, {})
