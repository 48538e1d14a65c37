"""The library of documents: every document stands on one shelf, and every number leads to as many."""

from __future__ import annotations

import random
import re

from gongkai.pipeline.checking import check_project
from tests.conftest import TODAY, MakeProject, build, record

PLANNED = {"是否解读": "是", "解读方案": "图解"}
LEVELS = {"国家": "national", "省级": "province", "市级": "city", "县级": "county", "乡级": "town"}


def rows(page: str) -> list[str]:
    return re.findall(r'class="row-title"><a href="([^"]+)"', page)


def test_every_number_of_the_library_leads_to_as_many_documents(make_project: MakeProject) -> None:
    chance = random.Random(7)
    files, meant = {}, []
    for i in range(60):
        unit, year = chance.choice(["mzj", "qtz"]), chance.choice(["2024", "2025", "2026"])
        level = chance.choice([None, *LEVELS])
        fields = {"发布日期": f"{year}-0{i % 9 + 1}-11 09:00", "规范性文件": chance.choice(["是", "否"])}
        fields |= PLANNED
        if level:
            fields["发文层级"] = level
        if i % 5 == 0:
            fields["发文机关"] = "某某部、某某局"
        files[f"content/units/{unit}/documents/{year}/d{i}.md"] = record(标题=f"第{i}号文件", **fields)
        meant.append((level or "县级", year, fields["规范性文件"] == "是"))
    town = make_project(files)
    path = town / "content/units/qtz/unit.yaml"
    path.write_text(path.read_text("utf-8").replace("政府部门", "乡镇"), "utf-8")
    for i, name in enumerate(files):
        if "/qtz/" in name and "发文层级" not in files[name]:
            meant[i] = ("乡级", *meant[i][1:])
    site = build(town)
    page = (site / "library/index.html").read_text("utf-8")
    for level, code in LEVELS.items():
        for year in ("2024", "2025", "2026"):
            wanted = sum((a, b) == (level, year) for a, b, _ in meant)
            if not wanted:
                assert f"/library/{code}/{year}/" not in page
                continue
            assert len(rows((site / f"library/{code}/{year}/index.html").read_text("utf-8"))) == wanted
            assert f'href="/library/{code}/{year}/">{wanted}</a>' in page
        assert f'href="/library/{code}/">{sum(a == level for a, _, _ in meant)}</a>' in page
    normative = sum(is_normative for _, _, is_normative in meant)
    assert f"行政规范性文件（共{normative}件）" in page
    assert re.search(r"<th[^>]*>某某部</th>\s*<td>12</td>", page)
    assert "/library/" in (site / "documents/index.html").read_text("utf-8")


def test_a_clean_up_ends_documents_without_touching_them(make_project: MakeProject) -> None:
    old, kept = (f"content/units/mzj/documents/2025/{name}.md" for name in ("old", "kept"))
    rows_of = (
        "\n  - {文件: mzj/documents/2025/old, 清理结果: 废止, 日期: 2026-10-01, 说明: 上位法调整}"
        "\n  - {文件: mzj/documents/2025/kept, 清理结果: 继续有效}"
        "\n  - {名称: 别处的办法, 文号: 云民发〔2019〕3号, 清理结果: 失效}"
    )
    files = {
        old: record(标题="旧办法", 发布日期="2025-01-01 09:00", 规范性文件="是", **PLANNED),
        kept: record(标题="留用办法", 发布日期="2025-01-01 09:00", 规范性文件="是", **PLANNED),
        "content/units/qtz/lists/2026/clean.md": record(
            标题="清理结果", 清单类型="清理结果", 清理结果=rows_of
        ),
    }
    root = make_project(files)
    site = build(root)
    page = (site / "units/mzj/documents/2025/old/index.html").read_text("utf-8")
    assert "自2026-10-01起已废止" in page
    assert "/units/qtz/lists/2026/clean/" in page
    assert "已废止" not in (site / "units/mzj/documents/2025/kept/index.html").read_text("utf-8")
    listing = (site / "units/qtz/lists/2026/clean/index.html").read_text("utf-8")
    assert "云民发〔2019〕3号" in listing
    library = (site / "library/index.html").read_text("utf-8")
    assert "/units/qtz/lists/2026/clean/" in library
    assert re.search(r"<dt>废止</dt>\s*<dd><span class=\"figure-value\">1<", library)
    (root / kept).write_text(
        files[kept].replace("规范性文件: 是", "规范性文件: 是\n失效日期: 2026-01-01"), "utf-8"
    )
    (finding,) = [found for found in check_project(root, TODAY).findings if found.code[0] == "R"]
    assert (finding.code, finding.location.path, finding.location.line) == (
        "R117",
        "content/units/qtz/lists/2026/clean.md",
        7,
    )
    assert f"{kept}:5" in finding.message()
