"""The HTTP service is what its OpenAPI description says, whatever schemathesis makes of that."""

import subprocess
import sys

import pytest

from adapters.packages import needs
from server.service_process import running

httpx = needs("httpx", "schemathesis", "fastapi", "uvicorn", "prometheus_client")

pytestmark = pytest.mark.slow

LEFT_OUT = "positive_data_acceptance"
"""A tag or a scheme that does not exist is a string, as the schema asks for."""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running("--workers", "1", folder=tmp_path_factory.mktemp("service")) as service:
        yield service


def test_answers_are_those_that_are_described(service, tmp_path):
    command = "import schemathesis.cli; schemathesis.cli.schemathesis()"
    options = ["--exclude-checks", LEFT_OUT, "--phases", "examples,coverage,fuzzing"]
    options += ["--seed", "1", "--max-examples", "25", "--no-color"]
    run = subprocess.run(
        [sys.executable, "-c", command, "run", f"{service.url}/openapi.json", *options],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_path_has_a_summary_an_example_and_its_problems(service):
    paths = httpx.get(f"{service.url}/openapi.json").json()["paths"]
    assert {"/v1/tag", "/v1/detect", "/v1/clean", "/v1/translit", "/detect", "/metrics"} <= {*paths}
    for path, methods in paths.items():
        for method, about in methods.items():
            assert about["summary"], path
            assert "500" in about["responses"], path
            if method == "post":
                body = about["requestBody"]["content"]
                assert "application/json" not in body or body["application/json"]["example"], path


def test_every_example_is_answered(service):
    paths = httpx.get(f"{service.url}/openapi.json").json()["paths"]
    for path, methods in paths.items():
        body = methods.get("post", {}).get("requestBody", {})
        for media, content in body.get("content", {}).items():
            example = content.get("example", '"Why?"\n')
            if "octet" in media:
                example = b"Why?"
            more = {"json": example} if media == "application/json" else {"content": example}
            more = {"data": example} if "form" in media else more
            headers = {} if "form" in media else {"Content-Type": media}
            answer = httpx.post(f"{service.url}{path}", headers=headers, timeout=60, **more)
            assert answer.status_code == 200, (path, media, answer.text)
