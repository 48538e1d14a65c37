"""What is said of references, links, disclosure and the catalog: families R, L, D and C."""

from __future__ import annotations

from gongkai.messages.rule import Rule

MEANING: dict[str, Rule] = {
    # --- references ---
    "R101": Rule(
        "error",
        "“{label}”：没有单位“{value}”",
        "`{key}`: there is no unit `{value}`",
        "写 units 里的文件夹名",
        "write the name of a folder in units",
    ),
    "R102": Rule(
        "error",
        "“{label}”：标准目录里没有事项“{value}”",
        "`{key}`: the catalog has no item `{value}`",
        "事项编号见 content/catalog/",
        "see content/catalog/ for the ids",
    ),
    "R103": Rule(
        "error",
        "“{label}”：{vocabulary}里没有“{value}”",
        "`{key}`: `{value}` is not in the vocabulary {vocabulary}",
        "写编号或名称，词表见 content/vocabularies/",
        "write a code or a name from content/vocabularies/",
    ),
    "R104": Rule(
        "error",
        "“{label}”：没有编号为“{value}”的记录（{other}）",
        "`{key}`: there is no record `{value}` ({other})",
        "编号是 units 之后的路径，不带 .md，如 mzj/documents/2026/doc-12",
        "an id is the path after units/ without .md, like mzj/documents/2026/doc-12",
    ),
    "R105": Rule("error", "“{label}”指向了自己", "`{key}` points to the record itself"),
    "R106": Rule(
        "warning",
        "“{label}”指向的记录“{value}”不公开（{other}：{reason}），网站上不会显示这个关系",
        "`{key}` points to `{value}`, which is not public ({other}: {reason}); the relation will not be shown",
    ),
    "R107": Rule(
        "error",
        "“{label}”：没有专题“{value}”",
        "`{key}`: there is no campaign `{value}`",
        "写 topics 里的文件名",
        "write the name of a file in topics",
    ),
    "R108": Rule(
        "error",
        "旧地址“{value}”已经被 {other} 使用",
        "the old address `{value}` is in use by {other}",
        "旧地址不能和现有的页面重复",
        "an old address must not be that of a living page",
    ),
    "R109": Rule(
        "error",
        "旧地址“{value}”写法不对",
        "the old address `{value}` is not of the right form",
        "写成 /units/单位/栏目/年份/名称/，和记录的地址一样",
        "write /units/<unit>/<kind>/<year>/<name>/, like the address of a record",
    ),
    # --- links and Markdown ---
    "L101": Rule(
        "error",
        "链接的目标不存在：“{value}”",
        "the link leads nowhere: `{value}`",
        "本站记录写成 record:编号，事项写成 item:编号，单位写成 unit:文件夹名",
        "write record:<id>, item:<id> or unit:<folder> for pages of this site",
    ),
    "L102": Rule("error", "页面“{page}”里没有“{value}”这一节", "the page `{page}` has no section `{value}`"),
    "L103": Rule(
        "error",
        "不能链接到“{value}”",
        "links to `{value}` are not allowed",
        "只能用 https://、http://、mailto:、tel: 和本站链接，不能指向内网或本机",
        "use https://, http://, mailto:, tel: or a link within the site, never an intranet address",
    ),
    "L104": Rule(
        "error",
        "图片“{value}”没有文字说明",
        "the image `{value}` has no text alternative",
        "写成 ![图里是什么](文件名)",
        "write ![what it shows](file)",
    ),
    "L105": Rule(
        "warning",
        "链接指向不公开的记录“{value}”，网站上只显示文字",
        "the link leads to `{value}`, which is not public; only its words will be shown",
    ),
    "L106": Rule(
        "error",
        "正文的层次太深，排不出来",
        "the text is nested too deep to be laid out",
        "减少引用和列表的层次",
        "use fewer levels",
    ),
    "L107": Rule(
        "error",
        "正文里不能用 {value}",
        "{value} is not allowed in a text",
        "用 Markdown 写，不要贴网页代码",
        "write Markdown instead of pasting HTML",
    ),
    # --- disclosure ---
    "D101": Rule(
        "error",
        "公开方式是不予公开，必须写明“不公开依据”",
        "`disclosure` is withheld: the legal `ground` must be given",
        "写 art14、art15、art16 开头的依据编号，见 content/vocabularies/grounds.yaml（条例第14至16条）",
        "write a code of content/vocabularies/grounds.yaml (articles 14 to 16)",
    ),
    "D102": Rule(
        "error",
        "已经是主动公开，却写了“不公开依据”",
        "the record is proactive, yet names a `ground` for not disclosing",
        "删掉“不公开依据”，或者改“公开方式”",
        "delete `ground` or change `disclosure`",
    ),
    "D103": Rule(
        "error",
        "事项“{value}”只依申请或向特定群体公开，不能主动公开到网站",
        "the item `{value}` is disclosed on request or to certain people only, not on the portal",
        "把“公开方式”改为依申请公开；只向当事人公开的，不放到网站上",
        "set `disclosure` to on_request",
    ),
    "D104": Rule(
        "error",
        "“{label}”早于“{earlier}”",
        "`{key}` is earlier than `{earlier_key}`",
        "检查两个日期",
        "check the two dates",
    ),
    "D105": Rule(
        "error",
        "文件“{name}”属于不公开的记录（{other}），不能在这里公开",
        "the file `{name}` belongs to a record that is not public ({other}) and must not come out here",
        "去掉这里的链接或附件，或者改那份记录的公开方式",
        "take the link or attachment away, or change the disclosure of that record",
    ),
    "D106": Rule(
        "error",
        "正文末尾写的是“{value}”，和公开方式“{other}”不一致",
        "the text ends with {value}, but `disclosure` is {other}",
        "改正公开方式，或者改正正文末尾的标注",
        "correct `disclosure` or the mark at the end of the text",
    ),
    "D107": Rule(
        "error",
        "审核结果是“退回”，不能发布",
        "a review ended with 退回 (returned): the record must not be published",
        "改好后重新审核，或者把状态改成草稿",
        "review it again, or set `status` to draft",
    ),
    "D108": Rule(
        "error",
        "“{value}”是程序规定，不是不公开的理由",
        "{value} is a rule of procedure, not a ground for withholding",
        "写 art14、art15 或 art16 开头的依据",
        "write a ground beginning with art14, art15 or art16",
    ),
    "D109": Rule(
        "error",
        "文号“{value}”重复，另一处在 {other}",
        "the document number {value} is used twice, also in {other}",
    ),
    "D111": Rule(
        "error",
        "标题或正文还是模板里的例子",
        "the title or the text is still the example of the template",
        "写上真正的标题和正文，或者把状态改回草稿",
        "write the real ones, or set `status` back to draft",
    ),
    "D110": Rule(
        "error",
        "“更新日期”还没有到：{value}",
        "`modified` lies in the future: {value}",
        "写实际修改的日期",
        "write the day of the change",
    ),
    # --- catalog ---
    "C101": Rule(
        "error", "事项编号“{id}”重复，另一处在 {other}", "the item id `{id}` is used twice, also in {other}"
    ),
    "C102": Rule(
        "error", "简码“{value}”和文件名“{name}”不一致", "`field` is `{value}` but the file is named `{name}`"
    ),
    "C103": Rule(
        "error",
        "索引号“{value}”重复，另一处在 {other}",
        "the index number `{value}` is used twice, also in {other}",
    ),
    "C104": Rule(
        "warning",
        "文号的机关代字“{value}”是{name}的（{other}），不是本单位的",
        "the letters {value} of the document number are those of {name} ({other}), not of this unit",
        "改正文号；别的机关发的文件，写上“发文机关”",
        "correct the number, or name the `issuer` if another organ issued it",
    ),
    "C105": Rule(
        "warning",
        "文号“{value}”的年份和成文日期 {day} 不是同一年",
        "the year in the document number {value} is not that of `issued`, {day}",
        "检查文号和成文日期",
        "check both",
    ),
}
