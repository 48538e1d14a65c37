"""Records of doing: services, projects, lists, enforcement, data sets, statistics, notices."""

from __future__ import annotations

from typing import Annotated

from gongkai.model.channels import ChannelCounts
from gongkai.model.record import RecordFields
from gongkai.model.values import (
    LIST,
    Date,
    DocumentNumber,
    Fields,
    FileRef,
    Number,
    OneOf,
    RecordRef,
    Text,
    UnitRef,
    Web,
    Whole,
    about,
)


class Material(Fields):
    name: Annotated[Text, about("材料名称", "要交什么")]
    form: Annotated[Text | None, about("形式", "原件、复印件、电子件")] = None
    copies: Annotated[Whole | None, about("份数", "几份")] = None
    note: Annotated[Text | None, about("备注", "哪里取得、什么情况要交")] = None


class Service(RecordFields):
    """办事服务 (the “five ones” of 青山区; guide elements of 国办秘函〔2019〕19号)."""

    service_type: Annotated[
        str,
        OneOf("行政许可", "行政确认", "行政给付", "行政奖励", "公共服务", "其他"),
        about("事项类型", "行政许可、行政确认、行政给付、行政奖励、公共服务、其他"),
    ] = "公共服务"
    audience: Annotated[Text | None, about("服务对象", "谁可以办")] = None
    conditions: Annotated[tuple[Text, ...], LIST, about("办理条件", "每条一行")] = ()
    materials: Annotated[tuple[Material, ...], LIST, about("申请材料", "每份材料一项")] = ()
    steps: Annotated[tuple[Text, ...], LIST, about("办理流程", "按顺序写每一步")] = ()
    statutory_days: Annotated[Text | None, about("法定时限", "如“20个工作日”")] = None
    promised_days: Annotated[Text | None, about("承诺时限", "如“5个工作日”")] = None
    fee: Annotated[Text, about("收费", "不收费就写“不收费”")] = "不收费"
    place: Annotated[Text | None, about("办理地点", "地址和窗口")] = None
    hours: Annotated[Text | None, about("办理时间", "如“工作日 9:00-12:00，13:30-17:00”")] = None
    phone: Annotated[Text | None, about("咨询电话", "办公电话")] = None
    complaint: Annotated[Text | None, about("监督电话", "监督投诉电话")] = None
    online: Annotated[Web | None, about("网上办理", "网上办理地址")] = None
    result: Annotated[Text | None, about("办理结果", "拿到什么证件、文书")] = None
    sample: Annotated[FileRef | None, about("业务样本", "填写样本文件")] = None


class Stage(Fields):
    name: Annotated[Text, about("阶段", "如“初步设计批复”")]
    date: Annotated[Date | None, about("日期", "完成日期")] = None
    document_number: Annotated[Text | None, about("批复文号", "批准文件的文号")] = None
    note: Annotated[Text | None, about("说明", "结果、责任单位")] = None


class Project(RecordFields):
    """重大建设项目、民生实事 (the eight data items of 四川)."""

    project_type: Annotated[
        str,
        OneOf("重大建设项目", "民生实事", "公益事业"),
        about("项目类别", "重大建设项目、民生实事、公益事业"),
    ] = "重大建设项目"
    project_code: Annotated[Text | None, about("项目代码", "全国投资项目在线审批监管平台代码")] = None
    content: Annotated[Text | None, about("建设内容", "建设内容和规模")] = None
    years: Annotated[Text | None, about("建设年限", "如“2025-2027年”")] = None
    investment: Annotated[Number | None, about("总投资", "万元")] = None
    year_investment: Annotated[Number | None, about("年度计划投资", "万元")] = None
    owner: Annotated[Text | None, about("项目业主单位", "项目法人")] = None
    responsible: Annotated[UnitRef | None, about("责任单位", "责任单位编号")] = None
    progress: Annotated[Whole | None, about("进度", "完成百分比，0 到 100")] = None
    completion: Annotated[Text | None, about("完成情况", "目前进展")] = None
    stages: Annotated[tuple[Stage, ...], LIST, about("批准和实施", "从立项到竣工的各个阶段")] = ()


class Change(Fields):
    date: Annotated[Date, about("日期", "调整日期")]
    change: Annotated[str, OneOf("新增", "取消", "下放", "调整"), about("方式", "新增、取消、下放、调整")]
    entry: Annotated[Text, about("事项", "调整的事项")]
    reason: Annotated[Text | None, about("理由", "调整依据")] = None


class CleanupRow(Fields):
    """What became of one document in a clean-up (清理结果)."""

    document: Annotated[RecordRef | None, about("文件", "本站文件的记录编号")] = None
    title: Annotated[Text | None, about("名称", "文件名称；写了记录编号的不用写")] = None
    document_number: Annotated[DocumentNumber | None, about("文号", "写了记录编号的不用写")] = None
    result: Annotated[
        str,
        OneOf("继续有效", "拟修改", "已修改", "废止", "失效"),
        about("清理结果", "继续有效、拟修改、已修改、废止、失效"),
    ]
    on: Annotated[Date | None, about("日期", "废止、失效从哪一天起；不写就是清单的发布日期")] = None
    note: Annotated[Text | None, about("说明", "理由，或者由哪份文件代替")] = None


class Listing(RecordFields):
    """清单目录"""

    list_type: Annotated[
        str,
        OneOf(
            "权责清单",
            "公共服务事项清单",
            "负面清单",
            "收费清单",
            "证明事项清单",
            "名录名单",
            "政策清单",
            "清理结果",
            "其他清单",
        ),
        about("清单类型", "权责清单、收费清单、名录名单……"),
    ]
    version: Annotated[Text | None, about("版本", "如“2026年版”")] = None
    columns: Annotated[tuple[Text, ...], LIST, about("表头", "各列名称")] = ()
    rows: Annotated[tuple[Annotated[tuple[Text, ...], LIST], ...], about("清单内容", "每行一个列表")] = ()
    changes: Annotated[tuple[Change, ...], LIST, about("动态调整", "清单的调整记录")] = ()
    cleanup: Annotated[
        tuple[CleanupRow, ...], LIST, about("清理结果", "每份文件是保留、拟修改，还是废止、失效")
    ] = ()


class Enforcement(RecordFields):
    """行政执法 (seven-field abstract; 三项制度)"""

    enforcement_type: Annotated[
        str,
        OneOf("行政许可", "行政处罚", "行政强制", "行政检查", "双随机抽查"),
        about("执法类型", "行政许可、行政处罚、行政强制、行政检查、双随机抽查"),
    ]
    decision_number: Annotated[Text | None, about("决定书文号", "决定书文号")] = None
    party: Annotated[Text | None, about("当事人", "单位名称；个人写“张某”")] = None
    matter: Annotated[Text | None, about("案由或事项", "违法事实类型、许可事项、检查内容")] = None
    grounds: Annotated[Text | None, about("法律依据", "处罚、许可依据")] = None
    result: Annotated[Text | None, about("结果", "处罚内容、许可内容、检查结果")] = None
    authority: Annotated[Text | None, about("决定机关", "不写就是本单位")] = None
    decided_on: Annotated[Date | None, about("决定日期", "作出决定的日期")] = None
    revoked_on: Annotated[
        Date | None,
        about("撤销日期", "决定被依法变更、撤销、确认违法或者无效的日期", source="行政处罚法第48条"),
    ] = None
    columns: Annotated[tuple[Text, ...], LIST, about("表头", "多条结果用表格时的各列名称")] = ()
    rows: Annotated[tuple[Annotated[tuple[Text, ...], LIST], ...], about("结果列表", "每行一个列表")] = ()


class Distribution(Fields):
    """A file or address from which a data set is had (dcat:Distribution)."""

    title: Annotated[Text, about("名称", "资源名称")]
    file: Annotated[FileRef | None, about("文件", "与记录放在同一文件夹的数据文件")] = None
    access_url: Annotated[Web | None, about("访问地址", "外部地址")] = None
    description: Annotated[Text | None, about("说明", "内容说明")] = None


class Column(Fields):
    name: Annotated[Text, about("字段", "字段名")]
    description: Annotated[Text, about("含义", "字段的含义")]
    unit: Annotated[Text | None, about("单位", "计量单位")] = None


class Dataset(RecordFields):
    """数据开放"""

    license: Annotated[Text | None, about("使用许可", "如“开放数据，注明来源即可使用”")] = None
    frequency: Annotated[
        str | None,
        OneOf("实时", "每日", "每周", "每月", "每季度", "每半年", "每年", "不定期"),
        about("更新频率", "每月、每季度、每年……"),
    ] = None
    spatial: Annotated[Text | None, about("空间范围", "覆盖的地区")] = None
    temporal: Annotated[Text | None, about("时间范围", "覆盖的时间")] = None
    distributions: Annotated[tuple[Distribution, ...], LIST, about("数据资源", "可下载的数据文件")] = ()
    columns: Annotated[tuple[Column, ...], LIST, about("字段说明", "数据各列的含义")] = ()


class Indicator(Fields):
    name: Annotated[Text, about("指标", "指标名称")]
    value: Annotated[Text, about("数值", "数值")]
    unit: Annotated[Text | None, about("单位", "计量单位")] = None
    change: Annotated[Text | None, about("同比", "与上年同期相比，如“6.2%”")] = None


class Statistics(RecordFields):
    """数据发布"""

    period: Annotated[Text, about("统计时期", "如“2026年一季度”")]
    indicators: Annotated[tuple[Indicator, ...], LIST, about("主要指标", "指标和数值")] = ()
    approved_on: Annotated[
        Date | None,
        about("批准日期", "预算、决算经人大批准或者财政部门批复的日期", source="预算法第14条"),
    ] = None
    next_release: Annotated[Date | None, about("下次发布", "下次发布的日期")] = None
    channels: Annotated[
        tuple[ChannelCounts, ...],
        LIST,
        about("来信办理", "热线、信箱、留言在这一时期的件数，每个渠道一项；比率由件数算出"),
    ] = ()
    period_start: Annotated[Date | None, about("统计开始", "这一时期的第一天；写“来信办理”时必须写")] = None
    period_end: Annotated[Date | None, about("统计截止", "这一时期的最后一天；写“来信办理”时必须写")] = None


class Notice(RecordFields):
    """通知公告"""

    notice_type: Annotated[
        str,
        OneOf(
            "通知",
            "公告",
            "公示",
            "招考录用",
            "政府采购",
            "招标投标",
            "征地征收",
            "应急预警",
            "活动",
            "岗位信息",
            "其他",
        ),
        about("公告类型", "通知、公告、公示、招考录用、政府采购……"),
    ] = "公告"
    display_from: Annotated[Date | None, about("公示开始", "公示开始的日期")] = None
    objection: Annotated[Text | None, about("异议反馈", "有异议时找谁、怎样反映")] = None
