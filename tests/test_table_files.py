"""Files of tables: what is written is read, and a damaged file raises an error that says how."""

import hashlib
import struct

import pytest

import polyglot_norm as pn
from polyglot_norm.language.model import FORMAT as MODEL
from polyglot_norm.normalisation.diacritics.hash_tables import FORMAT as DIACRITICS
from polyglot_norm.table_files import FileFormat, joined, open_tables, write_tables
from polyglot_norm.tables import FOLDER

FORMATS = [
    FileFormat(b"TestFile", version=7),
    FileFormat(b"TestFile", version=7, alignment=64, body_has_crc=True),
]
HEADER = {"about": "пример", "sizes": [3, 1]}


def contents(header, body):
    return header, bytes(body)


@pytest.fixture(params=FORMATS, ids=["digest", "crc"])
def file_format(request):
    return request.param


@pytest.fixture
def path(tmp_path, file_format):
    path = tmp_path / "tables.bin"
    body, _ = joined([b"abc", b"d"], file_format.alignment)
    write_tables(path, file_format, HEADER, body)
    return path


def test_a_file_holds_its_header_and_its_tables(path, file_format):
    header, body = open_tables(path, file_format, contents)
    assert {**header, **HEADER} == header
    _, starts = joined([b"abc", b"d"], file_format.alignment)
    assert [body[start : start + size] for start, size in zip(starts, [3, 1], strict=True)] == [
        b"abc",
        b"d",
    ]


def test_tables_start_at_multiples_of_the_alignment(path, file_format):
    data = path.read_bytes()
    assert data.rindex(b"abc") % file_format.alignment == 0
    assert data.rindex(b"d") % file_format.alignment == 0


def test_the_same_tables_give_the_same_file(path, file_format, tmp_path):
    write_tables(tmp_path / "again.bin", file_format, *open_tables(path, file_format, contents))
    assert (tmp_path / "again.bin").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "packaged"),
    [("model", MODEL), ("diacritics", DIACRITICS), ("letter-models", DIACRITICS)],
)
def test_packaged_files_are_as_they_would_be_written(tmp_path, name, packaged):
    source, again = FOLDER / f"{name}.bin", tmp_path / "again.bin"
    write_tables(again, packaged, *open_tables(source, packaged, contents))
    assert again.read_bytes() == source.read_bytes()


def test_a_flipped_bit_is_found_anywhere(path, file_format):
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        with pytest.raises(pn.ModelError, match=r"tables\.bin"):
            open_tables(path, file_format, contents)


def test_a_missing_end_is_found_anywhere(path, file_format):
    data = path.read_bytes()
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(pn.ModelError):
            open_tables(path, file_format, contents)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: b"PNG" + data[3:], "it begins with b'PNGtFile', not with b'TestFile'"),
        (lambda data: data[:8] + b"\2" + data[9:], "its format version is 2; this release reads 7"),
        (lambda data: data[:-1] + b"!", "its digest does not match"),
        (lambda data: data[:-1], "its digest does not match"),
        (lambda data: data[:20], "it ends after 20 bytes"),
        (lambda data: b"", "it cannot be read"),
    ],
)
def test_the_error_says_what_is_wrong(path, file_format, damage, reason):
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(pn.ModelError, match=reason):
        open_tables(path, file_format, contents)


@pytest.mark.parametrize("head", [b"[]", b"{", b'{"tables":1}', b"\xff"])
def test_a_header_that_cannot_be_interpreted(path, head):
    digest = hashlib.sha256(head).digest()
    path.write_bytes(struct.pack("<8sII32s", b"TestFile", 7, len(head), digest) + head)

    def interpret(header, _body):
        return len(header["tables"])

    with pytest.raises(pn.ModelError, match="its header is not of this format"):
        open_tables(path, FORMATS[0], interpret)


def test_a_missing_file(tmp_path, file_format):
    with pytest.raises(pn.ModelError, match=r"cannot open .*none\.bin.*reinstall polyglot-norm"):
        open_tables(tmp_path / "none.bin", file_format, contents)
