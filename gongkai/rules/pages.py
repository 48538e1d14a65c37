"""F: the pages that every portal has, and addresses that are taken."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalog.addresses import FIXED_PAGES, RESERVED
from gongkai.findings import Finding, Location
from gongkai.model.content import Content

REQUIRED_PAGES = {
    "zfxxgk/zhinan": "政府信息公开指南，条例第12条 the disclosure guide, article 12",
    "zfxxgk/zhidu": "政府信息公开制度，国办公开办函〔2019〕61号 the disclosure rules",
    "zfxxgk/ysqgk": "依申请公开怎样申请，条例第29条 how to apply, article 29",
}


def check_pages(content: Content) -> Iterator[Finding]:
    have = {page.id for page in content.pages}
    for page_id, what in REQUIRED_PAGES.items():
        if page_id not in have:
            path = f"content/pages/{page_id}.md"
            yield Finding("F111", Location(path), {"name": path, "what": what})
    for page in content.pages:
        if f"/{page.id}/" in FIXED_PAGES or page.id.split("/")[0] in RESERVED:
            yield Finding("F117", Location(page.path), {"name": f"/{page.id}/"})
