"""A marked page in Chromium: it looks as it did, and axe finds the languages valid."""

from __future__ import annotations

import pytest

import polyglot_norm as pn
from adapters.packages import needs, needs_program
from polyglot_norm.streams.marking.page import MarkOptions, marked

playwright = needs("playwright.sync_api")
axe = needs("axe_playwright_python.sync_playwright")
CHROMIUM = needs_program("chromium", "google-chrome", "chromium-browser")

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>What readers say about the film</title>
<style>
* { font-feature-settings: "locl" 0 } /* fonts have letters of their own for Serbian */
body { font: 16px/1.5 serif; max-width: 40em; margin: 2em auto }
li { padding: .3em; border-bottom: 1px solid #ccc } em { color: #933 } b + i { color: blue }
</style></head>
<body>
<h1>What readers say about the film</h1>
<p>It was long, but I liked <em>most</em> of it. Где си био целог дана, <b>човече</b>? And that was
all that I have to say about it.</p>
<p>Мени се баш допао, <a href="#x">погледај га и ти</a>, ако већ ниси!</p>
<ol><li>Warum hast du mir das nicht gesagt?<li>I have no idea, and neither has she.
<li><i>Nisam ti rekao šta sam video juče u gradu, prijatelju.</i></ol>
<table><tr><th>Name<th>Remark<tr><td>Ana<td>Нема бољег филма од овог, верујте ми на реч.</table>
<pre>That was all   <b>that I know</b>
Где си био    целог дана?</pre>
<blockquote>Он каже: <q>I was there all day long</q>, а ја му не верујем ни реч.</blockquote>
</body></html>
"""
TAGGER = pn.Tagger(pn.Options(normalise=None, transliterate=None))
MARKED = marked("", PAGE, TAGGER).edits.text
RULES = ["html-has-lang", "html-lang-valid", "valid-lang"]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as found:
        browser = found.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def picture(browser, text, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(text)
    shown = page.screenshot(full_page=True, animations="disabled")
    page.close()
    return shown


@pytest.mark.parametrize("width", [360, 1200])
def test_it_looks_as_it_did(browser, width):
    assert MARKED.count('lang="sr-Cyrl"') >= 4
    assert picture(browser, MARKED, width) == picture(browser, PAGE, width)
    # The comparison can fail.
    assert picture(browser, PAGE.replace("целог", "целoг "), width) != picture(browser, PAGE, width)


def violations(browser, text):
    page = browser.new_page()
    page.set_content(text)
    found = axe.Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.close()
    return [each["id"] for each in found]


def test_axe_finds_the_languages_valid(browser):
    assert violations(browser, MARKED) == []
    bare = PAGE.replace('<html lang="en">', "<html>").replace("<p>", "<p lang=english>", 1)
    assert set(violations(browser, bare)) == {"html-has-lang", "valid-lang"}
    corrected = marked("", bare, TAGGER, MarkOptions(correct=True)).edits.text
    assert violations(browser, corrected.replace("lang=english", "lang=en")) == []


def test_scripts_see_the_same_text_and_language(browser):
    page = browser.new_page()
    page.set_content(MARKED)
    text = page.evaluate("document.body.innerText")
    languages = page.evaluate(
        "[...document.querySelectorAll('[lang]')].map(e => [e.lang, e.textContent.slice(0, 12)])"
    )
    page.set_content(PAGE)
    assert page.evaluate("document.body.innerText") == text
    assert ["sr-Cyrl", "Где си био ц"] in languages
    assert ["de", "Warum hast d"] in languages
    page.close()
