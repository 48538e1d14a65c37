"""Every figure equals a count done another way, of the demo county and of counties made up; their sums agree."""

from __future__ import annotations

import random
from concurrent.futures import Executor
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from gongkai.catalog.coverage import Groups
from gongkai.executors import Serial
from gongkai.model.supervision import COUNT, MEAN, MEDIAN, METRICS, RATE
from gongkai.pipeline.due import link_project
from gongkai.pipeline.linking import Linked
from gongkai.reports.board import Board
from gongkai.reports.metrics import METRICS as WAYS_TO_COUNT
from gongkai.reports.timing import timings
from gongkai.reports.values import Value, rate
from tests.conftest import CALL, REPOSITORY, SIX_ELEMENTS, TODAY, MakeProject, record
from tests.reading import read_project
from tests.supervision.counting import WAYS, Count, explained_by, middle


def counted(root: Path, today: date = TODAY) -> tuple[Board, dict[str, Count]]:
    linked = link_project(root, today, cast(Executor, Serial()))
    assert isinstance(linked, Linked), linked
    public = linked.public
    project = read_project(root)
    records = [r for r in project.records if r.id in public.by_id]
    assert len(records) == len(public.entries)
    told = list(timings(public, today))
    explained = explained_by(records)
    counts = {
        unit: Count(
            project,
            today,
            unit,
            [r for r in records if r.unit == unit],
            explained,
            {name: entry.validity for name, entry in public.by_id.items()},
            {name: entry.topic for name, entry in public.by_id.items()},
            {},
            told,
            {pair for pair, number in public.on_request.items() if number},
        )
        for unit in public.units
    }
    return Board(public, Groups(public), today), counts


def check(value: Value, found: list[tuple[int, int] | list[int]]) -> None:
    """`found` has the count of one unit, or those of all."""
    indicator, what = value.indicator, f"{value.indicator.code} {value.unit or 'county'}"
    if indicator.measure == MEDIAN:
        amounts = [amount for some in found for amount in some]
        assert value.number == middle(amounts), what
        return
    numerator, denominator = (sum(pair[i] for pair in found) for i in (0, 1))
    assert value.numerator == numerator, what
    if indicator.measure == COUNT:
        assert value.number == numerator, what
        return
    assert value.denominator == denominator, what
    if indicator.measure == RATE:
        assert value.number == rate(numerator, denominator), what
        assert value.number is None or 0 <= value.number <= 100, what
    else:
        assert indicator.measure == MEAN
        expected = None if not denominator else round(numerator / denominator, 1)
        assert value.number is None or abs(float(value.number) - (expected or 0)) < 0.1001, what


def agree(root: Path, today: date = TODAY) -> Board:
    board, counts = counted(root, today)
    for place, indicator in enumerate(board.indicators):
        found = {unit: WAYS[indicator.metric](count, indicator) for unit, count in counts.items()}
        for unit, each in found.items():
            check(board.values(unit)[place], [each])
        check(board.county[place], list(found.values()))
    return board


def test_there_is_another_way_for_every_metric() -> None:
    assert set(WAYS) == set(WAYS_TO_COUNT) == set(METRICS)


@pytest.mark.parametrize("today", [TODAY, date(2026, 2, 28), date(2027, 1, 31)])
def test_the_figures_of_the_demo_are_counted_right(today: date) -> None:
    board = agree(REPOSITORY, today)
    assert len(board.indicators) >= 30
    names = {
        case.name
        for value in board.county
        for found in value.found
        for case in found.cases
        if found.of == "record"
    }
    titles = {each.title for each in timings(board.catalog, today) if not each.record}
    assert names <= board.catalog.by_id.keys() | titles, "every figure is traced to records that are public"


def made_up(seed: int) -> dict[str, str]:
    """Some dozens of records of two units, as chance has it: public and not, in time and late, whole and wanting."""
    chance = random.Random(seed)
    files: dict[str, str] = {}
    documents: list[str] = []

    def day(first: date = date(2025, 6, 1), last: date = date(2026, 12, 1)) -> date:
        return first + timedelta(chance.randrange((last - first).days))

    def add(unit: str, kind: str, published: date, **fields: str) -> str:
        name = f"{unit}/{kind}/{published.year}/r{len(files)}"
        common = {"发布日期": f"{published} 09:30"}
        if chance.random() < 0.3:
            common["内容概述"] = "说明"
        if chance.random() < 0.3:
            common["关键词"] = "[甲, 乙]"
        if chance.random() < 0.4:
            common["公开事项"] = "shjz-04"
        if chance.random() < 0.15:
            common |= {"公开方式": chance.choice(["依申请公开", "主动公开"])}
        if chance.random() < 0.1:
            common["状态"] = "草稿"
        files[f"content/units/{name}.md"] = record("文", **common, **fields)
        return name

    for _ in range(60):
        unit, out = chance.choice(["mzj", "qtz"]), day()
        match chance.randrange(7):
            case 0 | 1:
                fields = {"成文日期": str(out - timedelta(chance.randrange(40)))}
                fields["规范性文件"] = chance.choice(["是", "否"])
                if chance.random() < 0.2:
                    fields["发文层级"] = chance.choice(["省级", "县级"])
                if chance.random() < 0.2:
                    fields |= {"是否解读": "否", "不解读理由": "内容简单"}
                documents.append(add(unit, "documents", out, **fields))
            case 2 if documents:
                form = chance.choice(["文字", "图解"])
                target = chance.choice(documents)
                add(
                    unit, "interpretations", out, 解读对象=f"[{target}]", 解读形式=form, 解读要素=SIX_ELEMENTS
                )
            case 3:
                start = out
                end = start + timedelta(chance.randrange(10, 50))
                fields = {"开始日期": str(start), "截止日期": str(end), **CALL}
                if chance.random() < 0.5:
                    fields |= {"反馈日期": str(end + timedelta(chance.randrange(1, 50))), "收到意见": "3"}
                    fields["意见采纳"] = (
                        "[{意见: 甲, 条数: 2, 采纳情况: 采纳}, {意见: 乙, 采纳情况: 未采纳, 理由: 无}]"
                    )
                add(unit, "consultations", out, **fields)
            case 4:
                fields = {
                    "来源": "网友留言",
                    "来信内容": "路灯不亮",
                    "来信日期": str(out - timedelta(chance.randrange(120))),
                }
                if chance.random() < 0.7:
                    fields |= {"答复日期": str(out), "答复内容": "已修好"}
                    if chance.random() < 0.5:
                        fields["满意度"] = chance.choice(["满意", "不满意"])
                add(unit, "messages", out, **fields)
            case 5:
                held = datetime.combine(out, datetime.min.time()) - timedelta(hours=chance.randrange(1, 90))
                fields = {"开始时间": held.isoformat(" ", "minutes"), "召开机构": "县政府"}
                if chance.random() < 0.5:
                    fields["列席代表"] = (
                        "[{类别: 人大代表, 发言: 好, 采纳情况: 采纳}, {类别: 群众代表, 发言: 慢}]"
                    )
                if chance.random() < 0.5:
                    fields["议题"] = "[{议题: 甲}]"
                if chance.random() < 0.2:
                    fields["会议类型"] = "专题会议"
                add(unit, "meetings", out, **fields)
            case _:
                happened = datetime.combine(out, datetime.min.time()) - timedelta(
                    hours=chance.randrange(1, 99)
                )
                fields = {"发生时间": happened.isoformat(" ", "minutes")}
                if chance.random() < 0.7:
                    fields["回应时间"] = f"{out} 08:00"
                add(unit, "responses", out, **fields)
    return files


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_of_made_up_counties_are_counted_right(make_project: MakeProject, seed: int) -> None:
    agree(make_project(made_up(seed)), date(2026, 11, 20) - timedelta(40 * seed))


def test_made_up_counties_have_something_to_count(make_project: MakeProject) -> None:
    board, _ = counted(make_project(made_up(1)))
    kinds = {entry.kind for entry in board.catalog.entries}
    assert kinds >= {"documents", "interpretations", "consultations", "messages", "meetings", "responses"}
    assert sum(value.denominator > 0 for value in board.county) >= 40
