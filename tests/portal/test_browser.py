"""The demo portal in a real browser: searching in Chinese, by keyboard, without JavaScript, for every eye."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from gongkai.model.kinds import KINDS

PAGES = (
    "/",
    "/catalog/",
    "/catalog/shjz/",
    "/catalog/shjz/shjz-04/",
    "/catalog/zdbc/zdbc-02/",
    "/units/",
    "/units/mzj/",
    "/units/mzj/documents/",
    "/meetings/calendar/",
    "/messages/",
    "/responses/",
    "/units/xzfb/meetings/2026/cw-58/",
    "/themes/",
    "/themes/17/",
    "/disclosures/",
    "/years/",
    "/years/2026/",
    "/topics/",
    "/topics/yilao-yixiao/",
    "/zfxxgk/",
    "/zfxxgk/zhinan/",
    "/zfxxgk/fdzdgknr/",
    "/zfxxgk/fdzdgknr/a20-11/",
    "/zfxxgk/nianbao/",
    "/zfxxgk/ysqgk/",
    "/about/",
    "/sitemap/",
    "/supervision/",
    "/supervision/matrix/",
    "/supervision/trends/",
    "/supervision/units/mzj/",
    "/supervision/assessment/2026/mid/mzj/",
    "/search/?q=低保",
    "/404.html",
)


@pytest.fixture(scope="module")
def address(demo_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(demo_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that tells of every request to an outside host and every breach of the policy."""
    found = browser.new_page()
    strangers: list[str] = []
    complaints: list[str] = []
    found.on(
        "request", lambda request: strangers.append(request.url) if "//127.0.0.1" not in request.url else None
    )
    found.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield found
    found.close()
    assert not strangers
    assert not complaints


def one_of_each_kind(site: Path) -> list[str]:
    """Pages of records; an old address has a page too, but no data beside it."""
    return [
        "/"
        + next(iter(sorted(site.glob(f"units/*/{kind}/*/*/index.json")))).parent.relative_to(site).as_posix()
        + "/"
        for kind in KINDS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, address: str, demo_site: Path, scheme: str) -> None:
    """By night only colours are others, the same on all pages of a sort; on a wide screen every page is measured, and those of records looked at."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    options = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    for width in (390,) if scheme == "dark" else (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        records = one_of_each_kind(demo_site)
        for path in (*PAGES, *records)[:: 3 if scheme == "dark" else 1]:
            page.goto(address + path)
            if "?q=" in path:
                expect(page.locator("[data-search-hits] > li").first).to_be_visible(timeout=20_000)
            if width == 390 or path in records or path == "/":
                result = Axe().run(page, options=options)
                assert not result.response["violations"], (
                    f"{path} ({scheme}, {width}): {result.generate_report()}"
                )
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert overflow <= 0, f"{path} is {overflow} px too wide at {width}"


def test_a_citizen_searches_in_chinese_from_any_page(page: Page, address: str) -> None:
    page.goto(address + "/units/mzj/")
    page.get_by_role("searchbox").first.fill("公租房怎么申请")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    hits = page.locator("[data-search-hits] > li")
    expect(hits.first).to_contain_text("公租房", timeout=20_000)
    expect(page.locator("[data-search-status]")).to_contain_text("找到")
    expect(hits.first.locator("mark").first).to_be_visible()
    hits.first.get_by_role("link").first.click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("云政发〔2026〕9号", "公共租赁住房管理办法"),
        ("租赁住房管理", "公共租赁住房管理办法"),
        ("低保標準", "低"),
        ("最低生活保障", "最低生活保障"),
    ],
)
def test_what_is_asked_for_stands_first(page: Page, address: str, query: str, title: str) -> None:
    page.goto(f"{address}/search/?q={query}")
    expect(page.locator("[data-search-hits] > li").first).to_contain_text(title, timeout=20_000)


def test_facets_narrow_and_the_address_can_be_shared(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=补贴&kind=办事服务&sort=newest")
    hits = page.locator("[data-search-hits] > li")
    expect(hits.first).to_be_visible(timeout=20_000)
    for text in hits.all_inner_texts():
        assert "办事服务" in text


def test_by_keyboard_alone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到主要内容")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(address + "/search/")
    page.keyboard.press("/")
    expect(page.locator("[data-search-input]")).to_be_focused()
    page.keyboard.type("高龄津贴")
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-hits] > li").first).to_contain_text("高龄", timeout=20_000)


def test_without_javascript_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/search/")
    expect(page.get_by_role("link", name="社会救助")).to_be_visible()
    page.get_by_role("link", name="社会救助").first.click()
    expect(page.locator("h1")).to_have_text("社会救助")
    context.close()


def test_at_twice_the_size_nothing_is_lost(page: Page, address: str) -> None:
    """200 % zoom of a 1280 px window is a 640 px window with the text twice as large."""
    page.set_viewport_size({"width": 640, "height": 450})
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), path


def test_on_paper_there_is_no_menu_but_the_address(page: Page, address: str) -> None:
    page.goto(address + "/units/xzfb/documents/2026/gongzufang-banfa/")
    page.emulate_media(media="print")
    expect(page.locator("header nav").first).to_be_hidden()
    expect(page.locator("svg.qr")).to_be_visible()
    expect(
        page.get_by_text("www.yunxi.example/units/xzfb/documents/2026/gongzufang-banfa/").first
    ).to_be_visible()


def test_a_day_of_the_calendar_leads_to_its_meeting(page: Page, address: str) -> None:
    """On a phone, by keyboard; days are large enough for a thumb."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "/meetings/")
    page.get_by_role("link", name="会议日历").first.click()
    day = page.get_by_role("link", name="10月22日，1次会议")
    box = day.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    day.focus()
    page.keyboard.press("Enter")
    entry = page.locator("#d10-22")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("云溪县第十七届人民政府第65次常务会议")
    expect(page.get_by_role("link", name="加入日历")).to_have_attribute("href", re.compile(r"meetings\.ics$"))


def test_a_table_says_that_it_scrolls_where_it_does(page: Page, address: str) -> None:
    hint = "e => getComputedStyle(e, '::before').height !== '0px'"
    page.goto(address + "/units/cgj/reports/2026/nianbao-2025/")
    for width, says in ((320, True), (390, False), (1280, False)):
        page.set_viewport_size({"width": width, "height": 900})
        table = page.get_by_role("region", name="三、收到和处理政府信息公开申请情况")
        table.scroll_into_view_if_needed()
        assert table.evaluate("e => e.scrollWidth > e.clientWidth") is says
        assert table.evaluate(hint) is says
    page.set_viewport_size({"width": 320, "height": 900})
    head = page.get_by_role("rowheader", name="1.属于国家秘密")
    table.evaluate("e => { e.scrollLeft = 50 }")
    before = head.bounding_box()
    table.evaluate("e => { e.scrollLeft = 60 }")
    after = head.bounding_box()
    assert before
    assert after
    assert abs(after["x"] - before["x"]) <= 1


def test_on_phones_rows_of_facts_are_cards_that_are_still_a_table(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(address + "/units/mzj/")
    table = page.get_by_role("table", name="内设机构")
    heading = table.get_by_role("rowheader").first.bounding_box()
    cell = table.get_by_role("cell").first.bounding_box()
    assert heading
    assert cell
    assert cell["y"] >= heading["y"] + heading["height"]
    assert cell["x"] + cell["width"] <= 390
    page.emulate_media(media="print")
    assert table.get_by_role("cell").first.evaluate("e => getComputedStyle(e).display") == "table-cell"
