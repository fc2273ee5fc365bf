"""Reading of bytes: decompressed by their beginning, with damage reported and memory bounded."""

from __future__ import annotations

import bz2
import gzip
import lzma
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from polyglot_norm.errors import MissingExtra
from polyglot_norm.streams import StreamError, open_bytes
from polyglot_norm.streams.compression import compression_of
from polyglot_norm.streams.digests import Digesting, digest_of_file

TEXT = "Где си био целог дана? Касниш као и увек.\n".encode() * 5000


def zstd(data):
    if sys.version_info >= (3, 14):
        from compression import zstd as module
    else:
        module = pytest.importorskip("backports.zstd")
    return module.compress(data)


COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd,
}


def written(tmp_path, data, name="page.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def content(name):
    with open_bytes(name) as raw:
        return raw.read()


@pytest.mark.parametrize("kind", COMPRESSORS)
def test_compression_is_recognised_whatever_the_name(kind, tmp_path):
    compressed = COMPRESSORS[kind](TEXT)
    assert compression_of(compressed) == kind
    assert content(written(tmp_path, compressed)) == TEXT


@pytest.mark.parametrize("kind", COMPRESSORS)
def test_several_streams_follow_each_other(kind, tmp_path):
    compress = COMPRESSORS[kind]
    assert (
        content(written(tmp_path, compress(TEXT) + compress(b"") + compress(b"end")))
        == TEXT + b"end"
    )


@pytest.mark.parametrize("kind", COMPRESSORS)
def test_a_truncated_file_is_reported(kind, tmp_path):
    compressed = COMPRESSORS[kind](TEXT)
    name = written(tmp_path, compressed[: len(compressed) // 2])
    with pytest.raises(StreamError, match=f"{kind} data is truncated"):
        content(name)


@pytest.mark.parametrize("kind", COMPRESSORS)
def test_a_damaged_file_is_reported(kind, tmp_path):
    compressed = bytearray(COMPRESSORS[kind](TEXT))
    middle = len(compressed) // 2
    compressed[middle : middle + 9] = b"\xff" * 9
    with pytest.raises(StreamError, match=f"{kind} data is "):
        content(written(tmp_path, bytes(compressed)))


def test_uncompressed_bytes_stay_as_they_are(tmp_path):
    for data in (b"", b"B", b"BZh9 is no magic", b"\x1f\x8b", TEXT):
        assert content(written(tmp_path, data)) == data


def test_the_error_about_zstd_names_its_extra(tmp_path, monkeypatch):
    compressed = zstd(TEXT)
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    monkeypatch.delattr("backports.zstd", raising=False)
    with pytest.raises(MissingExtra, match=r"polyglot-norm\[zstd\]") as caught:
        content(written(tmp_path, compressed))
    assert caught.value.extra == "zstd"


@pytest.mark.slow
def test_a_dictionary_too_large_for_memory_is_refused(tmp_path):
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
    compressed = lzma.compress(b"x" * 100, filters=filters)
    with pytest.raises(StreamError, match="xz data is damaged"):
        content(written(tmp_path, compressed))


def test_the_meter_counts_the_bytes_on_the_disk(tmp_path):
    compressed = gzip.compress(TEXT)
    heard: list[bytes] = []
    with open_bytes(written(tmp_path, compressed), heard.append) as raw:
        raw.read()
    assert b"".join(heard) == compressed


@pytest.mark.parametrize("data", [b"", TEXT, b"x" * 100_000, gzip.compress(TEXT)])
def test_a_file_is_digested_while_it_is_read(tmp_path, data):
    path, digesting = written(tmp_path, data), Digesting()
    with open_bytes(path, digesting.see) as raw:
        raw.read()
    assert digesting.digest() == digest_of_file(path)


def test_half_of_a_file_has_no_digest(tmp_path):
    digesting = Digesting()
    with open_bytes(written(tmp_path, b"x" * 1_000_000), digesting.see) as raw:
        raw.read(10)
    assert digesting.digest() is None


BOMB = r"""
import re, resource, sys
from pathlib import Path
from polyglot_norm.streams import open_bytes
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
with open_bytes(sys.argv[1]) as raw:
    size = 0
    while chunk := raw.read(1 << 20):
        size += len(chunk)
# getrusage might give the peak of the parent.
print(size, re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz", "zstd"])
def test_a_bomb_is_decompressed_in_bounded_memory(kind, tmp_path):
    # Many times the memory allowed; for gzip, which is fast, also more than the address space.
    size = 5 << 28 if kind == "gzip" else 1 << 28
    path = tmp_path / "bomb"
    part = COMPRESSORS[kind](bytes(1 << 26))
    with path.open("wb") as file:
        for _ in range(size >> 26):
            file.write(part)
    done = subprocess.run(
        [sys.executable, "-c", BOMB, str(path)], capture_output=True, text=True, check=True
    )
    decompressed, kilobytes = map(int, done.stdout.split())
    assert decompressed == size
    assert kilobytes < 100_000
