"""``translit``, a filter that transliterates text, and ``schemes``, the list of its schemes."""

import json

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from polyglot_norm.cli.program import program


def run(*args, text=""):
    return CliRunner().invoke(program, list(args), input=text.encode("utf-8", "surrogatepass"))


PAGE = "Would you care to give details?\nЗашто ћутиш? Погледај https://example.org/споменик\n"


def test_each_segment_is_transliterated_by_its_language():
    result = run("translit", text=PAGE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == pn.tag(PAGE, normalise=None, transliterate="latin").output.text


@pytest.mark.parametrize(
    ("args", "text", "output"),
    [
        (["--lang", "sr-Latn", "--to", "cyrillic"], "Ljubav", "Љубав"),
        (["--lang", "sr", "--to", "Cyrl"], "Ljubav", "Љубав"),
        (["--lang", "ru", "--scheme", "iso9"], "Ещё раз", "Eŝë raz"),
        (["--lang", "ru"], "Ещё раз", "Yeshchë raz"),
        (["--lang", "ru-Latn", "--scheme", "iso9"], "Eŝë raz", "Ещё раз"),
        (["--lang", "ru", "--to", "ASCII"], "Ещё раз", "Yeshche raz"),
        (["--lang", "SR-latn", "--to", "cyrl"], "Ljubav", "Љубав"),
        (["--to", "ascii", "-l", "ru"], "Где ты был?", "Gde ty byl?"),
        (["--scheme", "uk-2010", "-l", "uk,en"], "Де ти був? And you?", "De ty buv? And you?"),
        (["--scheme", "uk-2010", "-l", "ru"], "Где ты был?", "Где ты был?"),
        (["--to", "Cyrl", "-l", "sr,en"], "Gde si bio danas?", "Где си био данас?"),
        ([], "", ""),
    ],
)
def test_language_target_and_scheme_can_be_given(args, text, output):
    result = run("translit", *args, text=text)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == output


def test_documents_begin_on_new_lines(tmp_path):
    for name, text in (("a", "Љубав"), ("b", "Његош\n"), ("c", "Џеп")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [str(tmp_path / name) for name in "abc"]
    assert run("translit", "--lang", "sr-Cyrl", *names).stdout == "Ljubav\nNjegoš\nDžep"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--lang", "en"], "'en' has no default scheme"),
        (["--lang", ""], "unknown language tag ''"),
        (["--lang", "sr"], "ambiguous tag 'sr'"),
        (["--lang", "ru", "--to", "Cyrl"], "'ru' has no default scheme to Cyrl"),
        (["--lang", "ru-Latn", "--scheme", "bgn"], "converts only Cyrl to Latn (ru)"),
        (["--scheme", "iso99"], "did you mean 'iso9'"),
        (["--scheme", "bgn", "--to", "Cyrl"], "'bgn' does not convert to Cyrl, only to Latn"),
        (["--to", "latim"], "unknown target script 'latim'; did you mean 'latin'?"),
        (["--lang", "ru", "-l", "en"], "--lang and --languages cannot be combined"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(args, says):
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


def test_schemes_of_an_unknown_language():
    result = run("schemes", "--lang", "xx-Nope")
    assert result.exit_code == 2
    assert "unknown language tag" in result.stderr
