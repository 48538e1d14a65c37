"""The page of a meeting: what comes out with it."""

from __future__ import annotations

import re
from pathlib import Path


def bundle(site: Path, meeting: str) -> list[tuple[str, str]]:
    """Address and kind of everything that stands under 会议发布."""
    page = (site / f"units/{meeting}/index.html").read_text("utf-8")
    (block,) = re.findall(r"<h2>会议发布</h2>(.*?)</section>", page, re.DOTALL)
    return re.findall(r'<a href="([^"]*)">[^<]*</a> <span class="note">([^<]*)</span>', block)


def test_a_meeting_leads_to_its_news_its_diagram_and_what_explains_its_decisions(demo_site: Path) -> None:
    found = bundle(demo_site, "xzfb/meetings/2026/cw-58")
    assert found[0] == ("#tujie", "会议图解")
    assert set(found) >= {
        (f"/units/{name}/", "文件解读")
        for name in (
            "zjj/interpretations/2026/gongzufang-jiedu",
            "xzfb/interpretations/2026/youhua-yingshang-jiedu",
            "xzfb/interpretations/2026/fangxun-yuan-jiedu",
        )
    }
    assert len({address for address, _ in found}) == len(found)
    kinds = [kind for _, kind in bundle(demo_site, "xzfb/meetings/2026/cw-65")]
    assert kinds[:2] == ["会议新闻", "会议图解"]
    assert "会议视频" in kinds
