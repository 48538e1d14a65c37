"""What is said of clocks: family T. 101 on records and units, 121 on the table of clocks and the calendar."""

from __future__ import annotations

from gongkai.messages.rule import Rule

TIMELINESS: dict[str, Rule] = {
    "T101": Rule(
        "warning",
        "逾期办结：“{clock}”应当不晚于 {limit}，实际是 {value}，晚了 {days}",
        "done late: {clock} was due by {limit}, but was done on {value}, {days_en} late",
        "先核对“{label}”写得对不对；确实晚了的，下次提前办，有特殊原因的经批准写“例外”",
        "check `{key}`; where it was late indeed, have a waiver approved if there was a reason",
        waivable=True,
    ),
    "T102": Rule(
        "warning",
        "逾期未办：“{clock}”应当不晚于 {limit}，现在还没有办（{until}）",
        "overdue: {clock} was due by {limit} and is not done",
        "尽快办理，办完在记录里写明；有特殊原因的经批准写“例外”。每个时限看什么，见 docs/deadlines.md",
        "do it, and say so in the record (docs/deadlines.md tells in which field); where there is a reason, have a waiver approved",
        waivable=True,
    ),
    "T103": Rule(
        "warning",
        "时间不足：“{clock}”至少 {least}，要到 {limit}，实际只到 {value}",
        "too short: {clock} takes at least {least_en}, until {limit}, but ended on {value}",
        "核对“{label}”；确实需要缩短的，经批准写“例外”",
        "check `{key}`; where less time was needed, have a waiver approved",
        waivable=True,
    ),
    "T104": Rule(
        "warning",
        "“{clock}”应当提前 {least}，不晚于 {limit}，实际是 {value}，晚了 {days}",
        "{clock} comes {least_en} before, by {limit}, but was done on {value}, {days_en} late",
        "核对“{label}”；来不及的，把听证会改期",
        "check `{key}`; where it is too late, put off the hearing",
    ),
    "T105": Rule(
        "warning",
        "公示时间不足：“{clock}”至少 {least}，要到 {limit}，“{label}”只到 {value}",
        "displayed too short: {clock} takes at least {least_en}, until {limit}, but `{key}` is {value}",
        "把“{label}”改到 {limit} 或者以后；已经结束的，重新公示",
        "move `{key}` to {limit} or later; what has ended already is displayed anew",
    ),
    "T106": Rule(
        "warning",
        "“{clock}”{limit} 到期，还没有发布{value}",
        "{clock} was due by {limit}: {value} is not out",
        "在 reports 文件夹里发布这一年度的报告，“年度”写报告的年份",
        "publish it in the folder `reports`; its `year` is the year it reports",
    ),
    "T107": Rule(
        "warning",
        "{value}主要负责人没有听取政务公开工作汇报",
        "in {value} the head of the unit heard no report on openness",
        "每年至少一次；听取以后在 unit.yaml 写“听取汇报”的日期",
        "at least once a year; write the day under `heard_on` in unit.yaml",
    ),
    "T121": Rule(
        "warning",
        "没有 {value} 年的放假安排，{counted} 个期限算不出来",
        "the working days of {value} are not known: {counted} clocks cannot be told",
        "国务院办公厅的通知公布后（一般在上一年11月），在 holidays.yaml 里加上这一年",
        "once the State Council's notice is out (in November of the year before), add the year to holidays.yaml",
    ),
    "T122": Rule(
        "error",
        "没有叫“{value}”的时限方案。有：{known}",
        "there is no profile `{value}`; there are: {known}",
        "改“时限方案”，如 profiles: [national, linyi]；见 docs/deadlines.md",
        "mend `profiles`, like `profiles: [national, linyi]`; see docs/deadlines.md",
    ),
    "T123": Rule(
        "error",
        "没有编号为“{value}”的时限，或者它不在选用的方案里",
        "there is no clock `{value}`, or it is in none of the profiles chosen",
        "编号见 docs/deadlines.md；要用别的方案的时限，先在“时限方案”里写上那个方案",
        "see docs/deadlines.md for the codes; add the profile of the clock to `profiles` first",
    ),
    "T124": Rule(
        "error",
        "“{clock}”是国家的时限（{least}），不能放宽，也不能停用",
        "{clock} is a national clock ({least_en}): it can be neither loosened nor turned off",
        "写更严的数量，或者删掉这一项调整",
        "ask for more than it does, or take the change away",
    ),
    "T125": Rule(
        "error",
        "时限“{value}”这一行不完整，或者编号重复、方案不存在",
        "the row of the clock `{value}` is not whole, or its code is taken, or its profile unknown",
        "写“数量”和“单位”，每年某一天的写“月日: 01-31”；编号不能重复；方案要在“方案”里",
        "write `number` and `unit`, or `month_day: 01-31` for a day of the year; a code stands once; name a known profile",
    ),
    "T126": Rule(
        "error",
        "{value} 年“{name}”的放假安排不对：年份重复，日期不在这一年，或者同一天又放假又上班",
        "the arrangement of {value}, {name}: the year stands twice, a day is of another year, or both off and worked",
        "对照国务院办公厅的通知改正",
        "mend it by the notice of the State Council",
    ),
}
