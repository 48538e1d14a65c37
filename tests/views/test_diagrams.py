"""What diagrams are drawn from: public facts only, counted without a gap; nothing where there is nothing to draw."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import MakeProject, build, record

MEETING = """\
标题: 第8次办公会议
发布日期: 2026-06-02 16:30
会议类型: 乡镇办公会议
开始时间: 2026-06-02 09:00
结束时间: 2026-06-02 11:20
议题:
  - {议题: 研究防汛工作, 责任单位: qtz, 完成时限: 2026-06-30, 议定结果: 审议通过}
  - {议题: 机密事项甲, 公开方式: 不予公开, 责任单位: mzj, 议定结果: 暂缓}
  - {议题: 研究救助工作, 数字: [{名称: 资金, 数值: 1250.5, 单位: 万元}]}
列席代表:
  - {类别: 人大代表, 称谓: 何某, 所在单位: 石桥头村, 采纳情况: 采纳}
  - {类别: 群众代表, 采纳情况: 未采纳}
"""
ELEMENTS = (
    "{背景依据: 按照省里的要求。, 目标任务: 让救助跟上物价。, 涉及范围: 全县, 新旧政策差异: 见对比"
    ", 主要内容: '每人每月提高84元，到1186元；特困人员提高109元，到1542元；低保边缘家庭收入线提高到1779元。'"
    ", 执行口径: 不涉及（首次制定）}"
)
SERVICE = "{办理部门: qtz, 申报条件: [本县户籍], 申报材料: [身份证], 办理流程: [申请, 审核], 办理时限: 30日, 咨询电话: 0578-6200001}"


def words(svg: Path) -> list[str]:
    return re.findall(r"<tspan[^>]*>([^<]*)", svg.read_text("utf-8"))


def test_a_meeting_is_drawn_without_what_is_not_public(make_project: MakeProject) -> None:
    site = build(make_project({"content/units/qtz/meetings/2026/b.yaml": MEETING}))
    folder = site / "units/qtz/meetings/2026/b"
    for path in (path for path in folder.rglob("*") if path.is_file()):
        assert "机密事项甲".encode() not in path.read_bytes(), path
    poster, route = words(folder / "tujie.svg"), words(folder / "luoshi.svg")
    assert "2026年6月2日 09:00—11:20" in poster
    assert [text for text in poster if text in ("1", "2", "3")] == ["2", "1", "2", "1", "2"]
    assert {"研究防汛工作", "研究救助工作", "1,250.5", "何某（石桥头村）", "代表"} <= set(poster)
    assert "采纳或者部分采纳列席代表的意见 1 条" in poster
    assert "暂缓" not in poster + route
    assert {"审议通过", "清潭镇"} <= set(route)
    page = (folder / "index.html").read_text("utf-8")
    assert all(text in page for text in poster)
    assert '"/units/qtz/meetings/2026/b/tujie.png"' in page
    assert (folder / "tujie.png").read_bytes().startswith(b"\x89PNG")


def test_an_interpretation_is_drawn_from_its_elements(make_project: MakeProject) -> None:
    folder = "content/units/mzj/interpretations/2026"
    given = {"解读对象": "mzj/documents/2026/d", "联系方式": "0578-6200001"}
    site = build(
        make_project(
            {
                "content/units/mzj/documents/2026/d.md": record(标题="一份文件"),
                f"{folder}/i.md": record(解读要素=ELEMENTS, 办理指引=SERVICE, **given),
                f"{folder}/j.md": record(
                    解读形式="媒体解读", 媒体名称="县报", 原文地址="https://news.example/", **given
                ),
            }
        )
    )
    drawn = words(site / "units/mzj/interpretations/2026/i/yitu.svg")
    assert {"按照省里的要求。", "每人每月提高84元，到1186元", "首次制定", "不涉及", "第2步：审核"} <= set(
        drawn
    )
    assert not list((site / "units/mzj/interpretations/2026/j").glob("*.svg"))
