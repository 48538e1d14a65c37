"""What is said of addresses: family A."""

from __future__ import annotations

from gongkai.messages.rule import Rule

ADDRESSES: dict[str, Rule] = {
    # --- what is taken back ---
    "A101": Rule(
        "error",
        "写了撤回日期，没有写撤回理由",
        "a day of withdrawal without a reason",
        "加上“撤回理由”，这句话会公布，例如：撤回理由: 行政处罚决定已被依法撤销",
        "add `withdrawn_reason`; the sentence will be public",
    ),
    "A102": Rule(
        "error",
        "写了撤回理由，没有写撤回日期",
        "a reason of withdrawal without a day",
        "加上“撤回日期”，例如：撤回日期: 2026-05-01",
        "add `withdrawn_on`",
    ),
    "A103": Rule(
        "error",
        "撤回日期 {early} 早于发布日期 {late}",
        "withdrawn on {early}, before it was published on {late}",
        "两个日期有一个写错了；没有发布过的，把“状态”改成“草稿”",
        "one of the two is wrong; what was never published is a draft",
    ),
    "A104": Rule(
        "error",
        "撤回理由里写了撤回的内容（标题、文号或者当事人）",
        "the reason of withdrawal tells what was withdrawn: its title, number or party",
        "撤回理由会公布，只写为什么，例如：行政处罚决定已被依法撤销",
        "the reason is public: say why only",
    ),
    # --- what was published ---
    "A111": Rule(
        "error",
        "公布过的网址 {value} 没有了：记录被删除，打开是“找不到”",
        "the published address {value} is gone: its record was deleted",
        "恢复这个文件（git checkout）。改了名的，在新记录里写 旧地址: [{value}]；要撤回的，文件留着，写上“撤回日期”和“撤回理由”",
        "bring the file back; if it was renamed, name {value} under `aliases` of the new record; if it is to be taken back, keep the file and add `withdrawn_on` and `withdrawn_reason`",
    ),
    "A112": Rule(
        "error",
        "公布过的网址 {value} 打不开了：这条记录现在不公开（{reason}）",
        "the published address {value} shows nothing any more: its record is not public now ({reason})",
        "要撤回的，写上“撤回日期”和“撤回理由”，网页上就只说明撤回；不是要撤回的，改回来",
        "to take it back add `withdrawn_on` and `withdrawn_reason`; else undo the change",
    ),
    "A113": Rule(
        "error",
        "网址 {value} 上原来是 {day} 发布的另一条信息，现在换成了这一条",
        "at {value} stood another record, published on {day}",
        "一个网址只给一条信息：这一条换一个文件名，原来的恢复",
        "an address belongs to one record: give this one another name and bring the other back",
    ),
    "A114": Rule(
        "error",
        "公布过的网址 {value} 没有了，内容像是移到了 {name}",
        "the published address {value} is gone; its record seems to be {name} now",
        "在 {name} 里写：{line}",
        "write in {name}: {line}",
    ),
    "A115": Rule(
        "error",
        "公布过的网址 {value} 没有了：单位、专题或者页面被删除或改名",
        "the published address {value} is gone: the unit, campaign or page was deleted or renamed",
        "在接替它的单位（unit.yaml）、专题或页面里写：旧地址: [{value}]",
        "write in the unit, campaign or page that takes its place: aliases: [{value}]",
    ),
    # --- old addresses of pages that are no records ---
    "A121": Rule(
        "error",
        "旧地址“{value}”写法不对",
        "the old address `{value}` is not of the right form",
        "单位写成 /units/编号/，专题写成 /topics/编号/，页面写成 /名称/",
        "write /units/<unit>/, /topics/<name>/ or /<page>/",
    ),
    "A122": Rule(
        "error",
        "旧地址“{value}”已经被 {other} 使用",
        "the old address `{value}` is in use by {other}",
        "一个网址只能通向一处：删掉这里的旧地址，或者改另一处",
        "an address leads to one place: delete it here or there",
    ),
}
