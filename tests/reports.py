"""Annual reports for tests: blank ones, and any with given numbers."""

from __future__ import annotations

import json
from decimal import Decimal

from gongkai.model.annual import ACTIVE, CELLS, COLUMNS, OUTCOMES, REMEDY_OF, ROWS, SECTIONS, Cells, plain


def blank_report(year: int) -> dict[str, str]:
    """The fields of a report whose numbers are all 0, by Chinese label, each in one line of YAML."""
    return fields_of(year, {})


def fields_of(year: int, cells: Cells, covers: str = "本机关") -> dict[str, str]:
    """The fields of a whole report with these numbers, 0 where there is none."""
    given = {**dict.fromkeys(CELLS, Decimal()), **cells}

    def number(key: str) -> str:
        return plain(given[key])

    active = [
        {"block": r.block, "name": r.name, **{c: number(f"2.{r.code}.{c}") for c in r.columns}}
        for r in ACTIVE
    ]
    applications = [{"row": r.code, "counts": [number(f"3.{r.code}.{c}") for c in COLUMNS]} for r in ROWS]
    litigation = [
        {"kind": kind, **{o: number(f"4.{code}.{o}") for o in OUTCOMES}} for code, kind in REMEDY_OF.items()
    ]
    sections = [
        {"title": SECTIONS[1], "text": "全年公开信息**264条**。"},
        {"title": SECTIONS[5], "text": "存在的问题：\n\n- 解读形式单一；\n- 答复说理不够。"},
        {"title": SECTIONS[6], "text": "本年度没有收取政府信息公开信息处理费。"},
    ]
    parts = {
        "报告内容": sections,
        "主动公开情况": active,
        "申请情况": applications,
        "复议诉讼情况": litigation,
    }
    return {
        "年度": str(year),
        "报告范围": covers,
        **{label: json.dumps(value, ensure_ascii=False) for label, value in parts.items()},
    }
