"""Engine two in a real browser, held against a plain reading of all documents."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from gongkai.search import SearchDocument, fold
from gongkai.search.facts import FACETS
from gongkai.search.segments import branches, numbering, tree
from tests.search.conftest import Site, build_site, document, serve_site, write_whole_index
from tests.search.test_search_page import ask

PIECES = [
    "公租房申请",
    "低保标准",
    "防汛",
    "会议纪要",
    "租赁住房",
    "OpenAPI",
    "openness",
    "许可證",
    "住房保障",
    "二〇二六年",
    "2026",
    "医保",
    "养老",
    "鞭炮",
    "𠀀字",
]


def mixed_documents() -> list[SearchDocument]:
    """Return documents of three years and two units with words in all combinations, one in ten long."""
    chance = random.Random(20261122)
    return [
        replace(
            document(1, chance.choice(PIECES), "，".join(chance.choices(PIECES, k=3)) + "。" * (n % 10 == 0)),
            id=f"r{n:03}",
            url=f"/r{n:03}/",
            text="，".join(chance.choices(PIECES, k=4))
            + ("。补充说明。" * 900 + "特别条款" if n % 10 == 0 else ""),
            document_number=f"云政办发〔2026〕{n}号" if n % 3 == 0 else "",
            year=str(2024 + n % 3),
            published=f"{2024 + n % 3}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            unit=chance.choice(["县民政局", "县住建局"]),
            field=tuple(chance.sample(["住房保障", "社会救助", "公共法律"], k=n % 3)),
            validity=chance.choice(["有效", "废止", ""]),
        )
        for n in range(300)
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve an index of small blocks, of which frequent words have several, in several windows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "LEAF_SIZE", 64)
        patch.setattr(tree, "FREQUENT", 30)
        patch.setattr(branches, "FAN_OUT", 4)
        patch.setattr(branches, "ROOT_SIZE", 6)
        patch.setattr(numbering, "SMALLEST_RUN", 40_000)
        built = build_site(tmp_path_factory.mktemp("site"), "segments", mixed_documents())
    with serve_site(built):
        yield built


def holders(words: list[str]) -> list[SearchDocument]:
    """Return the documents that hold all `words`, by reading."""
    texts = {
        each.id: fold(f"{each.title}\n{each.document_number}\n{each.text}") for each in mixed_documents()
    }
    return [each for each in mixed_documents() if all(word in texts[each.id] for word in words)]


QUERIES = {
    "公租": ["公租"],
    "許可证": ["许可", "可证"],
    "租赁住房": ["租赁", "赁住", "住房"],
    "房 保": ["房", "保"],
    "open": ["open"],
    "openapi": ["openapi"],
    "𠀀字": ["𠀀字"],
    "特别条款": ["特别", "条款"],
    "二〇二六": ["二〇", "二六"],
}


def test_every_document_is_found_and_counted(page: Page) -> None:
    """Exact totals and counts over all hits: pairs, single characters, beginnings of Latin words, folded."""
    for query, words in QUERIES.items():
        found, expected = ask(page, query=query, pageSize=400), holders(words)
        assert {hit["url"] for hit in found["hits"]} >= {each.url for each in expected}, query
        if len(expected) >= 10:
            assert found["total"] == len(expected), query
            assert found["counts"] == count(expected), query


def count(documents: list[SearchDocument]) -> dict[str, dict[str, int]]:
    """Return each facet's values with the number of documents."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for each in documents:
        for name in FACETS:
            value: Any = getattr(each, name)
            counts[name].update({value} - {""} if isinstance(value, str) else set(value))
    return {name: dict(counter) for name, counter in counts.items()}


def test_filters_and_counts_are_those_of_reading(page: Page) -> None:
    filters = {"year": ["2025", "2026"], "unit": ["县住建局"], "field": ["住房保障", "公共法律"]}
    found = ask(page, query="公租", filters=filters)

    def fits(each: SearchDocument, without: str) -> bool:
        values = {"year": {each.year}, "unit": {each.unit}, "field": set(each.field)}
        return all(name == without or values[name] & set(wanted) for name, wanted in filters.items())

    all_found = holders(["公租"])
    assert found["total"] == sum(fits(each, "") for each in all_found)
    for name in FACETS:
        expected = count([each for each in all_found if fits(each, name)])[name]
        assert {value: number for value, number in found["counts"][name].items() if number} == expected


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_dates_are_in_order_over_all_units(page: Page, sort: str) -> None:
    hits = ask(page, query="公租", sort=sort, pageSize=400)["hits"]
    dates = [hit["date"] for hit in hits]
    assert dates == sorted((each.published for each in holders(["公租"])), reverse=sort == "newest")


def test_pages_hold_each_hit_once(page: Page) -> None:
    total = ask(page, query="住房")["total"]
    urls = [
        hit["url"] for at in range(1, total // 10 + 2) for hit in ask(page, query="住房", page=at)["hits"]
    ]
    assert len(urls) == len(set(urls)) == total


def test_of_a_long_document_the_passage_with_the_words_is_shown(page: Page) -> None:
    hit = ask(page, query="特别条款")["hits"][0]
    assert "特别条款" in "".join(part["text"] for part in hit["excerpt"])


def test_a_newer_site_is_noticed_without_a_reload(browser: Browser, tmp_path: Path) -> None:
    """The old files are gone, and the page still holds the old root."""
    built = build_site(tmp_path / "site", "segments", mixed_documents())
    with serve_site(built):
        page = browser.new_page()
        page.goto(f"{built.address}search/")
        assert ask(page, query="防汛")["total"]
        shutil.rmtree(built.folder / "bundle")
        newer = document(1, "新发布的通知", "全新的内容：抗旱浇灌。")
        write_whole_index("segments", [newer], built.folder / "bundle")
        assert ask(page, query="抗旱浇灌")["hits"][0]["title"] == "新发布的通知"
        assert ask(page, query="会议纪要")["total"] == 0
        page.close()
