"""First reviewed, then published: the examples of the rules, and chains of sign-offs against what the law of them says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.messages import RULES
from gongkai.messages.explained import EXPLAINED
from gongkai.model.binding import binding, content_digest
from gongkai.model.content import Content
from gongkai.model.record import Record
from gongkai.model.review import STEPS, Review, ReviewConfig, Reviewer
from gongkai.model.unit import Unit
from gongkai.pipeline.checking import check_project
from gongkai.rules.review import CODES, review_findings
from gongkai.signatures import public_key_of, sign
from tests.conftest import CONFIG, TODAY, MakeProject, build, record
from tests.reading import read_project
from tests.signatures.test_sshsig import PUBLIC, new_key

HERE = "content/units/mzj/notices/2026/a.md"
REVIEWERS = """\
审核岗位:
  - {岗位: 信息岗, 环节: 初审}
  - {岗位: 候补信息岗, 环节: 初审}
  - {岗位: 科室负责岗, 环节: 审核, 姓名: 甲某}
  - {岗位: 保密岗, 环节: 保密审查}
  - {岗位: 前任领导岗, 环节: 审发, 停用: 2025-12-31}
  - {岗位: 分管领导岗, 环节: [审发, 初审]}
  - {岗位: 甲某兼任岗, 环节: 审发, 姓名: 甲某}
  - {岗位: qtz/镇长岗, 环节: [审发, 合法性审查]}
"""
ABROAD = "审核岗位: [{岗位: 镇长岗, 环节: [审发, 合法性审查, 初审]}]\n"


def asking(mode: str) -> str:
    return CONFIG.replace("review: {mode: none, reason: 测试}", f"review: {{mode: {mode}}}")


def county(make_project: MakeProject, mode: str, files: dict[str, str], more: str = REVIEWERS) -> Path:
    root = make_project({"config.yaml": asking(mode), **files})
    for unit, text in (("mzj", more), ("qtz", ABROAD)):
        path = root / f"content/units/{unit}/unit.yaml"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    return root


def told(root: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in check_project(root, TODAY).findings:
        if finding.code.startswith(CODES):
            assert finding.location.line, finding
            found.setdefault(finding.location.path, set()).add(finding.code)
    return found


def test_the_examples_of_records_are_true(make_project: MakeProject) -> None:
    examples = {code: why for code, why in EXPLAINED.items() if code[:2] == "V1" and code < "V109"}
    files = {
        f"content/units/mzj/notices/2026/{code}-{name}.md": record(发布日期="2026-03-12 09:30").replace(
            "---\n\n", f"{text}\n---\n\n"
        )
        for code, why in examples.items()
        for name, text in (("wrong", why.wrong), ("right", why.right))
    }
    found = told(county(make_project, "steps", files))
    assert found == {path: {path[-13:-9]} for path in files if "-wrong" in path}
    assert len(found) == 8


def test_the_examples_of_reviewers_are_true(make_project: MakeProject) -> None:
    for code in ("V201", "V202", "V203", "V204"):
        for text, codes in ((EXPLAINED[code].wrong, {code}), (EXPLAINED[code].right, set[str]())):
            root = county(make_project, "steps", {}, text.replace("KEY", PUBLIC) + "\n")
            assert told(root).get("content/units/mzj/unit.yaml", set()) == codes, text
    for text, codes in ((EXPLAINED["V301"].wrong, {"V301"}), (EXPLAINED["V301"].right, set[str]())):
        root = make_project({"config.yaml": CONFIG.replace("review: {mode: none, reason: 测试}", text)})
        assert told(root).get("config.yaml", set()) == codes


@pytest.fixture(scope="module")
def given_record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, Record]:
    """A record of 2026-03-12, and what its county says."""
    from tests import conftest

    make = conftest.make_project.__wrapped__  # type: ignore[attr-defined]  # the function behind the fixture
    root = county(make(tmp_path_factory.mktemp("county")), "bound", {HERE: record()})
    project = read_project(root)
    return project.content, project.records[0]


def with_mode(content: Content, mode: str, reviewers: tuple[Reviewer, ...] = ()) -> Content:
    units = dict(content.units)
    if reviewers:
        own = units["mzj"]
        fields = own.fields.model_copy(update={"reviewers": reviewers})
        units["mzj"] = Unit(own.id, own.path, fields)
    config = content.config.model_copy(update={"review": ReviewConfig(mode=mode)})
    return replace(content, config=config, units=units)


def with_reviews(given: Record, reviews: list[Review]) -> Record:
    return replace(given, fields=given.fields.model_copy(update={"reviews": tuple(reviews)}))


def codes_of(content: Content, given: Record, files: list[tuple[str, str]] | None = None) -> set[str]:
    return {finding.code for finding in review_findings(content, given, files or [])}


POSTS = ("信息岗", "科室负责岗", "保密岗", "分管领导岗", "甲某兼任岗", "qtz/镇长岗", "前任领导岗", "门卫")
MAY = {
    "信息岗": {"初审"}, "科室负责岗": {"审核"}, "保密岗": {"保密审查"}, "分管领导岗": {"审发", "初审"},
    "甲某兼任岗": {"审发"}, "qtz/镇长岗": {"审发", "合法性审查"},
}  # fmt: skip
"""Who may sign in 2026."""
PERSON = {"甲某兼任岗": "科室负责岗"}
ENTRY = st.tuples(
    st.sampled_from(STEPS),
    st.sampled_from(POSTS),
    st.sampled_from([date(2026, 3, day) for day in (9, 10, 11, 12, 13)]),
)
SENSIBLE = st.permutations(
    [("初审", "信息岗"), ("审核", "科室负责岗"), ("保密审查", "保密岗"), ("审发", "分管领导岗")]
).map(lambda pairs: [(step, by, date(2026, 3, 12)) for step, by in pairs])


def is_in_order(entries: list[tuple[str, str, date]]) -> bool:
    """The law of the chain, said once more and without haste."""
    last: dict[str, tuple[date, int, str]] = {}
    for i, (step, by, day) in enumerate(entries):
        last[step] = day, i, by
    if {"初审", "审核", "审发", "保密审查"} - last.keys():
        return False
    if any(step not in MAY.get(by, set()) or day > date(2026, 3, 12) for step, (day, _, by) in last.items()):
        return False
    persons = {PERSON.get(last[step][2], last[step][2]) for step in ("初审", "审核", "审发")}
    before = last["初审"][:2] < last["审核"][:2] < last["审发"][:2]
    others = all(last[step][:2] < last["审发"][:2] for step in ("保密审查", "合法性审查") if step in last)
    return len(persons) == 3 and before and others


@settings(max_examples=200)
@given(
    st.one_of(
        st.lists(ENTRY, max_size=7),
        SENSIBLE,
        st.tuples(SENSIBLE, st.lists(ENTRY, max_size=2)).map(lambda p: [*p[0], *p[1]]),
    )
)
def test_a_record_passes_where_the_chain_is_whole(
    given_record: tuple[Content, Record], entries: list[tuple[str, str, date]]
) -> None:
    content, given = given_record
    reviews = [Review(step=step, by=by, date=day) for step, by, day in entries]
    codes = codes_of(with_mode(content, "steps"), with_reviews(given, reviews))
    assert (not codes) == is_in_order(entries), codes


RIGHT = [
    Review(step="初审", by="信息岗", date=date(2026, 3, 10)),
    Review(step="审核", by="科室负责岗", date=date(2026, 3, 11)),
    Review(step="保密审查", by="保密岗", date=date(2026, 3, 11)),
    Review(step="审发", by="分管领导岗", date=date(2026, 3, 12)),
]


def bound(given: Record, files: list[tuple[str, str]], reviews: list[Review] = RIGHT) -> Record:
    digest = content_digest(given, files)
    return with_reviews(
        given, [review.model_copy(update={"digest": binding(digest, review)}) for review in reviews]
    )


def changes() -> Iterator[tuple[str, Any]]:
    yield from (("title", "另一个"), ("summary", "摘要"), ("keywords", ("词",)), ("disclosure", "依申请公开"))
    yield from (("display_until", date(2026, 5, 1)), ("items", ("shjz-04",)), ("archive_number", "a"))


def test_any_change_of_the_content_voids_it(given_record: tuple[Content, Record]) -> None:
    content, given = given_record
    files = [("content/units/mzj/notices/2026/表.csv", "00"), ("content/units/mzj/notices/2026/图.png", "11")]
    signed = bound(given, files)
    assert codes_of(content, signed, files) == set()
    assert codes_of(content, signed, files[::-1]) == set()
    for field, value in changes():
        altered = replace(signed, fields=signed.fields.model_copy(update={field: value}))
        assert codes_of(content, altered, files) == {"V110"}, field
    for altered in (
        replace(signed, body=signed.body.replace("正文", "正 文")),
        replace(signed, id="mzj/notices/2026/b"),
        replace(signed, id="mzj/documents/2026/a"),
    ):
        assert codes_of(content, altered, files) == {"V110"}
    for other in (files[:1], [*files, ("content/x.csv", "22")], [(files[0][0], "01"), files[1]]):
        assert codes_of(content, signed, other) == {"V110"}
    for i, review in enumerate(
        signed.fields.reviews
    ):  # nor can a sign-off be given to another step, post or day
        for field, value in (("step", "合法性审查"), ("by", "别的岗"), ("date", date(2026, 3, 1))):
            reviews = list(signed.fields.reviews)
            reviews[i] = review.model_copy(update={field: value})
            assert "V110" in codes_of(content, with_reviews(signed, reviews), files)
    published = replace(signed, fields=signed.fields.model_copy(update={"status": "草稿"}))
    assert codes_of(content, published, files) == set()
    assert codes_of(content, with_reviews(given, RIGHT), files) == {"V109"}


def test_how_a_file_is_written_does_not_matter(make_project: MakeProject) -> None:
    chinese = record(标题="一份", 公开事项="shjz-04", 状态="草稿")
    english = (
        "---\r\n# a remark\r\nitems: [ 'shjz-04' ]\r\npublished: 2026-03-12T09:30\r\ndisclosure: proactive\r\n"
        'title: "一份"   # another\r\nstatus: published\r\n---\r\n\r\n\r\n正文。\r\n\r\n'
    )
    digests = set()
    for text in (chinese, english):
        path = make_project({HERE: ""}) / HERE
        path.write_bytes(text.encode())
        (found,) = read_project(path.parents[5]).records
        digests.add(content_digest(found, []))
    assert len(digests) == 1


def test_what_was_modified_since_is_reviewed_later(given_record: tuple[Content, Record]) -> None:
    content, given = given_record
    late = [review.model_copy(update={"date": date(2026, 6, 2)}) for review in RIGHT]
    assert codes_of(content, bound(given, [], late)) == {"V108"}
    modified = given.fields.model_copy(update={"modified": given.fields.published.replace(month=6, day=1)})
    assert codes_of(content, bound(replace(given, fields=modified), [], late)) == set()


KEYS = {by: new_key() for by in ("信息岗", "科室负责岗", "保密岗", "分管领导岗", "门卫")}


def seal(review: Review, key: bytes) -> Review:
    assert review.digest
    return review.model_copy(update={"signature": sign(key, review.digest.encode())})


@given(st.data())
def test_no_signature_but_the_reviewers_own_for_this_content_passes(
    given_record: tuple[Content, Record], data: st.DataObject
) -> None:
    reviewers = tuple(
        Reviewer(post=review.by, steps=(review.step,), key=f"{public_key_of(KEYS[review.by])} 备注")
        for review in RIGHT
    )
    content, given = with_mode(given_record[0], "signed", reviewers), given_record[1]
    signed = bound(given, [])
    reviews = [seal(review, KEYS[review.by]) for review in signed.fields.reviews]
    assert codes_of(content, with_reviews(given, reviews)) == set()
    i = data.draw(st.integers(0, 3))
    review = reviews[i]
    way = data.draw(
        st.sampled_from(("missing", "foreign", "moved", "other step", "returned", "expired", "no key"))
    )
    expected = {"V112"}
    if way == "missing":
        reviews[i], expected = review.model_copy(update={"signature": None}), {"V111"}
    elif way == "foreign":
        other = data.draw(st.sampled_from([by for by in KEYS if by != review.by]))
        reviews[i] = seal(review, KEYS[other])
    elif way == "moved":  # signature and digest of another record
        elsewhere = bound(replace(given, id="mzj/notices/2026/b"), []).fields.reviews[i]
        reviews[i] = seal(elsewhere, KEYS[review.by])
        expected = {"V110"}
    elif way == "other step":  # the digest is made to fit, the signature cannot be
        reviews[i] = review.model_copy(update={"signature": reviews[(i + 1) % 4].signature})
    elif way == "returned":  # a leader who returned it did not agree
        back = review.model_copy(update={"result": "退回", "reason": "重写"})
        back = back.model_copy(update={"digest": binding(content_digest(given, []), back)})
        reviews[i] = review.model_copy(update={"signature": seal(back, KEYS[review.by]).signature})
    elif way == "expired":
        gone = [
            r.model_copy(update={"until": date(2026, 3, 1)}) if r.post == review.by else r for r in reviewers
        ]
        content, expected = with_mode(content, "signed", tuple(gone)), {"V105"}
    else:
        bare = [r.model_copy(update={"key": None}) if r.post == review.by else r for r in reviewers]
        content, expected = with_mode(content, "signed", tuple(bare)), {"V113"}
    assert codes_of(content, with_reviews(given, reviews)) == expected


def test_none_of_it_can_be_waived() -> None:
    assert not [code for code, rule in RULES.items() if code[0] == "V" and rule.waivable]


def test_old_signatures_hold_after_a_key_was_changed_and_those_of_another_unit_hold_here(
    given_record: tuple[Content, Record],
) -> None:
    old, new, abroad = new_key(), new_key(), new_key()
    first, second, secrecy, _ = RIGHT
    chain = [first, second, secrecy, Review(step="审发", by="qtz/镇长岗", date=date(2026, 3, 12))]
    reviewers = (
        Reviewer(post="信息岗", steps=("初审",), key=public_key_of(old), until=date(2026, 3, 31)),
        Reviewer(post="信息岗", steps=("初审",), key=public_key_of(new), since=date(2026, 4, 1)),
        Reviewer(post="科室负责岗", steps=("审核",), key=public_key_of(KEYS["科室负责岗"])),
        Reviewer(post="保密岗", steps=("保密审查",), key=public_key_of(KEYS["保密岗"])),
        Reviewer(post="qtz/镇长岗", steps=("审发",)),
    )
    content, given = with_mode(given_record[0], "signed", reviewers), given_record[1]
    there = content.units["qtz"]
    fields = there.fields.model_copy(
        update={"reviewers": (Reviewer(post="镇长岗", steps=("审发",), key=public_key_of(abroad)),)}
    )
    content = replace(content, units={**content.units, "qtz": Unit(there.id, there.path, fields)})
    keys = {**KEYS, "信息岗": old, "qtz/镇长岗": abroad}
    reviews = [seal(review, keys[review.by]) for review in bound(given, [], chain).fields.reviews]
    assert codes_of(content, with_reviews(given, reviews)) == set()
    for i, key in ((0, new), (3, keys["保密岗"])):
        forged = [*reviews[:i], seal(reviews[i], key), *reviews[i + 1 :]]
        assert codes_of(content, with_reviews(given, forged)) == {"V112"}


def test_nothing_of_it_is_on_the_site(make_project: MakeProject) -> None:
    returned = "{环节: 初审, 审核人: 信息岗, 日期: 2026-03-09, 结果: 退回, 理由: 先改一改再看}"
    chain = EXPLAINED["V101"].right.replace("审核: [", f"审核: [{returned}, ")
    own = REVIEWERS.replace("{岗位: 信息岗,", f"{{岗位: 信息岗, 公钥: {PUBLIC},")
    root = county(make_project, "steps", {HERE: record().replace("---\n\n", f"{chain}\n---\n\n")}, own)
    secrets = ("先改一改再看", "科室负责岗", "候补信息岗", "甲某", "镇长岗", PUBLIC.split()[1])
    read = 0
    for path in build(root).rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            read += HERE.removeprefix("content/").removesuffix(".md") in path.as_posix()
            assert not [secret for secret in secrets if secret.encode() in raw], path
    assert read


def test_taking_back_does_not_wait_for_a_review(make_project: MakeProject) -> None:
    gone = {"撤回日期": "2026-05-01", "撤回理由": "内容有误"}
    later = {"撤回日期": f"{TODAY.year + 1}-01-01", "撤回理由": "内容有误"}
    files = {HERE: record(**gone), HERE.replace("a.md", "b.md"): record(**later)}
    root = county(make_project, "bound", files)
    assert told(root).keys() == {HERE.replace("a.md", "b.md")}
