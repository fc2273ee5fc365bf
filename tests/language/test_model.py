"""The packed model: what is written is what is read, and damage is told, never a crash."""

import hashlib
import struct

import pytest

from polyglot_norm.errors import ModelError
from polyglot_norm.language.model import VERSION, Model, Row, write
from polyglot_norm.language.ngrams import letter_sequences


def table(rows, bits=4):
    return {
        "scripts": ["Cyrl"],
        "tags": ["ru", "sr-Cyrl"],
        "priors": [3, -3],
        "temperatures": [[8, 1.0], [1000, 2.5]],
        "bits": bits,
        "rows": rows,
    }


@pytest.fixture
def path(tmp_path):
    _, hashes = letter_sequences(["ћао", "привет"])
    path = tmp_path / "model.bin"
    rows = [Row(sequence, [(number % 2, 7)]) for number, sequence in enumerate(hashes)]
    write(path, [table(rows)], {"Thai": "th"}, {"date": "2026-11-22"})
    return path


def test_what_is_written_is_read(path):
    model = Model.open(path)
    assert model.tags == ("ru", "sr-Cyrl", "th")
    assert model.owners == {"Thai": "th"}
    assert model.about == {"date": "2026-11-22"}
    assert model.table("Cyrl").priors == (3, -3)
    assert model.table("Latn") is None


def test_the_temperature_is_that_of_the_length(path):
    table = Model.open(path).table("Cyrl")
    assert [table.temperature(letters) for letters in (1, 8, 9, 5000)] == [1.0, 1.0, 2.5, 2.5]


def test_a_flipped_byte_is_told_wherever_it_is(path):
    data = path.read_bytes()
    for at in range(0, len(data), 7):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        with pytest.raises(ModelError, match=r"model\.bin"):
            Model.open(path)


def test_a_file_cut_short_is_told_wherever_it_ends(path):
    data = path.read_bytes()
    for size in [*range(60), *range(60, len(data), 13)]:
        path.write_bytes(data[:size])
        with pytest.raises(ModelError):
            Model.open(path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: b"PNG" + data[3:], "begins with"),
        (lambda data: data[:8] + struct.pack("<I", 99) + data[12:], "version is 99"),
        (lambda data: data[:-1] + b"!", "digest"),
        (lambda data: data[:20], "ends after 20 bytes"),
        (lambda data: b"", "cannot be read"),
    ],
)
def test_the_failing_check_is_named(path, change, told):
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ModelError, match=told):
        Model.open(path)


@pytest.mark.parametrize(
    "body", [b"[]", b"{", b'{"tables":[{}]}', b'{"tables":[],"owners":1,"about":1}', b"\xff"]
)
def test_a_header_that_is_no_header_is_told(path, body):
    start = struct.pack("<8sII32s", b"PolyNorm", VERSION, len(body), hashlib.sha256(body).digest())
    path.write_bytes(start + body)
    with pytest.raises(ModelError, match="header"):
        Model.open(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ModelError, match=r"none\.bin"):
        Model.open(tmp_path / "none.bin")


def test_too_many_rows_for_a_bucket_are_an_error(tmp_path):
    rows = [Row(number, [(0, 1)]) for number in range(256)]
    with pytest.raises(ValueError, match="use more bits"):
        write(tmp_path / "model.bin", [table(rows, bits=1)], {}, {})
