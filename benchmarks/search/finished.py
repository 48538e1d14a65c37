"""Ask a finished site as a citizen does: its own search page, served over HTTP, in headless Chromium.

`python -m benchmarks.search.finished SITE [QUESTION …]`: of each question the time from Enter until the number of hits
stands, what was loaded for it, gzipped, and the time of the same question asked again.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.search.browser import open_page, serve, weigh

QUESTIONS = ("农村低保怎么申请", "污水管网维护", "公租房", "安全生产检查", "燃气安全")


def ask(page: Page, question: str) -> tuple[float, str]:
    """Milliseconds until the number of hits stands, and what is said of it."""
    status = page.locator("[data-search-status]")
    page.fill("#search-input", question)
    begin = time.perf_counter()
    page.press("#search-input", "Enter")
    expect(status).to_contain_text("找到", timeout=60_000)
    expect(status).to_contain_text(question, timeout=60_000)
    return (time.perf_counter() - begin) * 1000, status.inner_text()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.finished", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("questions", nargs="*", default=QUESTIONS)
    wishes = parser.parse_args()
    for question in wishes.questions:
        with serve(wishes.site) as address, open_page(f"{address}search/") as page:
            first, said = ask(page, question)
            loaded: list[str] = page.evaluate(
                "performance.getEntriesByType('resource').map((each) => each.name)"
            )
            ask(page, "通知")
            again, _ = ask(page, question)
        weight = weigh(wishes.site, loaded, "search") / 1000
        print(
            f"{question}：{said} | {first:.0f} ms, {weight:.0f} kB in {len(loaded)} files; again {again:.0f} ms"
        )


if __name__ == "__main__":
    main()
