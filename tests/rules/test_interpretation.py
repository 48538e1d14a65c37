"""Rules of interpretations: a missing element names both files and the line; each form has what it needs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.content.schema import shape_of
from gongkai.findings import Finding
from gongkai.model.interpretation import FORMS, OWN_FORMS, SixElements
from gongkai.pipeline.checking import check_project
from tests.conftest import SIX_ELEMENTS, TODAY, MakeProject, record

HERE = "content/units/mzj/interpretations/2026/a.md"
DOCUMENT = "content/units/mzj/documents/2026/d.md"
ELEMENTS = tuple(shape.label for shape in shape_of(SixElements).values())
SPEAKER = "\n  - {姓名: 王明, 职务职称: 教授, 所在单位: 云溪学院}"
NEEDS = {
    "问答": {"问答": "\n  - {问: 几天, 答: 三天}"},
    "视频": {"音视频": "{播放地址: https://v.example/1, 时长: 3分}", "文字稿": "大家好。"},
    "音频": {"音视频": "{播放地址: https://v.example/1, 时长: 3分}", "文字稿": "大家好。"},
    "发布会": {"举行时间": "2026-03-12 10:00", "发言人": SPEAKER},
    "访谈": {"举行时间": "2026-03-12 10:00", "发言人": SPEAKER},
    "专家解读": {"发言人": SPEAKER},
    "媒体解读": {"媒体名称": "云溪日报", "原文地址": "https://news.example/1"},
}


def elements(*left_out: str, **marked: str) -> str:
    return "".join(f"\n  {name}: {marked.get(name, '有')}" for name in ELEMENTS if name not in left_out)


def findings(make_project: MakeProject, **fields: str) -> list[Finding]:
    files = {HERE: record(解读对象="mzj/documents/2026/d", **fields), DOCUMENT: record()}
    return list(check_project(make_project(files), TODAY).findings)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(ELEMENTS)), st.sets(st.sampled_from(ELEMENTS)))
def test_every_missing_element_is_told_with_both_files_and_the_line(
    make_project: MakeProject, left_out: set[str], not_concerned: set[str]
) -> None:
    marked = dict.fromkeys(not_concerned, "不涉及：首次制定")
    given_elements = elements(*left_out, **marked) or " {}"
    found = findings(make_project, 解读要素=given_elements)
    assert {f.words["label"] for f in found} == left_out
    for finding in found:
        assert (finding.code, finding.severity) == ("P101", "error")
        assert (finding.location.path, finding.location.line) == (HERE, 5)
        assert DOCUMENT in finding.message()
        assert DOCUMENT in finding.message("en")


def test_the_document_may_name_its_interpretation_instead(make_project: MakeProject) -> None:
    files = {
        HERE: record(解读要素=elements("主要内容")),
        DOCUMENT: record(相关解读="mzj/interpretations/2026/a"),
    }
    (finding,) = check_project(make_project(files), TODAY).findings
    assert (finding.code, finding.words["documents"]) == ("P101", DOCUMENT)


def test_no_elements_at_all_are_six_errors(make_project: MakeProject) -> None:
    found = findings(make_project)
    assert [f.words["label"] for f in found if f.code == "P101"] == sorted(
        ELEMENTS, key=[f.words["label"] for f in found].index
    )
    assert len(found) == len(ELEMENTS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", ["起草部门", "负责人", "专家", "媒体"])
def test_who_owes_the_elements(make_project: MakeProject, form: str, role: str) -> None:
    found = findings(make_project, 解读形式=form, 解读人=role, **NEEDS.get(form, {}))
    is_due = form in OWN_FORMS and role in ("起草部门", "负责人")
    assert {f.code for f in found} == ({"P101"} if is_due else set())


@pytest.mark.parametrize("form", NEEDS)
def test_each_form_has_what_it_needs(make_project: MakeProject, form: str) -> None:
    whole = {"解读形式": form, "解读要素": elements(), **NEEDS[form]}
    assert findings(make_project, **whole) == []
    for label in NEEDS[form]:
        fields = {key: value for key, value in whole.items() if key != label}
        (finding,) = findings(make_project, **fields)
        assert (finding.code, finding.words["label"], finding.location.line) == ("P102", label, 5)


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"音视频": "\n  时长: 3分"}, "P103", 12),
        ({"解读形式": "专家解读", "发言人": "\n  - 姓名: 王明"}, "P104", 14),
        ({"新旧对比": "\n  - {项目: 金额, 旧政策: 十元, 新政策: 十元}"}, "P106", 13),
    ],
)
def test_what_is_half_written_is_told(
    make_project: MakeProject, fields: dict[str, str], code: str, line: int
) -> None:
    (finding,) = findings(make_project, 解读要素=elements(), **fields)
    assert (finding.code, finding.location.line) == (code, line)


def test_a_table_of_differences_contradicts_that_there_are_none(make_project: MakeProject) -> None:
    none = elements(新旧政策差异="不涉及")
    (finding,) = findings(
        make_project, 解读要素=none, 新旧对比="\n  - {项目: 金额, 旧政策: 十元, 新政策: 百元}"
    )
    assert (finding.code, finding.location.line) == ("P105", 11)


DUTY = "content/units/mzj/documents/2026/"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"规范性文件": "是"}, "P107"),
        ({}, None),
        ({"是否解读": "否"}, "P108"),
        ({"是否解读": "否", "不解读理由": "人事任免"}, None),
        ({"是否解读": "是"}, "P109"),
        ({"是否解读": "是", "状态": "草稿"}, None),
        ({"是否解读": "是", "解读方案": "图解"}, None),
        ({"是否解读": "是", "解读方案": "图解", "不解读理由": "人事任免"}, "P110"),
    ],
)
def test_a_document_is_returned_where_its_interpretation_is_not_planned(
    make_project: MakeProject, fields: dict[str, str], code: str | None
) -> None:
    root = make_project({DUTY + "x.md": record(**fields)})
    found = {finding.code for finding in check_project(root, date(2026, 3, 12)).findings}
    assert found == ({code} if code else set())


def test_an_interpretation_does_for_the_plan_while_it_is_public(make_project: MakeProject) -> None:
    """Whichever side declares it; and `check` sees it come and go."""
    told = "content/units/mzj/interpretations/2026/y.md"
    out = {"解读对象": "mzj/documents/2026/x", "解读要素": SIX_ELEMENTS}
    root = make_project({DUTY + "x.md": record(是否解读="是"), told: record(**out)})
    day = date(2026, 3, 12)  # of its publication: no time is up yet
    assert not check_project(root, day).findings
    (root / told).write_text(record(**out, 状态="草稿"), "utf-8")
    assert [finding.code for finding in check_project(root, day).findings] == ["P109"]
