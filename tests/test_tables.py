"""The reader of tables: comments, names of characters, and rows that do not fit their columns."""

import pytest

from polyglot_norm import tables


@pytest.fixture
def table(tmp_path):
    def written(text):
        path = tmp_path / "made.tsv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_comments_and_blank_lines_are_left_out(table):
    path = table("# where from\nword\tnote\n\n# and why\nда\t#1\n")
    assert tables.read(path) == [{"word": "да", "note": "#1"}]


def test_characters_may_be_written_by_name(table):
    path = table("from\tto\n\\N{SOFT HYPHEN}a\\N{COMBINING BREVE}\t\\N{SPACE}\n")
    assert tables.read(path) == [{"from": "\u00ada\u0306", "to": " "}]


def test_only_line_feeds_end_a_row(table):
    assert tables.read(table("from\tto\na\x85b\u2028\tc\n")) == [
        {"from": "a\x85b\u2028", "to": "c"}
    ]


@pytest.mark.parametrize("row", ["да", "да\tне\tможда"])
def test_a_row_must_fill_its_columns(table, row):
    with pytest.raises(ValueError, match=r"made\.tsv: 2 columns, but \d cells in \['да'"):
        tables.read(table(f"word\tnote\n{row}\n"))


def test_every_packaged_table_can_be_read():
    names = [path.stem for path in tables.FOLDER.glob("*.tsv")]
    assert len(names) > 10
    assert all(tables.rows(name) for name in names)
