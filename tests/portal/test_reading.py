"""What readers of the demo portal meet: numbers to call, the report in its form, what matters first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from tests.conftest import MakeProject, build, record


def page(site: Path, address: str) -> ElementTree.Element:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: ElementTree.Element = parser.parse((site / address.strip("/") / "index.html").read_text("utf-8"))
    return tree


def words(node: ElementTree.Element) -> str:
    return "".join("".join(node.itertext()).split())


def headings(tree: ElementTree.Element) -> list[str]:
    """Of the page's own text."""
    (main,) = tree.iter("main")
    return [words(node) for node in main.iter("h2")]


def values(tree: ElementTree.Element, label: str) -> Iterator[ElementTree.Element]:
    """What stands behind a label of the facts."""
    for fact in tree.iter("div"):
        term = fact.find("dt")
        if term is not None and words(term) == label:
            yield from fact.iter("dd")


def calls(node: ElementTree.Element) -> set[str]:
    return {a.get("href", "") for a in node.iter("a") if a.get("href", "").startswith("tel:")}


def test_every_telephone_field_can_be_called(demo_site: Path) -> None:
    labels = ("联系电话", "公开工作电话", "咨询电话", "监督电话", "联系方式")
    seen = set()
    for path in sorted(demo_site.glob("units/**/index.html")):
        tree = page(demo_site, path.parent.relative_to(demo_site).as_posix())
        (main,) = tree.iter("main")
        for label in labels:
            for value in values(main, label):
                for number in re.findall(r"0578-\d{7}", words(value)):
                    assert f"tel:{number}" in calls(value), f"{path}: {label}"
                    seen.add(label)
    assert seen == set(labels)


def test_telephone_columns_can_be_called(demo_site: Path) -> None:
    guide = page(demo_site, "/zfxxgk/zhinan/")
    assert "tel:0578-6200105" in calls(next(guide.iter("main")))
    rows = [row for table in guide.iter("table") if table.get("role") for row in table.iter("tr")]
    assert len(rows) > 27
    unit = page(demo_site, "/units/mzj/")
    sections = next(table for table in unit.iter("table") if "内设机构" in words(table))
    assert len(calls(sections)) >= 3


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        ("/units/gaj/services/2025/chusheng-dengji/", ["办事要点", "办理条件", "申请材料"], "信息属性"),
        ("/units/cgj/consultations/2026/tingche/", ["怎样提意见"], "信息属性"),
    ],
)
def test_what_people_come_for_stands_before_the_index_number(
    demo_site: Path, address: str, first: list[str], last: str
) -> None:
    found = headings(page(demo_site, address))
    assert found[: len(first)] == first
    assert found.index(last) > len(first)


def test_a_unit_tells_who_it_is_before_what_is_new(demo_site: Path) -> None:
    tree = page(demo_site, "/units/mzj/")
    found = headings(tree)
    assert found[:4] == ["主要职责", "负责人", "内设机构", "最新公开"]
    assert len([row for row in tree.iter("li") if row.get("class") == "row"]) == 8
    assert any(link.get("href") == "/units/mzj/2026/" for link in tree.iter("a"))
    assert (demo_site / "units/mzj/2026/index.html").is_file()


def test_a_meeting_tells_its_topics_then_who_sat_in_then_what_became_of_it(demo_site: Path) -> None:
    """The text answers what those who sat in have said."""
    text = words(page(demo_site, "/units/cgjd/meetings/2026/bangong-17/"))
    assert (
        text.index("议题4") < text.index("列席代表（人大代表1人") < text.index("会议议定的事项由责任科室落实")
    )


def test_an_indicator_is_told_once(demo_site: Path) -> None:
    (main,) = page(demo_site, "/units/cgj/statistics/2026/zhifa-q3/").iter("main")
    assert words(main).count("数字城管案件立案") == 1
    assert "12,684" in words(main)


def test_a_change_on_the_day_of_publication_is_no_news(make_project: MakeProject) -> None:
    dates = {"same": "2026-03-12 09:30", "day": "2026-03-12", "later": "2026-03-13 08:00"}
    files = {f"content/units/mzj/notices/2026/{n}.md": record(更新日期=day) for n, day in dates.items()}
    site = build(make_project(files))
    shown = {name: "更新日期" in words(page(site, f"/units/mzj/notices/2026/{name}/")) for name in dates}
    assert shown == {"same": False, "day": False, "later": True}


def test_values_are_not_strung_together_with_marks(demo_site: Path) -> None:
    for path in sorted(demo_site.glob("units/*/services/*/*/index.html")):
        tree = page(demo_site, path.parent.relative_to(demo_site).as_posix())
        for value in tree.iter("dd"):
            assert words(value) != "；"
            assert not any((part.tail or "").strip() == "；" for part in value.iter()), path


def test_only_items_with_records_on_request_speak_of_asking(demo_site: Path) -> None:
    told, silent = page(demo_site, "/catalog/zdbc/zdbc-02/"), page(demo_site, "/catalog/shjz/shjz-04/")
    assert "依申请公开" in headings(told)
    assert "只向有关的当事人和群众公开，下列单位存有这类信息" in words(told)
    assert "依申请公开" not in headings(silent)
    for path in sorted(demo_site.glob("catalog/*/*/index.html")):
        for box in page(demo_site, path.parent.relative_to(demo_site).as_posix()).iter("section"):
            if "apply-box" in (box.get("class") or ""):
                assert re.search(r"\d+件", words(box)), path


def test_a_year_of_many_pages_tells_which_and_how_many(make_project: MakeProject) -> None:
    files = {
        f"content/units/mzj/notices/2026/n{i}.md": record(
            标题=f"第 {i} 份公告", 发布日期=f"2026-03-{i % 28 + 1:02}"
        )
        for i in range(205)
    }
    site = build(make_project(files))
    oldest, middle, newest = (page(site, f"/notices/2026/{part}") for part in ("~1/", "~2/", ""))
    titles = [words(next(tree.iter("h1"))) for tree in (oldest, middle, newest)]
    assert titles == ["通知公告2026年（第1至100条）", "通知公告2026年（第101至200条）", "通知公告2026年"]
    assert "共205条。本页是最新的5条" in words(newest)
    current = [words(a) for a in newest.iter("a") if a.get("aria-current") and "页" in words(a)]
    assert current == ["最新一页"]
