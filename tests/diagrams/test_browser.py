"""Diagrams in a real browser: as wide as they were measured, and nothing sticks out, with our font and with another."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from gongkai.diagrams import draw
from tests.diagrams.drawings import EXTREMES, PICTURES
from tests.diagrams.measuring import FONTS, advances, width

_FACE = "@font-face {{ font-family: {family}; font-weight: {weight}; src: url(data:font/otf;base64,{data}) }}"
_LOOK = """() => [...document.querySelectorAll("tspan")].map((span) => {
  const text = span.parentNode, box = text.getBBox(), told = span.getAttribute("textLength");
  const shown = span.getComputedTextLength();
  return {
    words: span.textContent, size: +text.getAttribute("font-size"), bold: text.hasAttribute("font-weight"),
    told: told && +told, shown, left: +span.getAttribute("x"), box: [box.x, box.x + box.width],
  };
})"""


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def _faces() -> str:
    return "".join(
        _FACE.format(family="Measured", weight=weight, data=b64encode((FONTS / name).read_bytes()).decode())
        for weight, name in ((400, "NotoSansCJKsc-Regular.otf"), (700, "NotoSansCJKsc-Bold.otf"))
    )


@pytest.mark.parametrize("name", [*EXTREMES, *PICTURES])
def test_texts_are_as_wide_as_measured(sheet: Page, name: str) -> None:
    """With the font and without being told a width, every line is as wide as the sum of its characters."""
    svgs = [
        drawn.canvas.file().replace("Noto Sans CJK SC, ", "Measured, ")
        for drawn in draw(EXTREMES.get(name) or PICTURES[name])
    ]
    sheet.set_content(
        f"<!DOCTYPE html><style>{_faces()} svg {{ text-autospace: no-autospace; text-spacing-trim: space-all }}</style>{''.join(svgs)}"
    )
    sheet.evaluate(
        "async () => { for (const t of document.querySelectorAll('tspan')) t.removeAttribute('textLength');"
        " await Promise.all([...document.fonts].map((face) => face.load())) }"
    )
    lines = sheet.evaluate(_LOOK)
    assert lines
    for line in lines:
        if all(ord(c) in advances(False) for c in line["words"]):
            assert line["shown"] == pytest.approx(
                width(line["words"], line["size"], line["bold"]), abs=0.5
            ), line
        else:
            assert line["shown"] <= width(line["words"], line["size"], line["bold"]) * 1.5


@pytest.mark.parametrize("family", ["serif", "monospace"])
def test_another_font_keeps_to_the_measure(sheet: Page, family: str) -> None:
    for name in ("latin only", "mixed"):
        for drawn in draw(EXTREMES[name]):
            svg = drawn.canvas.file().replace("Noto Sans CJK SC, ", f"{family}, ")
            sheet.set_content(f"<!DOCTYPE html>{svg}")
            for line in sheet.evaluate(_LOOK):
                told = line["told"] or width(line["words"], line["size"], line["bold"])
                assert line["shown"] <= told + 0.5, line
                assert line["box"][1] <= 1080
