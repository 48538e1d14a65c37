"""Real input at a real size: all laws of the samples beside the demo county, in one site, found by search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from gongkai.importers import Stage, import_markdown
from gongkai.pipeline.build import build_site
from tests.conftest import CONFIG, REPOSITORY, SAMPLES, TODAY

COLLECTIONS = (("laws-frontmatter", 739), ("laws-plain", 420))
"""laws-plain holds 422 files besides its template, but two are section pages without any text."""


def test_all_laws_import_build_and_are_found(
    tmp_path: Path, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    root = tmp_path / "project"
    for name in ("content", "layouts"):
        shutil.copytree(REPOSITORY / name, root / name)
    (root / "config.yaml").write_text(CONFIG, "utf-8")
    library = root / "content/units/fgk/unit.yaml"
    library.parent.mkdir()
    text = (root / "content/units/sfj/unit.yaml").read_text("utf-8")
    library.write_text(re.sub(r"(?m)^(机构代码|单位名称|简称):.*", r'\1: "法规库"', text), "utf-8")
    titles = []
    for name, count in COLLECTIONS:
        mapping = REPOSITORY / f"docs/examples/import-{name}.yaml"
        result = import_markdown(SAMPLES / name, mapping, root / "content")
        assert result.is_complete
        imported = result.at(Stage.IMPORTED)
        assert len(imported) == count
        titles += [outcome.record.rpartition("/")[2] for outcome in imported[:: count // 4]]
    built = build_site(root, tmp_path / "site", TODAY, lambda _done, _total: None)
    assert built.pages, [f"{finding.location} {finding.message()}" for finding in built.findings]
    assert built.records > 1159 + 450
    address = serve_folder(tmp_path / "site")
    page = browser.new_page()
    for title in titles:
        name = re.sub(r"[（(][\d-]+[)）]$", "", title)
        page.goto(f"{address}/search/?q={name}")
        expect(page.locator("[data-search-hits] > li").first).to_contain_text(name[:6], timeout=20_000)
    page.close()
