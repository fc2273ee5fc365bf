"""Files and standard streams: clear errors on reading, and only complete files on writing."""

from __future__ import annotations

import io
import os
import pickle
import re
import stat
import subprocess
import sys

import pytest

from polyglot_norm.errors import DecodeError
from polyglot_norm.streams import StreamError, is_also_input, open_output, read
from polyglot_norm.streams.atomic_file import remove_leftovers
from polyglot_norm.streams.output import Output


def test_a_file_is_decoded_in_its_encoding(tmp_path):
    page = tmp_path / "page.txt"
    page.write_bytes("Зашто не?\r\n".encode("utf-16"))
    found = read(str(page))
    assert (found.name, found.text) == (str(page), "Зашто не?\r\n")
    assert found.decoded.encoding == "utf-16le"
    with pytest.raises(DecodeError):
        read(str(page), encoding="ascii")


@pytest.mark.parametrize("name", ["missing.txt", ".", "nul\0nul", "", "x" * 5000])
def test_errors_about_reading_name_the_file(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StreamError) as caught:
        read(name)
    assert str(caught.value) == f"{name}: {caught.value.reason}"
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("да".encode())))
    assert read("-").text == "да"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(StreamError, match="closed"):
        read("-")


def test_a_new_file_has_ordinary_permissions(tmp_path):
    target, other = tmp_path / "out", tmp_path / "other"
    other.touch()
    with open_output(str(target)) as out:
        out.write("да\r\n\n")
        assert not target.exists()
    assert target.read_bytes() == "да\r\n\n".encode()
    assert target.stat().st_mode == other.stat().st_mode


def test_a_replaced_file_keeps_its_permissions_and_links(tmp_path):
    target, link = tmp_path / "out", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    with open_output(str(link)) as out:
        out.write("new")
        assert target.read_text() == "old"
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_an_exception_leaves_no_file(tmp_path):
    target = tmp_path / "out"
    with pytest.raises(TypeError), open_output(str(target)) as out:
        out.write("half" + 1)  # type: ignore[operator]
    assert list(tmp_path.iterdir()) == []


def test_errors_about_writing_name_the_file(tmp_path):
    for name in (tmp_path, tmp_path / "no" / "out"):
        with pytest.raises(StreamError, match=re.escape(f"{name}: ")), open_output(str(name)):
            pass


def leftover(folder, name):
    """Make a temporary file as a killed process leaves it behind."""
    code = (
        "import os, sys\n"
        "from polyglot_norm.streams import open_output\n"
        "with open_output(sys.argv[1]) as out:\n"
        "    out.write('half'); out.flush(); os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder / name)], check=False)
    (path,) = folder.glob(f".{name}.*")
    return path


def test_leftovers_of_killed_processes_are_removed(tmp_path):
    path = leftover(tmp_path, "страна")
    (tmp_path / ".hidden").touch()
    (tmp_path / "страна").touch()
    with open_output(str(tmp_path / "out")) as out:
        out.write("half")
        remove_leftovers(str(tmp_path))
        assert not path.exists()
        out.write("whole")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".hidden", "out", "страна"]
    assert (tmp_path / "out").read_text() == "halfwhole"
    remove_leftovers(str(tmp_path / "missing"))


@pytest.mark.parametrize(
    ("coloured", "data", "shown"),
    [
        (False, "\x1b[31mда\x1b[0m", "\\u001b[31mда\\u001b[0m"),
        (
            True,
            "\x1b[31mда\x1b[0m \x1b[2J\x1b]0;x\x07",
            "\x1b[31mда\x1b[0m \\u001b[2J\\u001b]0;x\\u0007",
        ),
        (
            False,
            "а\tб\r\nв\rг\x00\x7f\x9b1m\x85",
            "а\tб\r\nв\\u000dг\\u0000\\u007f\\u009b1m\\u0085",
        ),
    ],
)
def test_a_terminal_gets_no_control_characters(coloured, data, shown):
    for interactive, expected in ((True, shown), (False, data)):
        raw = io.BytesIO()
        out = Output("x", raw, interactive=interactive, coloured=coloured)
        out.write(data)
        assert raw.getvalue().decode() == expected
        assert out.size == len(data.encode())


def test_a_pipe_is_not_replaced(tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with open_output(str(fifo)) as out:
        out.write("да")
    assert os.read(reader, 99) == "да".encode()
    os.close(reader)
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_an_output_is_recognised_as_an_input(tmp_path):
    page, hard, new = (str(tmp_path / name) for name in ("page", "hard", "new"))
    with open_output(page):
        pass
    os.link(page, hard)
    assert is_also_input(page, ["-", page])
    assert is_also_input(hard, [page])
    assert not is_also_input(new, [new, page])
    assert not is_also_input("/dev/null", ["/dev/null"])
