"""The accessors of pandas give what `tag` says of every row."""

import pytest

import polyglot_norm as pn
from adapters.examples import run_docstrings, run_examples
from adapters.packages import needs
from adapters.rows import COLUMNS, answers, expected, texts

pd = needs("pandas", "pyarrow")

from polyglot_norm.adapters import pandas as adapter  # noqa: E402 - needs the package

ROWS = texts(200)
ANSWERS = list(map(expected, ROWS))


def plain(frame):
    """Return the rows of the added columns, with None for whatever says that a value is missing."""
    rows = frame[[*COLUMNS]].astype(object)
    return [
        {name: value if isinstance(value, list) or pd.notna(value) else None for name, value in row}
        for row in (record.items() for record in rows.to_dict("records"))
    ]


@pytest.mark.parametrize("kind", [None, object, "category", "string"])
def test_a_frame_keeps_its_index_and_its_columns(kind):
    index = [0, 0, *range(2, 200)]
    frame = pd.DataFrame({7: range(200), "text": pd.Series(ROWS, dtype=kind)})
    frame.index = index
    tagged = frame.polyglot.tag()
    assert [*tagged.columns] == [7, "text", *COLUMNS]
    pd.testing.assert_frame_equal(tagged[[7, "text"]], frame)
    assert plain(tagged) == ANSWERS


@pytest.mark.slow
def test_twenty_thousand_rows_are_what_tag_says():
    rows = texts(20_000)
    frame = pd.DataFrame({"n": range(20_000), "text": rows})
    tagged = frame.polyglot.tag(jobs=2)
    pd.testing.assert_frame_equal(tagged[["n", "text"]], frame)
    assert plain(tagged) == answers(20_000)


def test_a_series():
    series = pd.Series(ROWS, index=[f"row {n}" for n in range(200)])
    tagged = series.polyglot.tag(jobs=2)
    assert [*tagged.index] == [*series.index]
    assert plain(tagged) == ANSWERS


@pytest.mark.parametrize("rows", [[], [None, None], [float("nan")], ["", None]], ids=str)
def test_rows_without_text(rows):
    frame = pd.DataFrame({"text": pd.Series(rows, dtype=object)})
    wanted = [expected(row if isinstance(row, str) else None) for row in rows]
    assert plain(frame.polyglot.tag()) == wanted


def test_a_lone_surrogate_is_replaced():
    tagged = pd.Series(["Где си био јуче? \ud800", None], dtype=object).polyglot.tag()
    assert tagged["language"][0] == "sr-Cyrl"
    assert tagged["output"][0] == "Gde si bio juče? \N{REPLACEMENT CHARACTER}"
    assert pd.isna(tagged["output"][1])


def test_types_of_what_is_added_do_not_depend_on_the_rows():
    some, none = (pd.Series(rows, dtype=object).polyglot.tag() for rows in (["a"], [None]))
    assert some.dtypes.to_dict() == none.dtypes.to_dict()
    assert isinstance(
        pd.Series(["a"]).polyglot.tag(dictionary=True)["language"].dtype, pd.CategoricalDtype
    )


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("texts", "no column 'texts'; did you mean 'text'"),
        ("n", "type int64, expected string"),
        ("odd", "holds something else too"),
        ("data", "type binary, expected string"),
    ],
)
def test_what_cannot_be_done_is_said(column, message):
    frame = pd.DataFrame({"text": ["a", "b"], "n": [1, 2], "odd": ["a", 1], "data": [b"a", None]})
    with pytest.raises(pn.PolyglotError, match=message):
        frame.polyglot.tag(column)
    with pytest.raises(pn.PolyglotError, match="a column 'language' already"):
        frame.polyglot.tag().polyglot.tag()


def test_examples():
    run_docstrings(adapter)
    run_examples("adapters.md", "pandas")
