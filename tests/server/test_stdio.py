"""The service on standard streams, as real processes talk to it, and the examples of its page."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.packages import REQUIRED

PAGE = Path(__file__).parents[2] / "docs" / "server.md"
SERVE = [sys.executable, "-W", "ignore", "-m", "polyglot_norm", "serve", "--stdio"]
NODE = shutil.which("node")
CLIENT = Path(__file__).with_name("stdio_client.mjs")
needs_node = pytest.mark.skipif(
    NODE is None and not os.environ.get(REQUIRED), reason="Node.js is not installed"
)


def served(data):
    """Return the answers to lines of requests."""
    done = subprocess.run(SERVE, input=data, capture_output=True, check=True)
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def lines(*requests):
    return "".join(json.dumps(request) + "\n" for request in requests).encode()


def test_answers_come_in_order_whatever_fails():
    requests = [
        {"id": n, "op": "detect", "text": text}
        for n, text in enumerate(["Зашто ћутиш?", 5, "", "Why are you so silent?"])
    ]
    found = served(lines(*requests))
    assert [each["id"] for each in found] == [0, 1, 2, 3]
    assert ["error" in each for each in found] == [False, True, False, False]
    assert found[0]["result"]["lang"] == "sr-Cyrl"


def test_a_line_that_is_no_request_has_an_answer():
    good = b'{"id": 1, "op": "detect", "text": "a"}'
    bad = [b"nonsense", b'{"op": ', b"\xff\xfe", b"[" * 100_000, b'{"text": "\xc3\x28"}', b"7"]
    found = served(b"\n".join([*bad, good]))
    assert [each.get("error", {}).get("kind") for each in found] == ["RequestError"] * 6 + [None]
    assert all("not JSON in UTF-8" in each["error"]["message"] for each in found[:5])


def test_line_ends_blank_lines_and_a_mark_are_no_matter():
    request = b'{"op": "detect", "text": "a"}'
    assert len(served(b"\xef\xbb\xbf" + request + b"\r\n\r\n  \n" + request)) == 2


def test_surrogates_and_controls_pass_through():
    found = served(b'{"op": "translit", "text": "\\ud800\\u0000\\u2028 \\u0434\\u0430"}\n')
    assert found[0]["result"]["output"] == "\ud800\0\u2028 da"


def test_an_answer_is_written_before_the_next_request_is_read():
    with subprocess.Popen(SERVE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        for number in range(3):
            child.stdin.write(lines({"id": number, "op": "clean", "text": "a  b"}))
            child.stdin.flush()
            answer = json.loads(child.stdout.readline())
            assert answer == {"id": number, "result": {"output": "a b"}}
        child.stdin.close()
        assert child.wait(10) == 0


def test_a_client_that_goes_away_ends_the_service():
    with subprocess.Popen(
        SERVE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        child.stdout.close()
        child.stdin.write(lines({"op": "detect", "text": "a"}))
        child.stdin.close()
        assert child.stderr.read() == b""
    assert child.returncode == 141


def test_from_a_shell():
    script = """printf '%s\\n' '{"op":"clean","text":"a  b"}' | "$@" | cut -d '"' -f 8"""
    done = subprocess.run(
        ["sh", "-c", script, "sh", *SERVE], capture_output=True, text=True, check=True
    )
    assert done.stdout == "a b\n"


@needs_node
def test_from_node():
    done = subprocess.run([NODE, CLIENT, *SERVE], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "order": list(range(50)),
        # Offsets in UTF-16 are those of JavaScript's strings.
        "spans": ["🙂 Зашто ћутиш целог дана? ", "Would you care to give some details?"],
        "output": "Šta je to?",
        "error": "op",
    }


@pytest.fixture
def program_on_path(tmp_path, monkeypatch):
    """Put the program on the path, as an installation does."""
    program = tmp_path / "polyglot-norm"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -W ignore -m polyglot_norm "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


def block(language):
    """Return the first block of the page in a language."""
    section = PAGE.read_text("utf-8").partition("## Standard streams")[2]
    return re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)[1]


@pytest.mark.usefixtures("program_on_path")
def test_the_example_of_the_page():
    done = subprocess.run(["sh", "-c", block("sh")], capture_output=True, text=True, check=True)
    found, shown = (
        [json.loads(line) for line in text.splitlines()] for text in (done.stdout, block("json"))
    )
    assert found[1:] == shown[1:]
    for each in (found[0], shown[0]):  # a better model is surer
        del each["result"]["confidence"], each["result"]["candidates"]
    assert found[0] == shown[0]


@needs_node
@pytest.mark.usefixtures("program_on_path")
def test_the_client_of_the_page(tmp_path):
    client = tmp_path / "client.mjs"
    client.write_text(block("js"), "utf-8")
    done = subprocess.run([NODE, client], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "sr-Cyrl 🙂 Зашто ћутиш целог дана? \nen Would you care to give some details?\n"
    )
