"""WARC and WET: the pages that are text become rows."""

import gzip
import zlib
from uuid import uuid4

import pytest

from adapters.packages import needs
from corpus.corpora import TEXTS, read, tag

needs("pyarrow", "fastwarc", "resiliparse")


def record(kind, url, content, *, http=None, mime="text/plain", headers=""):
    """Return a record as an archive holds it, a gzip member of its own."""
    block = content
    if http is not None:
        block = f"HTTP/1.1 {http}\r\nContent-Type: {mime}\r\n{headers}\r\n".encode() + content
        mime = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-11-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"Content-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def page(number, *, content=None, headers="", mime="text/html"):
    """Return a record of a page with one of the texts, or with other content."""
    content = html(TEXTS[number % 5]) if content is None else content
    url = f"https://{number}.example/"
    return record("response", url, content, http="200 OK", mime=mime, headers=headers)


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


PAGES = [page(number) for number in range(8)]
PLAIN = [gzip.decompress(each) for each in PAGES]
OTHERS = [f"https://{number}.example/" for number in (0, 1, 3, 4, 5, 6, 7)]


def damaged_member():
    data = bytearray(PAGES[2])
    data[60:90] = b"\xff" * 30
    return b"".join([*PAGES[:2], bytes(data), *PAGES[3:]])


def damaged_head():
    return b"".join([*PAGES[:2], b"\x1f\x8b\x08\xff" + PAGES[2][4:], *PAGES[3:]])


def garbage_for(data):
    return b"".join([*PLAIN[:2], data, *PLAIN[3:]])


@pytest.mark.parametrize(
    "data",
    [
        damaged_member(),
        damaged_head(),
        gzip.compress(garbage_for(b"garbage\r\n\r\n" * 3)),
        garbage_for(b"garbage\r\n\r\n" * 3),
        garbage_for(PLAIN[2].replace(b"Content-Length: ", b"Content-Length: 9999")),
        garbage_for(b"\0" * 20_000_000 + b"\r\n"),
    ],
    ids=["member", "head of a member", "gzip", "plain", "length", "zeros"],
)
def test_a_damaged_record_is_left_out_and_the_others_are_not(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)
    report = tag(tmp_path / "a.warc", tmp_path / "out")
    rows = read(tmp_path / "out", "a.parquet")
    assert [row["url"] for row in rows] == OTHERS
    wanted = [TEXTS[number % 5].split() for number in (0, 1, 3, 4, 5, 6, 7)]
    assert [row["text"].split() for row in rows] == wanted
    ((_, number, reason, _, count),) = report.skipped
    assert (number, reason, count) == (3, "a damaged record of the archive", 1)
    assert not report.is_complete


def test_the_first_record_may_be_damaged(tmp_path):
    data = bytearray(PAGES[0])
    data[30:60] = b"\xff" * 30
    (tmp_path / "a.warc.gz").write_bytes(bytes(data) + PAGES[1])
    report = tag(tmp_path / "a.warc.gz", tmp_path / "out")
    assert [row["url"] for row in read(tmp_path / "out", "a.parquet")] == ["https://1.example/"]
    assert report.counts.skipped == 1


def chunked(data, size=50):
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%X;x=1\r\n%b\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


GZIP, CHUNKED = "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"
BODY = html(TEXTS[1])


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (gzip.compress(BODY), GZIP),
        (zlib.compress(BODY), "Content-Encoding: deflate\r\n"),
        (zlib.compress(BODY)[2:-4], "Content-Encoding: Deflate\r\n"),
        (chunked(BODY), CHUNKED),
        (chunked(gzip.compress(BODY)), GZIP + CHUNKED),
        (BODY, GZIP + CHUNKED),  # decoded by whoever wrote the archive
        (BODY, "Content-Encoding: br\r\n"),
        (BODY, "Content-Encoding: identity\r\n"),
    ],
)
def test_the_codings_of_http_are_undone_where_they_are(tmp_path, content, headers):
    (tmp_path / "a.warc.gz").write_bytes(page(0, content=content, headers=headers))
    assert tag(tmp_path / "a.warc.gz", tmp_path / "out").is_complete
    (row,) = read(tmp_path / "out", "a.parquet")
    assert row["text"].strip() == TEXTS[1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_cannot_be_read_is_left_out_and_counted(tmp_path, jobs):
    binary = bytes(range(256)) * 20
    odd = [
        page(1, content=binary),
        page(2, content=binary, mime="text/plain"),
        page(3, content=gzip.compress(BODY)[:10] + b"\xff" * 40, headers=GZIP),
        page(4, content=b"\x0b\x02\x80" + binary, headers="Content-Encoding: br\r\n"),
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join([PAGES[0], *odd, PAGES[5]]))
    report = tag(tmp_path / "a.warc.gz", tmp_path / "out", jobs=jobs)
    assert [row["url"] for row in read(tmp_path / "out", "a.parquet")] == [
        "https://0.example/",
        "https://5.example/",
    ]
    assert {(skipped.line, skipped.reason, skipped.records) for skipped in report.skipped} == {
        (2, "a page that is no text", 2),
        (4, "a page whose compressed bytes are damaged", 1),
        (5, "a page compressed with br, which is not read", 1),
    }


@pytest.mark.parametrize(
    "data", [b"This is no archive.\n" * 20, gzip.compress(b"Neither is this.")]
)
def test_what_is_no_archive_is_set_aside(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)
    ((_, reason),) = tag(tmp_path / "a.warc", tmp_path / "out").failures
    assert "no web archive: it begins with" in reason


@pytest.mark.parametrize("data", [b"", gzip.compress(b""), b"\r\n\r\n"])
def test_an_archive_may_be_empty(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)
    report = tag(tmp_path / "a.warc", tmp_path / "out")
    assert (report.counts.rows, report.is_complete) == (0, True)


def test_the_memory_of_a_large_record_is_bounded(tmp_path):
    video = record(
        "response", "https://v.example/", bytes(40 << 20), http="200 OK", mime="video/mp4"
    )
    (tmp_path / "a.warc.gz").write_bytes(PAGES[0] + video + PAGES[1])
    tag(tmp_path / "a.warc.gz", tmp_path / "out")
    assert len(read(tmp_path / "out", "a.parquet")) == 2
