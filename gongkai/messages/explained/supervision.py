"""Why the rules on coverage, indicators, schemes and judgements: family G."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_SITE = "国办秘函〔2019〕19号（空白栏目）"
_CATALOG = "国办发〔2019〕54号（基层政务公开标准目录）"
_SCHEME = "考核办法由县里制定；合计、对应关系是计算的前提"

SUPERVISION: dict[str, Explanation] = {
    "G101": Explanation(
        "目录里写了本单位应当公开，群众点进去却是空的，又不说为什么。",
        "The catalog says that the unit discloses it; people find nothing, and no word why.",
        "标准目录的事项 shjz-04，责任单位 mzj，没有一条记录",
        "暂无信息: [{公开事项: shjz-04, 原因: 今年没有发生, 有效到: 2026-12-31}]",
        _CATALOG,
    ),
    "G102": Explanation(
        "信息停在很久以前，群众不知道还算不算数。",
        "What stands still for long leaves people in doubt whether it still counts.",
        "shjz-04 只有一条两年前的记录",
        "同一条记录核对以后写 更新日期: 2026-11-01",
        _SITE,
    ),
    "G105": Explanation(
        "别的单位的事项不用本单位说明，多半是编号写错了。",
        "What another unit owes needs no excuse here; most likely the id is wrong.",
        "卫健局的 unit.yaml 写 暂无信息: [{公开事项: shjz-04, …}]",
        "民政局的 unit.yaml 写 暂无信息: [{公开事项: shjz-04, …}]",
    ),
    "G106": Explanation(
        "同一事项两个原因、两个日期，不知道听谁的。",
        "Two reasons and two dates for one item: nobody knows which holds.",
        "暂无信息里 shjz-04 写了两行",
        "暂无信息里 shjz-04 只有一行",
    ),
    "G111": Explanation(
        "总分和分值对不上，得分就没有意义。",
        "Scores mean nothing where the weights do not add up to the total.",
        "total: 100，各一级指标合计 95",
        "total: 100，各一级指标合计 100",
        _SCHEME,
    ),
    "G112": Explanation(
        "一级指标的分值是它下面各项目分值的和。",
        "The weight of a group is that of its items together.",
        "weight: 30，下面的项目合计 28",
        "weight: 30，下面的项目合计 30",
        _SCHEME,
    ),
    "G113": Explanation(
        "自动计分要知道按哪个指标算。",
        "What is computed must say by which indicator.",
        "metric: coverd",
        "metric: covered",
        _SCHEME,
    ),
    "G114": Explanation(
        "被考核的单位有权知道怎样扣分。",
        "Those who are assessed may know how points are lost.",
        "{id: coverage, name: 目录覆盖, weight: 10, metric: covered}",
        "{id: coverage, name: 目录覆盖, weight: 10, metric: covered, deduct_rule: {each: 2}}",
        _SCHEME,
    ),
    "G115": Explanation(
        "写错了适用单位，这一项就没有人考核。",
        "With a wrong name nobody is assessed on the item.",
        "applies_to: [乡政府]",
        "applies_to: [乡镇]",
    ),
    "G116": Explanation(
        "编号是钥匙，两个项目用一把，分数会算到别处去。",
        "A code is a key; shared by two, points go astray.",
        "两个项目都写 id: coverage",
        "一个写 id: coverage，一个写 id: freshness",
    ),
    "G117": Explanation(
        "考核期从后往前走，什么也算不到。",
        "A period that ends before it begins contains nothing.",
        "{period: 年中, start: 2026-06-30, end: 2026-01-01}",
        "{period: 年中, start: 2026-01-01, end: 2026-06-30}",
    ),
    "G118": Explanation(
        "指标数的是没有的栏目，结果永远是零。",
        "An indicator of records that there are none of is always nothing.",
        "kinds: [document]",
        "kinds: [documents]",
    ),
    "G119": Explanation(
        "分档反了，做得好的变成预警。",
        "With thresholds the wrong way round, the good get the warnings.",
        "better: 越高越好, good: 80, fair: 95",
        "better: 越高越好, good: 95, fair: 80",
    ),
    "G121": Explanation(
        "满意率由满意人数和回答人数算出来，满意的不会比回答的多。",
        "The rate is computed from both numbers; no more can be satisfied than answered.",
        "调查结果: [{问题: 公开是否及时, 满意人数: 520, 回答人数: 500}]",
        "调查结果: [{问题: 公开是否及时, 满意人数: 480, 回答人数: 500}]",
    ),
    "G122": Explanation(
        "得分不会超过满分，多半是写错了一位。",
        "No score exceeds the full one; most likely a digit slipped.",
        "评分: [{单位: mzj, 得分: 965}]",
        "评分: [{单位: mzj, 得分: 96.5}]",
    ),
    "G123": Explanation(
        "不知道是哪个办法、哪个阶段的打分，就算不进得分表。",
        "Without scheme and period, marks cannot enter a score sheet.",
        "评议类型: 考核打分",
        "评议类型: 考核打分\n考核办法: '2026'\n考核阶段: 年中\n打分: [{项目: training, 单位: mzj, 得分: 3, 理由: 参加全部培训}]",
    ),
    "G124": Explanation(
        "自动计分的项目由程序计算，打分不起作用；编号写错也不起作用。",
        "What is computed takes no marks; with a wrong id they count nowhere.",
        "评议类型: 考核打分\n考核办法: '2026'\n考核阶段: 年中\n打分: [{项目: coverage, 单位: mzj, 得分: 3, 理由: 好}]",
        "评议类型: 考核打分\n考核办法: '2026'\n考核阶段: 年中\n打分: [{项目: training, 单位: mzj, 得分: 3, 理由: 参加全部培训}]",
    ),
}
