"""The search page in a real browser, under the policy of the finished site."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.search.conftest import Site

HIT = ".search-hit"
TITLE = ".search-hit-link"


def look_for(page: Page, query: str) -> list[str]:
    """Type `query`, press Enter and return the titles once the answer stands there."""
    page.fill("#search-input", query)
    page.press("#search-input", "Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("找到")
    expect(page.locator("[data-search-status]")).to_contain_text(query.strip())
    return page.locator(TITLE).all_inner_texts()


def ask(page: Page, /, **request: Any) -> dict[str, Any]:
    """Ask the engine itself."""
    script = """async (request) => {
        const engine = document.querySelector("[data-search-panel]").dataset.searchEngine;
        const { createEngine } = await import(`/scripts/${engine}-engine.js`);
        globalThis.engine ??= createEngine("/bundle/");
        const { counting, ...found } = await globalThis.engine.search(request);
        return { ...found, ...(await counting) };
    }"""
    result: dict[str, Any] = page.evaluate(script, request)
    return result


def first_title(page: Page, query: str) -> str:
    """Return the title of the engine's first hit."""
    hits = ask(page, query=query)["hits"]
    return str(hits[0]["title"]) if hits else ""


FINDS = {
    "公租房申请条件": "公共租赁住房管理办法",
    "公租房怎么申请": "公共租赁住房管理办法",
    "赁住房管": "公共租赁住房管理办法",
    "面积低于": "公共租赁住房管理办法",
    "許可證": "建设项目规划許可證公示",
    "规划许可证": "建设项目规划許可證公示",
    "１２３４５": "建设项目规划許可證公示",
    "868": "关于调整最低生活保障标准的通知",
    "低保标准多少": "关于调整最低生活保障标准的通知",
    "openapi": "PM2.5 与 OpenAPI 数据说明",
    "ＰＭ２.５": "PM2.5 与 OpenAPI 数据说明",
    "6608888": "PM2.5 与 OpenAPI 数据说明",
    "<script>": "<b>代码</b> & 符号",
    "ئۇيغۇرچە": "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ བོད་ཡིག",
    "བོད་ཡིག": "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ བོད་ཡིག",
}


def test_finds(page: Page) -> None:
    """Without spaces, by any piece, traditional, full-width, in citizens' words, in other scripts."""
    assert {query: first_title(page, query) for query in FINDS} == FINDS


def test_document_number_is_found_whole_and_by_its_parts(page: Page) -> None:
    queries = ["云政办发〔2026〕12号", "云政办发[2026]12號", "云政办发 2026 12", "〔2026〕12号", "12号"]
    title = "云溪县人民政府办公室关于做好防汛工作的通知"
    assert {query: first_title(page, query) for query in queries} == dict.fromkeys(queries, title)


def test_the_issuer_code_alone_finds_all_its_documents(page: Page) -> None:
    assert len(look_for(page, "云政办发")) == 2


def test_the_three_fields_compose_a_number(page: Page) -> None:
    page.click(".search-number summary")
    for label, text in (("机关代字", "云政办发"), ("年份", "2026"), ("序号", "13")):
        page.get_by_label(label).fill(text)
    page.get_by_label("序号").press("Enter")
    expect(page.locator("#search-input")).to_have_value("云政办发〔2026〕13号")
    expect(page.locator(TITLE).first).to_have_text("云溪县人民政府办公室关于做好抗旱工作的通知")


def test_hits_show_marked_words_and_the_text_as_written(page: Page) -> None:
    look_for(page, "许可证 工程规划")
    assert page.locator(f"{TITLE} mark").all_inner_texts() == ["规划許可證"]
    assert "依法核發建設工程規劃許可證，編號１２３４５。" in page.locator(f"{HIT} p").first.inner_text()
    facts = page.locator(".search-hit-facts").first.inner_text()
    assert "县住建局" in facts
    assert "2026-01-05" in facts


def test_an_abolished_document_says_so(page: Page) -> None:
    look_for(page, "标准化厂房")
    expect(page.locator(".search-hit-gone").first).to_have_text("废止")


def test_typing_is_enough_and_the_address_follows(page: Page) -> None:
    before = page.evaluate("history.length")
    page.locator("#search-input").press_sequentially("最低生活", delay=30)
    expect(page.locator(TITLE).first).to_have_text("关于调整最低生活保障标准的通知")
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "最低生活"
    assert page.evaluate("history.length") == before


def test_an_address_is_a_search(page: Page, site: Site) -> None:
    page.goto(f"{site.address}search/?q=常务会议&kind=会议公开&sort=oldest&page=2")
    expect(page.locator(TITLE).first).to_have_text("第20次常务会议纪要")
    expect(page.locator("#search-input")).to_have_value("常务会议")
    expect(page.locator("[data-search-sort]")).to_have_value("oldest")
    expect(page.locator("[aria-current=page]")).to_have_text("2")
    page.locator(".search-page", has_text="上一页").click()
    expect(page.locator(TITLE).first).to_have_text("第10次常务会议纪要")
    page.go_back()
    expect(page.locator(TITLE).first).to_have_text("第20次常务会议纪要")


def test_a_page_beyond_the_last_is_the_last(page: Page, site: Site) -> None:
    page.goto(f"{site.address}search/?q=常务会议&page=99")
    expect(page.locator("[data-search-status]")).to_contain_text("第 2 页，共 2 页")


def test_sorting_by_date(page: Page) -> None:
    look_for(page, "工作的通知")
    page.select_option("[data-search-sort]", "newest")
    page.wait_for_url("**sort=newest*")
    dates = page.locator(f"{HIT} time").all_inner_texts()
    assert dates == sorted(dates, reverse=True)
    page.select_option("[data-search-sort]", "oldest")
    expect(page.locator(f"{HIT} time").first).to_have_text(dates[-1])


def test_facets_narrow_and_count(page: Page) -> None:
    look_for(page, "办法")
    boxes = page.locator(".search-value")
    housing = boxes.filter(has_text="县住建局")
    expect(housing.locator(".search-value-count")).to_have_text("1")
    housing.locator("input").check()
    expect(page.locator(HIT)).to_have_count(1)
    assert page.evaluate("new URLSearchParams(location.search).get('unit')") == "县住建局"
    assert page.evaluate("document.activeElement.value") == "县住建局"
    page.click("[data-search-clear]")
    expect(page.locator(HIT)).not_to_have_count(1)


def test_a_facet_is_counted_without_its_own_choice(page: Page) -> None:
    """Two values of one group mean either; its counts say what a further choice would add."""
    both = ask(page, query="", filters={"unit": ["县住建局", "县民政局"]})
    one = ask(page, query="", filters={"unit": ["县住建局"]})
    assert both["total"] == 25
    assert one["total"] == 2
    assert one["counts"]["unit"] == both["counts"]["unit"]
    assert one["counts"]["topic"] == {"住房": 2}
    assert one["counts"]["field"] == {"住房保障": 2, "社会救助": 2}


def test_filters_alone_list_everything_that_fits_newest_first(page: Page, site: Site) -> None:
    page.goto(f"{site.address}search/?kind=会议公开")
    expect(page.locator("[data-search-status]")).to_contain_text("找到 16 条")
    expect(page.locator(TITLE).first).to_have_text("第25次常务会议纪要")


def test_an_unknown_filter_finds_nothing_rather_than_everything(page: Page) -> None:
    assert ask(page, query="办法", filters={"unit": ["没有的单位"]})["total"] == 0


def test_nothing_found_says_so_and_offers_the_lists(page: Page) -> None:
    page.fill("#search-input", "量子纠缠")
    page.press("#search-input", "Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("没有找到与“量子纠缠”相关的内容")
    expect(page.locator("[data-search-retry]")).to_be_hidden()
    expect(page.locator("[data-search-browse]")).to_be_visible()


@pytest.mark.parametrize("query", ["房", "。。，，", "a"])
def test_one_character_is_too_short(page: Page, query: str) -> None:
    page.fill("#search-input", query)
    page.press("#search-input", "Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("至少输入两个字")


def test_a_failed_download_is_not_nothing_found(page: Page, site: Site) -> None:
    site.refused.update(["/bundle/index/", "/bundle/blocks/"])
    page.fill("#search-input", "公租房")
    page.press("#search-input", "Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("加载失败")
    site.refused.clear()
    page.click("[data-search-retry]")
    expect(page.locator(TITLE).first).to_have_text("公共租赁住房管理办法")


REFUSED = {
    "pagefind": ["bundle/fragment/", "bundle/pagefind.js", "bundle/pagefind-entry.json", "bundle/pagefind.zh",
                 "bundle/wasm", "bundle/facts.json", "bundle/fold-table.js", "scripts/engine-worker.js",
                 "scripts/matching.js"],
    "segments": ["bundle/root.js", "bundle/blocks/", "bundle/documents/"],
}  # fmt: skip

FAIL_THEN_WORK = """async (engine) => {
    const { createEngine } = await import(`/scripts/${engine}-engine.js`);
    globalThis.failing = createEngine("/bundle/");
    return globalThis.failing.search({ query: "公租房" }).then(() => "found", (error) => String(error.isDownload));
}"""


def test_whatever_fails_to_load_is_told_and_tried_again(page: Page, site: Site) -> None:
    for refused in REFUSED[site.engine]:
        site.refused.add(f"/{refused}")
        assert page.evaluate(FAIL_THEN_WORK, site.engine) == "true", refused
        site.refused.clear()
        assert page.evaluate("failing.search({ query: '公租房' }).then((found) => found.total)") > 0, refused
        page.evaluate("failing.stop()")


def test_a_file_cut_short_is_not_nothing_found(page: Page, site: Site) -> None:
    folder = {"pagefind": "fragment/*", "segments": "documents/*/*"}[site.engine]
    fragments = sorted((site.folder / "bundle").glob(folder))
    whole = {path: path.read_bytes() for path in fragments}
    try:
        for path, content in whole.items():
            path.write_bytes(content[:40])
        page.fill("#search-input", "公租房")
        page.press("#search-input", "Enter")
        expect(page.locator("[data-search-status]")).to_contain_text("加载失败")
    finally:
        for path, content in whole.items():
            path.write_bytes(content)


def test_slash_goes_to_the_box_but_not_while_writing(page: Page) -> None:
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#search-input")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search-input")).to_have_value("/")


def test_no_search_is_loaded_before_it_is_wanted(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.address}search/")
    page.wait_for_selector("[data-search-ready]")
    context.close()
    assert not [url for url in asked if "/bundle/" in url]


def test_without_script_the_lists_and_a_reason_stand_there(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}search/")
    assert "JavaScript" in page.locator(".search-notice").inner_text()
    assert page.get_by_role("link", name="按单位").get_attribute("href") == "/units/"
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_and_targets_are_large_enough(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    look_for(page, "会议")
    page.evaluate("document.querySelectorAll('.search-panel details').forEach((each) => (each.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".search-panel :is(a, button, select, summary, .search-value, input[type=search], input[type=text])")]
            .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.5)
            .map((each) => each.outerHTML.slice(0, 80))"""
    )
    assert small == []


@pytest.fixture
def audit(page: Page) -> Callable[[], list[str]]:
    """Return what axe-core objects to on the page as it stands."""

    def run() -> list[str]:
        violations = Axe().run(page, context=".search-panel").response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations]

    return run


def test_accessible_with_hits_and_without(page: Page, audit: Callable[[], list[str]]) -> None:
    assert audit() == []
    look_for(page, "会议")
    assert audit() == []
