"""A publishing unit: the bureau, centre, town or sub-district that owns a folder (条例 art. 12, art. 20(二))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from gongkai.model.review import Reviewer
from gongkai.model.values import LIST, Date, Fields, ItemRef, OneOf, Owner, Text, Truth, Web, Whole, about


class Leader(Fields):
    name: Annotated[Text, about("姓名", "负责人姓名", source="条例第20条第2项")]
    post: Annotated[Text, about("职务", "职务")]
    duties: Annotated[Text | None, about("分工", "分管工作")] = None
    disclosure_lead: Annotated[Truth, about("分管政务公开", "是否分管政务公开工作")] = False


class Section(Fields):
    name: Annotated[Text, about("名称", "内设机构或下属单位名称")]
    duties: Annotated[Text | None, about("职责", "主要职责")] = None
    phone: Annotated[Text | None, about("电话", "办公电话")] = None


class ReadingPoint(Fields):
    """Where citizens can read and ask for information on paper (条例 art. 25)."""

    name: Annotated[Text, about("名称", "查阅点名称")]
    type: Annotated[
        str,
        OneOf("国家档案馆", "公共图书馆", "政务服务中心", "便民服务中心", "其他"),
        about("类型", "国家档案馆、公共图书馆、政务服务中心、便民服务中心"),
    ]
    address: Annotated[Text, about("地址", "地址")]
    hours: Annotated[Text, about("开放时间", "开放时间")]
    phone: Annotated[Text | None, about("电话", "电话")] = None
    services: Annotated[tuple[Text, ...], LIST, about("服务", "查询、申请、咨询")] = ()
    accessibility: Annotated[Text | None, about("无障碍设施", "轮椅坡道、放大镜……")] = None


class NewMedia(Fields):
    platform: Annotated[Text, about("平台", "微信公众号、政务微博……")]
    name: Annotated[Text, about("名称", "账号名称")]
    filing_number: Annotated[Text | None, about("备案号", "政务新媒体备案号")] = None
    status: Annotated[str, OneOf("正常", "停更", "注销"), about("状态", "正常、停更、注销")] = "正常"
    last_post: Annotated[Date | None, about("最近更新", "最近一次发布内容的日期，有才写")] = None


class Absence(Fields):
    """A catalog item of which there is nothing here, and why (本级暂无此类信息)."""

    item: Annotated[ItemRef, about("公开事项", "标准目录事项编号", example="shjz-04")]
    reason: Annotated[Text, about("原因", "为什么没有，读者会看到", example="本县没有这类机构")]
    until: Annotated[Date, about("有效到", "到这一天为止（含当天），之后再核对一次", example="2027-03-31")]


class UnitFields(Fields):
    """`unit.yaml`"""

    name: Annotated[Text, about("单位名称", "规范全称")]
    short_name: Annotated[Text, about("简称", "列表里用的短名称")]
    unit_type: Annotated[
        str,
        OneOf("政府办公室", "政府部门", "派出机构", "事业单位", "乡镇", "街道", "垂直管理单位"),
        about("单位类型", "政府办公室、政府部门、派出机构、事业单位、乡镇、街道、垂直管理单位"),
    ]
    code: Annotated[Text, about("机构代码", "索引号里用的机构代码")]
    credit_code: Annotated[Text | None, about("统一社会信用代码", "18 位")] = None
    document_word: Annotated[tuple[Text, ...], LIST, about("机关代字", "文号里用的机关代字，如“云民发”")] = ()
    order: Annotated[Whole, about("排序", "列表里的次序")] = 100
    summary: Annotated[Text | None, about("简介", "一句话说明这个单位管什么")] = None
    address: Annotated[Text, about("办公地址", "办公地址", source="条例第12条")]
    hours: Annotated[Text, about("办公时间", "办公时间", source="条例第12条")]
    phone: Annotated[Text, about("联系电话", "办公电话", source="条例第12条")]
    fax: Annotated[Text | None, about("传真", "传真号码", source="条例第12条")] = None
    email: Annotated[Text | None, about("电子邮箱", "公开的办公邮箱", source="条例第12条")] = None
    postcode: Annotated[Text | None, about("邮政编码", "邮政编码")] = None
    website: Annotated[Web | None, about("网址", "单位另有网站时填写")] = None
    functions: Annotated[tuple[Text, ...], LIST, about("机关职能", "主要职责", source="条例第20条第2项")] = ()
    leaders: Annotated[
        tuple[Leader, ...], LIST, about("负责人", "姓名、职务、分工", source="条例第20条第2项")
    ] = ()
    sections: Annotated[tuple[Section, ...], LIST, about("内设机构", "内设机构、下属单位")] = ()
    disclosure_office: Annotated[Text, about("公开工作机构", "负责信息公开的机构名称", source="条例第12条")]
    disclosure_phone: Annotated[Text | None, about("公开工作电话", "信息公开工作机构电话")] = None
    reading_points: Annotated[
        tuple[ReadingPoint, ...], LIST, about("查阅点", "政府信息公开查阅点", source="条例第25条")
    ] = ()
    new_media: Annotated[tuple[NewMedia, ...], LIST, about("新媒体", "政务新媒体账号")] = ()
    heard_on: Annotated[
        tuple[Date, ...],
        LIST,
        about("听取汇报", "主要负责人听取政务公开工作汇报的日期，每年至少一次", internal=True),
    ] = ()
    absent: Annotated[
        tuple[Absence, ...],
        LIST,
        about("暂无信息", "应当公开、但是本级暂无此类信息的事项，写明原因", source="国办秘函〔2019〕19号"),
    ] = ()
    reviewers: Annotated[
        tuple[Reviewer, ...],
        LIST,
        about(
            "审核岗位", "谁可以审核本单位的信息、签哪些环节，不对外显示", source="条例第17条", internal=True
        ),
    ] = ()
    aliases: Annotated[
        tuple[Text, ...],
        LIST,
        about("旧地址", "机构改革前的单位等以前的网址，打开就转到本单位", example="/units/mzj-jiu/"),
    ] = ()
    owners: Annotated[
        tuple[Owner, ...],
        LIST,
        about(
            "维护人",
            "代码平台上的账号、小组或邮箱，只有他们能改这个文件夹（见 docs/recipes/）",
            internal=True,
            example="@yunxi/mzj",
        ),
    ] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """`id` is the name of the folder below `content/units/`."""

    id: str
    path: str
    fields: UnitFields

    @property
    def name(self) -> str:
        return self.fields.name
