"""Records that explain a policy (政策解读): six elements, old against new, what it means for people, how to apply."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.record import RecordFields
from gongkai.model.values import (
    LIST,
    Fields,
    FileRef,
    Moment,
    OneOf,
    Prose,
    RecordRef,
    Text,
    UnitRef,
    Web,
    about,
)

NOT_CONCERNED = "不涉及"
"""Stands for an element that the policy has nothing of; a reason may follow."""

QUESTIONS, AUDIO, VIDEO, BRIEFING, TALK, EXPERT, MEDIA = (
    "问答",
    "音频",
    "视频",
    "发布会",
    "访谈",
    "专家解读",
    "媒体解读",
)
FORMS = ("文字", "图解", QUESTIONS, VIDEO, AUDIO, "漫画", BRIEFING, TALK, EXPERT, MEDIA)
"""国办发〔2016〕80号, 临沂 2022 (4-20): figures, pictures, audio and video, press, talks, articles."""
OWN_FORMS = frozenset({"文字", "图解", QUESTIONS, VIDEO, AUDIO, "漫画"})
"""Forms in which the unit itself explains its policy; the others are the words of somebody who was asked."""

Form = Annotated[str, OneOf(*FORMS)]


class Comparison(Fields):
    """One row of the table old policy / new policy."""

    item: Annotated[Text, about("项目", "比较的内容")]
    old: Annotated[Text, about("旧政策", "原来的规定")]
    new: Annotated[Text, about("新政策", "现在的规定")]
    effect: Annotated[Text | None, about("影响", "对群众、企业有什么影响")] = None


class SixElements(Fields):
    """The six elements of an interpretation (临沂 2022 plan, handbook 4-17): each is told, or marked 不涉及."""

    background: Annotated[Prose | None, about("背景依据", "为什么出台，依据是什么")] = None
    goals: Annotated[Prose | None, about("目标任务", "要达到什么目标")] = None
    content: Annotated[Prose | None, about("主要内容", "规定了什么")] = None
    scope: Annotated[Prose | None, about("涉及范围", "管到谁、管到哪里")] = None
    standard: Annotated[Prose | None, about("执行口径", "具体怎样掌握")] = None
    differences: Annotated[
        Prose | None, about("新旧政策差异", "和以前有什么不同；新出台的写“不涉及”和理由")
    ] = None


class Effect(Fields):
    """What the policy means for one group of people."""

    who: Annotated[Text, about("对象", "哪些人、哪些企业")]
    effect: Annotated[Text, about("影响", "得到什么，要做什么")]


class Question(Fields):
    question: Annotated[Text, about("问", "群众会怎样问，就怎样写")]
    answer: Annotated[Prose, about("答", "先说结论，再说理由")]


class Speaker(Fields):
    """Who speaks at a press conference, in a talk, or as an expert."""

    name: Annotated[Text, about("姓名", "姓名或者称谓")]
    title: Annotated[Text | None, about("职务职称", "职务或者职称")] = None
    organization: Annotated[Text | None, about("所在单位", "单位全称")] = None


class Recording(Fields):
    """An audio or video recording; `length` is in minutes and seconds."""

    file: Annotated[FileRef | None, about("文件", "mp3、mp4 文件名，与本记录放在同一文件夹")] = None
    url: Annotated[Web | None, about("播放地址", "放在其他平台的，写播放页面的网址")] = None
    length: Annotated[Text, about("时长", "如“3分20秒”")]


class ServicePolicy(Fields):
    """What a policy that gives something to people or firms adds (惠民惠企政策, 穗府办函〔2017〕313号)."""

    office: Annotated[UnitRef, about("办理部门", "受理的单位编号")]
    conditions: Annotated[tuple[Text, ...], LIST, about("申报条件", "一条一条写")]
    materials: Annotated[tuple[Text, ...], LIST, about("申报材料", "一件一条；不用交材料的写“无需提交材料”")]
    steps: Annotated[tuple[Text, ...], LIST, about("办理流程", "一步一条")]
    time: Annotated[Text, about("办理时限", "受理时间和几个工作日办结")]
    phone: Annotated[Text, about("咨询电话", "办公电话")]
    guide: Annotated[RecordRef | None, about("办事指南", "办事服务记录编号")] = None


class Plan(Fields):
    """The plan of interpretation (解读方案), as far as it is public: in which forms, where and when."""

    forms: Annotated[tuple[Form, ...], LIST, about("形式", "准备用哪几种形式解读")]
    channels: Annotated[tuple[Text, ...], LIST, about("渠道", "网站、公众号、村村响、宣讲……")]
    time: Annotated[Text, about("时间", "什么时候发布")]


class Interpretation(RecordFields):
    """政策解读"""

    form: Annotated[Form, about("解读形式", "文字、图解、问答……")] = "文字"
    author_unit: Annotated[UnitRef | None, about("解读单位", "谁起草、谁解读；不写就是本单位")] = None
    author_role: Annotated[
        str, OneOf("起草部门", "负责人", "专家", "媒体"), about("解读人", "起草部门、负责人、专家、媒体")
    ] = "起草部门"
    elements: Annotated[SixElements | None, about("解读要素", "六个要素，不涉及的写“不涉及”")] = None
    comparisons: Annotated[tuple[Comparison, ...], LIST, about("新旧对比", "新旧政策对比表")] = ()
    effects: Annotated[tuple[Effect, ...], LIST, about("影响说明", "对各类群众、企业有什么影响")] = ()
    service: Annotated[ServicePolicy | None, about("办理指引", "惠民惠企政策写明找谁办、怎么办")] = None
    questions: Annotated[tuple[Question, ...], LIST, about("问答", "一问一答；问答解读必填")] = ()
    recording: Annotated[Recording | None, about("音视频", "音频、视频解读必填")] = None
    transcript: Annotated[
        Prose | None, about("文字稿", "音频、视频里说的话，必填，方便听不见、看不见的人")
    ] = None
    held_at: Annotated[Moment | None, about("举行时间", "发布会、访谈的时间")] = None
    place: Annotated[Text | None, about("举行地点", "发布会、访谈的地点")] = None
    speakers: Annotated[tuple[Speaker, ...], LIST, about("发言人", "发布会、访谈、专家解读必填")] = ()
    medium: Annotated[Text | None, about("媒体名称", "媒体解读必填")] = None
    original: Annotated[Web | None, about("原文地址", "媒体解读的原文网址")] = None
    plan: Annotated[Plan | None, about("解读安排", "解读方案中可以公开的部分")] = None

    @property
    def owes_elements(self) -> bool:
        """Whether all six elements are due.

        They are where a unit explains what it drafted (谁起草、谁解读). A press conference, a talk, an expert's or a
        newspaper's article stands beside that and may keep to what was said.
        """
        return self.form in OWN_FORMS and self.author_role in ("起草部门", "负责人")
