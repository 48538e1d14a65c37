"""report annual: from a ledger to a report that passes every rule; nothing of the ledger comes out."""

from __future__ import annotations

import io
from pathlib import Path

from click.testing import CliRunner, Result
from docx import Document

from gongkai.cli import main
from gongkai.model.annual import COLUMNS, ROWS
from tests.conftest import REPOSITORY, MakeProject, build, record

CANARY = "金丝雀"
LEDGER = f"""\
# {CANARY}注释
标题: {CANARY}标题
内容概述: {CANARY}概述
关键词: [{CANARY}关键词]
年度: 2025
申请:
  - {{登记号: {CANARY}一, 申请人类别: 自然人, 收到日期: 2025-03-03, 答复日期: 2025-03-14, 办理结果: granted}}
  - {{登记号: {CANARY}二, 申请人类别: 商业企业, 收到日期: 2025-03-03, 答复日期: 2025-06-27, 办理结果: deny.third,
     收费: {{收费通知日期: 2025-03-10, 金额: 120, 实收: 100.5}},
     复议诉讼: [{{类别: 行政复议, 受理日期: 2025-07-01}}]}}
  - {{登记号: {CANARY}三, 申请人类别: 自然人, 收到日期: 2025-12-22}}
主动公开情况:
  - {{所属: 第二十条第（五）项, 信息内容: 行政许可, 本年处理决定数量: 46}}
正文: {CANARY}正文
""".replace("收费: {", "信息处理费: {")
FILES = {
    "content/units/mzj/ledgers/2025/台账.yaml": LEDGER,
    "content/units/mzj/documents/2025/a.md": record(
        规范性文件="是",
        是否解读="否",
        不解读理由="只改办理地点",
        成文日期="2025-03-01",
        发布日期="2025-03-02",
    ),
    "content/units/mzj/documents/2025/b.md": record(
        规范性文件="是",
        是否解读="否",
        不解读理由="只改办理地点",
        成文日期="2025-02-01",
        发布日期="2025-02-02",
        失效日期="2025-08-01",
    ),
    "content/units/mzj/enforcement/2025/c.md": record(
        执法类型="行政处罚", 决定日期="2025-04-01", 发布日期="2025-04-02"
    ),
    "content/units/qtz/notices/2025/d.md": record(发布日期="2025-04-02"),
}


def run(root: Path, *arguments: str) -> Result:
    """In this process: there are many."""
    return CliRunner().invoke(main, ["--root", str(root), "--today", "2026-11-20", *arguments])


def test_a_ledger_becomes_a_report_that_passes_every_rule(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(FILES)
    target = root / "content/units/mzj/reports/2026/nianbao.yaml"
    arguments = ("report", "annual", "mzj", "--year", "2025", "--format", "yaml", "--output", str(target))
    result = run(root, *arguments)
    assert result.exit_code == 0, result.stderr
    assert run(root, *arguments).exit_code == 1, "what is there is not overwritten"
    draft = target.read_text("utf-8")
    assert "发出信息处理费收费通知1件，总金额120元，实际收取100.5元" in draft
    assert "- {行: new, 数量: [2, 1, 0, 0, 0, 0, 3]}" in draft
    assert "- {行: carried_out, 数量: [1, 0, 0, 0, 0, 0, 1]}" in draft
    assert "- {类别: 行政复议, 结果维持: 0, 结果纠正: 0, 其他结果: 0, 尚未审结: 1, 总计: 1}" in draft
    assert "信息内容: 行政规范性文件, 本年制发件数: 2, 本年废止件数: 1, 现行有效件数: 1}" in draft
    assert "信息内容: 行政许可, 本年处理决定数量: 46}" in draft
    assert "信息内容: 行政处罚, 本年处理决定数量: 1}" in draft
    assert run(root, "check").exit_code == 0, "a draft need not be whole"
    target.write_text(draft.replace("状态: 草稿", "状态: 发布"), "utf-8")
    told = run(root, "check").stdout
    assert told.count("错误 N115") == 2
    written = draft.replace("状态: 草稿", "状态: 发布").replace("（请填写", "（已经写好")
    target.write_text(written, "utf-8")
    told = run(root, "check").stdout
    assert " N1" not in told
    assert "完全一致" in run(root, "report", "annual", "mzj", "--year", "2025").stdout
    target.write_text(written.replace("[2, 1, 0, 0, 0, 0, 3]", "[3, 1, 0, 0, 0, 0, 3]"), "utf-8")
    told = run(root, "check").stdout
    assert {"N111", "N113", "N124"} <= {
        word.strip("：") for word in told.split() if word.startswith("N1")
    } | {part[:4] for part in told.replace("：", " ").split() if part.startswith("N1")}


def test_nothing_of_a_ledger_comes_out(make_project: MakeProject, tmp_path: Path) -> None:
    """Not in the site, not in what the commands print or write, not when the ledger is wrong."""
    root = make_project(FILES)
    out = tmp_path / "out"
    said = ""
    for form in ("text", "yaml", "docx", "csv", "page"):
        result = run(
            root, "report", "annual", "mzj", "--year", "2025", "--format", form, "-o", str(out / form)
        )
        assert result.exit_code == 0, result.stderr
        said += result.stdout + result.stderr
    said += run(root, "report", "annual", "--county", "--year", "2025").stdout
    table = Document(io.BytesIO((out / "docx").read_bytes())).tables[1]
    assert [cell.text for cell in table.rows[3].cells][3:] == ["2", "1", "0", "0", "0", "0", "3"]
    assert len(table.rows) == 3 + len(ROWS)
    assert len(table.columns) == 3 + len(COLUMNS)
    broken = LEDGER.replace("答复日期: 2025-03-14", "答复日期: 2025-02-14").replace(
        "  - {登记号: 金丝雀三", "  - {登记号: 金丝雀一"
    )
    site = build(root)
    (root / "content/units/mzj/ledgers/2025/台账.yaml").write_text(broken, "utf-8")
    for form in ("text", "json", "github", "sarif"):
        said += run(root, "check", "--format", form).stdout
    assert "N201" in said
    assert "N203" in said
    canary = CANARY.encode()
    assert canary not in said.encode()
    assert "\\u91d1\\u4e1d\\u96c0" not in said
    for folder in (site, out):
        for path in folder.rglob("*"):
            assert CANARY not in path.name
            assert not path.is_file() or canary not in path.read_bytes(), path
    assert not list(site.rglob("ledgers*"))


def test_a_new_ledger_can_be_filled_in(make_project: MakeProject) -> None:
    root = make_project()
    result = run(root, "new", "ledgers", "mzj", "ysqgk")
    assert result.exit_code == 0, result.stderr
    path = root / "content/units/mzj/ledgers/2026/ysqgk.yaml"
    assert "年度: 2026" in path.read_text("utf-8")
    assert run(root, "check").exit_code == 0
    path.write_text(
        path.read_text("utf-8") + "申请: [{登记号: 一, 申请人类别: 自然人, 收到日期: 2026-11-16}]\n", "utf-8"
    )
    counted = run(root, "report", "annual", "mzj", "--year", "2026").stdout
    assert "一、本年新收政府信息公开申请数量" in counted
    assert run(root, "check").exit_code == 0


def test_a_mistake_is_told_with_what_to_type(make_project: MakeProject) -> None:
    root = make_project(FILES)
    for arguments, code, words in (
        (("annual",), 2, "--county"),
        (("annual", "mzj", "--county"), 2, "二者只写一个"),
        (("annual", "mz"), 1, "是不是 mzj？"),
        (("annual", "mzj", "--year", "2027"), 1, "2027 年还没有到"),
    ):
        result = run(root, "report", *arguments)
        assert result.exit_code == code
        assert words in result.stderr
        assert "Traceback" not in result.stderr


def test_the_reports_of_the_demo_county_are_what_is_counted() -> None:
    """The county and three of its units, each of two years."""
    for arguments, years in (
        (("--county",), (2025,)),
        *(((unit,), (2024, 2025)) for unit in ("xzfb", "mzj", "fgj")),
    ):
        for year in years:
            result = run(REPOSITORY, "report", "annual", *arguments, "--year", str(year))
            assert result.exit_code == 0, result.output
            assert "完全一致" in result.stdout, result.stdout


def test_what_is_late_or_due_in_a_ledger_is_told_and_persons_in_it_are_refused(
    make_project: MakeProject,
) -> None:
    ledger = """\
年度: 2026
申请:
  - {登记号: 金丝雀一, 申请人类别: 自然人, 收到日期: 2026-10-09}
  - {登记号: 金丝雀二, 申请人类别: 自然人, 收到日期: 2026-10-30, 延期告知日期: 2026-11-18}
  - {登记号: 金丝雀三, 申请人类别: 自然人, 收到日期: 2026-11-02}
"""
    path = "content/units/mzj/ledgers/2026/台账.yaml"
    root = make_project({path: ledger})
    said = run(root, "check").stdout
    assert f"{path}:3:5: 提醒 T102：逾期未办：“C18 依申请公开：答复申请人”应当不晚于 2026-11-05" in said
    assert "共 0 个错误，1 个提醒" in said
    due = run(root, "report", "due").stdout
    assert "2026-11-05 逾期" in due
    assert "2026-11-30 还有 10 天" in due
    assert "2026-12-25" not in due, "an extension puts the day off"
    assert "2026-12-25" in run(root, "report", "due", "--days", "60").stdout
    assert CANARY not in said + due
    (root / path).write_text(ledger.replace("金丝雀三", "33079919800307843X"), "utf-8")
    said = run(root, "check").stdout
    assert "33079919800307843X" not in said
    assert f"{path}:5:" in said
    assert "错误 H1" in said
