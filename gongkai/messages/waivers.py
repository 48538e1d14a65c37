"""What is said of waivers: family W."""

from __future__ import annotations

from gongkai.messages.rule import Rule

WAIVERS: dict[str, Rule] = {
    "W101": Rule(
        "warning",
        "例外“{value}”没有用上：这条记录没有这个问题，或者已经有一个同样的例外",
        "the waiver of {value} is not in use: the record has no such finding, or another waiver covers it",
        "删掉这个例外",
        "delete it",
    ),
    "W102": Rule(
        "warning",
        "例外“{value}”已经过期：只到 {limit} 为止",
        "the waiver of {value} has expired: it held until {limit}",
        "改正记录后删掉这个例外；确实还需要的，重新报批后改“截止”",
        "mend the record and delete the waiver, or have it approved again and move `until`",
    ),
    "W103": Rule(
        "error",
        "没有编号为“{value}”的规则",
        "there is no rule `{value}`",
        "规则编号见 docs/rules.md，如 M103",
        "see docs/rules.md for the codes, like M103",
    ),
    "W104": Rule(
        "error",
        "规则“{value}”不能例外",
        "the rule {value} cannot be waived",
        "改正记录，删掉这个例外；哪些规则可以例外见 docs/rules.md",
        "mend the record and delete the waiver; docs/rules.md says which rules can be waived",
    ),
}
