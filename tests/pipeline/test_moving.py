"""A record that is moved leaves nothing behind but its old address, and touches nothing that does not name it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.findings import GongkaiError
from gongkai.pipeline.checking import check_project
from gongkai.pipeline.moving import plan_move
from gongkai.pipeline.promises import broken_promises, read_published
from tests.conftest import TODAY, MakeProject, build, record

FOLDER = "content/units/mzj/notices/2026"
OLD, NEW = "mzj/notices/2026/低保（一）", "qtz/notices/2025/xin"


def tree(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in sorted((root / "content").rglob("*"))
        if p.is_file()
    }


def test_what_names_it_is_mended_and_nothing_else(make_project: MakeProject) -> None:
    encoded = "mzj/notices/2026/%E4%BD%8E%E4%BF%9D%EF%BC%88%E4%B8%80%EF%BC%89"
    naming = record(
        f"[甲](record:{OLD}#对象)，[乙](record:{encoded})（见 {OLD}）。{OLD}二 不是它，{OLD}-2 也不是。",
        相关信息=f"[{OLD}, {OLD}二]",
    )
    root = make_project(
        {
            f"content/units/{OLD}.md": record(f"## 对象\n\n![图](图.png)[表](表.csv)，[自己](record:{OLD}#对象)", 附件="[{file: 共用.csv, title: 共用}]"),
            f"content/units/{OLD}二.md": record("[表](共用.csv)"),
            f"{FOLDER}/naming.md": naming,
            f"{FOLDER}/图.png": "png",
            f"{FOLDER}/表.csv": "a",
            f"{FOLDER}/共用.csv": "b",
            "content/pages/about.md": f"---\n标题: 关于\n内容概述: 说明。\n更新日期: 2026-01-01\n---\n\n[丙](record:{OLD})\n",
        }
    )  # fmt: skip
    published = build(root).rename(root.with_name("published"))
    before = tree(root)
    move = plan_move(root, OLD, NEW)
    assert tree(root) == before, "planning writes nothing"
    move.apply(root)
    after = tree(root)
    assert move.mended == ("content/pages/about.md", f"{FOLDER}/naming.md")
    mended = after[f"{FOLDER}/naming.md"].decode()
    assert mended == naming.replace(f"record:{OLD}#", f"record:{NEW}#").replace(encoded, NEW).replace(
        f"见 {OLD}）", f"见 {NEW}）"
    ).replace(f"[{OLD},", f"[{NEW},")
    assert before.keys() - after.keys() == {f"content/units/{OLD}.md", f"{FOLDER}/图.png", f"{FOLDER}/表.csv"}
    same = before.keys() & after.keys() - set(move.mended)
    assert all(before[path] == after[path] for path in same)
    assert after["content/units/qtz/notices/2025/共用.csv"] == b"b", "a shared file is copied"
    assert not [f for f in check_project(root, TODAY).findings if f.severity == "error"]
    assert broken_promises(root, TODAY, [read_published(root, published)]) == ()
    site = build(root)
    assert f"url=/units/{NEW}/" in (site / f"units/{OLD}/index.html").read_text("utf-8")
    assert "/units/qtz/notices/2025/xin/#" in (site / "units/mzj/notices/2026/naming/index.html").read_text(
        "utf-8"
    )
    plan_move(root, NEW, "zui-xin").apply(root)
    site = build(root)
    for old in (OLD, NEW):
        assert "url=/units/qtz/notices/2025/zui-xin/" in (site / f"units/{old}/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", "旧地址: [{new}]"),
        ("旧地址: [/units/mzj/notices/2024/x/]", "旧地址: [{new}, /units/mzj/notices/2024/x/]"),
        ("旧地址: []", "旧地址: [{new}]"),
        ("旧地址:", "旧地址: [{new}]"),
        ("旧地址: /units/mzj/notices/2024/x/  # 以前", "旧地址: [{new}, /units/mzj/notices/2024/x/]  # 以前"),
        ("旧地址:\n  # 以前\n  - /units/mzj/notices/2024/x/", "旧地址:\n  - {new}\n  # 以前\n  - /units/mzj/notices/2024/x/"),
        ("aliases:\n- /units/mzj/notices/2024/x/", "aliases:\n- {new}\n- /units/mzj/notices/2024/x/"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["md", "yaml"])
def test_the_old_address_is_written_as_the_list_is(
    make_project: MakeProject, lines: str, expected: str, newline: str, ending: str
) -> None:
    fields = f"标题: 一份记录  # 注\n发布日期: 2026-03-12 09:30\n{lines}{chr(10) if lines else ''}"
    text = f"---\n{fields}---\n\n正文\n" if ending == "md" else f"{fields}正文: |\n  正文\n"
    root = make_project()
    path = root / FOLDER / f"a.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", newline).encode())
    plan_move(root, "mzj/notices/2026/a", "b").apply(root)
    now = (root / FOLDER / f"b.{ending}").read_bytes().decode()
    line = expected.format(new="/units/mzj/notices/2026/a/")
    if lines:
        wanted = text.replace(lines, line, 1)
    else:
        wanted = text.replace("---\n\n正文", f"{line}\n---\n\n正文") if ending == "md" else f"{text}{line}\n"
    assert now == "\ufeff" + wanted.replace("\n", newline)
    assert not [f for f in check_project(root, TODAY).findings if f.severity == "error"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mzj/notices/2026/meiyou", "b", "没有记录"),
        ("mzj/notices/2026/a", "mzj/notices/2026/taken", "已经有了"),
        ("mzj/notices/2026/a", "fgj/notices/2026/a", "没有单位"),
        ("mzj/notices/2026/a", "mzj/news/2026/a", "不能用"),
        ("mzj/notices/2026/a", "../../etc/passwd", "不能用"),
        ("mzj/notices/2026/a", "mzj/meetings/2026/a", "就不对了"),
        ("mzj/notices/2026/broken", "b", "先运行"),
    ],
)
def test_what_cannot_be_moved_is_said_and_nothing_is_written(
    make_project: MakeProject, old: str, new: str, said: str
) -> None:
    root = make_project(
        {f"{FOLDER}/a.md": record(), f"{FOLDER}/taken.yaml": "标题: 甲\n发布日期: 2026-01-01\n", f"{FOLDER}/broken.md": "---\n标题: 甲\n---\n"}
    )  # fmt: skip
    before = tree(root)
    with pytest.raises(GongkaiError, match=said):
        plan_move(root, old, new).apply(root)
    assert tree(root) == before


def test_a_draft_leaves_no_old_address(make_project: MakeProject) -> None:
    root = make_project({f"{FOLDER}/a.md": record(状态="草稿")})
    move = plan_move(root, f"{FOLDER}/a.md", "b")
    move.apply(root)
    assert move.alias == ""
    assert (root / FOLDER / "b.md").read_text("utf-8") == record(状态="草稿")
