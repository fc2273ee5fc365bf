"""The calls of curl in docs/server.md, as they stand there."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from adapters.packages import needs, needs_program
from server.service_process import running

needs("fastapi", "uvicorn", "prometheus_client", "httptools")
needs_program("curl")

PAGE = Path(__file__).parents[2] / "docs" / "server.md"
SECTION = PAGE.read_text("utf-8").partition("## HTTP")[2].partition("## Standard streams")[0]
CALLS = re.findall(r"^curl (?:.*\\\n)*.*$", SECTION, re.MULTILINE)
SERBIAN = "Зашто ћутиш целог дана, кад знаш да те сви чекамо?"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    (folder / "page.txt").write_text(SERBIAN, "utf-8")
    (folder / "comments.jsonl").write_text(f'{json.dumps(SERBIAN)}\n{{"text": "Why?"}}\n', "utf-8")
    with running("--workers", "1", folder=folder) as service:
        yield service.url, folder


def test_the_page_has_calls():
    assert len(CALLS) >= 5


@pytest.mark.parametrize("call", CALLS)
def test_a_call(service, call):
    url, folder = service
    command = call.replace("http://127.0.0.1:8000", url) + " --silent --show-error --fail"
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert any(sign in done.stdout for sign in ("sr-Cyrl", "Zašto ćutiš celog dana"))
