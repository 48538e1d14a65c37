"""What every rule says to a clerk, Chinese first, English second. A code never changes its meaning.

Families: F files, Y YAML, S schema, R references, L links and Markdown, D disclosure, C catalog.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    severity: Severity
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


RULES: dict[str, Rule] = {
    # --- files ---
    "F101": Rule(
        "error",
        "文件不是 UTF-8 编码，第 {byte} 个字节读不懂",
        "the file is not UTF-8: byte {byte} cannot be read",
        "用记事本或 WPS 打开，“另存为”时编码选 UTF-8",
        "save the file again with the encoding UTF-8",
    ),
    "F102": Rule(
        "error",
        "文件里有看不见的控制字符（{character}）",
        "the file holds an invisible control character ({character})",
        "删掉这个字符；多半是从别的软件粘贴带来的",
        "delete it; it usually comes from pasting out of another program",
    ),
    "F103": Rule(
        "error",
        "文件太大（{size}），上限是 {limit}",
        "the file is too large ({size}); the limit is {limit}",
        "长表格请另存为 CSV 附件",
        "put long tables into a CSV attachment",
    ),
    "F104": Rule(
        "error",
        "这是一个链接（symlink），不读取",
        "this is a symbolic link and is not followed",
        "把真正的文件放进来",
        "put the real file here",
    ),
    "F105": Rule(
        "error",
        "文件名太长（{bytes} 字节），上限是 {limit} 字节",
        "the file name is too long ({bytes} bytes); the limit is {limit} bytes",
        "改短一些，一个汉字算 3 个字节",
        "shorten it; a Chinese character counts as 3 bytes",
    ),
    "F106": Rule(
        "error",
        "文件名“{name}”里有不能用的字符",
        "the file name `{name}` holds characters that cannot be used",
        "只用汉字、字母、数字、连字符和括号，不要空格和点",
        "use letters, digits, hyphens and brackets only, no spaces or dots",
    ),
    "F107": Rule(
        "error",
        "“{name}”不是栏目文件夹",
        "`{name}` is not the folder of a kind of records",
        "可以用：{known}",
        "known folders: {known}",
    ),
    "F108": Rule(
        "error",
        "单位“{unit}”没有 unit.yaml",
        "the unit `{unit}` has no unit.yaml",
        "运行 python build.py new unit {unit} 生成一份",
        "run python build.py new unit {unit}",
    ),
    "F109": Rule("error", "文件读不出来：{reason}", "the file cannot be read: {reason}"),
    "F110": Rule(
        "warning",
        "没有记录用到这个文件，它不会发布",
        "no record uses this file; it will not be published",
        "在记录的“附件”里写上它，或者删掉",
        "name it under `attachments` of a record, or delete it",
    ),
    "F111": Rule("error", "缺少 {name}", "{name} is missing", "{what}", "{what}"),
    "F112": Rule(
        "error",
        "编号“{id}”有两份：另一份是 {other}",
        "the id `{id}` is used twice: the other file is {other}",
        "改掉其中一个文件名",
        "rename one of the two files",
    ),
    "F113": Rule(
        "error",
        "Markdown 记录要以 --- 开头的字段区开始",
        "a Markdown record begins with its fields between two lines of ---",
        "第一行写 ---，接着写字段，再写一行 ---，然后是正文",
        "write --- on the first line, then the fields, then --- again, then the text",
    ),
    "F114": Rule(
        "error",
        "找不到文件“{name}”",
        "there is no file `{name}`",
        "文件要和记录放在同一个文件夹",
        "the file must lie in the folder of the record",
    ),
    "F115": Rule(
        "error",
        "附件“{name}”的类型不能发布",
        "the attachment `{name}` is of a type that cannot be published",
        "可以用：{known}",
        "allowed: {known}",
    ),
    "F116": Rule(
        "error",
        "这里不能放文件“{name}”",
        "the file `{name}` does not belong here",
        "记录放在 units/单位/栏目/年份/ 里",
        "records lie in units/<unit>/<kind>/<year>/",
    ),
    "F117": Rule(
        "error",
        "地址 {name} 由网站自动生成，不能再写一页",
        "the address {name} is made by the site itself",
        "换一个文件名",
        "choose another file name",
    ),
    # --- YAML ---
    "Y101": Rule(
        "error",
        "这里写得不合 YAML 格式：{problem}",
        "this is not well-formed YAML: {problem}",
        "{hint}",
        "{hint_en}",
    ),
    "Y102": Rule(
        "error",
        "不能用 YAML 的 & 和 * 引用",
        "YAML anchors and aliases are not allowed",
        "把内容直接写出来；如果是文字，请加引号",
        "write the content out; quote it if it is text",
    ),
    "Y103": Rule(
        "error",
        "不能用 YAML 的 ! 标签",
        "YAML tags are not allowed",
        "如果是文字，请加引号",
        "quote it if it is text",
    ),
    "Y104": Rule(
        "error",
        "字段“{key}”写了两次，第一次在第 {first} 行",
        "the field `{key}` stands twice, first in line {first}",
        "只留一个",
        "keep one of them",
    ),
    "Y105": Rule(
        "error", "层次太深（超过 {limit} 层）", "nested more than {limit} deep", "把内容摊平", "flatten it"
    ),
    "Y106": Rule(
        "error",
        "内容太多（超过 {limit} 项）",
        "more than {limit} entries",
        "长表格请放进 CSV 附件",
        "put long tables into a CSV attachment",
    ),
    "Y107": Rule(
        "error",
        "一个文件只能写一份记录",
        "a file holds one record only",
        "删掉后面的 ---",
        "delete the later ---",
    ),
    "Y108": Rule(
        "error",
        "这里应当是“字段: 内容”的形式",
        "fields are expected here, as `name: value`",
        "例如：标题: 关于……的通知",
        "for example: title: Notice on …",
    ),
    "Y109": Rule("error", "字段名应当是一个词", "the name of a field must be a word"),
    "Y110": Rule(
        "error",
        "内容里有看不见的字符（{character}）",
        "the value holds an invisible character ({character})",
        "删掉它，重新输入这几个字",
        "delete it and type the words again",
    ),
    # --- schema ---
    "S101": Rule(
        "error",
        "没有“{key}”这个字段",
        "there is no field `{key}`",
        "字段一览见 docs/fields.md，或运行 python build.py schema",
        "see docs/fields.md or run python build.py schema",
    ),
    "S102": Rule(
        "error",
        "缺少必填字段“{label}”（{key}）：{help}",
        "the required field `{key}` ({label}) is missing",
        "补上一行：{label}: ……",
        "add a line: {key}: …",
    ),
    "S103": Rule(
        "error",
        "“{label}”要写成日期，现在是“{value}”",
        "`{key}` must be a date, found `{value}`",
        "写成 2026-03-12 这样",
        "write it as 2026-03-12",
    ),
    "S104": Rule(
        "error", "“{label}”里的日子不存在：“{value}”", "`{key}` names a day that does not exist: `{value}`"
    ),
    "S105": Rule(
        "error",
        "“{label}”要写成日期和时间，现在是“{value}”",
        "`{key}` must be a date and time, found `{value}`",
        "写成 2026-03-12 09:30 这样",
        "write it as 2026-03-12 09:30",
    ),
    "S106": Rule(
        "error",
        "“{label}”只能写 是 或 否（true 或 false），现在是“{value}”",
        "`{key}` must be true or false, found `{value}`",
    ),
    "S107": Rule(
        "error", "“{label}”要写整数，现在是“{value}”", "`{key}` must be a whole number, found `{value}`"
    ),
    "S108": Rule(
        "error",
        "“{label}”要写数字，现在是“{value}”",
        "`{key}` must be a number, found `{value}`",
        "只写数字，单位写在别处，不用逗号",
        "digits only, no unit, no commas",
    ),
    "S109": Rule(
        "error",
        "“{label}”不合文号的写法：“{value}”",
        "`{key}` is not a document number: `{value}`",
        "写成 云政办发〔2026〕12号：六角括号〔〕，序号前面不加 0 也不加“第”",
        "write it as 云政办发〔2026〕12号 with 〔〕 and no leading zero",
    ),
    "S110": Rule(
        "error",
        "“{label}”不能写“{value}”",
        "`{key}` cannot be `{value}`",
        "可以写：{terms}",
        "choose from: {terms}",
    ),
    "S111": Rule("error", "“{label}”要写成一段文字", "`{key}` must be text"),
    "S112": Rule("error", "“{label}”太长，最多 {limit} 个字", "`{key}` is longer than {limit} characters"),
    "S113": Rule(
        "error",
        "“{label}”是空的",
        "`{key}` is empty",
        "写上内容，或者删掉这一行",
        "fill it in or delete the line",
    ),
    "S114": Rule(
        "error",
        "“{label}”下面要写“字段: 内容”",
        "`{key}` must hold fields",
        "每个字段一行，比上面多缩进两格",
        "one field a line, indented by two",
    ),
    "S115": Rule(
        "error",
        "“{label}”要写成列表",
        "`{key}` must be a list",
        "每项一行，以“- ”开头",
        "one entry a line, beginning with `- `",
    ),
    "S116": Rule(
        "error",
        "“{label}”和“{key}”是同一个字段，写了两次",
        "`{label}` and `{key}` are the same field, given twice",
        "只留一个",
        "keep one of them",
    ),
    "S117": Rule(
        "error",
        "“{label}”不是网址：“{value}”",
        "`{key}` is not a web address: `{value}`",
        "以 https:// 开头",
        "begin with https://",
    ),
    "S122": Rule(
        "error",
        "“{label}”里有不能用的字符：“{value}”",
        "`{key}` holds characters that cannot be used: `{value}`",
        "只用字母、数字，中间可以有点、连字符或下划线",
        "letters and digits, with single dots, hyphens or underscores between them",
    ),
    "S118": Rule("error", "“{label}”应当有 {limit} 项", "`{key}` must have {limit} entries"),
    "S119": Rule("error", "“{label}”写得不对：{value}", "`{key}` is not right: {value}"),
    "S120": Rule(
        "error",
        "正文写了两处：字段“正文”里和字段区后面",
        "the text stands twice: in the field `body` and after the fields",
        "只留一处",
        "keep one of them",
    ),
    "S121": Rule("error", "“{label}”太小，至少是 {limit}", "`{key}` must be at least {limit}"),
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
        "“{label}”：没有编号为“{value}”的记录",
        "`{key}`: there is no record `{value}`",
        "编号是 units 之后的路径，不带 .md，如 mzj/documents/2026/doc-12",
        "an id is the path after units/ without .md, like mzj/documents/2026/doc-12",
    ),
    "R105": Rule("error", "“{label}”指向了自己", "`{key}` points to the record itself"),
    "R106": Rule(
        "warning",
        "“{label}”指向的记录“{value}”不公开，网站上不会显示这个关系",
        "`{key}` points to `{value}`, which is not public; the relation will not be shown",
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
}
