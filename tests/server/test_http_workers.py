"""The processes of the HTTP service: killed while they serve, and ended when the service ends."""

import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.packages import needs
from server.service_process import running, wait_ready

httpx = needs("httpx", "fastapi", "uvicorn", "prometheus_client", "httptools")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="needs signals and ps"),
]

TEXT = "Зашто ћутиш целог дана, кад знаш да те сви чекамо? Would you care to give details?\n" * 400


def workers(process):
    """Return the numbers of the worker processes."""
    command = ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(process.pid)]
    rows = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    return [int(row.split()[0]) for row in rows if "spawn_main" in row]


def test_workers_that_are_killed_lose_no_request(tmp_path):
    with (
        running("--workers", "2", folder=tmp_path) as service,
        httpx.Client(base_url=service.url, timeout=60) as client,
    ):
        wait_ready(client)
        with ThreadPoolExecutor(4) as threads:
            body = {"text": TEXT}
            asked = [threads.submit(client.post, "/v1/tag", json=body) for _ in range(60)]
            for answered in asked[10:50:10]:
                answered.result()
                for pid in workers(service.process)[:1]:
                    os.kill(pid, signal.SIGKILL)
            answers = [each.result() for each in asked]
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.content for answer in answers}) == 1
        assert "polyglot_norm_workers_replaced 0.0" not in client.get("/metrics").text


def test_idle_workers_that_are_killed_are_replaced(tmp_path):
    with (
        running("--workers", "2", folder=tmp_path) as service,
        httpx.Client(base_url=service.url, timeout=60) as client,
    ):
        wait_ready(client)
        before = workers(service.process)
        assert before
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        assert client.post("/v1/detect", json={"text": "How are you?"}).status_code == 200
        wait_ready(client)
        assert set(workers(service.process)).isdisjoint(before)


def test_the_end_of_a_service_finishes_what_was_accepted(tmp_path):
    with (
        running("--workers", "1", folder=tmp_path) as service,
        httpx.Client(base_url=service.url, timeout=60) as client,
        ThreadPoolExecutor(4) as threads,
    ):
        wait_ready(client)
        asked = [threads.submit(client.post, "/v1/tag", json={"text": TEXT * 8}) for _ in range(4)]
        time.sleep(0.2)
        service.process.send_signal(signal.SIGTERM)
        assert [each.result().status_code for each in asked] == [200] * 4
        assert service.process.wait(30) == 0


def test_no_process_outlives_the_service(tmp_path):
    with running("--workers", "2", folder=tmp_path) as service:
        with httpx.Client(base_url=service.url, timeout=60) as client:
            wait_ready(client)
        pids = workers(service.process)
        assert len(pids) >= 1
        service.process.kill()
        service.process.wait()
        for _ in range(100):
            if not any(alive(pid) for pid in pids):
                return
            time.sleep(0.1)
    pytest.fail("a worker is still there")


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
