"""What is said of talking with citizens: family Q. 101 on messages, 121 on counts of channels, 141 on responses."""

from __future__ import annotations

from gongkai.messages.rule import Rule

EXCHANGE: dict[str, Rule] = {
    # --- messages, and the times of responses ---
    "Q101": Rule(
        "error",
        "“{label}”{late} 早于“{name}”{early}",
        "{label} {late} is before {name} {early}",
        "核对这两个时间，改正写错的一个",
        "check both and correct the wrong one",
    ),
    "Q102": Rule(
        "error",
        "写了“{label}”，没有写“{name}”",
        "there is {label} but no {name}",
        "补上“{name}: ……”；还没有答复的，两个都不写",
        "add `{key}: …`; of a message that is not answered yet, write neither",
    ),
    "Q103": Rule(
        "error",
        "还没有答复，却有满意度评价",
        "the message is rated but not answered",
        "补上“答复日期”和“答复内容”，或者删掉“满意度”",
        "add `replied_on` and `reply`, or delete `satisfaction`",
    ),
    "Q104": Rule(
        "error",
        "来信人不同意公开，这封来信却是主动公开",
        "its writer does not agree, yet the message is public",
        "改成“公开方式: 不予公开”并写“不公开依据”，或者“状态: 草稿”",
        "write `disclosure: withheld` with a `ground`, or `status: draft`",
    ),
    "Q106": Rule(
        "warning",
        "答复日期 {day} 晚于这条信息的发布、更新日期 {end}",
        "answered on {day}, after the last change of the record on {end}",
        "补答复时把“更新日期”改成当天；日期写错的改正",
        "set `modified` to the day the answer was added, or correct the date",
        waivable=True,
    ),
    # --- counts of channels ---
    "Q121": Rule(
        "error",
        "“来信办理”没有写清楚是哪一段时间",
        "the counts of channels are of no period",
        "写“统计开始: 2026-10-01”和“统计截止: 2026-10-31”，截止不早于开始",
        "write `period_start` and a `period_end` that is not before it",
    ),
    "Q122": Rule(
        "error",
        "“{label}”{value} 件，多于“{name}”{limit} 件",
        "{label} {value} is more than {name} {limit}",
        "核对这两个数，改正写错的一个",
        "check both counts and correct the wrong one",
    ),
    "Q123": Rule(
        "error",
        "“{label}”写的是 {value}%，按件数算不出来：{counted}",
        "{label} is stated as {value} %, which the counts do not give: {counted}",
        "改正比率或者件数；比率可以不写，页面会自己算",
        "correct the rate or the counts; the page computes the rate where none is stated",
    ),
    "Q124": Rule(
        "error",
        "“{label}”没有件数可以核对，也没有写数据来源",
        "{label} has neither the counts behind it nor a source",
        "补上件数（{names}），或者写“数据来源: ……”",
        "add the counts ({names}) or `source`",
    ),
    "Q125": Rule(
        "error",
        "渠道“{value}”在这一时期写了两次",
        "the channel {value} is counted twice",
        "合成一项",
        "make one of them",
    ),
    # --- responses ---
    "Q142": Rule(
        "error",
        "处置经过的时间 {day} 早于前面的 {end}",
        "the stage at {day} comes after one at {end}",
        "按时间先后写；都不能早于“发生时间”",
        "write stages in the order of time, none before `occurred_at`",
    ),
    "Q143": Rule(
        "warning",
        "“回应”{day} 在“研判”{end} 以前",
        "the public was answered at {day}, before the matter was judged at {end}",
        "先研判再回应；确实先发了简讯的，把核实情况写进“研判”并核对时间",
        "judge first, answer then; check both times",
        waivable=True,
    ),
    "Q144": Rule(
        "warning",
        "处置经过缺少：{names}",
        "the stages lack: {names}",
        "在“处置经过”里补上这些环节的时间和内容",
        "add them to `stages`, each with its time and what was done",
        waivable=True,
    ),
    "Q145": Rule(
        "error",
        "{value}舆情的回应没有写发言人",
        "nobody is named as speaker, at level {value}",
        "写“发言人: 职务”",
        "write `spokesperson: post`",
    ),
    "Q146": Rule(
        "warning",
        "{value}舆情不是主要负责人发言，也没有说明原因",
        "at level {value} the head of the office did not speak, and no reason is given",
        "写“主要负责人发言: 是”，或者写“主要负责人未发言原因: ……”",
        "write `head_spoke: true`, or the `no_head_reason`",
        waivable=True,
    ),
    "Q147": Rule(
        "warning",
        "没有写“回应时间”，算不出用了多少小时",
        "there is no `replied_at`: how many hours it took cannot be told",
        "写“回应时间: 2026-03-03 10:00”",
        "write `replied_at: 2026-03-03 10:00`",
        waivable=True,
    ),
}
