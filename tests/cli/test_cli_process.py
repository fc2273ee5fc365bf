"""Real processes: closed pipes, full disks, signals, terminals."""

from __future__ import annotations

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from alone import until_alone

ROOT = Path(__file__).parents[2]
PAGE = "samples/news-page.txt"
PROGRAM = [sys.executable, "-W", "ignore", "-m", "polyglot_norm"]
FULL = Path("/dev/full")


def run(*args, **more):
    return subprocess.run([*PROGRAM, *args], cwd=ROOT, capture_output=True, check=False, **more)


def environment(**changes):
    return {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | changes


def on_terminal(*args, env=None, typed=b""):
    """Run on a terminal; return the status, the terminal's content and stderr."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*PROGRAM, *args], cwd=ROOT, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=env
    )
    os.close(theirs)
    os.write(ours, typed)
    shown = drained(ours)
    errors = child.stderr.read()
    child.stderr.close()
    return child.wait(), shown.decode(), errors.decode()


@pytest.mark.parametrize(
    "args",
    [
        ["clean", "--normalise", "none"], ["translit"], ["tag", "-f", "csv"], ["tag", "-f", "text"],
        ["tag", "-f", "inline"], ["tag", "-f", "jsonl"], ["detect", "-f", "csv"], ["explain"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_control_character_of_a_file_reaches_a_terminal(args, tmp_path):
    path = tmp_path / "a\x1b[2J\x9b1mb.txt"
    path.write_text("Где \x1b[8mси \x9b1m\x07\b?\n", "utf-8")
    env = environment(NO_COLOR="1")
    status, shown, errors = on_terminal(*args, str(path), str(path), env=env)
    assert (status, errors) == (0, "")
    assert not set(shown) & {chr(i) for i in (*range(32), *range(127, 160))} - set("\r\n\t")


def test_a_terminal_gets_utf_8_from_any_file():
    assert "Прочитала" in on_terminal("clean", "samples/comment-windows-1251.txt")[1]


def test_the_pager_of_the_user():
    args = ("tag", "-f", "text", "--no-color", "-n", "--pager", "-t", "Где си?")
    status, shown, _ = on_terminal(*args, env=environment(PAGER="sed s/^/P:/"))
    assert (status, shown.split("\r\n")[0][:6]) == (0, "P:  1 ")
    status, shown, errors = on_terminal(*args, env=environment(PAGER="no-such-pager -x"))
    assert (status, "Где" in shown) == (0, True)
    assert "cannot start the pager no-such-pager -x: " in errors
    assert on_terminal(*args, env=environment(PAGER="true"))[0] == 0
    assert run(*args).stdout.startswith(b"  1 ")


def test_stdin_is_tagged_to_json_lines():
    result = run("tag", input="Где си, how are you?".encode())
    assert (result.returncode, result.stderr) == (0, b"")
    records = [json.loads(line) for line in result.stdout.decode().split("\n") if line]
    assert "".join(record["text"] for record in records) == "Где си, how are you?"


def test_stdout_is_utf_8_in_every_locale():
    env = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    result = run("tag", "samples/comment-windows-1251.txt", env=env)
    assert result.returncode == 0
    assert json.loads(result.stdout.split(b"\n")[0])["lang"] == "sr-Cyrl"


@pytest.mark.parametrize("args", [["tag", PAGE, PAGE, PAGE], ["languages"], ["--help"]])
def test_a_closed_pipe_ends_the_program_quietly(args):
    with subprocess.Popen(
        [*PROGRAM, *args], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 141


@pytest.mark.slow
def test_a_closed_pipe_ends_all_processes(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Где си био целог дана? Where have you been?\n" * 8_000, encoding="utf-8")
    args = [*PROGRAM, "tag", str(page), "--per", "line", "--jobs", "2"]
    with subprocess.Popen(
        args, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout.readline().startswith(b'{"doc":')
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 141
    until_alone(child.pid)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("args", [["tag", PAGE], ["languages"], ["--help"]])
def test_a_full_disk_is_reported_in_one_line(args):
    with FULL.open("wb") as full:
        result = subprocess.run(
            [*PROGRAM, *args], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert result.returncode == 1
    assert result.stderr.startswith(b"polyglot-norm: ")
    assert result.stderr.count(b"\n") == 1
    assert b"No space left" in result.stderr


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_an_output_device_is_written_to_and_not_replaced():
    result = run("tag", PAGE, "-o", str(FULL))
    assert result.returncode == 1
    assert result.stderr == b"polyglot-norm: /dev/full: No space left on device\n"
    assert FULL.is_char_device()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)],
    ids=["HUP", "INT", "TERM"],
)
def test_a_signal_leaves_no_temporary_file(tmp_path, number, code):
    target, fifo = tmp_path / "out.jsonl", tmp_path / "fifo"
    target.write_text("previous content")
    os.mkfifo(fifo)  # without a writer, so the program waits
    with subprocess.Popen(
        [*PROGRAM, "tag", PAGE, str(fifo), "-o", str(target), "--force"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        # Background jobs of a shell ignore SIGINT, and their children inherit that.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    ) as child:
        while len(list(tmp_path.iterdir())) < 3:
            assert child.poll() is None
            time.sleep(0.02)
        child.send_signal(number)
        assert child.stderr.read().strip() == b""
    assert child.returncode == code
    assert target.read_text() == "previous content"
    assert sorted(tmp_path.iterdir()) == [fifo, target]


def test_a_terminal_shows_the_page_in_colour():
    code, shown, errors = on_terminal("tag", PAGE, env=environment(TERM="xterm"))
    assert (code, errors) == (0, "")
    assert "│" in shown
    assert "\x1b[" in shown
    assert "en English" in shown[shown.rindex("│") :]


@pytest.mark.parametrize("changes", [{"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}])
def test_a_terminal_shows_no_colour_if_told_not_to(changes):
    _, shown, _ = on_terminal("tag", PAGE, env=environment(**changes))
    assert "│" in shown
    assert "\x1b" not in shown


def test_reading_stdin_from_a_terminal_is_announced():
    code, shown, errors = on_terminal("detect", typed="Где си био?\n\x04".encode())
    assert code == 0
    assert "\t" in shown
    assert errors == "polyglot-norm: reading standard input; end it with Ctrl-D\n"


@pytest.mark.parametrize("args", [["tag", "--include", "text"], ["detect"]])
def test_slow_input_is_processed_as_it_arrives(args):
    args = [*PROGRAM, *args, "--per", "line", "--encoding", "utf-8", "-l", "sr,en"]
    with subprocess.Popen(
        args, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        for text in ("Где си био?\n", "Where have you been?\n"):
            for byte in text.encode():
                child.stdin.write(bytes([byte]))
                child.stdin.flush()
            assert child.stdout.readline()  # would wait for ever otherwise
        child.stdin.close()
        assert child.stdout.read() == child.stderr.read() == b""


def test_slow_compressed_input_is_decompressed():
    compressed = gzip.compress("Где си био целог дана?".encode())
    args = [*PROGRAM, "detect", "-l", "sr,en"]
    with subprocess.Popen(args, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        for place in range(len(compressed)):
            child.stdin.write(compressed[place : place + 1])
            child.stdin.flush()
            time.sleep(0.01)
        child.stdin.close()
        assert child.stdout.read().startswith(b"sr-Cyrl")


def on_stderr_terminal(*args, seconds, env=None):
    """Run with stderr on a terminal, feeding stdin slowly; return status, stdout and stderr."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*PROGRAM, *args],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=env,
    )
    os.close(theirs)

    def write():
        for _ in range(4):
            child.stdin.write("Где си био целог дана?\n".encode() * 800)
            child.stdin.flush()
            time.sleep(seconds / 4)
        child.stdin.close()

    shown, written = [], []
    work = (write, lambda: shown.append(drained(ours)), lambda: written.append(child.stdout.read()))
    threads = [Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    child.stdout.close()
    return child.wait(), written[0], shown[0].decode()


def drained(terminal):
    """Return everything that a terminal shows until its other end is closed."""
    shown = b""
    try:
        while chunk := os.read(terminal, 65536):
            shown += chunk
    except OSError:  # how Linux reports the end of a terminal
        pass
    os.close(terminal)
    return shown


@pytest.mark.slow
def test_long_work_shows_progress():
    env = environment(TERM="xterm", COLUMNS="100")
    args = ("tag", "--encoding", "utf-8", "--per", "line", "-l", "sr", "--jobs", "1")
    code, written, shown = on_stderr_terminal(*args, seconds=4, env=env)
    assert code == 0
    assert written.count(b"\n") == 3200
    assert "kB" in shown
    assert "/s" in shown
    code, quiet, shown = on_stderr_terminal(*args, "-q", seconds=1.2, env=env)
    assert (code, shown, quiet) == (0, "", written)


def test_a_terminal_shows_languages_as_a_table():
    _, shown, _ = on_terminal("languages")
    assert shown.splitlines()[0].split() == ["tag", "name", "script", "macro", "low_resource"]


def test_closed_standard_streams_are_reported():
    for streams, args in (("<&-", "tag"), (">&-", f"tag {PAGE}")):
        line = f'"{sys.executable}" -W ignore -m polyglot_norm {args} {streams}'
        result = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, check=False)
        assert result.returncode == 1
        assert b"is closed" in result.stderr
        assert result.stderr.count(b"\n") == 1


def test_a_file_name_that_is_not_utf_8(tmp_path):
    name = os.fsencode(tmp_path) + b"/\xe6\xf8\xe5.txt"
    with open(name, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write("Где си био целог дана?".encode())
    result = run("tag", name)
    assert (result.returncode, result.stderr) == (0, b"")
    assert os.fsencode(json.loads(result.stdout)["doc"]) == name
    result = run("detect", name, "samples/mojibake.txt")
    assert result.stdout.startswith(name + b"\t")
    assert run("tag", name + b"x").stderr.count(b"\n") == 1


def test_warnings_are_one_line():
    script = (
        "import sys, warnings\nimport polyglot_norm.pipeline as t\nclass Slow(t.Tagger):\n"
        "    def tag(self, text):\n        warnings.warn('slow today', RuntimeWarning)\n"
        "        return super().tag(text)\nt.Tagger = Slow\n"
        "from polyglot_norm.cli import main\nmain()"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, "tag", PAGE], cwd=ROOT, capture_output=True, check=False
    )
    assert result.returncode == 0
    assert result.stderr.splitlines()[-1] == b"polyglot-norm: slow today"


def test_help_does_not_import_the_engine():
    script = (
        "import sys\nfrom polyglot_norm.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'rich', 'msgspec', 'langdetect', 'polyglot_norm.pipeline'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    for args in (["--help"], ["tag", "--help"], ["--version"]):
        result = subprocess.run(
            [sys.executable, "-c", script, *args], cwd=ROOT, capture_output=True, check=False
        )
        assert (result.returncode, result.stderr) == (0, b"")
