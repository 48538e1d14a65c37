"""Canaries: of hundreds of random sites none tells a word of what is withheld or on request, nor does a command.

Every field of every kind of record that can hold a text holds the canary, and so do bodies, comments, names and contents
of attachments, and topics of meetings that are not disclosed. The sites are states of one project, each built upon the
last: that such a site is the one built from nothing is proved elsewhere.
"""

from __future__ import annotations

import functools
import json
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from gongkai.cli import main
from gongkai.content.schema import shape_of, validate
from gongkai.content.yamlfile import parse_yaml, plain
from gongkai.model.kinds import KINDS
from gongkai.model.meeting import AgendaItem
from gongkai.model.values import Fields
from gongkai.pipeline.build import build_site
from gongkai.pipeline.checking import check_project
from tests.catalog.test_public import everything
from tests.conftest import REPOSITORY, TODAY, MakeProject, record

CANARY = "密雀"
NAME = "暗雀"
"""In names of files: what is wrong with a file is told with its path, so commands may say it; a site may not."""
SITES = int(os.environ.get("CANARY_SITES", "100"))
"""Five hundred take more than a minute: `CANARY_SITES=500 make test`, as CONTRIBUTING says."""
UNITS = ("mzj", "qtz")
OPEN = "mzj/notices/2026/open"
HIDING = (
    {"disclosure": "不予公开", "ground": "art14.secret"},
    {"disclosure": "withheld", "ground": "art16.process"},
    {"disclosure": "依申请公开"},
    {"disclosure": "on_request", "ground": "art15.third", "items": ["shjz-99"]},
)
SETTLED = {
    "disclosure", "ground", "status", "published", "display_until", "items", "aliases", "campaigns", "reviews", "waivers", "body",
    "withdrawn_on", "withdrawn_reason",
}  # fmt: skip
"""Fields that decide whether a record is out, whose values must exist, or that are said in its place."""
REPORT = "content/units/mzj/reports/2026/nianbao-2025.yaml"
FORMATS = ("text", "json", "github", "sarif")
REPORTS = (
    ("report", "due", "--days", "400"),
    ("report", "supervision"),
    ("links", "--list"),
    ("review", "--status"),
)
MISTAKES = (
    f"{CANARY}: {CANARY}",
    f"issued: {CANARY}",
    f"topic: {CANARY}",
    f"'{CANARY}",
    f"interprets: {CANARY}",
    "title: 甲",
)
"""Lines that make a file unreadable or its values wrong."""


REFERENCES = {"record": OPEN, "unit": "mzj", "item": "shjz-04", "term": "new"}
PATTERNS = ("2026-03-01", "2026-03-01 09:00", "7", f"https://a.example/{CANARY}")


def _value(name: str, schema: dict[str, Any], defs: dict[str, Any], nested: type[Fields] | None) -> Any:
    """A value that fits a property of a JSON Schema, made of the canary wherever it is free."""
    schema = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    if "$ref" in schema:
        assert nested
        return _values(nested)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("examples"):
        return schema["examples"][0]
    match schema.get("type"):
        case "array":
            if "prefixItems" in schema:
                return [_value(name, each, defs, nested) for each in schema["prefixItems"]]
            return [_value(name, schema["items"], defs, nested)]
        case "boolean":
            return "是"
    if "pattern" in schema or schema.get("format"):
        return next(text for text in PATTERNS if re.search(schema.get("pattern", "^h"), text))
    return f"{CANARY}{name}"


@functools.cache
def _values(model: type[Fields]) -> dict[str, Any]:
    """A value for every field of a model that can hold the canary, and for all that must be there."""
    schema, shapes = model.model_json_schema(), shape_of(model)
    values = {}
    for key, each in schema["properties"].items():
        reference = shapes[key].reference
        if key in SETTLED or (reference and reference.to == "term" and key not in schema.get("required", ())):
            continue
        values[key] = _value(key, each, schema.get("$defs", {}), shapes[key].nested)
        if reference:
            values[key] = REFERENCES.get(reference.to, values[key])
    return values


def _fitting(model: type[Fields], required: dict[str, Any]) -> dict[str, Any]:
    """The same without what a model does not take after all."""
    values = {**_values(model), **required}
    tree, _ = parse_yaml(json.dumps(values, ensure_ascii=False), "x")
    assert tree
    _, findings = validate(tree, model, "x")
    assert not findings, (model, [finding.message() for finding in findings])
    return values


def _examples(make_project: MakeProject) -> dict[str, dict[str, Any]]:
    """Of each kind the fields of a record without errors, as full of the canary as it can be."""
    examples = {
        kind: _fitting(
            KINDS[kind].fields,
            {"title": f"{CANARY}标题", "published": "2026-03-12 09:30", **_owed(kind)},
        )
        for kind in KINDS
    }
    while True:
        files = {f"content/units/mzj/{kind}/2026/x.md": _text(fields) for kind, fields in examples.items()}
        root = make_project({f"content/units/{OPEN}.md": record(), **files})
        errors = [f for f in check_project(root, TODAY).findings if f.severity == "error"]
        if not errors:
            return examples
        for found in errors:
            kind = found.location.path.split("/")[3]
            line = files[found.location.path].splitlines()[found.location.line - 1]
            assert line.partition(":")[0] not in ("title", "published", "---"), (kind, found.message())
            examples[kind].pop(line.partition(":")[0], None)


def _owed(kind: str) -> dict[str, Any]:
    """What a record of a kind owes as a whole; a report has the tables and sections of one of the demo county."""
    if kind == "evaluations":
        return {"evaluation_type": "考核通报", "year": "2026", "marks": []}
    if kind != "reports":
        return {}
    tree, *_ = parse_yaml((REPOSITORY / REPORT).read_text("utf-8"), "x")
    assert tree
    said = plain(tree)
    assert isinstance(said, dict)
    sections = [{**section, "内容": section["内容"] + CANARY} for section in said["报告内容"]]
    tables = {"active": "主动公开情况", "applications": "申请情况", "litigation": "复议诉讼情况"}
    return {"year": "2025", "sections": sections, **{key: said[label] for key, label in tables.items()}}


def _text(fields: dict[str, Any], body: str = "") -> str:
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return f"---\n# {CANARY}\n{lines}\n---\n\n{body}"


def _hidden(chance: random.Random, examples: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Some records that are not public, each with a file: paths below the project and their texts."""
    for i in range(chance.randint(1, 3)):
        kind, unit = chance.choice(list(KINDS)), chance.choice(UNITS)
        folder = f"content/units/{unit}/{kind}/2026"
        name = f"{NAME}{i}.csv"
        fields = dict(examples[kind])
        for key in chance.sample(sorted(fields.keys() - {"title", "published"}), chance.randint(0, 3)):
            if (
                key in KINDS[kind].fields.model_fields
                and not KINDS[kind].fields.model_fields[key].is_required()
            ):
                del fields[key]
        fields |= chance.choice(HIDING) | {"attachments": [{"file": name, "title": CANARY}], "related": OPEN}
        body = f"## {CANARY}\n\n{CANARY}[附件]({name})\n\n| {CANARY} | 二 |\n|---|---|\n| {CANARY} | 2 |\n"
        yield f"{folder}/{name}", f"{CANARY},{CANARY}\n"
        yield f"{folder}/hidden-{i}.md", _text(fields, body)


def _public(chance: random.Random, hidden: list[str]) -> Iterator[tuple[str, str]]:
    """A record that is public and names those that are not."""
    ids = [path.removeprefix("content/units/").removesuffix(".md") for path in hidden if path.endswith(".md")]
    links = " ".join(f"[看](record:{name})" for name in ids)
    yield f"content/units/{OPEN}.md", record(f"公开的话 {links}", 相关信息=json.dumps(ids))


def _meeting(chance: random.Random) -> tuple[str, str]:
    """A public meeting some topics of which are not disclosed."""
    secret = _fitting(
        AgendaItem, {"title": f"{CANARY}议题", "disclosure": chance.choice(["不予公开", "依申请公开"])}
    )
    agenda = [{"title": "公开的议题"}, secret, {"title": "另一个议题"}]
    chance.shuffle(agenda)
    path = "content/units/mzj/meetings/2026/open.md"
    return path, record(
        标题="常务会议",
        开始时间="2026-03-11 15:00",
        召开机构="县政府",
        无代表列席原因="紧急会议",
        议题=json.dumps(agenda, ensure_ascii=False),
    )


def _told(root: Path, *words: str) -> str:
    said = CliRunner().invoke(main, ["--root", str(root), "--today", "2026-11-20", *words])
    assert not said.exception or isinstance(said.exception, SystemExit), said.exception
    return said.output


def test_no_site_and_no_command_tells_what_is_not_public(make_project: MakeProject) -> None:
    chance = random.Random(20190515)
    examples = _examples(make_project)
    root, former = make_project(), dict[str, str]()
    built, meeting = 0, ("", "")
    for example in root.glob("content/units/*/*/2026/*.md"):
        example.unlink()
    config = (root / "config.yaml").read_text("utf-8")
    (root / "config.yaml").write_text(config.replace("engine: auto", "engine: segments"), "utf-8")
    for number in range(SITES):
        hidden = dict(_hidden(chance, examples))
        meeting = meeting if number % 5 else _meeting(chance)  # its diagram is slow to draw
        files = {**hidden, **dict(_public(chance, list(hidden))), meeting[0]: meeting[1]}
        for path in former.keys() - files.keys():
            (root / path).unlink()
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        former = files
        told = _told(root, "check", "--format", FORMATS[number % 4])
        assert CANARY not in told, told
        if number % 10 == 0:
            told = _told(root, *REPORTS[number // 10 % 4])
            assert CANARY not in told, told
        if build_site(root, root / "site", TODAY, lambda _done, _total: None).pages:
            built += 1
            found = everything(root / "site")
            assert "公开的话".encode() in found
            assert not {word for word in (CANARY, NAME) if word.encode() in found}, number
        if number % 5 == 0:
            path = chance.choice([path for path in hidden if path.endswith(".md")])
            mistake = chance.choice(MISTAKES)
            (root / path).write_text(files[path].replace("\n# ", f"\n{mistake}\n# "), "utf-8")
            told = _told(root, "build") + _told(root, "check", "--format", FORMATS[number // 5 % 4])
            assert path in told
            assert CANARY not in told, (mistake, told)
    assert built > SITES * 0.8
