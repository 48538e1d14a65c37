"""The search page of an index in segments opened from a folder: a kiosk, a USB stick, no server at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.search.conftest import Site, build_site
from tests.search.test_search_page import FINDS, HIT, TITLE, look_for


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("u 盘"), "segments")


@pytest.fixture
def page(browser: Browser, stick: Site) -> Iterator[Page]:
    """Open the page by its path; fail if it breaks its policy or throws."""
    context = browser.new_context(locale="zh-CN")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: troubles.append(message.text) if "Policy" in message.text else None)
    opened.goto((stick.folder / "search" / "index.html").as_uri())
    opened.wait_for_selector("[data-search-ready]")
    yield opened
    context.close()
    assert not [trouble for trouble in troubles if "stylesheet" not in trouble]


def test_finds_the_same(page: Page) -> None:
    assert {query: look_for(page, query)[0] for query in FINDS} == FINDS
    assert look_for(page, "云政办发〔2026〕12号")[0] == "云溪县人民政府办公室关于做好防汛工作的通知"


def test_hits_lead_to_files_of_the_same_folder(page: Page, stick: Site) -> None:
    look_for(page, "公租房申请条件")
    address = page.locator(TITLE).first.evaluate("(link) => link.href")
    assert address == (stick.folder / "records" / "r01" / "index.html").as_uri()


def test_filters_dates_and_pages_work(page: Page) -> None:
    look_for(page, "办法")
    page.locator(".search-value").filter(has_text="县住建局").locator("input").check()
    expect(page.locator(HIT)).to_have_count(1)
    page.click("[data-search-clear]")
    look_for(page, "会议")
    page.select_option("[data-search-sort]", "oldest")
    expect(page.locator(TITLE).first).to_have_text("第10次常务会议纪要")
    page.locator(".search-page", has_text="下一页").click()
    expect(page.locator(TITLE).first).to_have_text("第20次常务会议纪要")
    page.go_back()
    expect(page.locator(TITLE).first).to_have_text("第10次常务会议纪要")
    page.reload()
    expect(page.locator("#search-input")).to_have_value("会议")
    expect(page.locator(HIT)).to_have_count(10)


def test_a_missing_file_is_not_nothing_found(page: Page, stick: Site) -> None:
    blocks, away = stick.folder / "bundle" / "blocks", stick.folder / "away"
    blocks.rename(away)
    try:
        page.fill("#search-input", "公租房")
        page.press("#search-input", "Enter")
        expect(page.locator("[data-search-status]")).to_contain_text("加载失败")
    finally:
        away.rename(blocks)
    page.click("[data-search-retry]")
    expect(page.locator(TITLE).first).to_have_text("公共租赁住房管理办法")


def test_the_folder_can_be_carried_elsewhere(page: Page, stick: Site, tmp_path: Path) -> None:
    copied = stick.folder.rename(tmp_path / "elsewhere")
    try:
        page.goto((copied / "search" / "index.html").as_uri() + "?q=低保")
        expect(page.locator(TITLE).first).to_contain_text("最低生活保障")
    finally:
        copied.rename(stick.folder)
