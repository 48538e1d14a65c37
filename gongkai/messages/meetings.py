"""What is said of meetings: family M."""

from __future__ import annotations

from gongkai.messages.rule import Rule

MEETINGS: dict[str, Rule] = {
    "M101": Rule(
        "error",
        "“完成时限”{value} 早于开会日期 {limit}",
        "`due` {value} is before the meeting of {limit}",
        "写会议要求完成的日期",
        "write the day by which the meeting wants it done",
    ),
    "M102": Rule(
        "error",
        "议题写了“完成时限”，没有写“责任单位”",
        "the topic has a `due` date but nobody `responsible`",
        "补上责任单位：units 里的文件夹名，可以写几个，如 责任单位: [sthjj, czj]",
        "add the unit: `responsible: sthjj`, the name of a folder in units; there may be several",
        waivable=True,
    ),
    "M103": Rule(
        "warning",
        "常务会议没有列席代表，也没有写“无代表列席原因”",
        "an executive meeting without `observers` and without `no_observer_reason`",
        "补上“列席代表”，或者写明原因，如 无代表列席原因: 紧急会议，来不及邀请",
        "add `observers`, or say why: `no_observer_reason: …`",
        waivable=True,
    ),
    "M104": Rule(
        "error",
        "会议的议题都不公开，会议却是主动公开：标题、时间、地点会公布出去",
        "no topic of the meeting is disclosed, yet the meeting itself is: its title, time and place would come out",
        "把会议的“公开方式”也改成不予公开并写明“不公开依据”，或者至少公开一个议题",
        "set `disclosure` of the meeting to withheld and give the `ground`, or disclose a topic",
    ),
    "M105": Rule(
        "error",
        "已经写了“列席代表”，又写了“无代表列席原因”",
        "there are `observers`, and a `no_observer_reason`",
        "删掉不对的一个",
        "delete the one that is wrong",
    ),
    "M106": Rule(
        "warning",
        "列席代表的意见{value}，没有写“采纳说明”",
        "an observer's opinion was not (fully) adopted ({value}), and no `reply` says why",
        "补上理由，如 采纳说明: 县级预算已经确定，明年研究",
        "add `reply` with the reason",
        waivable=True,
    ),
    "M107": Rule(
        "error",
        "会议 {limit} 才开，{value} 就公布了议定结果",
        "the outcome is published on {value}, before the meeting of {limit}",
        "改正“发布日期”或者“开始时间”；预告里不写议定结果",
        "correct `published` or `held_at`; leave the outcome out of an announcement",
    ),
    "M108": Rule(
        "warning",
        "“{name}”{value} 发布，会议 {limit} 发布，应当同一天",
        "`{name}` came out on {value}, the meeting on {limit}: it should be the same day",
        "会议新闻、图解、解读和议定事项一起发布",
        "news, diagram and interpretation come out together with what was decided",
        waivable=True,
    ),
    "M109": Rule(
        "error",
        "会议已经取消，却写了议定结果",
        "the meeting was cancelled, yet has an outcome",
        "删掉议定结果，或者删掉“已取消”",
        "delete the outcome or `cancelled`",
    ),
}
