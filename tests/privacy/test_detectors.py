"""Each detector finds what it is for, leaves in peace what is public, and masks exactly what it found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.privacy import Known, ListRule, judge, markdown_tables, mask_certain, scan
from gongkai.privacy.known import word_pattern
from gongkai.privacy.people import mask_name
from tests.privacy.made_up import card, credit_code, identity, mobile, wide

WRONG = identity()[:17] + "10X98765432"["10X98765432".index(identity()[17]) - 1]
"""An identity number with a wrong check digit."""


def codes(text: str, known: Known | None = None) -> list[str]:
    return [found.code for found in scan(text, known or Known())]


FOUND = [
    (f"申请人陈某，{identity()}。", "H101"),
    (f"身份证号：{wide(identity())}", "H101"),
    (f"{identity()[:6]} {identity()[6:14]} {identity()[14:]}", "H101"),
    (f"{identity()[:9]}\u200b{identity()[9:]}", "H101"),
    (" | ".join(identity()), "H101"),
    ("样本 11010519491231002X 必须查出", "H101"),
    (f"# 备注 {identity()}", "H101"),
    (f"编号：{identity()}", "H101"),
    (f"证件 {WRONG}", "H102"),
    ("证件 330799870612345", "H103"),
    (f"电话{mobile()}", "H104"),
    (f"+86 {mobile()}", "H104"),
    (f"{mobile()[:3]} {mobile()[3:7]} {mobile()[7:]}", "H104"),
    (f"{mobile()[:3]}-{mobile()[3:7]}-{mobile()[7:]}", "H104"),
    (f"{mobile()}/{mobile(99998888)}", "H104"),
    (wide(mobile()), "H104"),
    (f"<!-- {mobile()} -->", "H104"),
    ("家庭电话：0578-6200001", "H105"),
    (f"卡 {card()}", "H106"),
    (" ".join(card("621799330012345")[i : i + 4] for i in range(0, 16, 4)), "H106"),
    ("社保卡号：330799123456789", "H107"),
    ("护照号码：EA1234567", "H108"),
    ("港澳通行证号：C12345678", "H108"),
    ("证件为E12345678的旅客", "H109"),
    ("车牌号浙K·A1234的小车", "H110"),
    ("新能源浙KD12345", "H110"),
    ("联系 zhang.san@qq.com", "H111"),
    ("QQ：123456789", "H111"),
    ("微信号：zhang_san88", "H111"),
    ("家住城关街道人民路18号3幢", "H112"),
    ("户籍地址：柳河镇下湾村36号", "H112"),
    ("滨河花园5幢2单元501室", "H113"),
    ("王小明（男，9岁）获救", "H114"),
    ("机密★1年", "H201"),
    ("密级：秘密", "H201"),
    ("文\n\n**绝密**\n\n文", "H201"),
    ("（内部资料，注意保存）", "H202"),
    ("文\n内部文件\n文", "H202"),
    ("【工作秘密】", "H202"),
]


@pytest.mark.parametrize(("text", "code"), FOUND)
def test_what_must_not_be_public_is_found(text: str, code: str) -> None:
    assert code in codes(text), text


@pytest.mark.parametrize("text", [text for text, code in FOUND if code.startswith("H1")])
def test_what_is_masked_is_not_found_again(text: str) -> None:
    for found in reversed(scan(text, Known())):
        assert found.mask is not None
        assert any(sign in found.mask for sign in "×某")
        text = text[: found.start] + found.mask + text[found.end :]
    assert not codes(text), text


@pytest.mark.parametrize(
    "text",
    [
        "索引号：11441700007280420Y/2021-00050",
        f"统一社会信用代码 {credit_code()}",
        f"统一社会信用代码：{credit_code('11330799002640001')}",
        f"中标人{credit_code('91110105198801011')}",
        "项目代码：2602-330799-04-01-123456",
        "许可证编号：JY13307992010411",
        "食品经营许可证编号 13307992010",
        "浙公网安备33079902000123号",
        "网站标识码3307990001",
        "地字第330799202600021号",
        "云政办发〔2026〕12号",
        "热线12345，办公电话0578-6205011、400-123-4567",
        "3307991987****1234，138****5678，138××××5678，张某某",
        "投资13812345678元，面积13812345678 平方米",
        "https://www.example.gov.cn/art/13812345678.html",
        "2026-03-12 09:30 至 2026-03-14 17:00",
        "经纬度 119.12345678901，28.13812345678",
        "地址：云溪县人民路18号行政中心3号楼302室",
        "邮箱 yxxmzj@yunxi.gov.cn，QQ群：123456789，微信公众号：云溪民政",
        "G330国道和G1513高速",
        "涉及国家秘密、商业秘密、工作秘密的，不得公开；机密级、秘密级文件的保管办法",
        "未经批准的内部资料不得编印，内部文件按规定管理",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
        "①13 ②8123 ③45678",
        "六周岁以下儿童、未满14岁的学生",
        "| 1 | 3 | 8 |\n|---|---|---|\n| 12 | 34 | 5678 |",
    ],
)
def test_what_is_public_is_left_in_peace(text: str) -> None:
    assert not codes(text), text


def test_an_office_keeps_its_telephone_and_its_mailbox() -> None:
    known = Known(contacts=frozenset([mobile(), "office@163.com"]))
    assert not codes(f"值班手机{mobile()}，office@163.com", known)
    assert codes(f"值班手机{mobile(1)}，other@163.com", known) == ["H104", "H111"]


def test_words_of_the_county_are_told_by_their_code_only() -> None:
    words = {"龙湫工程": ("w1", True), "ab库": ("w2", False)}
    found = scan("龙湫工程和ＡＢ库", Known(words=words, word_pattern=word_pattern(words)))
    assert [(each.code, each.detail) for each in found] == [("H211", "w1"), ("H212", "w2")]


DAYS = st.dates(date(1920, 1, 1), date(2020, 1, 1))
SECRETS = st.one_of(
    st.builds(
        lambda region, day, last: identity(f"{region}{day:%Y%m%d}{last:03d}"),
        st.sampled_from(["110105", "330799", "510107", "371302"]), DAYS, st.integers(0, 999),
    ),
    st.builds(mobile, st.integers(0, 99_999_999)),
    st.builds(lambda n: card(f"62179933{n:010d}"), st.integers(0, 9_999_999_999)),
    st.builds(lambda n: f"user{n}@qq.com", st.integers(0, 10**9)),
)  # fmt: skip
AROUND = st.text(
    st.sampled_from("电话是联系人，。、；：（） \n|-民政局甲乙①㎡／ｱ"), max_size=30
)  # nothing that itself is a secret


@given(before=AROUND, secret=SECRETS, after=AROUND, is_wide=st.booleans())
def test_masking_takes_away_what_was_found_and_nothing_else(
    before: str, secret: str, after: str, is_wide: bool
) -> None:
    assume(not (before + "x").endswith("-x") and not after.startswith("-"))
    written = wide(secret) if is_wide else secret
    text = f"{before}甲{written}乙{after}"
    (found,) = scan(text, Known())
    assert text[found.start : found.end] == written
    assert found.mask is not None
    masked = text[: found.start] + found.mask + text[found.end :]
    assert masked.startswith(f"{before}甲")
    assert masked.endswith(f"乙{after}")
    assert secret not in masked
    assert not scan(masked, Known())
    assert mask_certain(text) == masked
    assert mask_certain(masked) == masked


@given(st.text(max_size=200))
def test_any_text_can_be_scanned(text: str) -> None:
    for found in scan(text, Known()):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张某"), ("欧阳小明", "欧阳某某"), ("买买提·阿不都", "买某某"), ("李四光", "李某某")],
)
def test_a_name_keeps_its_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


LIST = "| 序号 | {head} |\n|---|---|\n| 1 | {row} |\n"


@pytest.mark.parametrize(
    ("head", "row", "rule", "found"),
    [
        ("户主 | 所在村", "陈某某 | 下湾村", None, []),
        ("户主 | 所在村", "陈大力 | 下湾村", None, ["H121"]),
        ("户主 | 所在村", "陈大力 | 下湾村", ListRule(frozenset(["所在村"]), False), ["H123"]),
        ("户主 | 所在村", "陈大力 | 下湾村", ListRule(frozenset(["所在村"]), True), []),
        ("户主 | 月收入", "陈大力 | 800", ListRule(frozenset(["所在村"]), True), ["H122"]),
        ("姓名 | 残疾等级", "陈大力 | 二级", None, ["H124"]),
        ("姓名 | 残疾等级", "陈大力 | 二级", ListRule(frozenset(["残疾等级"]), True), []),
        ("姓名 | 残疾等级", "陈某某 | 二级", None, []),
        ("姓名 | 身份证号", "陈大力 | 3307**********12", None, []),
        ("姓名 | 银行账号", "陈大力 | 12345678", None, ["H124"]),
        ("姓名 | 家庭住址", "陈大力 | 下湾村36号", None, ["H124"]),
        ("姓名 | 家庭住址", "陈大力 | 下湾村", None, []),
        ("姓名 | 出生年月", "陈大力 | 2001年3月", None, ["H125"]),
        ("姓名 | 职务", "陈大力 | 局长", None, []),
        ("残疾等级 | 补贴标准", "二级 | 200元", None, []),
        ("当事人 | 年龄", "云溪县百姓超市 | 3", None, []),
        ("申请人 | 建设地点", "下湾村股份经济合作社 | 下湾村36号", None, []),
    ],
)
def test_a_list_of_names_shows_what_its_item_allows(
    head: str, row: str, rule: ListRule | None, found: list[str]
) -> None:
    text = LIST.format(head=head, row=row).replace("|---|---|", "|---|---|---|")
    told = [each for table in markdown_tables(text) for each in judge(table, [rule] if rule else [])]
    assert [each.code for each in told] == found
    assert all(text[each.start :].startswith(tuple(row.split(" | "))) for each in told)
