"""The page in Chromium: what is pasted or dropped is shown, linked and edited, and stays here."""

import json
from array import array

import pytest

from adapters.packages import needs, needs_program
from server.service_process import running

playwright = needs("playwright.sync_api", "fastapi", "uvicorn", "prometheus_client", "httptools")
axe = needs("axe_playwright_python.sync_playwright")
CHROMIUM = needs_program("chromium", "google-chrome", "chromium-browser")

expect = playwright.expect
pytestmark = pytest.mark.slow

SERBIAN = "Зашто ћутиш целог дана, кад знаш да те сви чекамо?"
ENGLISH = "Would you care to give us some more details about it?"
ARABIC = "هل يمكنك أن تخبرني أين تقع المحطة من فضلك؟"
MIXED = f"{ENGLISH}\n{SERBIAN}\n{ARABIC}\n"
INJECTION = "<img src=x onerror=window.hurt=1><script>window.hurt=1</script>"

PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  document.getElementById("source").dispatchEvent(new ClipboardEvent("paste", options));
}"""
DROP = """([bytes, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", options));
}"""
WORD = """([kind, word]) => {
  const text = [...document.querySelectorAll(`.${kind}`)].at(-1).firstChild;
  const range = document.createRange();
  range.setStart(text, text.data.lastIndexOf(word));
  range.setEnd(text, text.data.lastIndexOf(word) + word.length);
  range.startContainer.parentElement.scrollIntoView({ block: "end" });
  const { x, y, width, height } = range.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""
LINKED = """() => [...CSS.highlights.get("link")].map((range) => [
  range.startContainer.parentElement.className.split(" ")[0], range.toString()])"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running("--workers", "1", folder=tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(scope="module")
def browser():
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as found:
        browser = found.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, service):
    """Open the page; afterwards nothing was said on the console, and nobody else was asked."""
    yield from opened(browser, service.url)


def opened(browser, url, **options):
    context = browser.new_context(accept_downloads=True, **options)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()
    # An error of a request is told on the page; that it is one shows in the console too.
    assert [each for each in said if "status of 422" not in each] == []
    origin = url.partition("#")[0].rstrip("/")
    assert [each for each in asked if not each.startswith((origin, "blob:"))] == []


def paste(page, text):
    page.evaluate(PASTE, text)
    page.wait_for_selector(".made:not(.waiting)")


def segments(page):
    """Return the language and the text of each piece that is shown."""
    return page.eval_on_selector_all(
        ".segment", "all => all.map((each) => [each.lang, each.textContent])"
    )


def outputs(page):
    return page.eval_on_selector_all(".made", "all => all.map((each) => each.textContent)")


def becomes(page, find, expected):
    """Wait until what is found is what is expected."""
    for _ in range(100):
        if find(page) == expected:
            return
        page.wait_for_timeout(50)
    assert find(page) == expected


def first_output(page):
    return outputs(page)[0]


def test_pasted_text_is_shown_with_its_languages_and_output(page):
    paste(page, MIXED)
    assert segments(page) == [["en", ENGLISH], ["sr-Cyrl", SERBIAN], ["ar", ARABIC]]
    assert outputs(page)[1].startswith("Zašto ćutiš celog dana")
    assert page.locator(".source[dir=rtl]").count() == 1
    assert page.locator(".legend li").count() == 3
    marks = page.eval_on_selector_all(".segment", "all => all.map((each) => each.className)")
    assert len({mark.split()[1] for mark in marks}) == 3  # colours
    assert len({mark.split()[2] for mark in marks}) == 3  # patterns


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_file_is_dropped(page, encoding):
    text = f"{SERBIAN}\n" * 5
    page.evaluate(DROP, [list(text.encode(encoding)), "pismo.txt"])
    page.wait_for_selector(".segment")
    assert segments(page)[0] == ["sr-Cyrl", SERBIAN]
    if encoding != "utf-8":
        expect(page.locator("#status")).to_contain_text("windows-1251")


def test_words_are_linked_both_ways(page):
    paste(page, f"{ENGLISH}\n{SERBIAN}")
    for kind, word in (("segment", "целог"), ("made", "celog")):
        page.mouse.move(*page.evaluate(WORD, [kind, word]))
        assert sorted(page.evaluate(LINKED)) == [["made", "celog"], ["segment", "целог"]]


def test_an_edit_is_switched_off_and_on(page):
    paste(page, f"Would  you care?\n{SERBIAN.replace(' ', '  ', 1)}")
    assert outputs(page)[0] == "Would you care?"
    page.click("#edits-open")
    expect(page.locator("#edit-count")).to_have_text("2")
    first = page.locator("#edit-list input").first
    first.uncheck()
    becomes(page, first_output, "Would  you care?")
    assert outputs(page)[1].startswith("Zašto ćutiš")
    page.locator("#rules input").check()  # all of this rule
    becomes(page, first_output, "Would you care?")
    expect(first).to_be_checked()


def test_the_letters_of_a_word_are_one_edit(page):
    paste(page, "Щука живёт в реке, и все об этом знают. Ïðèâåò, êàê äåëà?")
    page.click("#edits-open")
    changes = page.locator("#edit-list .change")
    expect(changes).to_have_text(["Ïðèâåò → Привет", "êàê → как", "äåëà → дела"])
    page.locator("#edit-list input").nth(1).uncheck()
    becomes(page, lambda page: "êàê" in first_output(page), True)
    assert "Privet" in first_output(page)


@pytest.mark.parametrize(
    "odd", ["\ud800", "\udc00\ud800", "\x00", "\x00\ud83d\x00", "\ufeff", "\u202e"]
)
def test_characters_that_no_text_should_have(page, odd):
    text = f"{ENGLISH} {odd}\n{SERBIAN}"
    page.evaluate("(units) => { window.given = String.fromCharCode(...units) }", units(text))
    page.evaluate(f"({PASTE})(window.given)")
    page.wait_for_selector(".made:not(.waiting)")
    shown = "[...document.querySelectorAll('.segment')].map((each) => each.textContent)"
    assert page.evaluate(f"{shown}.join('\\n') === window.given")
    page.click("#edits-open")
    page.locator(".segment").first.click()
    expect(page.locator(".words li").first).to_be_visible()
    page.select_option("#format", "jsonl")
    with page.expect_download() as waiting:
        page.click("#download")
    rows = [json.loads(line) for line in waiting.value.path().read_text("utf-8").splitlines()]
    assert "".join(row["text"] for row in rows) == text


def units(text):
    """Return a text as the code units of JavaScript, as lone surrogates cannot be sent."""
    return list(array("H", text.encode("utf-16-le", "surrogatepass")))


def test_the_card_of_a_span(page):
    paste(page, MIXED)
    page.locator(".segment").nth(1).click()
    card = page.locator("#card")
    expect(card).to_contain_text("Serbian (Cyrillic)")
    expect(card).to_contain_text("sr-Cyrl")
    expect(card.locator(".words li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator(".segment").nth(0).hover()
    expect(card).to_contain_text("English")


def test_by_keys_alone(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # over what comes before the text
    page.locator("#source").focus()
    page.keyboard.type(f"{SERBIAN}\n{ENGLISH}")
    page.wait_for_selector(".segment[data-i='1']")
    page.wait_for_selector(".made:not(.waiting)")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.segment')"):
            break
    else:
        pytest.fail("no span can be reached")
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Shift+ArrowRight")
    assert [kind for kind, _ in page.evaluate(LINKED)] == ["segment", "made"]
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.i") == "1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card"
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


def test_doubtful_spans_are_stepped_through(page):
    paste(page, f"{ENGLISH}\nQwrtz plokm grfx\n{SERBIAN}\nXcvb hjkl wrtz\n")
    doubtful = page.locator(".segment.doubtful")
    assert doubtful.count() == 2
    page.locator("#text").focus()
    for expected in ("Qwrtz", "Xcvb", "Qwrtz"):
        page.keyboard.press("n")
        assert page.evaluate("document.activeElement.textContent").startswith(expected)
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.textContent").startswith("Xcvb")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("output", "Zašto ćutiš celog dana"),
        ("inline", "<sr-Cyrl>"),
        ("jsonl", '"lang":"sr-Cyrl"'),
        ("tsv", "sr-Cyrl\t"),
        ("xml", "sr-Cyrl"),
        ("html", 'lang="sr-Cyrl"'),
    ],
)
def test_downloads(page, name, expected):
    paste(page, MIXED)
    page.select_option("#format", name)
    with page.expect_download() as waiting:
        page.click("#download")
    assert expected in waiting.value.path().read_text("utf-8")


def test_options_change_labels_and_outputs(page):
    paste(page, MIXED)
    page.select_option("#transliterate", "none")
    expect(page.locator(".made").nth(1)).to_have_text(SERBIAN)
    page.fill("#languages", "en,ru")
    page.keyboard.press("Enter")
    expect(page.locator(".segment").nth(1)).to_have_attribute("lang", "ru")
    page.fill("#languages", "klingonese")
    page.keyboard.press("Enter")
    expect(page.locator("#languages-error")).to_contain_text("klingonese")


def test_a_scheme_is_picked(page):
    paste(page, f"{SERBIAN}\nЩука живёт в реке, и все об этом знают.")
    page.get_by_label("Scheme of Russian").select_option("iso9")
    expect(page.locator(".made").nth(1)).to_contain_text("Ŝuka")


def test_the_state_is_in_the_fragment_and_is_not_sent(browser, service):
    pages = opened(browser, service.url)
    page = next(pages)
    paste(page, MIXED)
    page.select_option("#transliterate", "none")
    expect(page.locator(".made").nth(1)).to_have_text(SERBIAN)
    page.wait_for_timeout(200)
    address = page.url
    assert "#" in address
    assert "t=none" in address
    next(pages, None)
    pages = opened(browser, address)
    page = next(pages)
    page.wait_for_selector(".made:not(.waiting)")
    assert page.input_value("#source") == MIXED
    assert outputs(page)[1] == SERBIAN
    next(pages, None)


def test_no_text_and_no_name_of_a_file_is_taken_for_markup(page):
    paste(page, f"{INJECTION} {ENGLISH}\n{INJECTION}  {SERBIAN}")
    page.click("#edits-open")
    page.locator(".segment").first.click()
    page.wait_for_timeout(300)
    long = (INJECTION + ENGLISH + "\n") * 1500
    page.evaluate(DROP, [list(long.encode()), f"{INJECTION}.txt"])
    expect(page.locator("#large-name")).to_contain_text("<img")
    page.wait_for_selector(".segment")
    assert page.evaluate("window.hurt === undefined")
    assert page.locator("main img, main script").count() == 0


def test_the_policy_of_the_page(service, page):
    answer = page.request.get(service.url)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert page.request.get(f"{service.url}/favicon.ico").ok


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1300])
def test_axe_finds_nothing(browser, service, theme, width):
    size = {"width": width, "height": 900}
    pages = opened(browser, service.url, color_scheme=theme, viewport=size)
    page = next(pages)
    paste(page, MIXED.replace(" ", "  ", 1))
    page.click("#edits-open")
    page.locator(".segment").nth(1).click()
    expect(page.locator(".words li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = axe.Axe().run(page)
    assert found.response["violations"] == []
    next(pages, None)


def test_a_long_text_is_drawn_where_it_is_seen(page):
    text = "".join(f"{line} {n}\n" for n in range(9000) for line in (ENGLISH, SERBIAN))
    paste(page, text)
    expect(page.locator("#status")).to_contain_text("18,000 spans", timeout=60_000)
    assert page.locator("#large").is_visible()
    assert page.locator(".segment").count() < 1500
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector(".segment:text('8999')")
    page.locator("#strip").press("Home")
    page.wait_for_selector(".segment[data-i='0']")


@pytest.mark.parametrize(
    "text",
    ["\n" * 300_000, "да yes " * 60_000, "東京で友達と会っておいしいラーメンを食べました" * 9000],
    ids=["line feeds", "many edits", "no spaces"],
)
def test_a_text_without_lines_or_of_nothing_else_is_laid_out(page, text):
    page.evaluate(PASTE, text)
    expect(page.locator("#status")).to_contain_text(" in ", timeout=60_000)
    assert page.evaluate("document.querySelectorAll('*').length") < 5000


def test_the_end_of_a_long_span_is_linked_and_edited_as_its_beginning(page):
    paste(page, f"{SERBIAN} " * 900 + SERBIAN.replace("кад ", "кад  "))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(300)
    page.wait_for_selector(".made:not(.waiting)")
    page.mouse.move(*page.evaluate(WORD, ["segment", "целог"]))
    assert sorted(page.evaluate(LINKED)) == [["made", "celog"], ["segment", "целог"]]
    page.keyboard.press("e")
    page.locator("#edit-list input").last.uncheck()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    becomes(page, lambda page: "kad  znaš" in outputs(page)[-1], True)


def test_a_token_is_asked_for(browser, tmp_path):
    with running("--workers", "1", folder=tmp_path, POLYGLOT_NORM_TOKEN="secret") as own:
        context = browser.new_context()
        page = context.new_page()
        page.goto(own.url)
        page.fill("#token-value", "secret")
        page.keyboard.press("Enter")
        page.wait_for_selector("html[data-ready]")
        paste(page, SERBIAN)
        assert "secret" not in page.url
        context.close()
