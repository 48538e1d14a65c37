"""The mapping file is checked as strictly as a record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.content.records import parse_record_text
from gongkai.content.schema import validate
from gongkai.findings import GongkaiError
from gongkai.importers.mapping import Origin, load_mapping, parse_origin
from gongkai.importers.records import prove_text, write_text
from gongkai.model.policy import Document
from gongkai.text import CONTROL
from tests.conftest import REPOSITORY
from tests.importers.conftest import MAPPING, Bench

EXAMPLES = sorted((REPOSITORY / "docs/examples").glob("import-*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_are_good(path: Path) -> None:
    mapping, findings = load_mapping(path)
    assert mapping
    assert findings == []
    assert {"title", "published", "effective"} <= mapping.values.keys()


def test_origins_are_read_in_both_languages() -> None:
    assert parse_origin("字段:title") == parse_origin("key:title") == Origin("key", "title")
    assert parse_origin("最近事件:公布|发布") == Origin("last_event", "公布|发布")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("有效性: 字段:status", "有效: 字段:status", "没有“有效”这个字段"),
        ("字段:title, 标题行", "字段, 标题行", "来源“字段”看不懂"),
        ("单位: fgk", "单位: fgk\n栏目: 文件", "“栏目”不能写“文件”"),
        ("默认发布日期: 2026-01-01", "默认发布日期: 2026-02-30", "日子不存在"),
        ("默认发布日期: 2026-01-01", "", "缺少必填字段“默认发布日期”"),
        ("单位: fgk", "单位: &a fgk", "不能用 YAML 的 & 和 * 引用"),
        ("单位: fgk", "单位: [", "不合 YAML 格式"),
    ],
)
def test_a_faulty_mapping_imports_nothing_and_says_why(
    bench: Bench, old: str, new: str, message: str
) -> None:
    bench.write("a.md", "# 一\n\n正文\n")
    bench.mapping.write_text(MAPPING.replace(old, new), "utf-8")
    result = bench.run()
    assert any(message in finding.message() for finding in result.findings)
    assert not result.is_complete
    assert bench.records() == {}


def test_a_missing_mapping_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="对照文件读不出来"):
        load_mapping(tmp_path / "no.yaml")


def test_a_mapping_that_is_no_text_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes("单位: 法".encode("gbk"))
    assert [finding.code for finding in load_mapping(path)[1]] == ["F101"]


TITLES = (
    st.text(min_size=1, max_size=200).map(lambda text: " ".join(CONTROL.sub("", text).split())).filter(bool)
)


@given(TITLES, st.lists(TITLES, max_size=3), st.dates())
def test_any_title_survives_the_strict_yaml(title: str, keywords: list[str], day: date) -> None:
    """What goes into the front matter comes out the same: quotes, colons, `yes`, `---`, emoji, all of it."""
    text = write_text(
        {"title": title, "published": day, "issued": day, "keywords": tuple(keywords)}, "正文\n", "documents"
    )
    prove_text(text, "documents")
    tree, body, _, findings = parse_record_text(text, "md", "a.md")
    assert tree
    assert findings == []
    fields, findings = validate(tree, Document, "a.md")
    assert fields
    assert fields.title == title.strip()
    assert fields.keywords == tuple(word.strip() for word in keywords)
    assert fields.issued == day
    assert body.strip() == "正文"
