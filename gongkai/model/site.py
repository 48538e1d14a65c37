"""`config.yaml`: the site. And the other pages of `content/`: prose pages and campaign columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge
from pydantic import Field

from gongkai.model.channels import WayIn
from gongkai.model.deadline import NATIONAL, ClockChange
from gongkai.model.publishing import PublishTarget
from gongkai.model.review import ReviewConfig
from gongkai.model.values import LIST, Code, Date, Fields, OneOf, Owner, Text, Truth, Web, Whole, about


class Organizer(Fields):
    name: Annotated[Text, about("名称", "主办单位")]
    operator: Annotated[Text | None, about("承办单位", "承办单位")] = None
    address: Annotated[Text, about("地址", "地址")]
    phone: Annotated[Text, about("电话", "网站联系电话")]
    email: Annotated[Text | None, about("邮箱", "联系邮箱")] = None
    postcode: Annotated[Text | None, about("邮编", "邮编")] = None


class Link(Fields):
    title: Annotated[Text, about("名称", "链接名称")]
    url: Annotated[Web, about("地址", "链接地址")]


class AbsentColumn(Fields):
    """A column of the portal that holds nothing, and why."""

    column: Annotated[Text, about("栏目", "栏目的名称或者文件夹名，如“数据开放”", example="数据开放")]
    reason: Annotated[Text, about("原因", "为什么没有，读者会看到")]
    until: Annotated[Date, about("有效到", "到这一天为止（含当天），之后再核对一次", example="2027-03-31")]


class SearchConfig(Fields):
    engine: Annotated[
        str, OneOf("auto", "pagefind", "segments"), about("搜索引擎", "auto、pagefind 或 segments")
    ] = "auto"


class OutputConfig(Fields):
    precompress: Annotated[
        Truth,
        about(
            "预压缩",
            "是：生成网站时，在网页等文本文件旁边写好 .gz 和 .br，由服务器直接发送（见 docs/deploying.md）",
        ),
    ] = False
    hosts: Annotated[
        tuple[Annotated[str, OneOf("netlify", "cloudflare", "nginx")], ...],
        LIST,
        about(
            "托管",
            "网站放在哪里：另写那里认得的转址和响应头文件，netlify、cloudflare 或 nginx（见 docs/hosting.md）",
        ),
    ] = ()


class SiteConfig(Fields):
    name: Annotated[Text, about("网站名称", "规范名称，META SiteName", source="国办发〔2017〕47号")]
    short_name: Annotated[Text, about("简称", "页眉用的短名称")]
    region: Annotated[Text, about("地区", "如“云溪县”")]
    url: Annotated[Web, about("网址", "正式网址，可以带路径", example="https://www.example.gov.cn")]
    site_code: Annotated[
        Text,
        about(
            "网站标识码", "地方 10 位数字；部委 bm 加 8 位数字，META SiteIDCode", source="国办发〔2017〕47号"
        ),
    ]
    icp: Annotated[Text, about("ICP备案号", "ICP备案号")]
    police: Annotated[Text, about("公安备案号", "公安备案号")]
    party_government_mark: Annotated[Text, about("党政机关标识", "党政机关网站标识的文字")] = "党政机关"
    error_report: Annotated[Web, about("找错入口", "“我为政府网站找错”的网址")]
    hotline: Annotated[Text | None, about("热线", "政务服务热线")] = None
    absent_columns: Annotated[
        tuple[AbsentColumn, ...],
        LIST,
        about("暂无信息的栏目", "本级暂无此类信息的栏目，写明原因", source="国办秘函〔2019〕19号"),
    ] = ()
    channels: Annotated[
        tuple[WayIn, ...],
        LIST,
        about(
            "互动渠道",
            "群众怎样写信、打电话、留言：领导信箱、12345热线、网友留言……",
            source="国办秘函〔2019〕19号",
        ),
    ] = ()
    organizer: Annotated[Organizer, about("主办单位", "主办单位和联系方式")]
    description: Annotated[Text, about("网站说明", "一句话说明")]
    notice: Annotated[Text | None, about("声明", "每页页脚显示的声明，例如演示声明")] = None
    friend_links: Annotated[tuple[Link, ...], LIST, about("友情链接", "上级政府网站等")] = ()
    hot_words: Annotated[tuple[Text, ...], LIST, about("常用搜索词", "搜索页推荐的词")] = ()
    region_code: Annotated[Text, about("行政区划代码", "6 位")]
    index_number_pattern: Annotated[
        Text,
        about(
            "索引号格式",
            "可用 {region}、{unit}、{year}、{serial}",
            example="{region}{unit}/{year}-{serial:05d}",
        ),
    ] = "{region}{unit}/{year}-{serial:05d}"
    search: Annotated[SearchConfig, about("搜索", "搜索设置")] = Field(default_factory=SearchConfig)
    review: Annotated[ReviewConfig, about("三审", "发布以前的审核有多严", source="条例第17条")] = Field(
        default_factory=ReviewConfig
    )
    output: Annotated[OutputConfig, about("输出", "写网站文件夹的方式")] = Field(default_factory=OutputConfig)
    profiles: Annotated[
        tuple[Code, ...],
        LIST,
        about(
            "时限方案", "用哪几套时限，见 docs/deadlines.md；national 总是有效", example="[national, linyi]"
        ),
    ] = (NATIONAL,)
    clocks: Annotated[
        tuple[ClockChange, ...], LIST, about("时限调整", "本县自己的期限；只能比国家的更严")
    ] = ()
    owners: Annotated[
        tuple[Owner, ...],
        LIST,
        about(
            "维护人",
            "管理目录、模板、设置的账号、小组或邮箱（见 docs/recipes/）",
            example="@yunxi/xinxizhongxin",
        ),
    ] = ()
    publish: Annotated[
        tuple[PublishTarget, ...], LIST, about("发布", "网站放到哪里，可以写几个（见 docs/publishing.md）")
    ] = ()
    list_length: Annotated[Whole, Ge(5), about("列表长度", "列表首页显示多少条，之后按年份分页")] = 20


class PageFields(Fields):
    """Front matter of a prose page in `content/pages/` or a campaign in `content/topics/`."""

    title: Annotated[Text, about("标题", "页面标题")]
    summary: Annotated[Text, about("内容概述", "一两句话说明")]
    column_type: Annotated[Text, about("栏目类型", "META ColumnType")] = "概况信息"
    modified: Annotated[Date, about("更新日期", "更新日期")]
    order: Annotated[Whole, about("排序", "次序")] = 100
    aliases: Annotated[
        tuple[Text, ...], LIST, about("旧地址", "这一页以前的网址，打开就转到这里", example="/jiu-ye/")
    ] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """`id` is the path below its folder without the ending, and so its address: `about` -> `/about/`."""

    id: str
    path: str
    fields: PageFields
    body: str
    body_line: int
