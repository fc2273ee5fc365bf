"""Runs and samples: the words of one script in one line, without anything that is not a word."""

import pytest

from polyglot_norm.language.detectors.runs import SAMPLE_LENGTH, find_runs
from polyglot_norm.text.lines import split_lines
from polyglot_norm.text.protect import find_protected


def runs(text):
    return find_runs(text, split_lines(text), find_protected(text))


def samples(text):
    protected = find_protected(text)
    return [(run.script, run.sample(text, protected)) for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("12:30 — …", []),
        ("https://example.org/страница", []),
        ("Why not?", [("Latn", "Why not")]),
        ("Зашто не? 12 пута!", [("Cyrl", "Зашто не пута")]),
        ("it's fine, isn’t it", [("Latn", "it's fine isn’t it")]),
        ("Пиши на a@example.com одмах", [("Cyrl", "Пиши на одмах")]),
        ("Да, we said so to you all", [("Cyrl", "Да"), ("Latn", "we said so to you all")]),
        (
            "А где же вы, we are here, были?",
            [("Cyrl", "А где же вы были"), ("Latn", "we are here")],
        ),
        ("Да.\nНет.", [("Cyrl", "Да"), ("Cyrl", "Нет")]),
        ("καλημέρα и добар дан", [("Grek", "καλημέρα"), ("Cyrl", "и добар дан")]),
    ],
)
def test_one_run_for_each_script_of_a_line(text, found):
    assert samples(text) == found


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("明日の会議は10時からです", ["Jpan"]),
        ("会议明天上午十点开始", ["Hani"]),
        ("한국어와 漢字를 함께 쓴다", ["Kore"]),
        ("注音ㄅㄆㄇㄈ", ["Hani"]),
    ],
)
def test_east_asian_scripts_are_read_together(text, scripts):
    assert [run.script for run in runs(text)] == scripts


def test_more_han_characters_than_japanese_writes_in_a_row_are_a_run_of_their_own():
    text = "今天我们大家一起去公园里散步吃饭。今日はいい天気です。"
    assert [run.script for run in runs(text)] == ["Hani", "Jpan"]


def test_a_long_quotation_is_a_run_of_its_own_and_a_title_is_not():
    long = runs("Er sagte „we will never ever come back“ und ging fort.")
    assert [(run.quoted, run.words) for run in long] == [(False, 5), (True, 6)]
    (short,) = runs("Er las gestern „Krieg und Frieden“ und ging fort.")
    assert not short.quoted


def test_lines_are_numbered():
    text = "Да\n\nНет\r\nYes"
    assert [run.line for run in runs(text)] == [0, 2, 3]


def test_the_sample_of_a_long_run_has_its_start_middle_and_end():
    text = "начало " + "середина " * 5000 + "конец"
    ((_, sample),) = samples(text)
    assert sample.startswith("начало")
    assert sample.endswith("конец")
    assert len(sample) <= SAMPLE_LENGTH + 2
