"""Every page of the demo county against 国办发〔2017〕47号: META tags by the type of page, the footer's eight elements."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.reading import read_project

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT = ("ArticleTitle", "PubDate", "ContentSource")
TYPES = {
    "首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南", "信息公开目录", "信息公开年报", "依申请公开",
    "数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈",
    "重点领域", "行政执法", "通知公告", "专题专栏", "搜索", "站点地图", "其他",
}  # fmt: skip
"""Those named in the annex, and those of columns it leaves open (……)."""
META = re.compile(r'<meta name="([A-Z]\w+)" content="([^"]*)">')


def test_every_page_has_the_tags_of_its_type_and_the_eight_elements_of_the_footer(demo_site: Path) -> None:
    project = read_project(REPOSITORY)
    config, records = project.content.config, {record.id: record for record in project.records}
    organizer = config.organizer
    elements = (
        config.party_government_mark, "我为政府网站找错", config.site_code, config.icp, config.police,
        organizer.name, organizer.phone, "站点地图",
    )  # fmt: skip
    counted, problems = 0, []
    for path in sorted(demo_site.rglob("*.html")):
        if path.relative_to(demo_site).parts[0] == "pagefind":
            continue
        page, name = path.read_text("utf-8"), path.relative_to(demo_site).as_posix()
        tags = {key: unescape(value) for key, value in META.findall(page)}
        missing = [key for key in (*SITE, *COLUMN) if not tags.get(key, "").strip()]
        if tags.get("ColumnType") not in TYPES:
            missing.append("ColumnType")
        heading = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
        if len(heading) != 1:
            missing.append("h1")
        record = records.get(name.removeprefix("units/").removesuffix("/index.html"))
        if record and "ArticleTitle" in tags:
            counted += 1
            missing += [key for key in CONTENT if not tags.get(key)]
            title = " ".join(unescape(re.sub(r"<[^>]*>", "", heading[0])).split())
            if not tags.get("ArticleTitle") == record.title == title:
                missing.append("ArticleTitle = h1 = title")
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", tags.get("PubDate", "")):
                missing.append("PubDate")
            if tags.get("Url") != f"{config.url}/units/{record.id}/":
                missing.append("Url")
        footer = page.partition("<footer")[2]
        missing += [word for word in elements if footer and word not in footer]
        if not footer:
            missing.append("footer")
        if missing:
            problems.append((name, missing))
    assert not problems[:20]
    assert counted > 500
