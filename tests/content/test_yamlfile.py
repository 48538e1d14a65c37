"""The strict YAML subset: nothing is guessed, nothing blows up, every problem has its line and column."""

from __future__ import annotations

import re
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.content.yamlfile import MAX_NODES, parse_yaml, plain
from tests.conftest import SAMPLES

SUITE = SAMPLES / "messy" / "yaml-test-suite"


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse_yaml(text, "a.yaml")[1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", "no"),
        ("a: 010", "010"),
        ("a: 12:30:00", "12:30:00"),
        ("a: 2026-03-12", "2026-03-12"),
        ("a: 1e3", "1e3"),
    ],
)
def test_scalars_stay_as_they_are_written(text: str, value: str) -> None:
    tree, findings = parse_yaml(text, "a.yaml")
    assert not findings
    assert tree
    assert plain(tree) == {"a": value}


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null"])
def test_nothing_is_nothing(text: str) -> None:
    tree, _ = parse_yaml(text, "a.yaml")
    assert tree
    assert plain(tree) == {"a": None}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\nb: *x", "Y102"),
        ("a: !!python/object/apply:os.system [id]", "Y103"),
        ("a: 1\na: 2", "Y104"),
        ("a: 1\n---\nb: 2", "Y107"),
        ("- a", "Y108"),
        ("just text", "Y108"),
        ("? [a]\n: b", "Y109"),
        ("标题: 关于: 通知", "Y101"),
        ('a: "open', "Y101"),
        ("a: 1\n\tb: 2", "Y101"),
    ],
)
def test_what_surprises_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_the_colon_of_chinese_text_is_named_where_it_stands() -> None:
    _, (finding,) = parse_yaml("标题: 甲\n发布日期：2026-03-12\n文号: 乙\n", "a.yaml", first_line=2)
    assert (finding.code, finding.location.line, finding.location.column) == ("Y101", 3, 5)
    assert "中文冒号" in finding.message("zh")


@pytest.mark.parametrize("text", ["标题：甲\n", "标题：甲\n发布日期：2026-03-12\n"])
def test_a_file_with_nothing_but_the_wide_colon_is_told_so(text: str) -> None:
    _, (finding,) = parse_yaml(text, "a.yaml", first_line=2)
    assert (finding.code, finding.location.line, finding.location.column) == ("Y101", 2, 3)
    assert "中文冒号" in finding.message("zh")
    assert codes("只有一段文字") == codes("- 时间：上午") == ["Y108"]


def test_a_tab_is_told_in_chinese() -> None:
    for text in ("a:\n  - b: 1\n\tc: 2\n", "a:\n\t- b: 1\n"):
        _, (finding,) = parse_yaml(text, "a.yaml")
        assert "制表符" in finding.message("zh")


def test_a_duplicate_key_names_both_lines_and_loses_no_other_finding() -> None:
    _, findings = parse_yaml("a: 1\nb: 2\na: 3\nb: 4\n", "a.yaml", first_line=5)
    assert [(f.location.line, f.location.column, f.words["first"]) for f in findings] == [
        (7, 1, "5"),
        (8, 1, "6"),
    ]


def test_bombs_end_at_once() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{f'*{chr(97 + i)},' * 9}]\n" for i in range(9)
    )
    started = time.monotonic()
    assert codes(bomb) == ["Y102"]
    assert codes("a: " + "[" * 5000 + "]" * 5000) == ["Y105"]
    assert codes("a: [" + "x," * (MAX_NODES + 1) + "]") == ["Y106"]
    assert time.monotonic() - started < 20


def test_the_yaml_suite_is_read_as_others_read_it_or_refused_with_a_place() -> None:
    """Oracle: what we accept has the keys and the text that PyYAML's own loader sees."""
    accepted = 0
    for path in sorted(SUITE.rglob("*.yaml")):
        for text in re.findall(r"yaml: \|\n((?:    .*\n|\n)+)", path.read_text("utf-8")):
            source = "".join(
                line[4:] if line.startswith("    ") else line for line in text.splitlines(keepends=True)
            )
            tree, findings = parse_yaml(source, "a.yaml")
            assert tree is not None or findings
            assert all(finding.location.line >= 1 for finding in findings)
            if tree is not None and not findings:
                accepted += 1
                expected = yaml.load(source, Loader=yaml.CBaseLoader)
                assert _as_text(plain(tree)) == _as_text(expected)
    assert accepted > 40


def _as_text(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _as_text(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_text(entry) for entry in value]
    return "" if value in (None, "~", "null") else value


@given(st.text())
def test_any_text_gives_a_tree_or_a_finding(text: str) -> None:
    tree, findings = parse_yaml(text, "a.yaml")
    assert (tree is not None) or findings
