"""WARC and WET: the pages that are text become rows."""

import gzip
from uuid import uuid4

import pytest

from adapters.packages import needs
from corpus.corpora import TEXTS, read, tag

needs("pyarrow", "fastwarc", "resiliparse")


def record(kind, url, content, *, http=None, mime="text/plain"):
    """Return a record as an archive holds it, a gzip member of its own."""
    block = content
    if http is not None:
        block = f"HTTP/1.1 {http}\r\nContent-Type: {mime}\r\n\r\n".encode() + content
        mime = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-11-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"Content-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def html(text, encoding="utf-8"):
    page = f"<html><head><title>x</title></head><body><p>{text}</p></body>"
    return page.encode(encoding)


@pytest.fixture
def warc(tmp_path):
    response, request = "response", "request"
    path = tmp_path / "CC-MAIN-00000.warc.gz"
    path.write_bytes(
        b"".join(
            [
                record(request, "https://a.example/", b"GET / HTTP/1.1\r\n\r\n"),
                record(
                    response, "https://a.example/", html(TEXTS[0]), http="200 OK", mime="text/html"
                ),
                record(response, "https://b.example/", html("no"), http="404 No", mime="text/html"),
                record(response, "https://c.example/", b"\x89PNG", http="200 OK", mime="image/png"),
                record(
                    response,
                    "https://d.example/",
                    html(TEXTS[1], "windows-1251"),
                    http="200 OK",
                    mime="text/html; charset=windows-1251",
                ),
                record(response, "https://e.example/", TEXTS[2].encode(), http="200 OK"),
            ]
        )
    )
    return path


def test_pages_are_rows(warc, tmp_path):
    tag(warc, tmp_path / "out")
    rows = read(tmp_path / "out", "CC-MAIN-00000.parquet")
    assert [(row["url"], row["text"].strip()) for row in rows] == [
        ("https://a.example/", TEXTS[0]),
        ("https://d.example/", TEXTS[1]),
        ("https://e.example/", TEXTS[2]),
    ]
    assert all(row["id"].startswith("<urn:uuid:") for row in rows)
    assert {row["date"] for row in rows} == {"2026-11-01T00:00:00Z"}


def test_texts_of_wet_are_rows(tmp_path):
    path = tmp_path / "a.warc.wet.gz"
    texts = [record("conversion", f"https://{n}/", t.encode()) for n, t in enumerate(TEXTS)]
    path.write_bytes(b"".join(texts))
    tag(path, tmp_path / "out", format="jsonl")
    assert [row["text"] for row in read(tmp_path / "out", "a.jsonl")] == list(TEXTS)


def test_an_archive_cut_short_is_set_aside(warc, tmp_path):
    warc.write_bytes(warc.read_bytes()[:-30])
    report = tag(warc, tmp_path / "out")
    ((name, reason),) = report.failures
    assert name == "CC-MAIN-00000"
    assert "truncated" in reason
