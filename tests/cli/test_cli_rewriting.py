"""``clean`` and ``translit`` of files: written elsewhere, in place, resumed, in one encoding."""

from __future__ import annotations

import gzip
import json
import stat
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program
from polyglot_norm.streams.manifest import LIST

ROWS = "id,text\n1,Ово\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nГде си?\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args, **more: CliRunner().invoke(program, [str(arg) for arg in args], **more)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "t.csv").write_text(ROWS, "utf-8")
    (tmp_path / "in" / "sub" / "film.srt").write_text(SRT, "utf-8")
    with gzip.open(tmp_path / "in" / "page.md.gz", "wt", encoding="utf-8") as file:
        file.write("# Ово\n\n`код`\n")
    return tmp_path / "in"


def test_each_file_comes_back_under_its_name(run, files):
    result = run("translit", "--lang", "sr-Cyrl", "in", "-O", "out", "--jobs", "2")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "polyglot-norm: 3 written to out\n"
    found = sorted(str(p.relative_to("out")) for p in Path("out").rglob("*") if p.is_file())
    assert found == [LIST, "page.md.gz", "sub/film.srt", "t.csv"]
    assert Path("out/t.csv").read_text("utf-8") == "id,text\n1,Ovo\n"
    assert gzip.decompress(Path("out/page.md.gz").read_bytes()).decode() == "# Ovo\n\n`код`\n"


def test_a_run_can_be_resumed(run, files):
    args = ("clean", "in", "-O", "out")
    run(*args)
    assert "0 written to out, 3 already complete" in run(*args, "--resume").stderr
    assert "3 written to out, 0 already" in run(*args, "--resume", "--keep", "nfc").stderr
    assert "3 written to out, 0 already" in run(*args, "--resume", "--text-only").stderr
    assert Path("out/sub/film.srt.txt").read_text("utf-8") == "Где си?\n"


def test_files_are_changed_in_place(run, files):
    film, table = files / "sub" / "film.srt", files / "t.csv"
    film.chmod(0o640)
    table.write_text("id,text\n1,no\n", "utf-8")
    link = files.parent / "link.srt"
    link.symlink_to(film)
    before = table.stat()
    args = ("translit", "--lang", "sr-Cyrl", "--in-place", "--backup", ".orig")
    result = run(*args, link, table)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "polyglot-norm: 1 changed, 1 already clean\n"
    assert link.is_symlink()
    assert film.read_text("utf-8") == SRT.replace("Где си", "Gde si")
    assert stat.S_IMODE(film.stat().st_mode) == 0o640
    assert Path(f"{film}.orig").read_text("utf-8") == SRT
    assert (table.stat().st_ino, table.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert sorted(path.name for path in files.rglob("*.*")) == [
        *("film.srt", "film.srt.orig", "page.md.gz", "t.csv")
    ]
    film.write_text(SRT, "utf-8")
    result = run(*args[:-1], ".old", "in", "--glob", "*srt*")
    assert result.stderr == "polyglot-norm: 2 changed, 0 already clean\n"
    result = run(*args[:-1], ".old", "in", "--glob", "*srt*")
    assert result.stderr == "polyglot-norm: 0 changed, 2 already clean\n"


@pytest.mark.parametrize("name", ["gzip", "bz2", "lzma"])
def test_compressed_files_are_compressed_again(run, tmp_path, name):
    module, path = import_module(name), tmp_path / "film.srt.z"
    path.write_bytes(module.compress(SRT.encode()))
    args = ("translit", "--lang", "sr-Cyrl", "--from", "srt", "--in-place", path)
    assert run(*args).stderr == "polyglot-norm: 1 changed, 0 already clean\n"
    assert module.decompress(path.read_bytes()).decode() == SRT.replace("Где си", "Gde si")
    before = path.stat().st_mtime_ns, path.read_bytes()
    assert run(*args).stderr == "polyglot-norm: 0 changed, 1 already clean\n"
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_a_damaged_compressed_file_is_left_alone(run, tmp_path):
    path = tmp_path / "page.md.gz"
    path.write_bytes(gzip.compress("# Ово\n".encode() * 1000)[:-9])
    before = path.read_bytes()
    result = run("translit", "--in-place", path)
    assert result.exit_code == 1
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["page.md.gz"]


def test_what_cannot_be_changed_in_place_is_left_alone(run, files):
    (files / "sub" / "film.srt").write_text(SRT.replace("си", " си"), "utf-8")
    (files / "sub" / "film.srt.orig").write_text("mine")
    (files / "bad.jsonl").write_text('{"text": 1}\n')
    (files / "half.json").write_text('[{"text": "да"}, {"te')
    before = {path: path.read_bytes() for path in files.rglob("*") if path.is_file()}
    result = run("clean", "--in-place", "--backup", ".orig", "in")
    assert "film.srt.orig: already exists; choose another backup suffix" in result.stderr
    assert "half.json: not JSON: " in result.stderr
    assert "bad.jsonl: skipped line 1: field 'text' is not a string (got 1)" in result.stderr
    assert {path: path.read_bytes() for path in files.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--backup", ".orig", "x"], "--backup requires --in-place"),
        (["--in-place", "--backup", "", "x"], "invalid --backup ''"),
        (["--in-place", "--backup", "a/b", "x"], "invalid --backup 'a/b'"),
        (["--in-place"], "--in-place needs the names of files"),
        (["--in-place", "-t", "да"], "--in-place needs the names of files"),
        (["--in-place", "-O", "out", "x"], "--in-place writes to the inputs"),
        (["--in-place", "--text-only", "x"], "cannot be combined"),
        (["--resume", "x"], "--resume requires --output-dir"),
        (["--output-encoding", "utf-9", "x"], "unknown encoding 'utf-9'"),
        (["a.csv", "b.csv"], "csv files cannot follow one another in one output"),
        (["a.txt", "b.srt"], "b.srt: srt files cannot follow one another"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run, args, says):
    for command in ("clean", "translit"):
        result = run(command, *args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert says in result.stderr
        assert result.stderr.count("\n") == 1


def test_the_options_of_a_map_and_of_an_explanation(run, files):
    assert "cannot be combined" in run("clean", "--map", "m", "--text-only", "in/t.csv").stderr
    for more in (["-O", "out"], ["--in-place"], ["--text-only"]):
        assert "--explain writes no files" in run("clean", "--explain", "in/t.csv", *more).stderr


def test_a_map_is_about_the_whole_file(run, files):
    dirty = '{"id": 7, "text": "да  не &amp;amp;"}\r\n{"text":"a\\u00ad  b","id":8}\r\n'
    (files / "a.jsonl").write_text(dirty, "utf-8", newline="")
    result = run("clean", "in/a.jsonl", "--map", "map.jsonl")
    records = [json.loads(line) for line in Path("map.jsonl").read_text("utf-8").splitlines()]
    edits = [pn.Edit(r["start"], r["end"], r["after"], r["rule"]) for r in records]
    assert pn.Aligned(dirty, edits).text == result.stdout_bytes.decode()
    assert [(r["line"], r["column"]) for r in records[-2:]] == [(2, 11), (2, 18)]
    assert (
        result.stdout_bytes.decode() == '{"id": 7, "text": "да не &"}\r\n{"text":"a b","id":8}\r\n'
    )


def test_the_encoding_stays_unless_it_lacks_a_letter(run, files):
    film = files / "sub" / "film.srt"
    film.write_bytes(SRT.encode("windows-1251"))
    args = ("translit", "--encoding", "windows-1251", film)
    assert run(*args, "--to", "none").stdout_bytes == SRT.encode("windows-1251")
    result = run(*args, "--lang", "sr-Cyrl")
    assert result.stdout_bytes == SRT.replace("Где си", "Gde si").encode("windows-1251")
    film.write_bytes(SRT.replace("си", "ћу").encode("windows-1251"))
    result = run(*args, "--lang", "sr-Cyrl")
    assert result.stdout_bytes == SRT.replace("Где си", "Gde ću").encode()
    assert f"{film}: written as UTF-8, as windows-1251 has no 'ć' (U+0107)" in result.stderr
    result = run(*args, "--lang", "sr-Cyrl", "--output-encoding", "utf-16-le")
    assert result.stdout_bytes == SRT.replace("Где си", "Gde ću").encode("utf-16-le")


def test_bytes_that_an_encoding_would_not_write_are_told(run, tmp_path):
    twice = b"\x1b(B\x1b(Bno\n"  # escapes that change nothing
    (tmp_path / "a.txt").write_bytes(twice)
    result = run("clean", "--encoding", "iso-2022-jp", "a.txt")
    assert (result.exit_code, result.stdout_bytes) == (0, b"no\n")
    assert "a.txt: iso-2022-jp writes some characters of the file by other bytes" in result.stderr
    (tmp_path / "a.txt").write_bytes("Где си \xff био?\n".encode().replace(b"\xc3\xbf", b"\xff"))
    result = run("translit", "a.txt", "--errors", "replace", "--lang", "sr-Cyrl")
    assert result.stdout == "Gde si \ufffd bio?\n"
    assert result.stderr.count("a.txt:") == 1
    for encoding in ("utf-8-sig", "utf-16", "cp1251", "shift_jis", "hz", "utf-7"):
        (tmp_path / "a.txt").write_bytes("Да и не\r\n".encode(encoding, "replace"))
        result = run("clean", "--encoding", encoding, "a.txt")
        assert (result.stdout_bytes, result.stderr) == ((tmp_path / "a.txt").read_bytes(), "")


@pytest.mark.parametrize(
    ("args", "page", "marked"),
    [
        (
            ["--lang", "sr-Cyrl"],
            '<html lang="sr"><title>Чај</title><p>Ово <b>је чај</b>&nbsp; </p>',
            '<html lang="sr"><title>Čaj</title><p><span lang="sr-Latn">Ovo</span> '
            '<b><span lang="sr-Latn">je čaj</span></b>&nbsp; </p>',
        ),
        (
            ["--to", "none"],
            "<html lang=en><p>Why would you say such a thing to me?<p>Зашто ниси дошао на вечеру?",
            "<html lang=en><p>Why would you say such a thing to me?<p>"
            '<span lang="sr-Cyrl">Зашто ниси дошао на вечеру?</span>',
        ),
        (["--lang", "sr-Cyrl"], "<p>12", '<p><span lang="sr-Latn">12</span>'),
        (
            ["--lang", "sr-Cyrl"],
            "<p>Где&nbsp;си &lt;био&gt;\n  јуче<pre>Ево  ме</pre>",
            '<p><span lang="sr-Latn">Gde&nbsp;si &lt;bio&gt;\n  juče</span>'
            '<pre><span lang="sr-Latn">Evo  me</span></pre>',
        ),
    ],
)
def test_languages_are_marked_on_a_page(run, tmp_path, args, page, marked):
    (tmp_path / "a.html").write_text(page, "utf-8")
    for more in ([], ["--jobs", "2"]):
        result = run("translit", "--mark-languages", *args, "a.html", *more)
        assert (result.exit_code, result.stderr, result.stdout) == (0, "", marked)
    (tmp_path / "a.csv").write_text("text\nЧај\n", "utf-8")
    assert "span" not in run("translit", "--mark-languages", "a.csv").stdout
    result = run("clean", "--mark-languages", "a.html", "--lang", "en")
    assert result.stdout.count("<span") == ("lang=en" not in page) * marked.count("<span")


def test_files_that_a_killed_run_has_left_are_removed(run, files):
    left = files / "sub" / f".film.srt.{'0' * 16}.partial"
    left.write_text("half")
    run("clean", "--in-place", "in/sub/film.srt")
    assert not left.exists()


def test_several_files_become_one_in_utf_8(run, files):
    Path("a.txt").write_bytes("Да".encode("utf-16"))
    Path("b.txt").write_text("Не\r\n", "utf-8", newline="")
    result = run("translit", "--lang", "sr-Cyrl", "a.txt", "b.txt")
    assert result.stdout_bytes == b"Da\nNe\r\n"


def test_records_that_cannot_be_read_are_kept_and_told(run, files):
    lines = '{"text":"Ово"}\nж\n{"б":1}\n{"text":"да"}'
    (files / "a.jsonl").write_text(lines, "utf-8")
    result = run("translit", "--lang", "sr-Cyrl", "in/a.jsonl")
    assert result.exit_code == 1
    assert result.stdout == lines.replace("Ово", "Ovo").replace("да", "da")
    assert "in/a.jsonl: skipped line 2: not a JSON object" in result.stderr
    assert "in/a.jsonl: skipped line 3: no field 'text' (fields: 'б')" in result.stderr


@pytest.mark.parametrize("kind", ["srt", "csv", "jsonl", "html"])
def test_text_only_is_the_text_alone(run, tmp_path, kind):
    pytest.importorskip("resiliparse")
    page = {"srt": SRT, "csv": 'id,text\n1,"Где си?"\n', "jsonl": '{"id":1,"text":"Где си?"}\n',
            "html": "<title>x</title><p class=ж>Где си?"}[kind]  # fmt: skip
    (tmp_path / f"a.{kind}").write_text(page, "utf-8")
    result = run("translit", "--lang", "sr-Cyrl", "--text-only", f"a.{kind}")
    assert (result.exit_code, result.stdout.strip()) == (0, "Gde si?")
