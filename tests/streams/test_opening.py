"""Bytes in: unpacked by what they are, damaged files told, memory bounded."""

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

TEXT = "Где си био целог дана? Касниш као и увек.\n".encode() * 5000


def zstd(data):
    if sys.version_info >= (3, 14):
        from compression import zstd as module
    else:
        module = pytest.importorskip("backports.zstd")
    return module.compress(data)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
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


@pytest.mark.parametrize("kind", PACKERS)
def test_what_is_packed_is_unpacked_whatever_its_name(kind, tmp_path):
    packed = PACKERS[kind](TEXT)
    assert compression_of(packed) == kind
    assert content(written(tmp_path, packed)) == TEXT


@pytest.mark.parametrize("kind", PACKERS)
def test_several_streams_one_after_another(kind, tmp_path):
    pack = PACKERS[kind]
    assert content(written(tmp_path, pack(TEXT) + pack(b"") + pack(b"end"))) == TEXT + b"end"


@pytest.mark.parametrize("kind", PACKERS)
def test_a_file_that_is_cut_short_is_told(kind, tmp_path):
    packed = PACKERS[kind](TEXT)
    name = written(tmp_path, packed[: len(packed) // 2])
    with pytest.raises(StreamError, match=f"its {kind} compression is cut short"):
        content(name)


@pytest.mark.parametrize("kind", PACKERS)
def test_a_file_that_is_damaged_is_told(kind, tmp_path):
    packed = bytearray(PACKERS[kind](TEXT))
    middle = len(packed) // 2
    packed[middle : middle + 9] = b"\xff" * 9
    with pytest.raises(StreamError, match=f"its {kind} compression is "):
        content(written(tmp_path, bytes(packed)))


def test_what_is_not_packed_stays_as_it_is(tmp_path):
    for data in (b"", b"B", b"BZh9 is no magic", b"\x1f\x8b", TEXT):
        assert content(written(tmp_path, data)) == data


def test_without_the_package_zstd_is_told(tmp_path, monkeypatch):
    packed = zstd(TEXT)
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    monkeypatch.delattr("backports.zstd", raising=False)
    with pytest.raises(MissingExtra, match=r"polyglot-norm\[zstd\]") as caught:
        content(written(tmp_path, packed))
    assert caught.value.extra == "zstd"


@pytest.mark.slow
def test_a_dictionary_too_large_for_memory_is_refused(tmp_path):
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
    packed = lzma.compress(b"x" * 100, filters=filters)
    with pytest.raises(StreamError, match="xz compression is damaged"):
        content(written(tmp_path, packed))


def test_the_meter_hears_of_the_bytes_on_the_disk(tmp_path):
    packed = gzip.compress(TEXT)
    heard: list[int] = []
    with open_bytes(written(tmp_path, packed), heard.append) as raw:
        raw.read()
    assert sum(heard) == len(packed)


BOMB = r"""
import re, resource, sys
from pathlib import Path
from polyglot_norm.streams import open_bytes
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
with open_bytes(sys.argv[1]) as raw:
    size = 0
    while chunk := raw.read(1 << 20):
        size += len(chunk)
# Not getrusage's mark, which may be the parent's.
print(size, re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz", "zstd"])
def test_a_bomb_is_unpacked_within_bounds(kind, tmp_path):
    # Many times what is allowed; gzip, which unpacks quickly, also more than the address space.
    size = 5 << 28 if kind == "gzip" else 1 << 28
    path = tmp_path / "bomb"
    part = PACKERS[kind](bytes(1 << 26))
    with path.open("wb") as file:
        for _ in range(size >> 26):
            file.write(part)
    done = subprocess.run(
        [sys.executable, "-c", BOMB, str(path)], capture_output=True, text=True, check=True
    )
    unpacked, kilobytes = map(int, done.stdout.split())
    assert unpacked == size
    assert kilobytes < 100_000
