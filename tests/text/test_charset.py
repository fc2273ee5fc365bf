"""Detection of encodings: what decides, what must not, and how sure the answer is."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.errors import DecodeError
from polyglot_norm.text.charset import charsets, guess
from polyglot_norm.text.decode import Reason, decode
from polyglot_norm.text.encoding_pairs import pairs
from polyglot_norm.text.encodings import canonical, resolve

GERMAN = "Der Zug hatte Verspätung, also tranken wir noch einen Kaffee am Büfett.\n"
ASCII_LOOKALIKES = [
    b"\x1b[1;31mError:\x1b[0m no such file\n",
    b"if (a) ~{n} else ~{m}; // ~{}",
    b"1+ANY-2 = x+y",
    b"C++-- is +- what it was, +AGE- or not",
    b"aGVsbG8+d29ybGQ/Zm9v+YmFy==",
    b"tel. +381-11-123 and +44-20-7946",
]


@pytest.mark.parametrize("data", ASCII_LOOKALIKES)
def test_ascii_with_signs_of_other_encodings_is_ascii(data):
    found = decode(data)
    assert (found.text, found.reason) == (data.decode("ascii"), Reason.ASCII)


@pytest.mark.parametrize(
    "text",
    [
        "It’s fine.",
        "10 €",
        "£5",
        "• First\n• Second\n",
        "a–b",
        "© 2020 Acme",
        "50°C outside",
        "Ça va?",
    ],
)
def test_a_sign_or_two_among_ascii_are_those_of_windows(text):
    assert decode(text.encode("cp1252")).text == text


def test_every_encoding_has_a_language_and_a_name_that_can_be_declared():
    known = {codec for language in pairs().languages for codec in language.codecs}
    for charset in charsets():
        assert charset.codec in known or charset.codec == "utf-8"
        assert codecs.lookup(resolve(canonical(charset.codec))) == codecs.lookup(charset.codec)


def test_a_byte_outside_the_sample_excludes_an_encoding_that_lacks_it():
    data = (GERMAN * 2000).encode("cp1252") + b"x" * 5000 + b"\x81" + GERMAN.encode("cp1252") * 9
    assert b"\x81" in data[-2000:]
    found = decode(data)
    assert found.encoding != "windows-1252"
    assert found.text.count("Büfett") == 2009


def test_a_bad_byte_does_not_turn_letters_into_others():
    data = (GERMAN * 5).encode("cp1250").replace(b"Kaffee", b"Kaffee\x98", 1)
    with pytest.raises(DecodeError, match=r"98; declare") as caught:
        decode(("Ужин уже остыл, а они всё едут.\n" * 9).encode("cp1251") + b"\x98")
    assert caught.value.encoding == "windows-1251"
    assert decode(data, errors="replace").text.count("Verspätung") == 5


def test_one_sequence_of_utf8_outweighs_one_bad_byte():
    data = b"Kafa je sve\xff " + "što ti treba.".encode()
    found = decode(data, errors="replace")
    assert (found.encoding, found.reason) == ("utf-8", Reason.DAMAGED_UTF_8)
    assert [tuple(each) for each in found.bad_bytes] == [(11, 1, b"\xff")]


def test_of_encodings_that_fit_equally_the_file_may_name_one():
    text = "<?xml version='1.0' encoding='{}'?><title>Puslapis iš</title>"
    for name in ("iso-8859-13", "windows-1257"):
        found = decode(text.format(name).encode(name))
        assert found.text == text.format(name)
        assert found.reason is Reason.DETECTED


def test_what_a_file_states_does_not_outweigh_its_letters():
    text = "<meta charset=iso-8859-1> Вечера је на столу, а нас нигде нема."
    found = decode(text.encode("cp1251"))
    assert (found.text, found.reason) == (text, Reason.LETTERS)


def test_the_wave_dash_is_that_of_the_standard_unless_the_file_is_from_windows():
    assert decode("営業時間は朝〜夜です。".encode("shift_jis")).text == "営業時間は朝〜夜です。"
    windows = "①営業時間は朝～夜です。"
    assert decode(windows.encode("cp932")).text == windows


def test_a_guess_from_one_letter_is_not_sure_and_has_alternatives():
    found = guess("Ó".encode("cp1250"))
    assert found.confidence < 0.9
    assert found.alternatives
    assert found.codec not in found.alternatives


@given(st.binary(min_size=1, max_size=300).filter(lambda data: not data.isascii()))
def test_any_bytes_have_a_guess_with_a_probability(data):
    found = guess(data)
    assert 0 < found.confidence < 1
    data.decode(found.codec, "replace")


@given(st.lists(st.sampled_from([b"\xff", b"a", b"\n", "ш".encode(), b"\r\n", b"\xe2\x82"])))
def test_bad_bytes_are_where_they_are_said_to_be(parts):
    data = b"".join(parts)
    for found in decode(data, encoding="utf-8", errors="replace").bad_bytes:
        assert data[found.offset :].startswith(found.data)
        before = data[: found.offset].decode("utf-8", "replace")
        assert found.line == len((before + "x").splitlines())
