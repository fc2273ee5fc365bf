"""The page of the service in Chromium: a long text pasted, coloured and scrolled through.

    python -m benchmarks.page --corpus ../shared/corpus

Needs playwright (PyPI) and Chromium (Debian). The service, its two workers and the browser share
the machine, which must have nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from playwright.sync_api import expect, sync_playwright

from benchmarks.corpus import TrainingText
from benchmarks.server import SENTENCES, service

BYTES: Final = 5_000_000
RUNS: Final = 5

PASTE: Final = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  window.began = performance.now();
  document.getElementById("source").dispatchEvent(new ClipboardEvent("paste", options));
}"""
SINCE: Final = "() => (performance.now() - window.began) / 1000"

SCROLL: Final = """() => new Promise((done) => {
  const times = [], height = document.body.scrollHeight;
  const began = performance.now();
  const step = (now) => {
    times.push(now);
    if (now - began > 4000) return done(times.slice(1).map((time, n) => time - times[n]));
    scrollBy(0, 120);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
"""Scroll for four seconds, two screens a second, and return how long each frame took."""


def main() -> int:
    """Measure and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    text = _text(TrainingText(parser.parse_args().corpus))
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    print(f"{os.cpu_count()} processors, load average before {os.getloadavg()[0]:.1f}\n")
    print(
        "| run | beginning coloured, s | all coloured, s | frame, median ms | 95 % | spans drawn |"
    )
    print("|--:|--:|--:|--:|--:|--:|", flush=True)
    with sync_playwright() as playwright, service() as (url, _):
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for run in range(RUNS):
            figures = " | ".join(_measured(browser, url, text))
            print(f"| {run + 1} | {figures} |", flush=True)
        browser.close()
    return 0


def _measured(browser: Any, url: str, text: str) -> Iterator[str]:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    page.evaluate(PASTE, text)
    page.wait_for_selector(".segment")
    yield f"{page.evaluate(SINCE):.2f}"
    expect(page.locator("#status")).to_contain_text(" spans in ", timeout=60_000)
    yield f"{page.evaluate(SINCE):.2f}"
    frames = sorted(page.evaluate(SCROLL))
    yield f"{frames[len(frames) // 2]:.1f}"
    yield f"{frames[len(frames) * 95 // 100]:.1f}"
    yield str(page.locator(".segment").count())
    page.close()


def _text(corpus: TrainingText) -> str:
    """Return lines of training text, one language a line, that have not been seen before."""
    lines = [line for tag in corpus.tags for line in corpus.sentences(tag)[:SENTENCES]]
    Random(1).shuffle(lines)
    return "\n".join(lines).encode()[:BYTES].decode("utf-8", "ignore")


if __name__ == "__main__":
    sys.exit(main())
