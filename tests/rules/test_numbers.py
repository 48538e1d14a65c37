"""Document numbers: each wrong way of writing one is told with the right form."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model.numbers import DOCUMENT_NUMBER, right_form
from gongkai.pipeline.checking import check_project
from tests.conftest import TODAY, MakeProject, record

DOCUMENT = "content/units/mzj/documents/2026/a.md"
words = st.from_regex(re.compile("[云澜青][政民教办环]{0,6}[发函字]"), fullmatch=True)
years, numbers = st.integers(1950, 2049), st.integers(1, 99999)
MARKED = "正文。\n\n（此件公开发布）"


@given(
    words,
    years,
    numbers,
    st.sampled_from(["〔〕", "[]", "［］", "()", "（）", "【】", "〈〉", "<>", "{}"]),
    st.sampled_from(["", "第", "No.", "0", "00", "第0"]),
    st.sampled_from(["号", "號", ""]),
    st.sampled_from(["", " ", "　"]),
    st.booleans(),
)
def test_the_right_form_is_told_of_every_wrong_one(
    word: str, year: int, number: int, brackets: str, before: str, after: str, space: str, wide: bool
) -> None:
    right = f"{word}〔{year}〕{number}号"
    digits = f"{before}{number}"
    if wide:
        digits = digits.translate({ord(str(i)): chr(0xFF10 + i) for i in range(10)})
    written = f"{word}{space}{brackets[0]}{year}{brackets[1]}{space}{digits}{after}"
    assert right_form(written) == right
    assert bool(DOCUMENT_NUMBER.fullmatch(written)) == (written == right)


@pytest.mark.parametrize(
    "text", ["云政办发12号", "国务院令第713号", "〔2026〕12号", "云政办发〔2026〕0号", "", "2026"]
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert right_form(text) == ""


def test_the_clerk_is_told_what_to_write(make_project: MakeProject) -> None:
    root = make_project({DOCUMENT: record(文号='"云民发[2026]第03号"')})
    (finding,) = check_project(root, TODAY).findings
    assert (finding.code, finding.location.line) == ("S109", 4)
    assert "云民发〔2026〕3号" in finding.hint()
    assert "云民发〔2026〕3号" in finding.hint("en")


def test_a_number_of_another_unit_or_year_is_told(make_project: MakeProject) -> None:
    root = make_project({DOCUMENT: record(MARKED, 文号="清政发〔2025〕3号", 成文日期="2026-03-11")})
    for unit, word in (("mzj", "云民发"), ("qtz", "清政发")):
        path = root / f"content/units/{unit}/unit.yaml"
        path.write_text(path.read_text("utf-8") + f"机关代字: {word}\n", "utf-8")
    found = check_project(root, TODAY).findings
    assert [(f.code, f.location.line) for f in found] == [("C104", 4), ("C105", 4)]
    assert "content/units/qtz/unit.yaml" in found[0].message()
    assert "云民发" in found[0].hint()
    (root / DOCUMENT).write_text(
        record(MARKED, 文号="清政发〔2026〕3号", 成文日期="2026-03-11", 发文机关="清潭镇人民政府"), "utf-8"
    )
    assert check_project(root, TODAY).findings == ()
