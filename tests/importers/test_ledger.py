"""A table of applications becomes ledgers: whatever offices call their columns and however they write days."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.cli import main
from gongkai.content.records import parse_record_text
from gongkai.content.schema import validate
from gongkai.importers.ledger import read_table
from gongkai.model.annual import ROWS
from gongkai.model.ledger import APPLICANT_CODES, Application, Ledger
from tests.conftest import MakeProject

HEADS = {
    "number": ("登记号", "编号", "number"),
    "applicant": ("申请人类别", "申请人类型"),
    "received_on": ("收到日期", "申请日期", "收件时间"),
    "extended_on": ("延期告知日期", "延期日期"),
    "replied_on": ("答复日期", "答复时间"),
    "result": ("办理结果", "答复结果"),
}
LEAVES = [row for row in ROWS if row.is_result]
DAYS = (
    "{0.year}-{0.month:02}-{0.day:02}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
)
WHO = "某某某"

rows = st.builds(
    lambda number, applicant, received, days, row: {
        "number": number, "applicant": applicant, "received_on": received,
        "replied_on": None if days is None else received + timedelta(days), "result": row if days is not None else None,
    },
    st.text("ab12-〔〕号: #{\"", min_size=1, max_size=8).filter(str.strip), st.sampled_from([*APPLICANT_CODES]),
    st.dates(date(2024, 1, 1), date(2026, 11, 1)), st.none() | st.integers(0, 60), st.sampled_from(LEAVES),
)  # fmt: skip


@given(st.lists(rows, min_size=1, max_size=6), st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_in_the_table_is_in_the_ledgers(some: list[dict[str, object]], data: st.DataObject) -> None:
    heads = {key: data.draw(st.sampled_from(names)) for key, names in HEADS.items()}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["某县依申请公开台账"])
    writer.writerow([*heads.values(), "申请人姓名"])
    for row in some:
        day, is_short = data.draw(st.sampled_from(DAYS)), data.draw(st.booleans())
        cells = []
        for key in heads:
            value = row.get(key)
            if isinstance(value, date):
                value = day.format(value)
            elif key == "result" and value is not None:
                value = value.name if is_short else value.code  # type: ignore[attr-defined]
            cells.append("" if value is None else value)
        writer.writerow([*cells, WHO])
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
    read = read_table(out.getvalue().encode(encoding))
    assert not read.problems
    assert read.left_out == ("申请人姓名",)
    found: list[Application] = []
    for year, text in read.ledgers.items():
        assert WHO not in text
        tree, *_ = parse_record_text(text, "yaml", "a.yaml")
        assert tree
        fields, problems = validate(tree, Ledger, "a.yaml")
        assert fields, problems
        assert {each.received_on.year for each in fields.applications} == {year} == {fields.year}
        found += fields.applications
    told = [(e.number, e.applicant, e.received_on, e.replied_on, e.result) for e in found]
    wanted = [
        (
            str(r["number"]).strip(),
            r["applicant"],
            r["received_on"],
            r["replied_on"],
            getattr(r["result"], "code", None),
        )
        for r in some
    ]
    assert sorted(map(repr, told)) == sorted(map(repr, wanted))


def test_the_command_writes_all_or_nothing(make_project: MakeProject, tmp_path: Path) -> None:
    root, table = make_project(), tmp_path / "台账.csv"

    def run(*more: str) -> tuple[int, str]:
        arguments = [
            "--root",
            str(root),
            "--today",
            "2026-11-20",
            "import",
            "ledger",
            str(table),
            "--unit",
            "mzj",
            *more,
        ]
        result = CliRunner().invoke(main, arguments)
        return result.exit_code, result.output

    table.write_text(
        f"登记号,申请人,申请人类别,收到日期,答复日期,办理结果\n1,{WHO},自然人,2026-03-02,昨天,看着办\n2,{WHO},,2026-03-02,,\n",
        "utf-8",
    )
    code, said = run()
    assert code == 1
    assert "第 2 行的“答复日期”" in said
    assert "第 2 行的“办理结果”" in said
    assert "第 3 行的“申请人类别”" in said
    assert WHO not in said
    assert "看着办" not in said
    assert not list(root.rglob("ledgers"))
    table.write_text("登记号,申请人类别,收到日期\n1,个人,2026-03-02\n", "utf-8")
    assert run()[0] == 1
    table.write_text(
        "登记号,申请人类别,收到日期,答复日期,办理结果\n1,自然人,2025-12-30,2026-01-08,予以公开\n2,商业企业,2026-11-16,,\n",
        "utf-8",
    )
    assert run("--dry-run")[0] == 0
    assert not list(root.rglob("ledgers"))
    assert run()[0] == 0
    assert len(list(root.rglob("ysqgk.yaml"))) == 2
    assert run()[0] == 1, "what is there is not overwritten"
    assert run("--replace")[0] == 0
    checked = CliRunner().invoke(main, ["--root", str(root), "--today", "2026-11-20", "check"])
    assert checked.exit_code == 0, checked.output
