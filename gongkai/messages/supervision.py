"""What is said of coverage, indicators, schemes and judgements: family G."""

from __future__ import annotations

from gongkai.messages.rule import Rule

SUPERVISION: dict[str, Rule] = {
    "G101": Rule(
        "warning",
        "应公开的事项“{name}”（{id}）还没有任何信息",
        "nothing is disclosed of the item `{name}` ({id}), which this unit owes",
        "补一条信息，写 公开事项: {id}；确实没有的，在 unit.yaml 写 暂无信息: [{{公开事项: {id}, 原因: …, 有效到: 2026-12-31}}]",
        "add a record with `items: {id}`, or say in unit.yaml why there is none: `absent: [{{item: {id}, reason: …, until: …}}]`",
    ),
    "G102": Rule(
        "warning",
        "事项“{name}”（{id}）从 {day} 起没有更新，超过 {limit} 个月",
        "the item `{name}` ({id}) was not renewed since {day}, for more than {limit} months",
        "有新情况就补一条信息；内容没有变化，核对以后在原信息写“更新日期”",
        "add what is new; where nothing changed, check the record and write `modified`",
    ),
    "G105": Rule(
        "warning",
        "“暂无信息”里的 {id} 不是本单位应公开的事项",
        "`absent` names {id}, which this unit does not owe",
        "核对编号；本单位应公开的事项在 content/catalog/ 的“责任单位”里",
        "check the id; what a unit owes stands under `owners` in content/catalog/",
    ),
    "G106": Rule(
        "error",
        "“暂无信息”里的 {id} 写了两次",
        "`absent` names {id} twice",
        "删掉一行",
        "delete one of the lines",
    ),
    "G111": Rule(
        "error",
        "总分是 {value}，各一级指标的分值加起来是 {counted}",
        "the total is {value}, but the weights of the groups add up to {counted}",
        "改总分或者分值，让它们相等",
        "correct `total` or the weights",
    ),
    "G112": Rule(
        "error",
        "“{name}”的分值是 {value}，{what}的项目加起来是 {counted}",
        "the weight of `{name}` is {value}, but its items ({what}) add up to {counted}",
        "改分值，让年终的项目正好加成一级指标的分值，年中的不超过它",
        "let the items of the final period add up to it; those of the middle of the year must not exceed it",
    ),
    "G113": Rule(
        "error",
        "没有指标“{value}”",
        "there is no indicator `{value}`",
        "指标代码见 content/vocabularies/indicators.yaml",
        "see content/vocabularies/indicators.yaml for the codes",
    ),
    "G114": Rule(
        "error",
        "“{name}”没有写怎样计分",
        "it is not said how `{name}` is scored",
        "自动计分的写“扣分办法”，如 扣分办法: {{每件扣分: 1}}；人工计分的写“评分标准”",
        "give `deduct_rule` (`{{each: 1}}`) where it is computed, `standard` where it is judged",
    ),
    "G115": Rule(
        "error",
        "“适用单位”：“{value}”不是单位编号，也不是单位类型",
        "`applies_to`: `{value}` is neither a unit nor a type of units",
        "写 units 里的文件夹名，或者单位类型，如 乡镇",
        "write the folder of a unit, or a type of units",
    ),
    "G116": Rule(
        "error",
        "“{value}”写了两次",
        "`{value}` is there twice",
        "删掉一个，或者改成另一个编号",
        "delete one or give it another code",
    ),
    "G117": Rule(
        "error",
        "结束日期 {value} 早于开始日期 {limit}",
        "the period ends on {value}, before it begins on {limit}",
        "改正考核阶段的日期",
        "correct the dates of the period",
    ),
    "G118": Rule(
        "error",
        "指标里没有“{value}”这个栏目或者时限",
        "there is no kind of records or clock `{value}`",
        "栏目写文件夹名，如 documents；时限代码见 content/vocabularies/deadlines.yaml",
        "name a folder of records, or a clock of content/vocabularies/deadlines.yaml",
    ),
    "G119": Rule(
        "error",
        "指标“{value}”的分档不对：正常线和关注线要和方向一致",
        "the thresholds of `{value}` do not fit its direction",
        "写明方向；越高越好的，关注线不高于正常线；越低越好的相反",
        "say which way is better; `fair` must not be better than `good`",
    ),
    "G121": Rule(
        "error",
        "满意 {value} 人，多于回答的 {limit} 人",
        "{value} are satisfied of only {limit} who answered",
        "核对调查结果；没有人回答的写 0",
        "check the numbers of the survey",
    ),
    "G122": Rule(
        "error",
        "得分 {value} 超过满分 {limit}",
        "the score {value} exceeds the full {limit}",
        "核对得分和满分",
        "check the score",
    ),
    "G123": Rule(
        "error",
        "考核打分没有写全：考核办法“{value}”、考核阶段、打分都要有",
        "marks need a `scheme` that exists (`{value}`), a `period` and `marks`",
        "考核办法写 content/assessment/ 里的文件名，如 考核办法: '2026'，再写 考核阶段: 年中 和打分",
        "name a file of content/assessment/, the period, and the marks",
    ),
    "G124": Rule(
        "error",
        "考核办法里没有人工计分的项目“{value}”",
        "the scheme has no item `{value}` that is judged by hand",
        "项目编号见 content/assessment/，自动计分的项目不用打分",
        "see content/assessment/ for the ids; what is computed gets no marks",
    ),
}
