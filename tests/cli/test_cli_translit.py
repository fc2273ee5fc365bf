"""``translit`` is the library's transliteration, and ``schemes`` its list."""

import json

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program


def run(*args, text=""):
    return CliRunner().invoke(program, list(args), input=text.encode("utf-8", "surrogatepass"))


PAGE = "Would you care to give details?\nЗашто ћутиш? Погледај https://example.org/споменик\n"


def test_each_part_by_its_language():
    result = run("translit", text=PAGE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == pn.tag(PAGE, normalise=None, transliterate="latin").output.text


@pytest.mark.parametrize(
    ("args", "text", "output"),
    [
        (["--from", "sr-Latn", "--to", "cyrillic"], "Ljubav", "Љубав"),
        (["--from", "sr", "--to", "Cyrl"], "Ljubav", "Љубав"),
        (["--from", "ru", "--scheme", "iso9"], "Ещё раз", "Eŝë raz"),
        (["--from", "ru"], "Ещё раз", "Yeshchë raz"),
        (["--from", "ru-Latn", "--scheme", "iso9"], "Eŝë raz", "Ещё раз"),
        (["--from", "ru", "--to", "ASCII"], "Ещё раз", "Eshchio raz"),
        (["--from", "SR-latn", "--to", "cyrl"], "Ljubav", "Љубав"),
        (["--to", "ascii", "-l", "ru"], "Где ты был?", "Gde ty byl?"),
        (["--scheme", "uk-2010", "-l", "uk,en"], "Де ти був? And you?", "De ty buv? And you?"),
        (["--scheme", "uk-2010", "-l", "ru"], "Где ты был?", "Где ты был?"),
        (["--to", "Cyrl", "-l", "sr,en"], "Gde si bio danas?", "Где си био данас?"),
        ([], "", ""),
    ],
)
def test_what_is_asked_for(args, text, output):
    result = run("translit", *args, text=text)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == output


def test_documents_begin_on_new_lines(tmp_path):
    for name, text in (("a", "Љубав"), ("b", "Његош\n"), ("c", "Џеп")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [str(tmp_path / name) for name in "abc"]
    assert run("translit", "--from", "sr-Cyrl", *names).stdout == "Ljubav\nNjegoš\nDžep"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--from", "en"], "en has no default scheme"),
        (["--from", ""], "unknown language tag ''"),
        (["--from", "sr"], "'sr' may be sr-Cyrl or sr-Latn"),
        (["--from", "ru", "--to", "Cyrl"], "ru has no default scheme into Cyrl"),
        (["--from", "ru-Latn", "--scheme", "bgn"], "leads from Cyrl to Latn (ru) only"),
        (["--scheme", "iso99"], "did you mean 'iso9'"),
        (["--scheme", "bgn", "--to", "Cyrl"], "'bgn' does not convert to Cyrl, only to Latn"),
        (["--to", "latim"], "unknown target script 'latim'; did you mean 'latin'?"),
        (["--from", "ru", "-l", "en"], "--from and --languages cannot be combined"),
    ],
)
def test_misuse_is_one_line_and_exit_2(args, says):
    result = run("translit", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_schemes_are_those_of_the_library():
    lines = run("schemes").stdout.splitlines()
    assert lines[0].split("\t")[:4] == ["name", "lang", "from", "to"]
    assert len(lines) - 1 == len(pn.schemes())
    records = [json.loads(line) for line in run("schemes", "--json").stdout.splitlines()]
    assert [r["output_lang"] for r in records] == [s.output_lang for s in pn.schemes()]


@pytest.mark.parametrize(("lang", "has"), [("ru", "icao"), ("sr", "cnr-2009"), ("cnr", "cnr-2009")])
def test_schemes_of_a_language(lang, has):
    rows = [line.split("\t") for line in run("schemes", "--lang", lang).stdout.splitlines()]
    assert has in [row[0] for row in rows]
    assert {row[1].partition("-")[0] for row in rows[1:]} == {lang, "*"}


def test_schemes_of_a_language_that_is_not_known():
    result = run("schemes", "--lang", "xx-Nope")
    assert result.exit_code == 2
    assert "unknown language tag" in result.stderr
