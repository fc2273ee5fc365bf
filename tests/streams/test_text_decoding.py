"""Decoding of long files, which gives what decoding them whole would give."""

from __future__ import annotations

import io

import pytest

from polyglot_norm.errors import DecodeError
from polyglot_norm.streams import text_decoding
from polyglot_norm.text.decode import decode

LINES = "Где си био целог дана?\r\nКасниш као и увек, друже.\n\n" * 40
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "windows-1251", "koi8-r"]


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(text_decoding, "SAMPLE", 1000)
    monkeypatch.setattr(text_decoding, "CHUNK", 7)


def characters(data, **options):
    found = text_decoding.characters(io.BytesIO(data), **options)
    return found, "".join(found.chunks)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_long_file_is_decoded_like_a_short_one(encoding):
    data = LINES.encode(encoding)
    whole = decode(data)
    found, text = characters(data)
    assert text == whole.text == LINES
    assert found.decoded.encoding == whole.encoding


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_declared_encoding_is_used(encoding):
    data = LINES.encode(encoding)
    found, text = characters(data, encoding=encoding)
    whole = decode(data, encoding=encoding)
    assert (text, found.decoded.encoding) == (whole.text, whole.encoding)


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "gb18030", "big5", "iso-2022-jp"])
def test_characters_of_several_bytes_stay_whole(encoding):
    text = "東京都知事の日程" * 200
    assert characters(text.encode(encoding), encoding=encoding)[1] == text


def test_a_bad_byte_far_into_a_file_is_reported_with_its_place():
    data = LINES.encode() * 3
    bad = data[:3000].rindex(b"\n") + 1
    data = data[:bad] + b"\xff" + data[bad:]
    with pytest.raises(DecodeError) as caught:
        characters(data)
    line = data[:bad].count(b"\n") + 1
    assert caught.value.offset == bad
    assert str(caught.value).startswith(f"invalid utf-8 at byte {bad} (line {line}): FF; declare")
    found, text = characters(data, errors="replace")
    assert text == data.decode(errors="replace")
    assert found.replaced == 1
    assert found.decoded.bad_bytes == ((bad, line, b"\xff"),)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "windows-1252"])
def test_bad_bytes_of_a_long_file_are_where_those_of_a_short_one_are(encoding):
    data = b"\r\n".join([LINES[:40].encode("gb18030"), b"\x81\xff", LINES.encode()[:-1]] * 3)
    found, _ = characters(data, encoding=encoding, errors="replace")
    assert found.decoded.bad_bytes == decode(data, encoding=encoding, errors="replace").bad_bytes


def test_a_truncated_character_at_the_end_is_reported():
    data = LINES.encode() + "д".encode()[:1]
    with pytest.raises(DecodeError) as caught:
        characters(data)
    assert caught.value.offset == len(data) - 1


def test_an_endless_line_is_sampled_between_characters():
    assert characters(("Касниш" * 400).encode())[1] == "Касниш" * 400
