"""Findings for programs: JSON, annotations of GitHub, SARIF 2.1.0. The text for people is `cli.console`'s."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from gongkai import __version__
from gongkai.exports.rules import explain
from gongkai.findings import Finding, Language, with_marks
from gongkai.messages import RULES
from gongkai.messages.explained import EXPLAINED

Json = dict[str, Any]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
"""What the paths are relative to: the project folder, wherever it lies."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: `records` were read, `today` is the day it was for (ISO)."""

    findings: Sequence[Finding]
    records: int
    today: str
    language: Language


def as_json(report: Report) -> str:
    """One object, told in docs/checking.md; messages in both languages, `line` and `column` null where there is none."""
    findings = [_in_json(mark, finding) for mark, finding in with_marks(report.findings)]
    errors = sum(finding.severity == "error" for finding in report.findings)
    return _dump(
        {
            "format": 1,
            "tool": {"name": "gongkai", "version": __version__},
            "today": report.today,
            "records": report.records,
            "errors": errors,
            "warnings": len(findings) - errors,
            "findings": findings,
        }
    )


def _in_json(mark: str, finding: Finding) -> Json:
    place = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity,
        "path": place.path,
        "line": place.line or None,
        "column": place.column or None,
        "message": {"zh": finding.message("zh"), "en": finding.message("en")},
        "hint": {"zh": finding.hint("zh"), "en": finding.hint("en")},
        "law": EXPLAINED[finding.code].law,
        "waivable": RULES[finding.code].waivable,
        "fingerprint": mark,
    }


def as_github(report: Report) -> str:
    """Workflow commands, one a line: GitHub shows each beside the line of the file."""
    return "".join(_command(finding, report.language) for finding in report.findings)


def _command(finding: Finding, language: Language) -> str:
    place = finding.location
    properties = {"file": place.path, "line": str(place.line or ""), "col": str(place.column or "")}
    properties["title"] = finding.code
    told = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items() if value)
    return f"::{finding.severity} {told}::{_escaped(_told(finding, language))}\n"


def _escaped(text: str, more: str = "") -> str:
    """As the runner reads it back: `%`, line ends, and in properties `:` and `,`."""
    text = text.replace("%", "%25")
    for character in "\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _told(finding: Finding, language: Language) -> str:
    return "\n".join(part for part in (finding.message(language), finding.hint(language)) if part)


def as_sarif(report: Report) -> str:
    """A SARIF log with one run: all rules with their explanations, and the findings."""
    codes = list(RULES)
    language = report.language
    rules = [_rule(code, language) for code in codes]
    driver = {
        "name": "gongkai",
        "semanticVersion": __version__,
        "language": "zh-CN" if language == "zh" else "en",
        "rules": rules,
    }
    results = [
        _result(mark, finding, codes.index(finding.code), language)
        for mark, finding in with_marks(report.findings)
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "项目文件夹 the project folder"}}},
        "results": results,
    }
    return _dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, language: Language) -> Json:
    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.zh if language == "zh" else rule.en},
        "fullDescription": {"text": EXPLAINED[code].zh if language == "zh" else EXPLAINED[code].en},
        "help": {"text": explain(code, language), "markdown": explain(code, language, fence="```")},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [code[0]], "waivable": rule.waivable},
    }


def _result(mark: str, finding: Finding, index: int, language: Language) -> Json:
    place = finding.location
    region = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    file = {"uri": quote(place.path, errors="surrogateescape"), "uriBaseId": _BASE}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": _told(finding, language)},
        "locations": [
            {"physicalLocation": {"artifactLocation": file, **({"region": region} if place.line else {})}}
        ],
        "partialFingerprints": {"gongkai/v1": mark},
    }


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Report], str]] = {"json": as_json, "github": as_github, "sarif": as_sarif}
