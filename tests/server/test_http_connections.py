"""A thousand connections at once, slow ones among them: within the bounds all are answered."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from adapters.packages import needs
from server.service_process import running, wait_ready

httpx = needs("httpx", "fastapi", "uvicorn", "prometheus_client", "httptools")
resource = pytest.importorskip("resource")

pytestmark = pytest.mark.slow

CONNECTIONS = 1000
"""As many as are allowed by default."""

FEW_FILES = 1024
"""As many as a process may open on most systems, unless it asks for more."""

BODY = json.dumps({"text": "Зашто ћутиш целог дана? Would you care to give details?"}).encode()
HEAD = (
    b"POST /v1/tag HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY)
)


@pytest.fixture
def files():
    """Let this process open more files, and the service no more than usual."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 4 * CONNECTIONS:
        pytest.skip(f"no process may open more than {hard} files here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW_FILES, hard))
    yield lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (4 * CONNECTIONS, hard))
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def received(connection):
    data = b""
    while part := connection.recv(65536):
        data += part
    connection.close()
    return data


def test_a_thousand_slow_connections_are_answered_and_more_are_refused(tmp_path, files):
    options = ("--workers", "2", "--per-client", str(CONNECTIONS), "--queue", str(CONNECTIONS))
    with running(*options, "--body-time", "300", folder=tmp_path) as service:
        with httpx.Client(base_url=service.url, timeout=60) as client:
            wait_ready(client)
        files()
        where = urlsplit(service.url)

        def connected(_number=0):
            return socket.create_connection((where.hostname, where.port), timeout=60)

        slow = []
        for _ in range(CONNECTIONS):
            slow.append(connected())
            slow[-1].sendall(HEAD + BODY[:9])
        with ThreadPoolExecutor(100) as threads:
            refused = list(threads.map(received, threads.map(connected, range(100))))
        assert {data[:12] for data in refused} == {b"HTTP/1.1 503"}
        assert all(b"Retry-After" in data for data in refused)
        for each in slow:
            each.sendall(BODY[9:])
        answers = [received(each) for each in slow]
        assert {data[:12] for data in answers} == {b"HTTP/1.1 200"}
        assert len({data.partition(b"\r\n\r\n")[2] for data in answers}) == 1
        assert httpx.get(f"{service.url}/healthz", timeout=60).status_code == 200
