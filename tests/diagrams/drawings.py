"""Meetings and interpretations to draw: the extremes that the project promises, and whatever hypothesis thinks of."""

from __future__ import annotations

from hypothesis import strategies as st

from gongkai.views.drawings import (
    DrawnChange,
    DrawnItem,
    DrawnSection,
    Imprint,
    MeetingDrawing,
    ObserverGroup,
    PictureDrawing,
)
from gongkai.views.parts import Figure
from gongkai.views.qr import qr_shape

ADDRESS = "https://www.yunxi.example/units/xzfb/meetings/2026/cw-65/"
IMPRINT = Imprint(
    "云溪县人民政府第65次常务会议", "云溪县人民政府办公室", "2026年9月24日", ADDRESS, qr_shape(ADDRESS)
)
FACTS = (("时间", "2026年9月24日 15:00—17:30"), ("地点", "县政府二楼会议室"), ("主持", "县长"))
LONG_UNIT = "云溪县大数据发展和政务服务管理局（行政审批制度改革领导小组办公室、营商环境建设办公室）"
LONG_TITLE = (
    "关于《云溪县人民政府办公室关于进一步优化营商环境促进民营经济高质量发展的若干措施（2026—2028年）》" * 3
)[:120]
LATIN = "Antrag der Donaudampfschifffahrtsgesellschaft-Verkehrsausschussfraktion: Zustimmungsverfahren 2026/0815-a"


def item(number: int, title: str = "研究2026年低保和特困供养标准调整测算方案", **more: object) -> DrawnItem:
    full: dict[str, object] = {
        "reporter": "县民政局",
        "points": (
            "会议听取关于标准测算、资金需求和外县标准比较的汇报。",
            "会议同意将低保标准拟定为每人每月1186元。",
        ),
        "figures": (Figure("拟定低保标准", "1,186", "元/人·月"), Figure("提高幅度", "7.6", "%")),
        "decision": ("审议通过", "原则同意", "听取汇报", "暂缓", "不同意")[number % 5],
        "tone": ("good", "good", "info", "warn", "bad")[number % 5],
        "responsible": (("县民政局",), ("县财政局", "县民政局"), ("县自然资源和规划局",), (LONG_UNIT,))[
            number % 4
        ],
        "due": f"2026年{number % 12 + 1}月30日",
    }
    return DrawnItem(str(number), title, **{**full, **more})  # type: ignore[arg-type]


def meeting(*items: DrawnItem, **more: object) -> MeetingDrawing:
    full: dict[str, object] = {"imprint": IMPRINT, "facts": FACTS, "items": items}
    return MeetingDrawing(**{**full, **more})  # type: ignore[arg-type]


def _observers(count: int) -> tuple[ObserverGroup, ...]:
    names = tuple(f"代表{n}（云溪县清潭镇石桥头村村民委员会）" for n in range(count))
    return (ObserverGroup("人大代表", names[: count // 2]), ObserverGroup("群众代表", names[count // 2 :]))


EXTREMES = {
    "one item": meeting(item(1)),
    "bare item": meeting(DrawnItem("1", "研究干部培训工作")),
    "thirty items": meeting(*(item(n) for n in range(1, 31)), observers=_observers(4), adopted=3),
    "long titles": meeting(*(item(n, LONG_TITLE, reporter=LONG_UNIT, points=(LONG_TITLE * 4,)) for n in range(1, 5))),
    "no observers": meeting(item(1), item(2), no_observers="本次会议议题涉及内部事务，按规定没有邀请代表列席。"),
    "sixty observers": meeting(item(1), observers=_observers(60), adopted=58),
    "latin only": meeting(
        *(
            item(n, LATIN, reporter=LATIN, points=(LATIN * 3, "a" * 300), figures=(Figure(LATIN, "9" * 40, LATIN),), decision=LATIN[:30], resolution=LATIN, responsible=(LATIN,), due="30 June 2026")
            for n in range(1, 4)
        )
    ),
    "mixed": meeting(
        item(1, "关于 Wi-Fi 6（IEEE 802.11ax）覆盖全县24个 village 的报告——以及GB/T 33356-2022"),
        item(99, "𠮷野家😀𰻞面ﬁ", figures=(Figure("𰻞", "1", "㎡"),), points=("，。开头的句子（《", "……——")),
        facts=(("时间", "x" * 200), ("地点", LONG_TITLE)),
    ),
}  # fmt: skip

PICTURES = {
    "one section": PictureDrawing(IMPRINT, (), (DrawnSection("主要内容", ("低保标准提高84元。",)),)),
    "all": PictureDrawing(
        IMPRINT,
        (("解读单位", LONG_UNIT), ("咨询电话", "0578-6205011")),
        (
            DrawnSection("背景依据", ("依据《社会救助暂行办法》。", LONG_TITLE)),
            DrawnSection("执行口径", (), concerns=False),
            DrawnSection("新旧政策差异", ("首次制定",), concerns=False),
        ),
        (
            DrawnChange(
                "城乡低保标准", "每人每月1102元", "每人每月1186元", "家庭收入不变的，每人每月多领84元"
            ),
            DrawnChange(LONG_TITLE, LATIN * 3, LONG_TITLE * 2),
        ),
        (DrawnSection("谁可以申报", ("本县户籍", LONG_TITLE)),),
    ),
    "latin": PictureDrawing(
        IMPRINT,
        (("解读单位", LATIN),),
        (DrawnSection(LATIN, (LATIN * 4, "x" * 300), concerns=False),),
        (DrawnChange(LATIN, LATIN, LATIN, LATIN),),
    ),
}

texts = st.text(
    st.one_of(
        st.sampled_from("，。、；：（）《》“”—…%％·年月日万元A1. -/"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.characters(codec="latin-1", categories=["L", "N", "P"]),
    ),
    min_size=1,
    max_size=150,
).filter(str.strip)
words = st.text(st.sampled_from("云溪县民政局和大数据ABCxyz0189-（）"), max_size=60)
figures = st.builds(Figure, texts, st.text("0123456789,.", min_size=1, max_size=24), words)
items = st.builds(
    DrawnItem, st.sampled_from(["", "1", "2", "30", "101", "Ö 3.1", "N 14.2.1"]), texts, words, st.lists(texts, max_size=4).map(tuple), st.lists(figures, max_size=5).map(tuple), words, st.sampled_from(["good", "info", "bad"]), words, st.lists(words.filter(bool), max_size=3).map(tuple), words
)  # fmt: skip
meetings = st.builds(
    MeetingDrawing,
    st.builds(Imprint, texts, words.filter(bool), words, st.just(ADDRESS), st.just(IMPRINT.qr)),
    st.lists(st.tuples(st.sampled_from(["时间", "地点", "主持"]), texts), max_size=3).map(tuple),
    st.lists(items, min_size=1, max_size=6).map(tuple),
    st.lists(st.builds(ObserverGroup, st.sampled_from(["人大代表", "利益相关方"]), st.lists(texts, min_size=1, max_size=20).map(tuple)), max_size=3).map(tuple),
    st.integers(0, 60),
    words,
)  # fmt: skip
pictures = st.builds(
    PictureDrawing,
    st.builds(Imprint, texts, words.filter(bool), words, st.just(ADDRESS), st.just(IMPRINT.qr)),
    st.lists(st.tuples(st.just("解读单位"), texts), max_size=2).map(tuple),
    st.lists(st.builds(DrawnSection, texts, st.lists(texts, max_size=5).map(tuple), st.booleans()), min_size=1, max_size=8).map(tuple),
    st.lists(st.builds(DrawnChange, texts, texts, texts, words), max_size=6).map(tuple),
)  # fmt: skip
