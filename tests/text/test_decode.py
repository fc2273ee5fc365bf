"""Bytes in seventy encodings, intact and damaged, are decoded to the text they were made from."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polyglot_norm.errors import DecodeError, PolyglotError
from polyglot_norm.text.decode import Decoded, Reason, decode
from polyglot_norm.text.encodings import UnknownEncoding, canonical, resolve
from training.legacy_text import as_written

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line)
    for line in (ROOT / "tests/cases/decode.jsonl").read_text(encoding="utf-8").splitlines()
]
SERBIAN = "Ђорђе, шта има?\r\nЧекам те пред „Шпијуном“…\n"
ENGLISH = "A plain line of English, as on any page.\n"
LATE = "Ово је једини ред на ћирилици.\n"
DECLARABLE = ["utf-8", "utf-16", "utf-16le", "utf-32", "utf-32be", "gb18030"]
MARKS = [
    ("utf-8", BOM_UTF8),
    ("utf-16le", BOM_UTF16_LE),
    ("utf-16be", BOM_UTF16_BE),
    ("utf-32le", BOM_UTF32_LE),
    ("utf-32be", BOM_UTF32_BE),
]


SURE = {Reason.SHIFTS, Reason.ZERO_BYTES}
GUESSED = {Reason.DETECTED, Reason.LETTERS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['encoding']} {case['lang']}")
def test_legacy_encodings_are_detected(case):
    data = as_written(case["text"], case["encoding"]).encode(resolve(case["encoding"]))
    found = decode(data)
    assert normalize("NFC", found.text) == case["text"]
    assert found.reason in SURE | GUESSED
    assert found.confidence == 1 if found.reason in SURE else 0.5 <= found.confidence < 1
    assert decode(data, encoding=found.encoding).text == found.text


@pytest.mark.parametrize("encoding", ["windows-1251", "iso-8859-5"])
def test_one_late_line_decides_in_a_long_english_page(encoding):
    text = ENGLISH * 50 + LATE + ENGLISH * 50
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("encoding", "mark"), MARKS)
def test_a_mark_decides_and_is_removed(encoding, mark):
    data = mark + SERBIAN.encode(encoding)
    assert decode(data) == Decoded(SERBIAN, encoding, Reason.BYTE_ORDER_MARK)
    assert decode(data, encoding=encoding) == Decoded(SERBIAN, encoding, Reason.DECLARED)


@pytest.mark.parametrize("text", [SERBIAN, ENGLISH, "Да", "昨天下午我们去河边散步。\n一天\n"])
@pytest.mark.parametrize("encoding", [encoding for encoding, _ in MARKS[1:]])
def test_utf16_and_utf32_need_no_mark(text, encoding):
    assert decode(text.encode(encoding)) == Decoded(text, encoding, Reason.ZERO_BYTES)


def test_utf16_that_starts_with_nul_is_not_utf32():
    text = "\0ab"
    assert decode(BOM_UTF16_LE + text.encode("utf-16-le")).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"plain\r\nlines\rhere\n", Reason.ASCII),
        (SERBIAN.encode(), Reason.UTF_8),
        (b"zero\0inside", Reason.ASCII),
        (b"line one\0line two\0", Reason.ASCII),
    ],
)
def test_utf8_is_utf8(data, reason):
    assert decode(data) == Decoded(data.decode(), "utf-8", reason)


def test_a_declared_wide_encoding_without_mark_is_little_endian():
    found = decode(SERBIAN.encode("utf-16-le"), encoding="utf-16")
    assert found == Decoded(SERBIAN, "utf-16le", Reason.DECLARED_WITHOUT_MARK)


def test_a_declared_wide_encoding_respects_the_mark():
    data = BOM_UTF16_BE + SERBIAN.encode("utf-16-be")
    assert decode(data, encoding="UTF-16") == Decoded(SERBIAN, "utf-16be", Reason.DECLARED)


def test_a_declared_encoding_takes_precedence_over_valid_utf8():
    assert decode("ћ".encode(), encoding="windows-1251").text == "С›"


@pytest.mark.parametrize(
    ("data", "offset", "line"),
    [
        ("Добар дан\nсвима".encode()[:-1], 26, 2),
        ("Први ред\r\nдруги".encode() + b"\xe9" + " ред\n".encode(), 27, 2),
        ("один\nдва\rтри".encode() + b"\xff", 22, 3),
    ],
)
def test_a_few_broken_bytes_do_not_make_utf8_another_encoding(data, offset, line):
    with pytest.raises(DecodeError, match=rf"utf-8 at byte {offset} \(line {line}\): ") as caught:
        decode(data)
    assert (caught.value.encoding, caught.value.offset) == ("utf-8", offset)
    replaced = decode(data, errors="replace")
    assert (replaced.encoding, replaced.reason) == ("utf-8", Reason.DAMAGED_UTF_8)
    assert replaced.text.count("\N{REPLACEMENT CHARACTER}") == replaced.replaced == 1


def test_offsets_count_the_mark():
    with pytest.raises(DecodeError) as caught:
        decode(BOM_UTF8 + b"abc\xff")
    assert caught.value.offset == 6


def test_replacement_characters_of_the_source_are_not_counted():
    data = "\N{REPLACEMENT CHARACTER}ћ".encode() + b"\xff"
    assert decode(data, encoding="utf-8", errors="replace").replaced == 1


def test_an_undecodable_byte_is_named_and_survives_pickling():
    message = r"invalid windows-1252 at byte 2 \(line 1\): 81; declare the right encoding"
    with pytest.raises(DecodeError, match=message) as caught:
        decode(b"na\x81", encoding="cp1252")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.offset) == (str(caught.value), 2)


def test_a_stray_byte_does_not_change_the_encoding_of_a_legacy_file():
    data = CASES[9]["text"].encode("windows-1251") + b" \x98"
    with pytest.raises(DecodeError) as caught:
        decode(data)
    assert caught.value.encoding == "windows-1251"
    assert decode(data, errors="replace").replaced == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0",
        b"\0" * 400,
        bytes(range(256)) * 40,
        b"PK\x03\x04\x14\0\0\0\x08\0",
    ],
)
def test_binary_data_is_an_error(data):
    for errors in ("strict", "replace"):
        with pytest.raises(DecodeError, match="looks like a binary file"):
            decode(data, errors=errors)


@pytest.mark.parametrize(
    "name",
    ["rot13", "hex", "base64", "idna", "punycode", "unicode_escape", "undefined", "mbcs", "zlib"],
)
def test_codecs_that_are_no_text_encoding_are_an_error(name):
    with pytest.raises(UnknownEncoding, match="is not a text encoding"):
        decode(b"abc", encoding=name)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("utf9", "utf-8"),
        ("win1251", "windows-1251"),
        ("koi8", "koi8-"),
        ("\0", "IANA"),
        ("", "IANA"),
    ],
)
def test_an_unknown_name_suggests_the_nearest(name, nearest):
    with pytest.raises(DecodeError, match=nearest) as caught:
        decode(b"abc", encoding=name)
    assert caught.value.offset == 0


def test_errors_must_be_strict_or_replace():
    with pytest.raises(PolyglotError, match="invalid errors 'ignore'"):
        decode(b"abc", errors="ignore")


@given(st.binary(max_size=400), st.sampled_from(["strict", "replace"]))
@example(b"\xff\xfe\0\0", "strict")
@example(b"\xff\xfea", "strict")
@example(b"+AAA", "strict")
@example(b"\0\0\xfe\xff\x01", "replace")
@settings(max_examples=150, deadline=None)
def test_arbitrary_bytes_raise_nothing_but_decode_errors(data, errors):
    offset = -1
    try:
        found = decode(data, errors=errors)
    except DecodeError as error:
        offset = error.offset
    else:
        assert decode(data, encoding=found.encoding, errors=errors).text == found.text
    assert offset < max(len(data), 1)


@given(st.text(), st.sampled_from(DECLARABLE))
def test_declared_round_trip(text, encoding):
    text = text.replace("\N{ZERO WIDTH NO-BREAK SPACE}", "").encode("utf-8", "ignore").decode()
    assert decode(text.encode(encoding), encoding=encoding).text == text


@given(st.binary(min_size=1), st.sampled_from(["koi8-r", "ibm866", "iso-8859-1", "x-mac-cyrillic"]))
def test_declared_round_trip_of_all_bytes(data, encoding):
    assert decode(data, encoding=encoding).text.encode(resolve(encoding)) == data


def test_every_canonical_name_can_be_declared():
    from encodings.aliases import aliases

    for name in {name for name in aliases.values() if not name.endswith(("_codec", "_13", "mbcs"))}:
        assert resolve(canonical(resolve(name))) == resolve(name)


@pytest.mark.parametrize(
    ("line", "last", "encoding"),
    [
        (ENGLISH * 5, LATE, "windows-1251"),
        ("Здраво свима који ово читају до краја.\n", "Крај.\n", "windows-1251"),
        ("昨日の夜駅前の店でラーメンを食べました", "。", "windows-31j"),
        (SERBIAN, "Крај.\n", "utf-8"),
        (SERBIAN, "Крај.\n", "utf-16be"),
    ],
    ids=["one late line", "cyrillic", "no line ends", "utf-8", "utf-16"],
)
def test_twenty_megabytes_take_seconds(line, last, encoding):
    codec = resolve(encoding)
    unit = line.encode(codec)
    data = unit * (20_000_000 // len(unit)) + last.encode(codec)
    started = time.process_time()
    found = decode(data)
    assert time.process_time() - started < 8
    assert found.encoding == encoding
    assert found.text.endswith(last)


def test_the_encoding_of_the_sample_comment_is_detected():
    found = decode((ROOT / "samples/comment-windows-1251.txt").read_bytes())
    assert (found.encoding, found.text[:9]) == ("windows-1251", "Љиљана Ђ.")


def test_utf_8_does_not_load_the_letters_of_languages():
    program = (
        "import sys; from polyglot_norm.text.decode import decode; decode('ћ'.encode());"
        "from polyglot_norm.text.encoding_pairs import pairs;"
        "sys.exit(pairs.cache_info().currsize + ('polyglot_norm.text.charset' in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", program], cwd=ROOT).returncode == 0
