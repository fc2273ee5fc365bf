"""What the HTTP service refuses: hostile bodies, too much at a time, and those who may not ask."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from adapters.packages import needs
from server.service_process import running, wait_ready

httpx = needs("httpx", "fastapi", "uvicorn", "prometheus_client", "httptools")

JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}
LINES = {"Content-Type": "application/x-ndjson"}
SERBIAN = "Зашто ћутиш целог дана, кад знаш да те сви чекамо?"
SMALL = ("--max-body", "0.1", "--max-texts", "10", "--body-time", "1", "--connections", "40")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    with running("--workers", "1", "--log", *SMALL, folder=folder) as process:
        with httpx.Client(base_url=process.url, timeout=60) as client:
            wait_ready(client)
        yield process


@pytest.fixture
def client(service):
    with httpx.Client(base_url=service.url, timeout=60) as client:
        yield client


def problem(answer, status):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found["status"] == status
    assert found["title"]
    return found


@pytest.mark.parametrize(
    ("body", "status", "more"),
    [
        (b"", 400, {"offset": 0}),
        (b'{"text": ', 400, {"offset": 9}),
        (b'{"text": "\xd0\xb4\xff"}', 400, {"offset": 12}),
        (b'{"text": "a\xed\xa0\x80"}', 400, {"offset": 11}),
        (b'{"text": NaN}', 400, {}),
        (b"[" * 50_000, 400, {}),
        (b'{"a":' * 10_000, 400, {}),
        (b'{"text": ' + b"9" * 10_000 + b"}", 400, {}),
        (b'{"text": 1e999999}', 422, {"field": "text"}),
        (b'{"text": "a"} {}', 400, {"offset": 14}),
        (b"[]", 422, {}),
        (b"null", 422, {}),
        (b"{}", 422, {"field": "text"}),
        (b'{"text": ["a"]}', 422, {"field": "text"}),
        (b'{"texts": "a"}', 422, {"field": "texts"}),
        (b'{"text": "a", "texts": []}', 422, {"field": "text"}),
        (b'{"text": "a", "ofsets": "utf8"}', 422, {"field": "ofsets"}),
        (b'{"text": "a", "offsets": "bytes"}', 422, {"field": "offsets"}),
        (b'{"text": "a", "offsets": 1e400}', 422, {"field": "offsets"}),
        (b'{"text": "a", "und_below": 1e308}', 422, {"field": "und_below"}),
        (b'{"text": "a", "languages": ["tlh"]}', 422, {"field": "languages"}),
        (b'{"text": "a", "languages": {"en": 1}}', 422, {"field": "languages"}),
        (b'{"text": "a", "transliterate": {"ru": "nonsense"}}', 422, {"field": "transliterate"}),
        (b'{"text": "a", "normalise": "tidy"}', 422, {"field": "normalise"}),
        (b'{"text": "a", "detector": "fasttext:/etc/passwd"}', 422, {"field": "detector"}),
        (b'{"text": "a", "format": "pdf"}', 422, {"field": "format"}),
    ],
)
def test_bodies_that_say_nothing_that_can_be_answered(client, body, status, more):
    found = problem(client.post("/v1/tag", content=body, headers=JSON), status)
    assert {key: found.get(key) for key in more} == more


@pytest.mark.parametrize("path", ["output", "explain"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"segments": 5}',
        b'{"segments": [5]}',
        b'{"segments": [{"text": "", "lang": "en"}]}',
        b'{"segments": [{"text": "a", "lang": "tlh"}]}',
        b'{"segments": [{"text": "a", "lang": "en", "off": ["x"]}]}',
        b'{"segments": [{"text": "a", "lang": "en", "more": 1}]}',
        b'{"segments": [], "more": 1}',
    ],
)
def test_segments_that_are_none(client, path, body):
    assert client.post(f"/v1/{path}", content=body, headers=JSON).status_code in (400, 422)


def test_lone_surrogates_and_control_characters_are_text(client):
    body = rb'{"text": "\ud800 \u0000 Would you care to give some details?"}'
    answer = client.post("/v1/tag", content=body, headers=JSON)
    assert answer.status_code == 200
    assert b"\\ud800" in answer.content


def test_text_that_is_not_utf8(client):
    assert problem(client.post("/v1/detect", content=b"ab\xff", headers=TEXT), 400)["offset"] == 2
    headers = {"Content-Type": "text/plain; charset=windows-1251"}
    problem(client.post("/v1/detect", content=b"\xe4\xe0", headers=headers), 415)


def test_media_types_methods_and_paths(client):
    problem(client.post("/v1/tag", content=b"<a/>", headers={"Content-Type": "text/xml"}), 415)
    answer = client.get("/v1/tag")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"
    problem(client.get("/v2/tag"), 404)
    problem(client.get("/page/../settings.py"), 404)
    problem(client.get("/page/%2e%2e/settings.py"), 404)
    problem(client.post("/v1/tag?offsets=utf8&offsets=utf16", json={"text": "a"}), 422)
    problem(client.post("/v1/tag?offsets=bytes", json={"text": "a", "offsets": "utf8"}), 422)


def test_a_body_that_is_too_large(client):
    problem(client.post("/v1/tag", json={"text": "a" * 110_000}), 413)
    parts = (b"a" * 1000 for _ in range(200))  # without a length at its head
    problem(client.post("/v1/tag", content=parts, headers=TEXT), 413)
    lines = client.post("/v1/tag", content=b'"' + b"a" * 120_000, headers=LINES)
    assert json.loads(lines.text.splitlines()[-1])["error"]["status"] == 413


def test_too_many_texts(client):
    found = problem(client.post("/v1/detect", json={"texts": ["a"] * 11}), 413)
    assert found["field"] == "texts"


def connected(service):
    where = urlsplit(service.url)
    return socket.create_connection((where.hostname, where.port), timeout=30)


def received(connection):
    data = b""
    while part := connection.recv(65536):
        data += part
    return data


def test_a_body_that_does_not_arrive(service):
    head = b"POST /v1/tag HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n"
    with connected(service) as slow:
        slow.sendall(head + b'Content-Type: application/json\r\n\r\n{"text"')
        assert received(slow).startswith(b"HTTP/1.1 408")


def test_a_stream_that_stops_is_answered_as_far_as_it_came(service):
    head = b"POST /v1/detect HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    line = json.dumps(SERBIAN, ensure_ascii=False).encode() + b"\n"
    with connected(service) as slow:
        slow.sendall(head + b"Content-Type: application/x-ndjson\r\n\r\n")
        slow.sendall(b"%x\r\n%b\r\n" % (len(line), line))
        data = received(slow)
    assert b'"lang":"sr-Cyrl"' in data  # before the end of the request
    assert b'"status":408' in data


def test_more_connections_than_are_allowed(service, client):
    others = [connected(service) for _ in range(40)]
    try:
        with connected(service) as one_more:
            one_more.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            data = received(one_more)
        assert data.startswith(b"HTTP/1.1 503")
        assert b"Retry-After" in data
    finally:
        for other in others:
            other.close()
    for _ in range(100):  # it notices that they are gone
        try:
            if client.get("/healthz").status_code == 200:
                break
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    else:
        pytest.fail("the service did not recover")


def test_names_of_the_host(client):
    assert problem(client.get("/healthz", headers={"Host": "example.org"}), 421)
    assert client.get("/healthz", headers={"Host": "localhost:1"}).status_code == 200


def test_pages_of_other_sites(client):
    body = {"text": SERBIAN}
    other = {"Origin": "https://example.org"}
    answer = client.post("/v1/detect", json=body, headers=other)
    problem(answer, 403)
    assert "access-control-allow-origin" not in answer.headers
    same = {"Origin": str(client.base_url).rstrip("/")}
    assert client.post("/v1/detect", json=body, headers=same).status_code == 200


def test_origins_that_are_allowed(tmp_path):
    with (
        running("--workers", "1", "--allow-origin", "https://example.org", folder=tmp_path) as own,
        httpx.Client(base_url=own.url, timeout=60) as client,
    ):
        origin = {"Origin": "https://example.org"}
        asked = origin | {"Access-Control-Request-Method": "POST"}
        answer = client.options("/v1/tag", headers=asked)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://example.org"
        answer = client.post("/v1/detect", json={"text": SERBIAN}, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "https://example.org"
        assert client.get("/healthz", headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_token(tmp_path):
    file = tmp_path / "token"
    file.write_text("secret-ш\n", encoding="utf-8")
    with (
        running("--workers", "1", "--token-file", str(file), folder=tmp_path) as own,
        httpx.Client(base_url=own.url, timeout=60) as client,
    ):
        body = {"text": SERBIAN}
        for header in ("", "Bearer wrong", "Basic secret-ш", "Bearer", "Bearer secret-ш2"):
            answer = client.post(
                "/v1/detect", json=body, headers={"Authorization": header.encode()}
            )
            problem(answer, 401)
            assert answer.headers["www-authenticate"] == "Bearer"
        problem(client.get("/metrics"), 401)
        right = {"Authorization": "Bearer secret-ш".encode()}
        assert client.post("/v1/detect", json=body, headers=right).status_code == 200
        assert client.get("/healthz").status_code == 200
        assert client.get("/openapi.json").json()["security"] == [{"bearer": []}]


def test_a_queue_that_is_full(tmp_path):
    text = SERBIAN * 2000
    options = ("--workers", "1", "--queue", "1", "--per-client", "4")
    with running(*options, folder=tmp_path) as own:
        limits = httpx.Limits(max_connections=20)
        with (
            httpx.Client(base_url=own.url, timeout=60, limits=limits) as client,
            ThreadPoolExecutor(12) as threads,
        ):
            wait_ready(client)
            asked = [threads.submit(client.post, "/v1/tag", json={"text": text}) for _ in range(12)]
            answers = [each.result() for each in asked]
    statuses = {answer.status_code for answer in answers}
    assert 200 in statuses
    assert statuses <= {200, 429, 503}
    assert statuses & {429, 503}
    for answer in answers:
        assert answer.status_code == 200 or int(answer.headers["retry-after"]) > 0


def test_a_request_that_takes_too_long(tmp_path):
    with (
        running("--workers", "1", "--time-limit", "0.02", folder=tmp_path) as own,
        httpx.Client(base_url=own.url, timeout=60) as client,
    ):
        wait_ready(client)
        found = problem(client.post("/v1/tag", json={"text": SERBIAN * 20_000}), 503)
        assert "0.02 seconds" in found["detail"]
        wait_ready(client)  # a new worker takes the place of the one that was ended
        assert client.post("/v1/detect", json={"text": "Why?"}).status_code == 200


def test_no_text_of_a_request_is_logged(tmp_path):
    with running("--workers", "1", "--log", folder=tmp_path) as own:
        with httpx.Client(base_url=own.url, timeout=60) as client:
            client.post("/v1/tag", json={"text": "Hemmelighed"})
            client.post("/v1/tag?languages=Hemmelighed", json={"text": "Hemmelighed"})
            client.post("/v1/Hemmelighed", content=b'{"text": "Hemmelighed')
            client.post("/v1/tag", content=b'{"text": "Hemmelighed', headers=JSON)
        own.process.terminate()
        logged = own.process.stderr.read().decode()
    assert logged.count("POST ") == 4
    assert "emmelighed" not in logged
