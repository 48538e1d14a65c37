"""A project with one unit for what is imported, and a folder of sources made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.importers import ImportResult, import_markdown
from tests.conftest import MakeProject

UNIT = """\
单位名称: 测试县法规库
简称: 法规库
单位类型: 政府部门
机构代码: "099"
办公地址: 测试路1号
办公时间: 工作日
联系电话: 0578-6200001
公开工作机构: 办公室
"""
MAPPING = """\
单位: fgk
题注结束: "<!-- INFO END -->"
取值:
  标题: [字段:title, 标题行]
  发布日期: [文件名日期, 字段:date, 最近事件:公布|修订, 施行条款]
  生效日期: [最近事件:施行, 施行条款]
  有效性: 字段:status
换写:
  有效性: {现行有效: 有效, 试行: 有效, 不详: ~}
存疑:
  有效性: 试行
不用的字段: [synced]
跳过:
  - {名称: "README*", 原因: 说明}
默认发布日期: 2026-01-01
"""


@dataclass
class Bench:
    """A project and a source folder; `run` imports the one into the other."""

    root: Path
    folder: Path
    mapping: Path

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run(self, *, replace: bool = False, dry_run: bool = False) -> ImportResult:
        content = self.root / "content"
        return import_markdown(self.folder, self.mapping, content, replace=replace, dry_run=dry_run)

    def records(self) -> dict[str, str]:
        place = self.root / "content/units/fgk/documents"
        return {path.relative_to(place).as_posix(): path.read_text("utf-8") for path in place.rglob("*.md")}


@pytest.fixture
def bench(make_project: MakeProject, tmp_path: Path) -> Bench:
    root = make_project({"content/units/fgk/unit.yaml": UNIT})
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(MAPPING, "utf-8")
    folder = tmp_path / "sources"
    folder.mkdir()
    return Bench(root, folder, mapping)


@pytest.fixture
def oddities(bench: Bench) -> Callable[[str, str], dict[str, str]]:
    """Import one source; returns its oddities, code to Chinese sentence."""

    def find(name: str, text: str) -> dict[str, str]:
        bench.write(name, text)
        return {oddity.code: oddity.message() for oddity in bench.run().oddities}

    return find
