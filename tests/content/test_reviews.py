"""Sign-offs are written into a file, and not a byte of the rest is another."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.content.records import parse_record_text
from gongkai.content.reviews import with_reviews
from gongkai.content.schema import validate
from gongkai.model.kinds import KINDS
from gongkai.model.record import RecordFields
from gongkai.model.review import Review

MODEL = KINDS["notices"].fields
NEW = Review(
    step="审发", by="分管领导岗: 甲", date=date(2026, 3, 12), reason='他说 "再看"', digest="SHA256:a+/b"
)
OLD = (
    ("初审", "信息岗", "2026-03-10"),
    ("审核", "负责岗", "2026-03-11"),
    ("保密审查", "保密岗", "2026-03-11"),
)
WORDS = {True: ("审核", "环节", "审核人", "日期"), False: ("reviews", "step", "by", "date")}


def fields_of(text: str, ending: str) -> tuple[RecordFields, str]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    tree, body, _, problems = parse_record_text(plain, ending, "")
    assert tree, problems
    fields, problems = validate(tree, MODEL, "")
    assert fields, problems
    return fields, body


def written(entries: tuple[tuple[str, str, str], ...], style: str, *, chinese: bool) -> list[str]:
    label, step, by, day = WORDS[chinese]
    flow = [f"{{{step}: {s}, {by}: {b}, {day}: {d}}}" for s, b, d in entries]
    if style == "flow" or not entries:
        return [f"{label}: [{', '.join(flow)}]"]
    lines = [f"{label}:  # 谁审的"]
    indent = {"block": "  ", "flush": "", "rows": "  "}[style]
    for (s, b, d), row in zip(entries, flow, strict=True):
        if style == "rows":
            lines += [f"{indent}- {row}  # 一行"]
        else:
            lines += [
                f"{indent}- {step}: {s}",
                f"{indent}  # 说明",
                f"{indent}  {by}: {b}",
                "",
                f"{indent}  {day}: {d}",
            ]
    return lines


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, int]:
    """A text in one of the ways people write, its ending, and how many sign-offs it has."""
    chinese = draw(st.booleans())
    count = draw(st.integers(0, 3))
    reviews = written(OLD[:count], draw(st.sampled_from(("block", "flush", "rows", "flow"))), chinese=chinese)
    if draw(st.booleans()) and not count:
        reviews = []
    title = "标题: “甲”  # 说明" if chinese else "title: 'a: b'"
    others = [
        [title],
        ["发布日期:   2026-03-12 09:30"],
        ["# 一行说明", "", "关键词:", "- 一", "# 中间", "- 二"],
        ["summary: >", "  折起来的", "  # 不是说明"],
    ]
    parts = draw(st.permutations([*others, reviews, ["  # 缩进的说明"], [""]]))
    front = [line for part in parts for line in part]
    if draw(st.booleans()):
        text = "\n".join(["---", *front, "---", "", "正文", "---", "审核: [] # 正文里的", ""])
        ending = "md"
    else:
        text, ending = "\n".join(front) + draw(st.sampled_from(("", "\n"))), "yaml"
    text = text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))
    return draw(st.sampled_from(("", "\ufeff"))) + text, ending, count


@given(files(), st.data())
def test_all_else_is_as_it_was(file: tuple[str, str, int], data: st.DataObject) -> None:
    text, ending, count = file
    try:
        fields, body = fields_of(text, ending)
    except AssertionError:
        return  # an order that is no YAML: a remark at the wrong place ends a folded text
    kept = sorted(data.draw(st.sets(st.integers(0, count - 1)))) if count else []
    made = with_reviews(text, ending, fields, kept, [NEW])
    assert made is not None
    now, new_body = fields_of(made, ending)
    assert new_body == body
    assert now.reviews == (*(fields.reviews[i] for i in kept), NEW)
    assert now.model_copy(update={"reviews": ()}) == fields.model_copy(update={"reviews": ()})
    assert made.startswith("\ufeff") == text.startswith("\ufeff")
    assert ("\r\n" in made) == ("\r\n" in text) or "\n" not in text
    assert "\r\n" not in made or made.count("\n") == made.count("\r\n")
    made, text = made.removeprefix("\ufeff"), text.removeprefix("\ufeff")
    is_english = any(line.startswith("reviews:") for line in text.splitlines())
    assert ("step: 审发" if is_english else "环节: 审发") in made
    own = (
        "环节",
        "审核人",
        "日期",
        "理由",
        "指纹",
        "step",
        "by:",
        "date",
        "reason",
        "digest",
        "审核",
        "reviews",
        "# 说明",
        "{",
    )
    rest = [line for line in made.splitlines() if line.strip() and not line.strip(" -").startswith(own)]
    assert rest == [
        line for line in text.splitlines() if line.strip() and not line.strip(" -").startswith(own)
    ]


def test_comments_and_entries_that_stay_are_not_touched() -> None:
    text = (
        "---\n标题: 甲\n发布日期: 2026-03-12\n审核:\n  # 第一次\n  - {环节: 初审, 审核人: 信息岗, 日期: 2026-03-10}  # 好\n"
        "  # 第二次\n  - 环节: 审核\n    审核人: 负责岗\n    日期: 2026-03-11\n  # 完\n# 附件\n信息来源: 乙\n---\n\n正文\n"
    )
    fields, _ = fields_of(text, "md")
    new = Review(step="审发", by="领导岗", date=date(2026, 3, 12))
    entry = "  - 环节: 审发\n    审核人: 领导岗\n    日期: 2026-03-12\n"
    assert with_reviews(text, "md", fields, [0, 1], [new]) == text.replace("  # 完\n", entry + "  # 完\n")
    cut = text.replace("  - 环节: 审核\n    审核人: 负责岗\n    日期: 2026-03-11\n", "")
    made = with_reviews(text, "md", fields, [0], [new])
    assert made == cut.replace("  # 第二次\n", "  # 第二次\n" + entry)


def test_what_cannot_be_cut_by_lines_is_left_alone() -> None:
    text = "{标题: 甲, 发布日期: 2026-03-12}\n"
    fields, _ = fields_of(text, "yaml")
    assert with_reviews(text, "yaml", fields, [], [NEW]) is None
