"""Chinese texts of the length and shape of real records, put together from a small vocabulary of our own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

MATTERS: Final = (
    "村庄道路养护", "老旧小区改造", "农村饮水安全", "困难群众救助", "高标准农田建设", "秸秆综合利用", "义务教育招生",
    "城乡公交运营", "防汛物资储备", "森林防火", "食品安全抽检", "医保参保缴费", "就业技能培训", "养老服务补贴", "河道保洁",
    "公共停车设施", "农机购置补贴", "文化下乡", "安全生产检查", "污水管网维护", "耕地保护", "创业担保贷款", "住房租赁补贴",
    "电梯更新", "燃气安全入户检查", "农贸市场整治", "古树名木保护", "图书馆延时开放", "校园周边环境", "残疾人辅具适配",
)  # fmt: skip
PLACES: Final = (
    "城关街道", "东关街道", "溪口镇", "白石镇", "长岭乡", "柳河镇", "青杨乡", "石桥镇", "云岭镇", "马渡乡", "松林镇", "开发区",
    "南湾片区", "北坡片区", "沿河十二村", "全县各乡镇", "县城建成区", "山区各村",
)  # fmt: skip
ACTORS: Final = (
    "县级主管部门", "各乡镇人民政府", "项目实施单位", "村民委员会", "社区居民委员会", "第三方评估机构", "县财政部门", "经办窗口",
    "行业协会", "联合检查组", "包村干部", "县审计部门", "施工单位", "物业服务企业",
)  # fmt: skip
TIMES: Final = (
    "每月二十五日前", "第一季度内", "汛期到来以前", "自受理之日起十个工作日内", "公示期满以后", "秋收结束以前", "每学期开学前两周",
    "年度预算批复以后", "今年六月底以前", "接到通知三日内",
)  # fmt: skip
ACTIONS: Final = (
    "逐户核对登记", "完成现场勘查", "公布办理结果", "汇总上报进度", "组织一次回访", "更新管理台账", "落实专人负责", "拨付补助资金",
    "签订责任书", "开展交叉检查", "张贴公示名单", "听取群众意见", "整改发现的问题", "移交有关线索",
)  # fmt: skip
AIMS: Final = (
    "方便群众就近办理", "保证资金及时到位", "减少重复提交材料", "防止漏报错报", "把政策送到家门口", "让结果经得起检查",
    "消除安全隐患", "提高服务水平", "保护申请人的合法权益", "接受社会各界监督",
)  # fmt: skip
CONDITIONS: Final = (
    "材料不齐的", "情况有变化的", "对结果有异议的", "确有特殊困难的", "跨乡镇迁居的", "逾期没有办理的", "人户分离的", "首次申请的",
)  # fmt: skip
RESULTS: Final = (
    "一次告知需要补正的内容", "可以委托村干部代办", "由乡镇重新核实后答复", "按照从优原则办理", "纳入下一批次统一安排",
    "书面说明理由并告知救济途径", "先行受理再补交证明",
)  # fmt: skip
HEADINGS: Final = (
    "总体要求", "工作目标", "实施范围", "主要任务", "办理程序", "资金安排", "责任分工", "监督检查", "时间安排", "保障措施",
    "申请条件", "公示和异议", "档案管理", "宣传培训",
)  # fmt: skip
PARTS: Final = (
    "前期准备",
    "组织实施",
    "检查验收",
    "总结评估",
    "信息报送",
    "服务窗口",
    "质量要求",
    "应急处置",
)
COLUMNS: Final = (
    ("乡镇", "任务数", "完成数", "完成时间"), ("项目", "标准", "金额（元）", "备注"), ("批次", "户数", "人数", "资金（万元）")
)  # fmt: skip
NUMERALS: Final = "一二三四五六七八九十"


def sentence(chance: random.Random) -> str:
    """One sentence of 25 to 55 characters, in one of five shapes."""
    pick = chance.choice
    number = chance.randint(2, 980)
    shape = chance.randrange(5)
    if shape == 0:
        return f"{pick(ACTORS)}要在{pick(TIMES)}{pick(ACTIONS)}，{pick(ACTIONS)}，{pick(AIMS)}。"
    if shape == 1:
        return f"{pick(CONDITIONS)}，{pick(RESULTS)}；{pick(CONDITIONS)}，{pick(RESULTS)}。"
    if shape == 2:
        return f"{pick(PLACES)}今年安排{pick(MATTERS)}任务{number}件，由{pick(ACTORS)}牵头，{pick(TIMES)}{pick(ACTIONS)}。"
    if shape == 3:
        return f"做好{pick(MATTERS)}，重点是{pick(ACTIONS)}、{pick(ACTIONS)}，{pick(AIMS)}。"
    return f"经统计，{pick(PLACES)}已有{number}户参加{pick(MATTERS)}，{pick(ACTORS)}继续{pick(ACTIONS)}。"


def body(chance: random.Random) -> str:
    """A Markdown text of 800 to 2,000 characters with headings, lists and a table."""
    target = chance.randint(860, 1860)
    parts = [f"{sentence(chance)}{sentence(chance)}"]
    size = len(parts[0])
    for number, heading in enumerate(chance.sample(HEADINGS, len(NUMERALS))):
        for part in _section(chance, number, heading):
            parts.append(part)
            size += len(part) + 2
        if size > target - 300:
            break
    parts.append(f"## 附则\n\n{_table(chance)}")
    size += len(parts[-1]) + 2
    while size < target:
        parts.append(sentence(chance))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n"


def _section(chance: random.Random, number: int, heading: str) -> Iterator[str]:
    """A heading of the second level and what stands below it: text, a list, or parts of the third level."""
    yield f"## {NUMERALS[number]}、{heading}"
    if number % 3 == 1:
        yield sentence(chance)
        yield "\n".join(f"{place}. {sentence(chance)}" for place in range(1, 4))
    elif number % 3 == 2:
        yield f"### （一）{chance.choice(PARTS)}"
        yield f"**基本要求。** {sentence(chance)}"
        yield f"### （二）{chance.choice(PARTS)}"
        yield "\n".join(f"- {sentence(chance)}" for _ in range(2))
    else:
        yield sentence(chance) + sentence(chance)


def _table(chance: random.Random) -> str:
    columns = chance.choice(COLUMNS)
    lines = [columns, ("---",) * len(columns)]
    lines += [
        (place, str(chance.randint(2, 400)), str(chance.randint(2, 400)), chance.choice(TIMES))
        for place in chance.sample(PLACES, 4)
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
