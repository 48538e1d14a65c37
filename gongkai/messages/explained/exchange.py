"""Why the rules on messages, counts of channels and responses: family Q."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_OPINION = "国办发〔2016〕61号"
_MONTH = "统计时期: 2026年10月\n统计开始: 2026-10-01\n统计截止: 2026-10-31\n"

EXCHANGE: dict[str, Explanation] = {
    "Q101": Explanation(
        "先收到才能答复，事情先发生才能发布；时间反了，一定有一个写错。",
        "A message is received before it is answered, a thing happens before it is told; else one of the times is wrong.",
        "来信日期: 2026-03-02\n答复日期: 2026-02-27\n答复内容: 您好，已经修好。",
        "来信日期: 2026-03-02\n答复日期: 2026-03-06\n答复内容: 您好，已经修好。",
    ),
    "Q102": Explanation(
        "答复和答复日期是一件事，缺一个就说不清答没答、哪天答的。",
        "An answer and its day belong together; without one of them nobody knows whether and when there was an answer.",
        "来信日期: 2026-03-02\n答复内容: 您好，已经修好。",
        "来信日期: 2026-03-02\n答复内容: 您好，已经修好。\n答复日期: 2026-03-06",
    ),
    "Q103": Explanation(
        "评价是来信人对答复的评价，没有答复就不会有评价。",
        "Citizens rate the answer; where there is none there is nothing to rate.",
        "来信日期: 2026-03-02\n满意度: 满意",
        "来信日期: 2026-03-02\n答复日期: 2026-03-06\n答复内容: 您好，已经修好。\n满意度: 满意",
    ),
    "Q104": Explanation(
        "来信人说了不公开，就不能公开，哪怕去掉了姓名。",
        "Who does not agree is not published, even without the name.",
        "来信日期: 2026-03-02\n同意公开: 否",
        "来信日期: 2026-03-02\n同意公开: 否\n公开方式: 不予公开\n不公开依据: art15.third",
        "《政府信息公开条例》第15条、《个人信息保护法》",
    ),
    "Q106": Explanation(
        "补上答复，这条信息就变了：改了更新日期，订阅的人和搜索才知道。",
        "An answer changes the record: with `modified` readers of feeds and search come to know of it.",
        "发布日期: 2026-03-03 09:30\n来信日期: 2026-03-02\n答复日期: 2026-03-09\n答复内容: 您好，已经修好。",
        "发布日期: 2026-03-03 09:30\n更新日期: 2026-03-09 10:00\n来信日期: 2026-03-02\n答复日期: 2026-03-09\n答复内容: 您好，已经修好。",
    ),
    "Q121": Explanation(
        "件数不说是哪一段时间的，谁也没法核对，也没法和上个月比。",
        "Counts of no period can be neither checked nor compared.",
        "统计时期: 2026年10月\n来信办理: {渠道: 12345热线, 收到: 10}",
        _MONTH + "来信办理: {渠道: 12345热线, 收到: 10}",
    ),
    "Q122": Explanation(
        "办结的不会多于收到的，满意的不会多于参评的。",
        "No more can be answered than were received, none satisfied that were not asked.",
        _MONTH + "来信办理: {渠道: 12345热线, 收到: 10, 办结: 12}",
        _MONTH + "来信办理: {渠道: 12345热线, 收到: 10, 上期结转: 3, 办结: 12}",
    ),
    "Q123": Explanation(
        "对外说的百分数，要能用件数重新算出来，一位小数也不能差。",
        "A rate that is stated must be what its counts give, to its last digit.",
        _MONTH + "来信办理: {渠道: 12345热线, 收到: 2861, 办结: 2854, 办结率: 99.99}",
        _MONTH + "来信办理: {渠道: 12345热线, 收到: 2861, 办结: 2854, 办结率: 99.76}",
    ),
    "Q124": Explanation(
        "只有一个百分数，没有件数，也不说从哪里来，等于没有说。",
        "A percentage without counts and without a source says nothing.",
        _MONTH + "来信办理: {渠道: 12345热线, 收到: 50000, 满意率: 98}",
        _MONTH + "来信办理: {渠道: 12345热线, 收到: 50000, 满意率: 98, 数据来源: 市热线办10月通报}",
    ),
    "Q125": Explanation(
        "一个渠道写两次，合计就重复了。",
        "A channel that is counted twice is added twice.",
        _MONTH + "来信办理: [{渠道: 12345热线, 收到: 10}, {渠道: 12345热线, 收到: 12}]",
        _MONTH + "来信办理: [{渠道: 12345热线, 收到: 22}]",
    ),
    "Q142": Explanation(
        "处置经过是一条时间线，读的人从上往下看；时间倒着走，多半写错了。",
        "Stages are read from top to bottom; where time runs backwards one of them is wrong.",
        "处置经过: [{时间: 2026-03-02 12:00, 环节: 收集, 内容: 甲}, {时间: 2026-03-02 09:00, 环节: 研判, 内容: 乙}]",
        "处置经过: [{时间: 2026-03-02 09:00, 环节: 收集, 内容: 甲}, {时间: 2026-03-02 12:00, 环节: 研判, 内容: 乙}]",
    ),
    "Q143": Explanation(
        "舆情按收集、研判、处置、回应来办：没有弄清楚就回应，往往要改口。",
        "Collect, judge, handle, answer: who answers before knowing has to take it back.",
        "处置经过: [{时间: 2026-03-02 09:00, 环节: 回应, 内容: 甲}, {时间: 2026-03-02 12:00, 环节: 研判, 内容: 乙}]",
        "处置经过: [{时间: 2026-03-02 09:00, 环节: 研判, 内容: 甲}, {时间: 2026-03-02 12:00, 环节: 回应, 内容: 乙}]",
        _OPINION,
    ),
    "Q144": Explanation(
        "四个环节都写上，才看得出是怎么发现、怎么判断、怎么处置的。",
        "With all four stages one sees how it was found, judged and handled.",
        "处置经过: [{时间: 2026-03-02 09:00, 环节: 回应, 内容: 甲}]",
        "处置经过: [{时间: 2026-03-02 08:10, 环节: 收集, 内容: 甲}, {时间: 2026-03-02 08:30, 环节: 研判, 内容: 乙}, "
        "{时间: 2026-03-02 09:00, 环节: 处置, 内容: 丙}, {时间: 2026-03-03 09:00, 环节: 回应, 内容: 丁}]",
        _OPINION,
    ),
    "Q145": Explanation(
        "重大以上的事，群众要知道是谁在对他们说话。",
        "Of serious matters people want to know who speaks to them.",
        "等级: 重大",
        "等级: 重大\n发言人: 县长\n主要负责人发言: 是",
        _OPINION,
    ),
    "Q146": Explanation(
        "主要负责人是第一新闻发言人，重大以上的事由他出面；没有出面的，说一句为什么。",
        "The head of the office is its first spokesperson; where another speaks of a serious matter, the reason is told.",
        "等级: 重大\n发言人: 县政府办公室副主任",
        "等级: 重大\n发言人: 县政府办公室副主任\n主要负责人未发言原因: 主要负责人在现场指挥救援",
        _OPINION,
    ),
    "Q147": Explanation(
        "一般舆情 48 小时以内回应，没有回应时间就没法证明做到了。",
        "The public is answered within 48 hours; without the time nobody can show it.",
        "处置经过: []",
        "回应时间: 2026-03-03 09:00",
        _OPINION,
    ),
}
