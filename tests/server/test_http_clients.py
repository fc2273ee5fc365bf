"""Clients that send heads without end, open many streams, or go away: all is let go again."""

import asyncio
import json
import socket
import time
from urllib.parse import urlsplit

import pytest

from adapters.packages import needs
from polyglot_norm.server.intake import Intake
from polyglot_norm.server.line_streams import batches
from polyglot_norm.server.problems import Problem
from polyglot_norm.server.settings import Limits
from server.service_process import running, wait_ready

httpx = needs("httpx", "fastapi", "uvicorn", "prometheus_client", "httptools")

HEAD = b"POST /v1/detect HTTP/1.1\r\nHost: localhost\r\n"
STREAM = HEAD + b"Transfer-Encoding: chunked\r\nContent-Type: application/x-ndjson\r\n\r\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    options = ("--workers", "1", "--per-client", "2", "--body-time", "20")
    with running(*options, folder=folder) as process:
        with httpx.Client(base_url=process.url, timeout=60) as client:
            wait_ready(client)
        yield process


def connected(service):
    where = urlsplit(service.url)
    return socket.create_connection((where.hostname, where.port), timeout=30)


def chunk(data):
    return b"%x\r\n%b\r\n" % (len(data), data)


def received(connection):
    data = b""
    while part := connection.recv(65536):
        data += part
    return data


@pytest.mark.parametrize("field", [b"X: " + b"a" * 400_000, b"X: a\r\n" * 80_000])
def test_a_head_without_end(service, field):
    with connected(service) as one:
        one.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + field)
        data = received(one)
    assert data.startswith(b"HTTP/1.1 431 ")
    head, _, body = data.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == 431


def test_streams_are_requests_of_their_client(service):
    streams = [connected(service) for _ in range(2)]
    for stream in streams:
        stream.sendall(STREAM + chunk(b'"How are '))
    streams[0].sendall(chunk(b'you?"\n'))
    assert streams[0].recv(100).startswith(b"HTTP/1.1 200")
    assert status_of(service, {"text": "How are you?"}, until=429) == 429
    for stream in streams:
        stream.close()
    assert status_of(service, {"text": "How are you?"}, until=200) == 200


def status_of(service, body, until):
    """Return the status of the answer to a request, once it is what is waited for."""
    status = 0
    for _ in range(100):
        status = httpx.post(f"{service.url}/v1/detect", json=body, timeout=60).status_code
        if status == until:
            break
        time.sleep(0.05)
    return status


def test_clients_that_go_away_are_no_bugs(tmp_path):
    with running("--workers", "1", folder=tmp_path) as own:
        with httpx.Client(base_url=own.url, timeout=60) as client:
            wait_ready(client)
            for sent in (HEAD, HEAD + b"Content-Length: 99\r\n\r\nabc", STREAM + chunk(b'"How ')):
                with connected(own) as one:
                    one.sendall(sent)
            assert client.post("/v1/detect", json={"text": "Why?"}).status_code == 200
        own.process.terminate()
        assert own.process.stderr.read() == b""


class Request:
    """A request whose body arrives in parts."""

    def __init__(self, *parts):
        self.parts = parts

    async def stream(self):
        for part in self.parts:
            yield part


def test_the_lines_of_streams_are_held_within_the_same_bound_as_bodies():
    intake = Intake(Limits(held=100))

    async def read(*parts):
        with intake.line() as hold:
            return [each async for each in batches(Request(*parts), intake.limits, hold)]

    assert asyncio.run(read(b"a" * 60, b"b\nc" * 10, b"d")) != []
    with intake.line() as hold:
        hold(60)
        with pytest.raises(Problem, match="too many bytes"):
            asyncio.run(read(b"a" * 60))
        hold(0)
        asyncio.run(read(b"a" * 60))
    asyncio.run(read(b"a" * 100))
