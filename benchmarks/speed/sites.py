"""Write the benchmark's records twice: as a Gongkai project and as the content of a Hugo site.

How the two sites differ, so that nobody is misled (the layouts of the peer are in `hugo/`):

* Hugo is given in front matter what Gongkai works out: relations of both sides, fields, statutory classes,
  disclosures, validity. Addresses of classes are written down in its layouts rather than asked for. Hugo gains.
* Gongkai makes an Atom and a JSON feed of each list, Hugo one RSS feed. Gongkai draws a QR code on each record's
  page, wraps tables for narrow screens, sanitises HTML that is allowed (Hugo's default allows none), writes
  SHA-256 of every file in a manifest, and checks links, references and dates of every record. Hugo does not. Hugo gains.
* Gongkai's lists show twenty records and an archive by year, a hundred a page; Hugo's are paged by twenty. Hugo
  writes somewhat fewer list pages with few records, somewhat more with many; both counts are in the results.
* Gongkai has a search page, overviews of statutory content and campaign columns that Hugo has not: a few dozen
  pages at any size. Hugo's record page has all that Gongkai's has but the QR code.
* Hugo renders Markdown once for the page and again for the record's JSON, because they are two output formats to
  it; leaving the text out of the JSON would save it a quarter to a third of its time. Hugo loses, but so would its users.
* What Hugo can reuse is reused: header, footer and assets once, a record's row in lists once (`partialCached`).
* Hugo's front matter and Gongkai's are YAML with the same values; bodies are the same bytes.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.speed.records import SEED, Made, RecordMaker
from benchmarks.speed.texts import AIMS, MATTERS
from gongkai.content.load import load_content
from gongkai.content.tree import sort_tree
from gongkai.content.walk import walk
from gongkai.model.content import Content
from gongkai.model.kinds import KINDS
from gongkai.model.unit import Unit

REPOSITORY: Final = Path(__file__).parents[2]
HUGO: Final = Path(__file__).with_name("hugo")
HUGO_MOMENT: Final = "%Y-%m-%dT%H:%M:00+08:00"
RECORD_LINK: Final = re.compile(r"\[([^\]]*)\]\(record:[^)]*\)")
REVIEW: Final = re.compile(r"^review:\n(?: .*\n)+", re.MULTILINE)
COPIED: Final = ("catalog", "vocabularies", "pages", "topics")
_SCHEMAS: Final = {"documents": "Legislation", "interpretations": "Article", "services": "GovernmentService"}
_LABELS: Final = {
    "documents": {"level": "发文层级", "contact": "联系方式"},
    "interpretations": {"form": "解读形式", "contact": "联系方式"},
    "notices": {"notice_type": "公告类型", "display_from": "公示开始", "contact": "联系方式"},
    "services": {
        "service_type": "事项类型", "audience": "服务对象", "promised_days": "承诺时限", "fee": "收费", "place": "办理地点",
        "phone": "咨询电话",
    },
    "enforcement": {
        "enforcement_type": "执法类型", "party": "当事人", "matter": "案由或事项", "result": "结果", "decided_on": "决定日期",
    },
    "lists": {"list_type": "清单类型", "version": "版本"},
    "statistics": {"period": "统计时期"},
    "projects": {
        "project_type": "项目类别", "content_scale": "建设内容", "duration": "建设年限", "investment": "总投资",
        "progress": "进度",
    },
}  # fmt: skip
_HUGO_KEYS: Final = {
    "published": "date",
    "modified": "lastmod",
    "summary": "description",
    "section": "department",
    "topic": "topics",
    "content": "content_scale",
    "years": "duration",
}
"""Keys that mean something else to Hugo, or are taxonomies there."""
_RELATION_KEYS: Final = frozenset(("interprets", "implements", "replaces", "related"))


def write_sites(folder: Path, count: int, seed: int = SEED) -> tuple[Path, Path]:
    """Write `count` records below `folder`; return the Gongkai project and the Hugo site."""
    project, peer = folder / "gongkai", folder / "hugo"
    content = _write_project(project, count)
    _write_peer(peer, content)
    sections = _Sections(peer, content)
    maker = RecordMaker(content, count, seed)
    for record in maker:
        path = f"content/units/{record.id}.md"
        _write(project / path, _front_matter(record.fields), record.body)
        sections.need(record)
        _write(peer / path, _front_matter(_hugo_fields(record), HUGO_MOMENT), record.body)
    stamp = {"records": count, "seed": seed, "edited": maker.id(count // 2)}
    (folder / "records.json").write_text(json.dumps(stamp), encoding="utf-8")
    return project, peer


def renew_layouts(folder: Path) -> None:
    """Give sites that were written earlier the layouts of today: records keep, code does not."""
    for site, source in ((folder / "gongkai", REPOSITORY), (folder / "hugo", HUGO)):
        shutil.rmtree(site / "layouts")
        shutil.copytree(source / "layouts", site / "layouts")


def _write(path: Path, front: str, body: str) -> None:
    text = f"---\n{front}---\n\n{body}"
    try:
        path.write_text(text, encoding="utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _front_matter(fields: Mapping[str, Any], moment: str = "%Y-%m-%d %H:%M") -> str:
    """YAML, one key a line; texts in quotes are the same in YAML and JSON."""
    given = {key: value for key, value in fields.items() if value not in ((), [], None)}
    return "".join(f"{key}: {_scalar(value, moment)}\n" for key, value in given.items())


def _scalar(value: object, moment: str) -> str:
    if isinstance(value, datetime):
        return value.strftime(moment)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


# --- the Gongkai project ---


def _write_project(project: Path, count: int) -> Content:
    """Everything but the records; returns the project as Gongkai reads it."""
    project.mkdir(parents=True)
    settings = (REPOSITORY / "config.yaml").read_text(encoding="utf-8")
    settings = REVIEW.sub("", settings) + "review: {mode: none, reason: 测量速度的例子}\n"
    (project / "config.yaml").write_text(settings, encoding="utf-8")
    shutil.copytree(REPOSITORY / "layouts", project / "layouts")
    for name in COPIED:
        shutil.copytree(REPOSITORY / "content" / name, project / "content" / name)
    for path in (project / "content").rglob("*.md"):
        path.write_text(RECORD_LINK.sub(r"\1", path.read_text(encoding="utf-8")), encoding="utf-8")
    owners = sorted((REPOSITORY / "content/units").glob("*/unit.yaml"))
    for path in owners:
        target = project / "content/units" / path.parent.name / path.name
        target.parent.mkdir(parents=True)
        shutil.copy(path, target)
    for number in range(1, min(200, 13 + count // 5000) + 1):
        target = project / "content/units" / f"town{number:03}" / "unit.yaml"
        target.parent.mkdir(parents=True)
        target.write_text(_front_matter(_town(number)), encoding="utf-8")
    return read_shared(project)


def read_shared(project: Path) -> Content:
    """The catalog, units and settings of a project."""
    loaded = load_content(project, sort_tree(walk(project / "content", [])))
    if loaded.content is None:
        raise ValueError(project)
    return loaded.content


def _town(number: int) -> dict[str, object]:
    """A publishing unit of its own, beside those that the catalog names."""
    name = f"第{number}镇"
    return {
        "name": f"云溪县{name}人民政府",
        "short_name": name,
        "unit_type": "乡镇",
        "code": f"{number + 300}",
        "order": 300 + number,
        "summary": f"{name}辖 {number % 9 + 5} 个行政村。",
        "address": f"云溪县{name}中心街{number}号",
        "hours": "周一至周五 8:30-12:00，14:00-17:30",
        "phone": f"0578-63{number:05}",
        "functions": [f"负责{MATTERS[(number + i) % len(MATTERS)]}，{AIMS[i]}。" for i in range(4)],
        "disclosure_office": f"{name}党政办公室",
    }


# --- the Hugo site ---


def _write_peer(peer: Path, content: Content) -> None:
    """Layouts, settings, data and every page that is not a record."""
    shutil.copytree(HUGO, peer)
    assets = peer / "assets"
    assets.mkdir()
    shutil.copy(REPOSITORY / "layouts/styles/site.css", assets)
    shutil.copy(next((REPOSITORY / "layouts").rglob("icon.svg")), assets)
    _write_data(peer / "data", content)
    _write_terms(peer / "content", content)
    for page in content.pages:
        fields = {"title": page.fields.title, "description": page.fields.summary, "outputs": ["html"]}
        _write(peer / "content" / f"{page.id}.md", _front_matter(fields), page.body)


def _write_data(folder: Path, content: Content) -> None:
    """What the layouts look up by code."""
    folder.mkdir()
    vocabularies = content.vocabularies
    tables: dict[str, object] = {
        "units": {u.id: {"name": u.name, "short_name": u.fields.short_name} for u in content.units.values()},
        "kinds": {kind: _kind(kind) for kind in KINDS},
        "topics": {term.code: term.name for term in vocabularies["topics"].terms},
        "statutory": {term.code: term.name for term in vocabularies["statutory"].terms},
        "items": {
            item.id: f"{field.name} / {item.level1} / {item.name}"
            for field in content.standard.fields
            for item in field.items
        },
    }
    for name, table in tables.items():
        (folder / f"{name}.json").write_text(
            json.dumps(table, ensure_ascii=False, indent=1), encoding="utf-8"
        )


def _kind(kind: str) -> dict[str, object]:
    return {
        "name": KINDS[kind].name,
        "description": KINDS[kind].description,
        "column_type": KINDS[kind].column_type,
        "schema": _SCHEMAS.get(kind, "CreativeWork"),
        "facts": [{"key": key, "label": label} for key, label in _LABELS.get(kind, {}).items()],
    }


def _write_terms(folder: Path, content: Content) -> None:
    """One page a field, item, kind, topic, statutory class, disclosure; terms without records too."""

    def put(path: str, title: str, description: str = "", **more: object) -> None:
        fields = {"title": title, "description": description, **more}
        _write(folder / path / "_index.md", _front_matter(fields), "")

    put("fields", "标准目录")
    for field in content.standard.fields:
        contents = [
            {
                "id": item.id,
                "title": item.name,
                "elements": "、".join(item.elements),
                "responsible": item.responsible,
                "time_limit": item.time_limit,
            }
            for item in field.items
        ]
        facts = [_fact("牵头单位", content.units[field.owner].fields.short_name), _fact("来源", field.source)]
        put(
            f"fields/{field.field}",
            field.name,
            field.summary,
            weight=field.order,
            contents=contents,
            facts=facts,
        )
        for item in field.items:
            row = (
                ("公开事项", (item.level1, item.level2)),
                ("公开内容（要素）", item.elements),
                ("公开依据", item.basis),
                ("公开时限", (item.time_limit,)),
                ("公开主体", (item.responsible,)),
                ("公开渠道和载体", item.channels),
                ("公开对象", (item.audience,)),
                ("公开方式", (item.mode,)),
                ("公开层级", item.levels),
                ("事项编号", (item.id,)),
            )
            facts = [_fact(label, *values) for label, values in row]
            put(
                f"items/{item.id}", item.name, f"{field.name}：{item.level1}", facts=facts, owners=item.owners
            )
    for kind in KINDS.values():
        put(f"kinds/{kind.id}", kind.name, kind.description)
    for plural, vocabulary in (
        ("topics", "topics"),
        ("statutory", "statutory"),
        ("disclosures", "five_disclosures"),
    ):
        for term in content.vocabularies[vocabulary].terms:
            put(f"{plural}/{term.code}", term.name, term.description or "")
    put("units", "公开单位", outputs=["html"])
    for unit in content.units.values():
        put(f"units/{unit.id}", unit.name, unit.fields.summary or "", **_unit(unit))


def _unit(unit: Unit) -> dict[str, object]:
    fields = unit.fields
    facts = (("办公地址", fields.address), ("办公时间", fields.hours), ("联系电话", fields.phone))
    return {
        "weight": fields.order,
        "facts": [_fact(label, value) for label, value in facts],
        "functions": fields.functions,
        "leaders": [
            {"name": each.name, "post": each.post, "duties": each.duties or ""} for each in fields.leaders
        ],
    }


def _fact(label: str, *values: str) -> dict[str, object]:
    return {"label": label, "values": [{"title": value} for value in values]}


class _Sections:
    """Writes the section page of a unit's kind when its first record comes."""

    def __init__(self, peer: Path, content: Content) -> None:
        self._folder, self._units, self._done = peer / "content/units", content.units, set[tuple[str, str]]()

    def need(self, record: Made) -> None:
        if (record.unit, record.kind) in self._done:
            return
        self._done.add((record.unit, record.kind))
        unit, kind = self._units[record.unit], KINDS[record.kind]
        title = f"{unit.fields.short_name}{kind.name}"
        link = {"title": unit.fields.short_name, "url": f"/units/{unit.id}/"}
        fields = {"title": title, "description": kind.description, "outputs": ["html"], "trail": [link]}
        _write(self._folder / record.unit / record.kind / "_index.md", _front_matter(fields), "")


def _hugo_fields(record: Made) -> dict[str, object]:
    """The same metadata under Hugo's names, with what Gongkai would work out."""
    renamed: dict[str, object] = {
        _HUGO_KEYS.get(key, key): _HUGO_VALUES.get(key, _same)(value)
        for key, value in record.fields.items()
        if key not in _RELATION_KEYS
    }
    return renamed | {
        "unit": record.unit,
        "column": record.kind,
        "kinds": [record.kind],
        "years": [record.id.split("/")[2]],
        "fields": record.catalog_fields,
        "statutory": record.statutory,
        "disclosures": record.disclosures,
        "disclosure": "主动公开",
        "relations": [{"title": title, "ids": ids} for title, ids in record.relations.items()],
    }


def _same(value: object) -> object:
    return value


def _in_list(value: object) -> object:
    return [value]


_HUGO_VALUES: Final[dict[str, Callable[[object], object]]] = {"topic": _in_list}
