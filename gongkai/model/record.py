"""The metadata that every record has (handbook §7, 条例 art. 12), and the record as the rest of the house sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from gongkai.model.review import Review
from gongkai.model.values import (
    LIST,
    Date,
    DocumentNumber,
    Fields,
    FileRef,
    ItemRef,
    Moment,
    OneOf,
    Prose,
    RecordRef,
    Reference,
    Text,
    Truth,
    about,
)

PROACTIVE, ON_REQUEST, WITHHELD = "主动公开", "依申请公开", "不予公开"

Disclosure = Annotated[
    str, OneOf(PROACTIVE, ON_REQUEST, WITHHELD, proactive=PROACTIVE, on_request=ON_REQUEST, withheld=WITHHELD)
]
Validity = Annotated[
    str,
    OneOf(
        "有效", "尚未生效", "已修改", "部分失效", "失效", "废止",
        in_force="有效", not_yet="尚未生效", amended="已修改", partly="部分失效", expired="失效", abolished="废止",
    ),
]  # fmt: skip


TEMPLATE_TITLE = "关于……的通知"


class Attachment(Fields):
    file: Annotated[FileRef, about("文件", "附件文件名，与本记录放在同一文件夹", example="附件1.csv")]
    title: Annotated[Text, about("标题", "读者看到的附件名称")]
    description: Annotated[Text | None, about("说明", "附件内容的一句话说明")] = None


class Waiver(Fields):
    """Permission to break one rule in one record, with a reason and an end."""

    code: Annotated[Text, about("规则", "规则编号；哪些规则可以例外见 docs/rules.md", example="M103")]
    reason: Annotated[Text, about("理由", "为什么可以例外，谁批准的", example="紧急会议，经分管领导批准")]
    until: Annotated[Date, about("截止", "例外到这一天为止（含当天）", example="2026-12-31")]


class RecordFields(Fields):
    """What every record may say about itself."""

    title: Annotated[
        Text, about("标题", "信息名称，与页面标题一致", source="条例第12条", example=TEMPLATE_TITLE)
    ]
    published: Annotated[
        Moment,
        about(
            "发布日期",
            "向社会公开的时间，写到分钟最好",
            source="国办发〔2017〕47号",
            example="2026-03-12 09:30",
        ),
    ]
    summary: Annotated[
        Text | None, about("内容概述", "一两句话说清楚这条信息讲什么", source="条例第12条")
    ] = None
    index_number: Annotated[
        Text | None, about("索引号", "目录中的唯一编号，发布后不再改动", source="条例第12条")
    ] = None
    document_number: Annotated[
        DocumentNumber | None,
        about("文号", "发文字号，年份用六角括号〔〕", source="GB/T 9704", example="云政办发〔2026〕12号"),
    ] = None
    issuer: Annotated[Text | None, about("发文机关", "制发这份信息的机关；不写就是本单位")] = None
    issued: Annotated[Date | None, about("成文日期", "文件签发的日期")] = None
    modified: Annotated[Moment | None, about("更新日期", "最近一次实质修改的时间")] = None
    items: Annotated[
        tuple[ItemRef, ...],
        LIST,
        about(
            "公开事项", "对应的标准目录事项编号，可以有几个", source="国办发〔2019〕54号", example="shjz-04"
        ),
    ] = ()
    topic: Annotated[
        Annotated[str, Reference("term", "topics")] | None,
        about("主题分类", "22 个主题之一，写编号或名称", example="17"),
    ] = None
    subtopic: Annotated[Text | None, about("主题子类", "主题下的小类")] = None
    genre: Annotated[
        Annotated[str, Reference("term", "genres")] | None,
        about("体裁分类", "通知、公告、意见、函……", source="党政机关公文处理工作条例"),
    ] = None
    statutory: Annotated[
        tuple[Annotated[str, Reference("term", "statutory")], ...],
        LIST,
        about(
            "法定公开内容", "条例第二十条、第二十一条的类别编号；不写就用事项的类别", source="条例第20、21条"
        ),
    ] = ()
    five_disclosures: Annotated[
        tuple[Annotated[str, Reference("term", "five_disclosures")], ...],
        LIST,
        about("五公开", "决策、执行、管理、服务、结果公开中的一类或几类", source="国办发〔2016〕80号"),
    ] = ()
    keywords: Annotated[tuple[Text, ...], LIST, about("关键词", "三到五个")] = ()
    validity: Annotated[Validity | None, about("有效性", "不写则按生效、失效、废止日期推算")] = None
    effective: Annotated[Date | None, about("生效日期", "开始施行的日期")] = None
    expires: Annotated[Date | None, about("失效日期", "有效期届满的日期")] = None
    abolished: Annotated[Date | None, about("废止日期", "被废止的日期")] = None
    disclosure: Annotated[
        Disclosure, about("公开方式", "主动公开、依申请公开或不予公开", source="条例第5条、第13至16条")
    ] = PROACTIVE
    ground: Annotated[
        Annotated[str, Reference("term", "grounds")] | None,
        about("不公开依据", "不予公开时必须写明的法定事由", source="条例第14至16条"),
    ] = None
    reviewed_on: Annotated[
        Date | None, about("评估日期", "不予公开的信息最近一次评估的日期，每年至少一次", internal=True)
    ] = None
    status: Annotated[
        str, OneOf("发布", "草稿", published="发布", draft="草稿"), about("状态", "草稿不会出现在网站上")
    ] = "发布"
    display_until: Annotated[
        Date | None,
        about("公示截止", "到这一天为止公示，之后网页上只写“公示期已满”，不留标题和内容"),
    ] = None
    withdrawn_on: Annotated[
        Date | None,
        about(
            "撤回日期",
            "从这一天起撤回公开：网页上只写撤回了什么时候的信息、为什么，不留标题和内容",
            source="行政处罚法第48条",
        ),
    ] = None
    withdrawn_reason: Annotated[
        Text | None,
        about(
            "撤回理由",
            "对外公布，不写人名和撤回的内容",
            source="行政处罚法第48条",
            example="行政处罚决定已被依法撤销",
        ),
    ] = None
    source: Annotated[Text | None, about("信息来源", "转载时写明原来的单位；不写就是本单位")] = None
    author: Annotated[Text | None, about("责任编辑", "录入岗位")] = None
    section: Annotated[Text | None, about("责任科室", "内容由哪个科室负责")] = None
    contact: Annotated[Text | None, about("联系方式", "对外公布的办公电话")] = None
    legal_basis: Annotated[tuple[Text, ...], LIST, about("依据", "法律、法规、文件名称")] = ()
    attachments: Annotated[tuple[Attachment, ...], LIST, about("附件", "附件文件和名称")] = ()
    interprets: Annotated[tuple[RecordRef, ...], LIST, about("解读对象", "本记录解读的政策文件编号")] = ()
    consulted_in: Annotated[tuple[RecordRef, ...], LIST, about("征求意见", "本文件征求意见的记录编号")] = ()
    decided_at: Annotated[tuple[RecordRef, ...], LIST, about("审议会议", "审议本事项的会议记录编号")] = ()
    replaces: Annotated[tuple[RecordRef, ...], LIST, about("替代", "本文件替代、废止的文件编号")] = ()
    amends: Annotated[tuple[RecordRef, ...], LIST, about("修改", "本文件修改的文件编号")] = ()
    evaluates: Annotated[
        tuple[RecordRef, ...],
        LIST,
        about("评估对象", "本记录评估的文件、决策编号", source="国令第713号第36条"),
    ] = ()
    implements: Annotated[tuple[RecordRef, ...], LIST, about("落实", "本记录落实的政策文件编号")] = ()
    related: Annotated[tuple[RecordRef, ...], LIST, about("相关信息", "其他相关记录的编号")] = ()
    campaigns: Annotated[
        tuple[Text, ...], LIST, about("专题", "所属专题专栏的编号（topics 文件夹里的文件名）")
    ] = ()
    aliases: Annotated[tuple[Text, ...], LIST, about("旧地址", "这条信息以前的网址，移动后仍能打开")] = ()
    uniform_number: Annotated[Text | None, about("统一编号", "规范性文件统一编号")] = None
    archive_number: Annotated[Text | None, about("档号", "电子档案编号", internal=True)] = None
    interpret: Annotated[Truth | None, about("是否解读", "这份文件是否需要解读", internal=True)] = None
    no_interpret_reason: Annotated[Text | None, about("不解读理由", "不解读时写明理由", internal=True)] = None
    reviews: Annotated[
        tuple[Review, ...],
        LIST,
        about("审核", "三审记录，由 build.py review 写，不对外显示", source="条例第17条", internal=True),
    ] = ()
    waivers: Annotated[
        tuple[Waiver, ...],
        LIST,
        about("例外", "经批准的例外：到期以前，检查不再提这条规则；不对外显示", internal=True),
    ] = ()
    body: Annotated[Prose | None, about("正文", "YAML 记录的正文；Markdown 记录的正文写在后面")] = None


@dataclass(frozen=True, slots=True)
class Record:
    """One file of `content/units/<unit>/<kind>/…`, read and valid.

    `id` is the path below `units/` without its ending; `path` is relative to the project folder, for messages;
    `body_line` is the line of the file on which the body begins.
    """

    id: str
    unit: str
    kind: str
    path: str
    fields: RecordFields
    body: str
    body_line: int = 1
    front: str = ""
    """The fields as they are written, with their comments."""
    front_line: int = 1

    @property
    def title(self) -> str:
        return self.fields.title


def validity_on(validity: str, effective: str, expires: str, abolished: str, today: str) -> str:
    """Return the validity of a record as of `today`; "" where it says nothing of it. Days are ISO texts or "".

    A later date in the record wins over the word: a document marked 有效 is 失效 from the day it expires.
    """
    if abolished:
        if abolished <= today:
            return "废止"
    elif validity == "废止":
        return "废止"
    if expires and expires < today:
        return "失效"
    if effective and effective > today:
        return "尚未生效"
    if validity in ("", "尚未生效", "废止") and (effective or abolished):
        return "有效"
    return validity
