"""Learning a language: what is learned is found, and what cannot be learned is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import polyglot_norm as pn
from learning.invented import text

DOCS = Path(__file__).parents[2] / "docs"
ENGLISH = "\n".join(
    line
    for path in sorted(DOCS.glob("*.md"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if len(line) > 60 and line.isascii() and not set(line) & set("`|<[{_=")
)


@pytest.fixture(scope="module")
def lesson():
    return text(1)


@pytest.fixture(scope="module")
def learned(lesson, tmp_path_factory):
    return pn.learn("qaa", lesson, tmp_path_factory.mktemp("learned") / "qaa.pnlang", name="Qaa")


def test_what_was_learned_is_found_beside_other_languages(learned, lesson):
    lines = lesson.splitlines()
    page = "\n".join((*lines[:5], "The weather was lovely and nobody went home.", *lines[5:9]))
    found = [segment.lang for segment in pn.tag(page, extra_models=learned.path)]
    assert found == ["qaa"] * 5 + ["en"] + ["qaa"] * 4


def test_it_is_told_how_much_is_found_and_what_comes_near(learned):
    assert learned.language == pn.Language("qaa", "Qaa", "Latn", "", True)
    assert learned.recall > 0.9
    assert all(tag in {each.tag for each in pn.languages()} for tag, _ in learned.nearest)
    assert not learned.is_enough


def test_other_languages_keep_their_labels(learned):
    text = "Zašto ćutiš? Eno ga!\nI do not know.\nNon lo so, davvero.\nDobar dan.\nЗдраво!"
    plain, more = pn.tag(text), pn.tag(text, extra_models=learned.path)
    assert [segment.lang for segment in plain] == [segment.lang for segment in more]


def test_the_same_text_gives_the_same_file(learned, lesson, tmp_path):
    again = pn.learn("qaa", lesson.splitlines(), tmp_path / "again.pnlang", name="Qaa")
    assert Path(again.path).read_bytes() == Path(learned.path).read_bytes()


def test_repeated_lines_do_not_make_a_text(lesson, tmp_path):
    few = "\n".join(lesson.splitlines()[:50])
    with pytest.raises(pn.PolyglotError, match="too little text"):
        pn.learn("qaa", few * 40, tmp_path / "few.pnlang")


def test_text_in_several_scripts_is_refused(lesson, tmp_path):
    cyrillic = text(2).translate(
        {ord(a): b for a, b in zip("aeioukvnmthxqyz", "аеиоуквнмтхцшыз", strict=True)}
    )
    with pytest.raises(pn.PolyglotError, match=r"not in one script: .* % Latn"):
        pn.learn("qaa", lesson + cyrillic, tmp_path / "both.pnlang")


def test_text_in_a_script_of_one_language_is_refused(lesson, tmp_path):
    armenian = lesson.lower().translate({ord("a") + at: 0x561 + at for at in range(26)})
    with pytest.raises(pn.PolyglotError, match=r"script Armn is hy \(Armenian\) in every case"):
        pn.learn("qaa", armenian, tmp_path / "hy.pnlang", force=True)


def test_text_in_a_known_language_is_refused(tmp_path):
    with pytest.raises(pn.PolyglotError, match=r"\d+ % of its letters are en \(English\)"):
        pn.learn("qaa", ENGLISH, tmp_path / "en.pnlang")


@pytest.mark.parametrize(
    ("tag", "error", "message"),
    [
        ("sr-Cyrll", pn.UnknownTag, "did you mean 'sr-Cyrl'"),
        ("my language", pn.UnknownTag, "not the BCP 47 tag"),
        ("", pn.UnknownTag, "not the BCP 47 tag"),
        ("und", pn.UnknownTag, "not the BCP 47 tag"),
        ("de", pn.PolyglotError, "a language of the model, German"),
        ("deu", pn.PolyglotError, "a language of the model, German"),
        ("sh-Latn", pn.PolyglotError, "a language of the model"),
        ("rup-Grek", pn.PolyglotError, "script Grek, but the text is in Latn"),
    ],
)
def test_a_tag_that_cannot_be_learned_is_refused(lesson, tmp_path, tag, error, message):
    with pytest.raises(error, match=message):
        pn.learn(tag, lesson, tmp_path / "no.pnlang")
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_only_by_a_whole_one(lesson, tmp_path, monkeypatch):
    path = tmp_path / "qaa.pnlang"
    path.write_bytes(b"before")
    monkeypatch.setattr("polyglot_norm.learning.learn.write", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pn.learn("qaa", lesson, path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_commands_learn_and_tag(lesson, tmp_path):
    from polyglot_norm.cli.program import program

    source, path = tmp_path / "text.txt", tmp_path / "qaa.pnlang"
    source.write_text(lesson, encoding="utf-8")
    run = CliRunner().invoke(program, ["learn", "qaa", str(source), "-o", str(path)])
    assert run.exit_code == 0
    assert "qaa from" in run.stderr
    given = ["detect", "--extra-model", str(path), "-t", lesson.splitlines()[3]]
    assert CliRunner().invoke(program, given).stdout.startswith("qaa\t")
    run = CliRunner().invoke(program, ["learn", "de", str(source), "-o", str(path)])
    assert run.exit_code == 2
    assert "a language of the model" in run.stderr
