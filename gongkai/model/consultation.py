"""Calls for opinions (意见征集): what is asked, how to answer, what became of the answers."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.record import RecordFields
from gongkai.model.values import (
    LIST,
    Date,
    Fields,
    OneOf,
    RecordRef,
    Text,
    Web,
    Whole,
    about,
)

MAIL, POST, PHONE = "电子邮件", "信函", "电话"
ADOPTED, PARTLY, NOT_ADOPTED = "采纳", "部分采纳", "未采纳"


class Channel(Fields):
    """A way to tell one's opinion. The portal only says where; it collects nothing."""

    way: Annotated[
        str,
        OneOf(MAIL, POST, PHONE, "传真", "现场", "座谈会", "意见箱"),
        about("方式", "电子邮件、信函、电话、传真、现场、座谈会、意见箱"),
    ]
    to: Annotated[Text, about("地址", "邮箱、通信地址、电话号码，或者时间地点")]
    note: Annotated[Text | None, about("说明", "如邮件主题、办公时间、怎样报名")] = None


class Hearing(Fields):
    """A hearing (听证会, 国令第713号 art. 16)."""

    date: Annotated[Date, about("日期", "举行听证会的日期")]
    time: Annotated[Text | None, about("时间", "如“9:00”")] = None
    place: Annotated[Text, about("地点", "听证会地点")]
    registration: Annotated[Text, about("报名办法", "怎样报名参加、旁听，到哪一天为止")]
    materials_sent_on: Annotated[
        Date | None,
        about("材料送达日期", "听证材料送达听证参加人的日期，至少提前7日", source="国令第713号第16条"),
    ] = None
    result: Annotated[Text | None, about("听证结果", "参加人数、赞成和反对的意见")] = None


class Opinion(Fields):
    """One opinion, or a group of like ones, and what became of it."""

    opinion: Annotated[Text, about("意见", "意见概要，不写个人信息")]
    count: Annotated[Whole, about("条数", "相同意见的条数")] = 1
    adopted: Annotated[str, OneOf(ADOPTED, PARTLY, NOT_ADOPTED), about("采纳情况", "采纳、部分采纳、未采纳")]
    reason: Annotated[Text | None, about("理由", "部分采纳、未采纳时必须写理由")] = None


class Consultation(RecordFields):
    """意见征集"""

    start: Annotated[
        Date, about("开始日期", "征求意见开始的日期", source="国令第713号第15条", example="2026-03-12")
    ]
    end: Annotated[
        Date, about("截止日期", "一般不少于 30 日", source="国令第713号第15条", example="2026-04-11")
    ]
    resulted_in: Annotated[
        tuple[RecordRef, ...],
        LIST,
        about("形成文件", "征求意见后形成的文件编号；文件里写了“征求意见”的不用写"),
    ] = ()
    draft: Annotated[Text | None, about("征求意见稿", "草案名称；全文写在正文或附件")] = None
    basis: Annotated[tuple[Text, ...], LIST, about("起草依据", "法律、政策依据")] = ()
    channels: Annotated[tuple[Channel, ...], LIST, about("反馈方式", "信函、电话、电子邮件、座谈会……")] = ()
    form_url: Annotated[Web | None, about("在线反馈地址", "由其他系统承接的反馈表单")] = None
    short_reason: Annotated[
        Text | None, about("缩短期限理由", "少于 30 日时写明理由", source="国令第713号第15条")
    ] = None
    hearing: Annotated[Hearing | None, about("听证会", "听证会的日期、地点、报名办法和结果")] = None
    received: Annotated[Whole | None, about("收到意见", "一共收到多少条意见")] = None
    feedback_published: Annotated[Date | None, about("反馈日期", "公布采纳情况的日期")] = None
    feedback: Annotated[tuple[Opinion, ...], LIST, about("意见采纳", "意见和采纳情况")] = ()
