"""What an import found odd in its sources, and what it did about it: one sentence a code, in Chinese and English.

Unlike a `Finding`, an oddity is about a file that is not ours and is told once, when it is brought in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.findings import Language


@dataclass(frozen=True, slots=True)
class OddityKind:
    """`name` heads the summary, the sentence stands in the report; both as (Chinese, English)."""

    name: tuple[str, str]
    sentence: tuple[str, str]


ODDITIES: dict[str, OddityKind] = {
    # --- the file ---
    "bom": OddityKind(
        ("文件带 BOM", "byte order mark"),
        ("文件开头有 BOM，已去掉", "the file begins with a byte order mark; it was taken away"),
    ),
    "line-ends": OddityKind(
        ("换行符不统一", "foreign line ends"),
        ("用了 Windows 或旧 Mac 的换行符，已统一", "Windows or old Mac line ends; made Unix ones"),
    ),
    "control": OddityKind(
        ("控制字符", "control characters"),
        ("有控制字符 {what}，已去掉 {count} 处", "control character {what}; {count} taken away"),
    ),
    "invisible": OddityKind(
        ("看不见的字符", "invisible characters"),
        ("有看不见的字符 {what}，已去掉 {count} 处", "invisible character {what}; {count} taken away"),
    ),
    "private-use": OddityKind(
        ("自造字", "private-use characters"),
        (
            "有自造字 {what}，多数读者看不到，原样保留，请换成规范字",
            "private-use character {what}, unreadable to most; kept as it is",
        ),
    ),
    "full-width-space": OddityKind(
        ("全角空格", "full-width spaces"),
        (
            "有全角空格 {count} 处，行首行尾的已去掉，行内的保留",
            "{count} full-width spaces; those at the ends of lines were taken away",
        ),
    ),
    # --- front matter and the values of fields ---
    "key-unused": OddityKind(
        ("源字段没有用上", "source key not used"),
        ("源文件的字段“{key}”没有写进记录：{value}", "the source's key `{key}` is not taken over: {value}"),
    ),
    "no-title": OddityKind(
        ("没有标题", "no title"), ("找不到标题，用文件名代替", "no title found; the file name stands for it")
    ),
    "no-date": OddityKind(
        ("没有日期", "no date"),
        (
            "找不到日期，“发布日期”写成默认的 {value}",
            "no date found; `published` is the mapping's default {value}",
        ),
    ),
    "clause-date": OddityKind(
        ("日期取自施行条款", "date from the clause of effect"),
        ("“{label}”没有别的出处，取自正文“{value}”", "`{key}` has no other origin than the text's `{value}`"),
    ),
    "no-such-day": OddityKind(
        ("日子不存在", "no such day"),
        ("“{value}”不是实际存在的日子，没有用", "`{value}` is not a day of the calendar; not used"),
    ),
    "not-date": OddityKind(
        ("不是日期", "not a date"), ("“{value}”不是日期，没有用", "`{value}` is not a date; not used")
    ),
    "sources-differ": OddityKind(
        ("几处说法不同", "sources disagree"),
        ("“{label}”几处说法不同：{values}；取第一个", "`{key}` differs: {values}; the first is taken"),
    ),
    "dates-disordered": OddityKind(
        ("日期先后不对", "dates out of order"),
        (
            "“{label}”{value} 早于“{earlier}”{limit}，已改成后者",
            "`{key}` {value} is before `{earlier_key}` {limit}; set to the latter",
        ),
    ),
    "unknown-value": OddityKind(
        ("换写表里没有的值", "value without a translation"),
        ("“{label}”的值“{value}”不在换写表里，没有写", "`{key}`: `{value}` has no translation; left out"),
    ),
    "doubtful-value": OddityKind(
        ("存疑的值", "doubtful value"),
        (
            "“{label}”由“{value}”写成“{written}”，请核对",
            "`{key}`: `{value}` was written as `{written}`; please verify",
        ),
    ),
    "date-line-unread": OddityKind(
        ("题注里没有日期的行", "note line without a date"),
        (
            "题注里这一行没有日期，留在正文里：{value}",
            "a line of the note has no date; kept in the text: {value}",
        ),
    ),
    "no-marker": OddityKind(
        ("没有题注结束标记", "no end mark of the note"),
        ("找不到“{value}”，题注按开头的日期行认", "`{value}` not found; the note is its leading dated lines"),
    ),
    "duplicate-title": OddityKind(
        ("标题重复", "duplicate title"),
        ("标题和 {other} 相同，两条都导入", "the same title as {other}; both are imported"),
    ),
    # --- meetings of OParl ---
    "field-unused": OddityKind(
        ("没有写进记录的字段", "fields without a place"),
        ("“{key}”有 {count} 处没有写进记录，如：{value}", "{count} of `{key}` have no place here, as: {value}"),
    ),
    "not-resolved": OddityKind(
        ("找不到的对象", "objects not found"),
        (
            "“{key}”指的对象不在文件夹里，没有写：{value}",
            "`{key}` names an object that is not in the folder; left out: {value}",
        ),
    ),
    "deleted-part": OddityKind(
        ("来源里已删除的部分", "parts deleted in the source"),
        ("“{key}”在来源里已经删除，没有写", "`{key}` is marked deleted in the source; left out"),
    ),
    "address-bad": OddityKind(
        ("不能用的网址", "addresses that cannot be used"),
        ("“{key}”不是网址，没有写：{value}", "`{key}` is no web address; left out: {value}"),
    ),
    "time-zone": OddityKind(
        ("换算成北京时间", "turned into Beijing time"),
        ("“{key}”{value} 换算成北京时间 {written}", "`{key}` {value} is {written} in Beijing"),
    ),
    "midnight": OddityKind(
        ("换算成零点的开始时间", "beginnings at midnight"),
        (
            "开始时间 {value} 在北京正好是零点，网站只显示日期",
            "the beginning {value} is midnight in Beijing: the site shows the day only",
        ),
    ),
    "time-unread": OddityKind(
        ("看不懂的时间", "times that cannot be read"),
        ("“{key}”看不懂，没有写：{value}", "`{key}` cannot be read; left out: {value}"),
    ),
    "end-early": OddityKind(
        ("结束早于开始", "ended before it began"),
        ("结束时间 {value} 早于开始时间，没有写", "the end {value} is before the beginning; left out"),
    ),
    "published-held": OddityKind(
        ("发布日期取开会时间", "published when held"),
        (
            "来源在开会前就建了这条会议，议定结果不会那时公布；“发布日期”写成开会时间 {value}",
            "the source made it before the meeting, when nothing was decided; `published` is that of the meeting, {value}",
        ),
    ),
    "topic-hidden": OddityKind(
        ("不公开的议题", "topics not public"),
        (
            "有 {count} 个议题在来源里不公开，写成“不予公开”，不会出现在网站上",
            "{count} topics are not public in the source: withheld here, they will not come out",
        ),
    ),
    "all-hidden": OddityKind(
        ("议题都不公开的会议", "meetings without a public topic"),
        (
            "议题都不公开，写成草稿；请定会议公开不公开，再改“状态”",
            "no topic is public: made a draft; decide on the meeting, then set `status`",
        ),
    ),
    "topic-unmarked": OddityKind(
        ("公开属性写法不对的议题", "topics with an unclear mark"),
        (
            "有 {count} 个议题的 public 不是 true 也不是 false，按不公开处理",
            "`public` of {count} topics is neither true nor false; taken as not public",
        ),
    ),
    "topic-unnamed": OddityKind(
        ("没有名称的议题", "topics without a name"),
        ("第 {count} 个议题没有名称，写成“{value}”", "topic {count} has no name; called `{value}`"),
    ),
    "reordered": OddityKind(
        ("议题按 order 排过", "topics in their order"),
        ("议题按来源的 order 重新排过", "the topics were put in the order the source gives"),
    ),
    "numbers-given": OddityKind(
        ("议题没有序号", "topics without numbers"),
        ("议题都没有序号，网站从 1 排起", "no topic has a number; the site counts from 1"),
    ),
    "same-object": OddityKind(
        ("同一个会议", "the same meeting"),
        ("和 {other} 里的是同一个会议，用那一份", "the same meeting as in {other}, which is taken"),
    ),
    # --- the name ---
    "name-changed": OddityKind(
        ("文件名改过", "name changed"),
        ("文件名里有不能用的字符，改成“{value}”", "the name holds characters that cannot be used; now `{value}`"),
    ),
    "name-shortened": OddityKind(
        ("文件名太长", "name shortened"),
        ("文件名太长，截成“{value}”", "the name is too long; cut to `{value}`"),
    ),
    "name-taken": OddityKind(
        ("文件名重复", "name taken"),
        ("名称已被 {other} 占用，改成“{value}”", "the name is taken by {other}; now `{value}`"),
    ),
    # --- the body ---
    "heading-differs": OddityKind(
        ("标题行和标题不同", "heading is not the title"),
        ("第一个标题行和标题不同，留在正文里：{value}", "the first heading is not the title; kept: {value}"),
    ),
    "comment": OddityKind(
        ("HTML 注释", "HTML comment"), ("去掉了 HTML 注释：{value}", "an HTML comment was taken away: {value}")
    ),
    "tag": OddityKind(
        ("尖括号和 HTML", "angle brackets and HTML"),
        ("“{value}”按文字保留", "`{value}` is kept as words, not as HTML"),
    ),
    "marks": OddityKind(
        ("像 Markdown 记号的文字", "words like Markdown marks"),
        ("有 {count} 行的文字像 Markdown 记号，已转义", "{count} lines look like Markdown; escaped"),
    ),
    "indent": OddityKind(
        ("行首缩进", "indented line"),
        ("有 {count} 行行首缩进（会变成代码），已去掉", "{count} indented lines would be code; indent taken away"),
    ),
    "lines-split": OddityKind(
        ("相连的行", "adjoining lines"),
        ("有 {count} 处相连的行，分成了段落", "{count} adjoining lines became paragraphs of their own"),
    ),
    "heading-written": OddityKind(
        ("标题行缺空格", "heading without space"),
        ("# 后面没有空格，已补上：{value}", "no space after #; added: {value}"),
    ),
    "contents": OddityKind(
        ("正文里有目录", "table of contents in the text"),
        ("正文里有目录，网页会再生成一份；原样保留", "the text has its own table of contents; kept"),
    ),
    "local-link": OddityKind(
        ("站外文件的链接", "link to a file elsewhere"),
        ("链接或图片“{value}”在这里打不开，按文字保留", "the link or image `{value}` leads nowhere here; kept as words"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Oddity:
    """`path` is relative to the folder imported; `line` is 0 where it is about the whole file."""

    code: str
    path: str
    line: int = 0
    words: Mapping[str, str] = field(default_factory=dict)

    def name(self, language: Language = "zh") -> str:
        return ODDITIES[self.code].name[language == "en"]

    def message(self, language: Language = "zh") -> str:
        return ODDITIES[self.code].sentence[language == "en"].format_map(self.words)


class Notebook:
    """Collects the oddities of one source file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.oddities: list[Oddity] = []

    def note(self, code: str, line: int = 0, /, **words: str) -> None:
        self.oddities.append(Oddity(code, self.path, line, {k: _shorten(v) for k, v in words.items()}))


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 120 else text[:119] + "…"
