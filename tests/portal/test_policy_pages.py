"""Interpretations, consultations and decision lists of the demo county, as people meet them: on a phone, by keyboard."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from gongkai.catalog.public import consultation_state
from gongkai.model.consultation import Consultation
from gongkai.model.decision import Decision
from gongkai.model.interpretation import FORMS, Interpretation
from gongkai.model.record import Record
from tests.conftest import REPOSITORY, TODAY
from tests.reading import read_project

EXPLAINED = "/units/zjj/interpretations/2026/gongzufang-jiedu/"
ASKED = "/units/mzj/interpretations/2025/linshi-jiuzhu-jiedu/"
FILMED = "/units/qtz/interpretations/2026/fangxun-shipin/"
CALL = "/units/jtj/consultations/2026/gongjiao-xianlu/"
ANSWERED = "/units/zjj/consultations/2026/gongzufang/"
LISTED = "/units/xzfb/decisions/2026/zhongda-juece/"


@pytest.fixture(scope="module")
def address(demo_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(demo_site)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    found = browser.new_page(viewport={"width": 390, "height": 844})
    yield found
    found.close()


@pytest.fixture(scope="module")
def records() -> tuple[Record, ...]:
    return read_project(REPOSITORY).records


@pytest.mark.parametrize("path", [EXPLAINED, ASKED, FILMED, CALL, ANSWERED, LISTED, "/consultations/"])
def test_nothing_is_wider_than_a_phone_and_axe_finds_nothing(phone: Page, address: str, path: str) -> None:
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        phone.goto(address + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(phone)
        assert not found.response["violations"], found.generate_report()


def test_old_and_new_stand_below_one_another_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address + EXPLAINED)
    row = phone.locator(".comparison tbody tr").first
    boxes = [cell.bounding_box() for cell in row.locator("th, td").all()]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 4
    assert tops == sorted(set(tops))
    expect(row.locator("del")).to_have_text("2700")
    expect(row.locator("ins")).to_have_text("3300")


def test_one_can_take_part_with_a_thumb(phone: Page, address: str) -> None:
    phone.goto(address + CALL)
    part = phone.locator(".take-part")
    targets = [link.get_attribute("href") for link in part.locator("a").all()]
    assert targets == [
        "https://yijian.yunxi.example/gongjiao",
        "tel:0578-6212013",
        "mailto:jtj@yunxi.example",
    ]
    box = part.locator("a.button").bounding_box()
    assert box
    assert box["height"] >= 44
    facts = phone.get_by_role("heading", name="信息属性").bounding_box()
    ways = part.bounding_box()
    assert facts
    assert ways
    assert ways["y"] < facts["y"]
    assert phone.locator("main form").count() == 0


def test_progress_is_told_in_words(phone: Page, address: str, records: tuple[Record, ...]) -> None:
    phone.goto(address + LISTED)
    (listed,) = (r.fields for r in records if f"/units/{r.id}/" == LISTED)
    assert isinstance(listed, Decision)
    matters = phone.locator(".matter")
    assert matters.count() == len(listed.entries)
    for i, entry in enumerate(listed.entries):
        expect(matters.nth(i).locator("h3")).to_contain_text(entry.title)
        expect(matters.nth(i).locator("h3 .tag")).to_have_text(entry.state)
        expect(matters.nth(i).locator(".stage")).to_have_count(0 if entry.removed_on else 5)
        if entry.state == "征求意见":
            expect(matters.nth(i).locator("[aria-current=step]")).to_have_text("征求意见（现在）")
    figures = dict(zip(phone.locator(".figure dt").all_text_contents(), phone.locator(".figure-value").all_text_contents(), strict=True))  # fmt: skip
    states = Counter(entry.state for entry in listed.entries)
    assert figures == {"全部事项": str(len(listed.entries)), **{k: str(n) for k, n in states.items()}}


def test_answers_are_told_to_machines_too(demo_site: Path) -> None:
    html = (demo_site / ASKED.strip("/") / "index.html").read_text("utf-8")
    scripts = html.split('<script type="application/ld+json">')[1:]
    page = next(d for text in scripts if (d := json.loads(text.split("</script>")[0]))["@type"] == "FAQPage")
    assert len(page["mainEntity"]) == 6
    assert page["mainEntity"][1]["acceptedAnswer"]["text"].startswith("能。")


def test_the_demo_shows_every_form_and_every_state(records: tuple[Record, ...]) -> None:
    explained = [r.fields for r in records if isinstance(r.fields, Interpretation)]
    assert {fields.form for fields in explained} >= set(FORMS) - {"漫画"}
    assert len({target for fields in explained for target in fields.interprets}) >= 20
    asked = [r.fields for r in records if isinstance(r.fields, Consultation)]
    for day in (TODAY, date(2026, 11, 23)):
        states = {
            consultation_state(
                fields.start.isoformat(),
                fields.end.isoformat(),
                fields.feedback_published.isoformat() if fields.feedback_published else "",
                day,
            )
            for fields in asked
        }
        assert states == {"尚未开始", "正在征集", "即将截止", "已结束，待反馈", "已反馈"}
