"""Why the rules on annual reports and ledgers: family N."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_FORM = "国办公开办函〔2021〕30号"
_LAW = "《政府信息公开条例》第{}条"
_SECTIONS = (
    "报告内容:\n"
    "  - {标题: 一、总体情况, 内容: 全年公开信息264条。}\n"
    "  - {标题: 五、存在的主要问题及改进情况, 内容: 解读形式单一，今年补上图解。}\n"
    "  - {标题: 六、其他需要报告的事项, 内容: 本年度没有收取政府信息公开信息处理费。}"
)
_ACTIVE = (
    "主动公开情况:\n"
    "  - {所属: 第二十条第（一）项, 信息内容: 规章, 本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 0}\n"
    "  - {所属: 第二十条第（一）项, 信息内容: 行政规范性文件, 本年制发件数: 1, 本年废止件数: 0, 现行有效件数: 7}\n"
    "  - {所属: 第二十条第（五）项, 信息内容: 行政许可, 本年处理决定数量: 204}\n"
    "  - {所属: 第二十条第（六）项, 信息内容: 行政处罚, 本年处理决定数量: 612}\n"
    "  - {所属: 第二十条第（六）项, 信息内容: 行政强制, 本年处理决定数量: 96}\n"
    "  - {所属: 第二十条第（八）项, 信息内容: 行政事业性收费, 本年收费金额: '38.4'}"
)
_REMEDIES = (
    "复议诉讼情况:\n"
    "  - {类别: 行政复议, 结果维持: 1, 总计: 1}\n"
    "  - {类别: 行政诉讼（未经复议直接起诉）}\n"
    "  - {类别: 行政诉讼（复议后起诉）}"
)


def _applications(*entries: str) -> str:
    return "年度: 2026\n申请:\n" + "\n".join(
        f"  - {{登记号: 2026-00{i}, 申请人类别: 自然人, {entry}}}" for i, entry in enumerate(entries, 1)
    )


ANNUAL: dict[str, Explanation] = {
    "N101": Explanation(
        "年报有六个部分：第二至第四部分是表，第一、五、六部分要写文字，一个也不能少。",
        "The report has six sections: two to four are tables, one, five and six are written; none may be missing.",
        _SECTIONS.rpartition("\n")[0],
        _SECTIONS,
        f"{_LAW.format('50')}、{_FORM}",
    ),
    "N102": Explanation(
        "六个部分的标题是统一的，各级汇总、群众比较都靠它。",
        "The titles of the six sections are the same everywhere, so that reports can be put side by side.",
        f"{_SECTIONS}\n  - {{标题: 七、附件, 内容: 无。}}",
        _SECTIONS,
        _FORM,
    ),
    "N103": Explanation(
        "收没有收信息处理费，收了多少，每年都要报告。",
        "Whether fees for handling information were taken, and how much, is reported every year.",
        _SECTIONS.replace("本年度没有收取政府信息公开信息处理费。", "没有其他需要报告的事项。"),
        _SECTIONS,
        _FORM,
    ),
    "N104": Explanation(
        "总体情况是给人看的，一页纸说清楚就够了；数字在表里。",
        "Section one is for readers: a page is enough, the numbers stand in the tables.",
        "报告内容: [{标题: 一、总体情况, 内容: 一千多字……}]",
        "报告内容: [{标题: 一、总体情况, 内容: 不超过一千字……}]",
    ),
    "N105": Explanation(
        "每一行都要写，没有的写 0：空着看不出是没有，还是忘了。",
        "Every row is there, with 0 where there is nothing: a gap may be nothing, or forgotten.",
        _REMEDIES.rpartition("\n")[0],
        _REMEDIES,
        _FORM,
    ),
    "N106": Explanation(
        "同一行写两次，两个数不知道听谁的。",
        "Of a row that stands twice nobody knows which numbers count.",
        f"{_REMEDIES}\n  - {{类别: 行政复议}}",
        _REMEDIES,
        _FORM,
    ),
    "N107": Explanation(
        "2021 年起用新格式：没有“政府集中采购”，也没有“上一年项目数量”“本年增/减”。",
        "Since 2021 the form is another: there is no row of government procurement, and none of increase or decrease.",
        f"{_ACTIVE}\n  - {{所属: 第二十条第（九）项, 信息内容: 政府集中采购}}",
        _ACTIVE,
        _FORM,
    ),
    "N108": Explanation(
        "这一栏是表里规定要填的，没有的写 0。",
        "The form asks for this number; 0 where there is nothing.",
        _ACTIVE.replace(", 现行有效件数: 7", ""),
        _ACTIVE,
        _FORM,
    ),
    "N109": Explanation(
        "这一栏属于别的行，写在这里多半是看错了行。",
        "The column belongs to other rows; most likely the number slipped.",
        _ACTIVE.replace("行政许可, ", "行政许可, 现行有效件数: 3, "),
        _ACTIVE,
        _FORM,
    ),
    "N110": Explanation(
        "金额要能加总，单位统一是万元。",
        "Amounts are added up, so all are numbers in the same unit.",
        _ACTIVE.replace("'38.4'", "38.4万元"),
        _ACTIVE,
        _FORM,
    ),
    "N111": Explanation(
        "表三每一行的总计，是六类申请人之和。",
        "In each row of table three the total is the sum of the six kinds of applicants.",
        "申请情况: [{行: new, 数量: [5, 0, 0, 0, 1, 0, 7]}]",
        "申请情况: [{行: new, 数量: [5, 0, 0, 0, 1, 0, 6]}]",
        _FORM,
    ),
    "N112": Explanation(
        "表三“（七）总计”，是二十一种办理结果之和；部分公开的只计一次。",
        "The total of results is the sum of the 21 outcomes; what was disclosed in part counts once.",
        "予以公开 3 件、部分公开 1 件，总计 5 件",
        "予以公开 3 件、部分公开 1 件，总计 4 件",
        _FORM,
    ),
    "N113": Explanation(
        "收到的每一件，要么办完了，要么还在办：新收加上年结转，等于办结加结转下年。",
        "Every application was either answered or is still open: new and carried in are answered and carried out.",
        "新收 6、上年结转 1、总计 6、结转下年度 0",
        "新收 6、上年结转 1、总计 7、结转下年度 0",
        _FORM,
    ),
    "N114": Explanation(
        "表四的总计，是维持、纠正、其他结果、尚未审结之和。",
        "In table four the total is the sum of upheld, corrected, other results and pending.",
        _REMEDIES.replace("总计: 1", "总计: 2"),
        _REMEDIES,
        _FORM,
    ),
    "N115": Explanation(
        "命令写好的草稿里，要人写的地方都有“（请填写……）”；发布以前都要写完。",
        "In a draft that the program began, （请填写……） marks what somebody has to write before it comes out.",
        _SECTIONS.replace("今年补上图解。", "（请填写：上年问题改了没有）"),
        _SECTIONS,
    ),
    "N116": Explanation(
        "年报说的是过完的一年：部门次年 1 月 31 日前、县政府次年 3 月 31 日前公布。",
        "A report is on a year that is over: departments publish by 31 January of the next, the county by 31 March.",
        "年度: 2026",
        "年度: 2025",
        _LAW.format("49"),
    ),
    "N117": Explanation(
        "一个单位一年只有一份年报。县政府办公室有两份：本机关的，和全县的。",
        "A unit has one report a year. The office of the county has two: its own, and that of the whole county.",
        "两份报告都写 年度: 2025",
        "全县的一份写 报告范围: 本地区",
        _LAW.format("49"),
    ),
    "N121": Explanation(
        "去年没有办完的，就是今年上年结转的；对不上，两份报告总有一份错了。",
        "What was open last year is carried into this one; where they differ one of the two reports is wrong.",
        "2024 年报结转下年度 9 件，2025 年报上年结转 8 件",
        "2024 年报结转下年度 9 件，2025 年报上年结转 9 件",
        _FORM,
    ),
    "N122": Explanation(
        "上年有效的，加上今年制发的，减去今年废止的，就是现在有效的。",
        "What was in force, and what was made, less what was abolished, is in force now.",
        "上年有效 124，制发 11，废止 14，现行有效 120",
        "上年有效 124，制发 11，废止 14，现行有效 121",
    ),
    "N123": Explanation(
        "全县的表是各单位的表加起来的。所有单位的报告都在网站上时才核对。",
        "The tables of the county are those of its units added up; they are compared where all units have a report.",
        "26 个单位共新收 245 件，全县报告写 168 件",
        "26 个单位共新收 245 件，全县报告写 245 件",
        _LAW.format("49"),
    ),
    "N124": Explanation(
        "年报的数字从台账里数出来；台账里没有的，报告里不该有。",
        "The numbers of a report are counted from the ledger; what is not there is not in the report.",
        "台账里 2025 年收到 9 件，年报写新收 10 件",
        "台账里 2025 年收到 9 件，年报写新收 9 件",
        _LAW.format("45"),
    ),
    "N201": Explanation(
        "先收到，后答复；先告知补正，后收到补正。",
        "First an application comes, then the answer; first the request to supplement, then the supplement.",
        _applications("收到日期: 2026-03-02, 答复日期: 2026-02-12, 办理结果: granted"),
        _applications("收到日期: 2026-03-02, 答复日期: 2026-03-12, 办理结果: granted"),
        _LAW.format("31、33"),
    ),
    "N202": Explanation(
        "办结的申请既有日期又有结果，统计才数得出来。",
        "What was answered has both a day and an outcome, so that it can be counted.",
        _applications("收到日期: 2026-03-02, 答复日期: 2026-03-12"),
        _applications("收到日期: 2026-03-02, 答复日期: 2026-03-12, 办理结果: granted"),
        _LAW.format("45"),
    ),
    "N203": Explanation(
        "每件申请登记一次，登记号不能重复。",
        "Each application is registered once, under a number of its own.",
        _applications("收到日期: 2026-09-28", "收到日期: 2026-09-29").replace("2026-002", "2026-001"),
        _applications("收到日期: 2026-11-12", "收到日期: 2026-11-13"),
        _LAW.format("45"),
    ),
    "N204": Explanation(
        "一年一份台账，按收到的年份登记；跨年办结的，在原来的台账里补上答复日期。",
        "There is a ledger for each year in which applications come in; one that is answered later stays there.",
        _applications("收到日期: 2025-12-30, 答复日期: 2026-01-12, 办理结果: granted"),
        _applications("收到日期: 2026-01-05, 答复日期: 2026-01-12, 办理结果: granted"),
    ),
    "N205": Explanation(
        "办理结果写到最下一级：“本年新收”“总计”不是结果。",
        "The outcome is one of the 21 at the lowest level; `new` or `total` is none.",
        _applications("收到日期: 2026-03-02, 答复日期: 2026-03-12, 办理结果: total"),
        _applications("收到日期: 2026-03-02, 答复日期: 2026-03-12, 办理结果: partial"),
        _LAW.format("36"),
    ),
    "N206": Explanation(
        "两份台账会数两遍。",
        "Two ledgers of one year would be counted twice.",
        "两份台账都写 年度: 2026",
        "一份台账，年度: 2026",
        _LAW.format("45"),
    ),
    "N214": Explanation(
        "答复可以延期，但要在原来的期限内经负责人同意，并告知申请人。",
        "An answer may be put off, if the head agrees and the applicant is told within the first period.",
        _applications(
            "收到日期: 2026-03-02, 延期告知日期: 2026-04-02, 答复日期: 2026-04-10, 办理结果: granted"
        ),
        _applications(
            "收到日期: 2026-03-02, 延期告知日期: 2026-03-26, 答复日期: 2026-04-10, 办理结果: granted"
        ),
        _LAW.format("33"),
    ),
    "N215": Explanation(
        "2024 年起，对不予公开的决定不服，应当先申请行政复议。",
        "Since 2024 who is refused information has to ask for review before going to court.",
        _applications(
            "收到日期: 2026-03-02, 答复日期: 2026-03-12, 办理结果: deny.third, "
            "复议诉讼: [{类别: 行政诉讼（未经复议直接起诉）, 受理日期: 2026-05-06}]"
        ),
        _applications(
            "收到日期: 2026-03-02, 答复日期: 2026-03-12, 办理结果: deny.third, "
            "复议诉讼: [{类别: 行政复议, 受理日期: 2026-05-06}]"
        ),
        "《行政复议法》（2023年修订）第23条",
    ),
}
