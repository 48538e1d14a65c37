"""The examples of the rules are true: the wrong one is found, the right one is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.findings import Finding
from gongkai.messages import FAMILIES, RULES
from gongkai.messages.explained import EXPLAINED
from gongkai.pipeline.checking import check_project
from tests.conftest import CALL, REPOSITORY, SIX_ELEMENTS, TODAY, MakeProject, record
from tests.reports import blank_report

BESIDE_RECORDS = {
    "A111", "A112", "A113", "A114", "A115", "A121", "A122",
    "G101", "G102", "G105", "G106", "G111", "G112", "G113", "G114", "G115", "G116", "G117", "G118", "G119",
    "C101", "C102", "C103", "D105", "D109", "L106", "M108", "R112", "R113", "R114", "R115", "R116", "R117", "R118",
    "S112", "S115", "S118", "S119", "S121", "S122", "Y105", "Y106",
    "N104", "N111", "N112", "N113", "N117", "N121", "N122", "N123", "N124", "N206",
    "T105", "T106", "T107", "T121", "T122", "T123", "T124", "T125", "T126",
}  # fmt: skip
"""Rules whose example is not of one record, or is cut short."""
OF_RECORDS = {"B131", "B141"}
"""Rules on the portal that have their example in a record; the others are in tests/rules/test_site.py."""
KINDS = {
    "B141": "services",
    "M": "meetings", "W": "meetings", "P107": "documents", "P108": "documents", "P109": "documents", "P10": "interpretations", "P12": "consultations", "P14": "decisions",
    "R101": "meetings", "S107": "consultations", "S108": "projects", "S114": "interpretations",
    "G12": "evaluations", "Q10": "messages", "Q12": "statistics", "Q14": "responses",
    "S117": "consultations", "D104": "notices", "D110": "notices", "N1": "reports", "N2": "ledgers",
    "T101": "enforcement", "T102": "responses", "T103": "meetings", "T104": "consultations",
}  # fmt: skip
OWED = {
    "meetings": {"开始时间": "2026-03-12 09:00", "召开机构": "县政府", "发布日期": "2026-03-12 12:00"},
    "interpretations": {
        "解读对象": "[mzj/documents/2026/open]",
        "解读要素": SIX_ELEMENTS.replace("不涉及", "标准提高"),
    },
    "consultations": {"开始日期": "2026-03-01", "截止日期": "2026-04-10", **CALL},
    "decisions": {"年度": "2026"},
    "projects": {},
    "messages": {"来源": "网友留言", "来信内容": "路灯不亮。"},
    "statistics": {"统计时期": "2026年10月"},
    "evaluations": {"评议类型": "满意度调查", "年度": "2026"},
    "responses": {"发生时间": "2026-03-02 08:00"},
    "reports": blank_report(2025),
}
"""What a record of a kind owes beside the example."""
ALONE = {"P121": {"征求意见稿"}, "P122": {"反馈方式"}, "P101": {"解读要素"}}
"""Fields that the wrong example leaves out."""
TOGETHER = {"C103", "N117", "N206"}
"""What examples that stand beside each other break together."""
OTHERS = {
    "content/units/mzj/documents/2026/open.md": record(),
    "content/units/mzj/documents/2026/已经公开的文件.md": record(),
    "content/units/mzj/documents/2026/一份草稿.md": record(状态="草稿"),
    "content/units/mzj/notices/2026/dongji-jiuzhu.md": record(),
    "content/units/mzj/notices/2026/另一条.md": record(),
    "content/units/mzj/notices/2026/还在的记录.md": record(),
    "content/units/mzj/consultations/2026/zhengqiu.md": record(
        开始日期="2026-01-01", 截止日期="2026-02-10", **CALL
    ),
    "content/units/fgj/documents/2026/jia.md": record(),
    "content/topics/youhua-yingshang.md": "---\n标题: 优化营商环境\n内容概述: 说明。\n更新日期: 2026-01-01\n---\n\n正文\n",
}


def kind_of(code: str) -> str:
    return next((kind for start, kind in KINDS.items() if code.startswith(start)), "documents")


def examples() -> Iterator[tuple[str, str, str]]:
    """Code, path and text of the examples that are of a record."""
    for code, why in EXPLAINED.items():
        if (code[0] in "YSRLDMPTWQANG" or code in OF_RECORDS) and code not in BESIDE_RECORDS:
            for name, text in (("wrong", why.wrong), ("right", why.right)):
                yield (
                    code,
                    f"content/units/mzj/{kind_of(code)}/2026/{code.lower()}-{name}.md",
                    _whole(code, name, text),
                )


def _whole(code: str, name: str, example: str) -> str:
    """An example with what a record owes beside it."""
    if code[0] == "L":
        return record(example)
    fields, _, body = (
        example.removeprefix("---\n").partition("\n---\n") if "\n---\n" in example else (example, "", "")
    )
    if code[0] == "R":
        example = fields = fields.replace("本记录", f"{code.lower()}-{name}")
        fields = fields.replace("notices/2026/r105", "documents/2026/r105")
    given = {line.partition(":")[0] for line in fields.splitlines()}
    left_out = ALONE.get(code, set()) if name == "wrong" else set()
    owed = {"标题": "一份记录", "发布日期": "2026-03-12 09:30", **OWED.get(kind_of(code), {})}
    if code in ("S102", "Y108") and name == "wrong":
        owed = {}
    own = "".join(f"{key}: {text}\n" for key, text in owed.items() if key not in given | left_out)
    return f"---\n{own}{fields}\n---\n\n{body.strip() or '正文。'}\n"


def test_every_rule_is_explained_in_both_languages_and_says_what_to_do() -> None:
    assert EXPLAINED.keys() == RULES.keys(), "explain new rules in gongkai/messages/explained"
    assert {code[0] for code in RULES} == FAMILIES.keys()
    for code, why in EXPLAINED.items():
        rule = RULES[code]
        assert rule.hint_zh, code
        assert rule.hint_en, code
        assert why.zh.endswith("。"), code
        assert why.en.endswith("."), code
        assert why.wrong != why.right, code


def test_only_duties_of_quality_and_timing_can_be_waived() -> None:
    waivable = {code for code, rule in RULES.items() if rule.waivable}
    assert waivable
    assert not {code for code in waivable if code[0] in "FYSDWV"}
    assert {code for code in waivable if code[0] in "RLCB"} == {
        "R106",
        "L105",
        "L108",
        "C104",
        "C105",
        "B141",
    }


def test_the_wrong_example_is_found_and_the_right_one_is_not(make_project: MakeProject) -> None:
    written = {path: (code, text) for code, path, text in examples()}
    files = {**OTHERS, **{path: text for path, (_, text) in written.items()}}
    unit = make_project() / "content/units/mzj/unit.yaml"
    files["content/assessment/2026.yaml"] = (REPOSITORY / "content/assessment/2026.yaml").read_text("utf-8")
    root: Path = make_project({**files, "content/units/fgj/unit.yaml": unit.read_text("utf-8")})
    for name in ("名单.csv", "流程图.png", "填报表.xlsx"):
        for kind in ("documents", "meetings"):
            (root / "content/units/mzj" / kind / "2026" / name).write_text("a", "utf-8")
    found: dict[str, set[str]] = {}
    for finding in check_project(root, TODAY).findings:
        assert _is_there(root, finding), finding
        found.setdefault(finding.location.path, set()).add(finding.code)
    mistaken = []
    for path, (code, _) in written.items():
        codes = found.get(path, set())
        if (code in codes) != ("-wrong" in path) or (
            "-right" in path and {c for c in codes if RULES[c].severity == "error"} - TOGETHER
        ):
            mistaken.append((path, sorted(codes)))
    assert not mistaken, "\n".join(map(str, mistaken))


def _is_there(root: Path, finding: Finding) -> bool:
    """Whether a finding names a line of a file, and a column of that line (one past its end at most)."""
    place = finding.location
    lines = (root / place.path).read_text("utf-8").split("\n")
    is_of_file = finding.code.startswith(("F", "H13")) and place.line == 0
    return is_of_file or (
        1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1
    )
