"""Records for the benchmark: any number of them, the same ones for the same seed, made one at a time.

Records come in blocks of twenty, which stand for one piece of work each: four subjects, and of each the policy
file, what explains it, what carries it out. Relations lie inside a block, or reach a hundred records back, so
both ends of every relation are known without holding more than two blocks. `python -m benchmarks.speed.records
FOLDER --records 1000000` writes the project and the peer's site.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from benchmarks.speed.texts import ACTIONS, ACTORS, AIMS, MATTERS, PLACES, body, sentence
from gongkai.model.content import Content
from gongkai.model.kinds import KINDS
from gongkai.model.relations import RELATIONS
from gongkai.model.standard import CatalogItem

SEED: Final = 20261122
TODAY: Final = date(2026, 11, 20)
FIRST_DAY: Final = date(2019, 1, 2)
BLOCK: Final = 20
KIND_OF_SLOT: Final = (
    *("documents",) * 4, *("interpretations",) * 2, *("notices",) * 6, *("services",) * 2, *("enforcement",) * 3,
    "lists", "statistics", "projects",
)  # fmt: skip
RELATIONS_OF_SLOT: Final = {
    4: ("interprets", 0), 5: ("interprets", 1), 8: ("implements", 0), 9: ("implements", 1), 12: ("related", 8),
    15: ("related", 3), 19: ("implements", 3),
}  # fmt: skip
REPLACING_SLOT: Final = 3
REACH: Final = 5 * BLOCK
"""How far back the file lies that a new one replaces."""
THEMES: Final = 4

Value = str | int | bool | date | datetime | Sequence[str] | Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Theme:
    """What the records of a block with the same place modulo four have in common."""

    items: tuple[str, ...]
    unit: str
    matter: str


@dataclass(frozen=True, slots=True)
class Made:
    """One record. `fields` is front matter as Gongkai knows it; the rest is what Gongkai works out by itself."""

    id: str
    unit: str
    kind: str
    fields: Mapping[str, Value]
    body: str
    catalog_fields: tuple[str, ...]
    statutory: tuple[str, ...]
    disclosures: tuple[str, ...]
    relations: Mapping[str, Sequence[str]]
    """Heading on the page, and the ids below it, from both sides."""


def _series(number: int) -> str:
    """Another code of the issuer for every ten thousand numbers: each is given once."""
    return (
        "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number // 9999)) if number >= 9999 else ""
    )


class RecordMaker:
    """Makes the records with the numbers 0 to `count` - 1, in any order, without remembering them."""

    def __init__(self, content: Content, count: int, seed: int = SEED) -> None:
        self._count, self._seed = count, seed
        self._units = {unit.id: unit.fields for unit in content.units.values()}
        self._items = {key: item for key, item in content.standard.items.items() if item.is_public}
        self._fields = {key: field.field for key, field in content.standard.field_of.items()}
        self._names = tuple(self._items)
        owners = {owner for item in self._items.values() for owner in item.owners}
        self._others = tuple(unit for unit in self._units if unit not in owners)
        self._genres = [term.name for term in content.vocabularies["genres"].terms][:12]
        self._themes = lru_cache(maxsize=64)(self._make_themes)

    def __iter__(self) -> Iterator[Made]:
        return map(self.make, range(self._count))

    def make(self, number: int) -> Made:
        chance = random.Random(f"{self._seed}/{number}")
        theme, kind, day = self._theme(number), KIND_OF_SLOT[number % BLOCK], self._day(number)
        items = [self._items[item] for item in theme.items]
        fields = self._common(number, chance, theme, items)
        fields |= _PARTICULAR[kind](chance, theme, day)
        if kind == "documents":
            fields |= self._document(number, chance, theme, day)
        fields |= {name: [self.id(other)] for name, other in self._declared(number)}
        return Made(
            id=self.id(number),
            unit=theme.unit,
            kind=kind,
            fields=fields,
            body=body(chance) + ("\n（此件公开发布）\n" if kind == "documents" else ""),
            catalog_fields=tuple(dict.fromkeys(self._fields[item] for item in theme.items)),
            statutory=tuple(dict.fromkeys(code for item in items for code in item.statutory)),
            disclosures=KINDS[kind].disclosures,
            relations=self._relations(number),
        )

    def id(self, number: int) -> str:
        """The record's path below `units/`."""
        kind = KIND_OF_SLOT[number % BLOCK]
        return f"{self._theme(number).unit}/{kind}/{self._day(number).year}/{kind[:3]}-{number + 1:07}"

    def _theme(self, number: int) -> Theme:
        return self._themes(number // BLOCK)[number % THEMES]

    def _make_themes(self, block: int) -> tuple[Theme, ...]:
        chance = random.Random(f"{self._seed}/block/{block}")
        return tuple(self._make_theme(chance) for _ in range(THEMES))

    def _make_theme(self, chance: random.Random) -> Theme:
        """Mostly a unit that must disclose the item; some subjects have two items, some none."""
        first = chance.choice(self._names)
        owners = self._items[first].owners
        unit = chance.choice(owners if owners and chance.random() < 0.6 else self._others)
        count = chance.choice((0, 1, 1, 1, 1, 1, 1, 2, 2, 2))
        same_field = [name for name in self._names if self._fields[name] == self._fields[first]]
        items = dict.fromkeys([first, chance.choice(same_field)][:count])
        return Theme(tuple(items), unit, chance.choice(MATTERS))

    def _day(self, number: int) -> date:
        """Records are numbered in the order of their days, blocks spread evenly over the years."""
        start = number // BLOCK * BLOCK
        return FIRST_DAY + timedelta(days=start * (TODAY - FIRST_DAY).days // max(self._count, 1))

    def _common(
        self, number: int, chance: random.Random, theme: Theme, items: Sequence[CatalogItem]
    ) -> dict[str, Value]:
        day = self._day(number)
        published = datetime(day.year, day.month, day.day, 8 + number % 9, chance.randrange(60))  # noqa: DTZ001
        fields: dict[str, Value] = {
            "title": _title(KIND_OF_SLOT[number % BLOCK], chance, theme, day),
            "published": published,
            "summary": f"{day.year}年{theme.matter}：{sentence(chance)}",
            "index_number": f"330799{self._units[theme.unit].code}/{day.year}-{number + 1:07}",
            "items": theme.items,
            "topic": next((item.topic for item in items if item.topic), "02"),
            "keywords": (theme.matter, chance.choice(PLACES), chance.choice(AIMS)),
            "section": "政务公开科",
            "contact": f"0578-62{number % 100_000:05}",
        }
        if chance.random() < 0.15 and day < TODAY - timedelta(days=40):
            fields["modified"] = published + timedelta(days=chance.randint(1, 30))
        return fields

    def _document(self, number: int, chance: random.Random, theme: Theme, day: date) -> dict[str, Value]:
        issued = day - timedelta(days=3)  # the same for all: none replaces one that came after it
        fields: dict[str, Value] = {
            "document_number": f"云测{theme.matter[0]}{_series(number)}发〔{issued.year}〕{number % 9999 + 1}号",
            "issued": issued,
            "genre": chance.choice(self._genres),
            "effective": day,
            "level": "县级",
            "normative": chance.random() < 0.3,
            "interpret": False,
            "no_interpret_reason": "沿用原有规定，没有新的内容",
        }
        replacing = number + REACH
        if replacing < self._count and number in (other for _, other in self._declared(replacing)):
            return fields | {"validity": "废止", "abolished": self._day(replacing)}
        return fields | {"validity": "有效"}

    def _declared(self, number: int) -> Iterator[tuple[str, int]]:
        """Relations that the record's own front matter names."""
        slot = number % BLOCK
        if slot in RELATIONS_OF_SLOT:
            name, other = RELATIONS_OF_SLOT[slot]
            yield name, number - slot + other
        if slot == REPLACING_SLOT and number >= REACH and number // BLOCK % 3 == 0:
            yield "replaces", number - REACH

    def _relations(self, number: int) -> dict[str, list[str]]:
        """Both sides: what this record names, and what names it, under the headings of the page."""
        found: dict[str, list[str]] = defaultdict(list)
        near = number - number % BLOCK
        others = [n for n in (*range(near, near + BLOCK), number + REACH) if n < self._count]
        for name, relation in RELATIONS.items():
            found[relation.here] += [self.id(other) for key, other in self._declared(number) if key == name]
            found[relation.there] += [
                self.id(other)
                for other in others
                for key, end in self._declared(other)
                if (key, end) == (name, number)
            ]
        return {title: ids for title, ids in found.items() if ids}


def _title(kind: str, chance: random.Random, theme: Theme, day: date) -> str:
    place = chance.choice(PLACES)
    match kind:
        case "documents":
            return f"关于做好{day.year}年{place}{theme.matter}工作的通知"
        case "interpretations":
            return f"《关于做好{day.year}年{place}{theme.matter}工作的通知》解读"
        case "notices":
            return f"{place}{theme.matter}{chance.choice(('公告', '公示', '结果公布', '进度通报'))}（{day.year}年第{chance.randint(1, 60)}期）"
        case "services":
            return f"{theme.matter}申请办事指南（{place}）"
        case "enforcement":
            return f"{place}{theme.matter}专项检查结果（{day.isoformat()}）"
        case "lists":
            return f"{place}{theme.matter}事项清单（{day.year}年版）"
        case "statistics":
            return f"{day.year}年{day.month}月{place}{theme.matter}统计数据"
    return f"{place}{theme.matter}项目（{day.year}年）"


def _interpretation(chance: random.Random, _theme: Theme, _day: date) -> dict[str, Value]:
    """What a newspaper explains owes no six elements: both sites have the same to show."""
    return {"form": chance.choice(("文字", "图解", "漫画")), "author_role": "媒体"}


def _notice(chance: random.Random, _theme: Theme, day: date) -> dict[str, Value]:
    return {"notice_type": chance.choice(("通知", "公告", "公示", "政府采购")), "display_from": day}


def _service(chance: random.Random, _theme: Theme, _day: date) -> dict[str, Value]:
    steps = tuple(f"{chance.choice(ACTORS)}{chance.choice(ACTIONS)}" for _ in range(4))
    fields: dict[str, Value] = {
        "service_type": "公共服务",
        "audience": "本县户籍居民",
        "promised_days": "5个工作日",
        "fee": "不收费",
        "legal_basis": ("《社会救助暂行办法》",),
        "conditions": ("本县户籍",),
        "materials": ({"name": "申请书"},),
    }
    return {**fields, "steps": steps, "place": "县政务服务中心", "phone": "0578-6212345"}


def _enforcement(chance: random.Random, theme: Theme, day: date) -> dict[str, Value]:
    return {
        "enforcement_type": "行政检查",
        "party": f"{chance.choice(PLACES)}某经营单位",
        "matter": f"{theme.matter}情况检查",
        "result": chance.choice(("未发现问题", "责令限期改正", "当场改正")),
        "decided_on": day,
    }


def _list(_chance: random.Random, _theme: Theme, day: date) -> dict[str, Value]:
    return {"list_type": "其他清单", "version": f"{day.year}年版"}


def _statistics(_chance: random.Random, _theme: Theme, day: date) -> dict[str, Value]:
    return {"period": f"{day.year}年{day.month}月"}


def _project(chance: random.Random, theme: Theme, day: date) -> dict[str, Value]:
    return {
        "project_type": "民生实事",
        "content": f"{chance.choice(PLACES)}{theme.matter}，{chance.choice(AIMS)}",
        "years": f"{day.year}-{day.year + 1}年",
        "investment": chance.randint(20, 9000),
        "progress": chance.randint(5, 100),
    }


def _nothing(_chance: random.Random, _theme: Theme, _day: date) -> dict[str, Value]:
    return {}


_PARTICULAR: Final = {
    "documents": _nothing,
    "interpretations": _interpretation,
    "notices": _notice,
    "services": _service,
    "enforcement": _enforcement,
    "lists": _list,
    "statistics": _statistics,
    "projects": _project,
}


def main() -> None:
    """Write both sites and leave them there."""
    from benchmarks.speed.sites import write_sites

    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.records", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    wishes = parser.parse_args()
    write_sites(wishes.folder, wishes.records, wishes.seed)


if __name__ == "__main__":
    main()
