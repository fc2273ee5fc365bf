"""A service in a process of its own, as users start it."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import NamedTuple


class Service(NamedTuple):
    """A service that listens."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def running(*options, folder=None, **environment):
    """Start a service on a free port; yield it."""
    command = [sys.executable, "-m", "polyglot_norm", "serve", "--port", "0", *options]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "ignore", **environment},
    )
    try:
        line = process.stderr.readline().decode()
        assert "listening on " in line, line + process.stderr.read().decode()
        yield Service(line.partition("listening on ")[2].strip(), process)
    finally:
        process.terminate()
        process.wait(30)
        process.stderr.close()


def wait_ready(client):
    """Wait until the service can answer."""
    for _ in range(400):
        if client.get("/readyz").status_code == 200:
            return
        time.sleep(0.05)
    raise AssertionError("the service did not become ready")
