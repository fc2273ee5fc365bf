"""What the tables say of each language."""

from polyglot_norm.language.figures import family_of, figures
from polyglot_norm.language.tags import is_neutral, known
from polyglot_norm.language.traits import group_of
from polyglot_norm.tables import rows


def test_every_language_has_a_family_and_no_family_is_of_none():
    subtags = {tag.partition("-")[0] for tag in known()}
    listed = [language for row in rows("families") for language in row["languages"].split()]
    assert len(listed) == len(set(listed))
    assert set(listed) == subtags
    assert {family_of(tag) for tag in ("sr-Cyrl", "sr-Latn", "sh-Latn")} == {
        "Indo-European, Slavic"
    }


def test_every_tag_of_the_model_has_figures():
    measured_elsewhere = {tag for tag in known() if is_neutral(tag)} | set(group_of().values())
    assert figures().keys() == known().keys() - measured_elsewhere
    for found in figures().values():
        assert len(found.accuracy) == 4
        assert all(0 <= value <= 1 for pair in found.accuracy for value in pair)
