"""The examples in docs/speech.md are real."""

from adapters.pages import run_examples


def test_the_page_about_speech():
    run_examples("speech.md")
