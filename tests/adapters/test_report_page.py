"""A report in Chromium: it fits, asks for nothing, and axe finds no fault with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.packages import needs, needs_program
from polyglot_norm.cli.program import program

playwright = needs("playwright.sync_api")
axe = needs("axe_playwright_python.sync_playwright")
CHROMIUM = needs_program("chromium", "google-chrome", "chromium-browser")
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module", params=["bcp47", "fasttext"])
def report(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    inputs = [*SAMPLES.glob("*.txt"), SAMPLES / "chat.jsonl"]
    args = ["report", *map(str, sorted(inputs)), "--doubt-below", "0.9", "-o", str(path)]
    args += ["--labels", request.param]
    assert CliRunner().invoke(program, args).exit_code == 0
    return path


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as found:
        browser = found.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_it_fits_asks_for_nothing_and_is_accessible(browser, report, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [each["id"] for each in axe.Axe().run(page).response["violations"]] == []
    assert (asked, said) == ([report.as_uri()], [])
    context.close()


def test_it_prints_on_paper_of_its_width(browser, report):
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(report.as_uri())
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    style = "getComputedStyle(document.body)"
    assert page.evaluate(f"[{style}.backgroundColor, {style}.color]") == [
        "rgb(255, 255, 255)",
        "rgb(29, 33, 38)",
    ]
    page.close()
