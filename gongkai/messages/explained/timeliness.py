"""Why the rules on time: family T."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

TIMELINESS: dict[str, Explanation] = {
    "T101": Explanation(
        "每项公开都有期限，晚了也要公开，但要知道晚了多少。只提醒一年内办结的；统计里一直保留。",
        "Every disclosure has its time; late is better than never, but is told for a year, and counted for good.",
        "执法类型: 行政处罚\n决定日期: 2026-09-01\n发布日期: 2026-10-20 09:30",
        "执法类型: 行政处罚\n决定日期: 2026-09-01\n发布日期: 2026-09-04 09:30",
        "《政府信息公开条例》第26条和各时限自己的依据（docs/deadlines.md）",
    ),
    "T102": Explanation(
        "期限过了还没有办：没有发布、没有答复、没有反馈。草稿也算，因为公众还看不到。",
        "The time is up and nothing was done: not out, not answered, no feedback. Drafts count, nobody can read them.",
        "等级: 重大\n发生时间: 2026-11-10 08:00\n发言人: 局长\n主要负责人发言: 是\n回应时间: 2026-11-10 12:00\n首次发布: 2026-11-10 12:00",
        "等级: 重大\n发生时间: 2026-11-10 08:00\n发言人: 局长\n主要负责人发言: 是\n回应时间: 2026-11-10 12:00\n首次发布: 2026-11-10 12:00\n新闻发布会: 2026-11-10 16:00",
        "《政府信息公开条例》第26条和各时限自己的依据（docs/deadlines.md）",
    ),
    "T103": Explanation(
        "合法性审查要有足够的时间，赶出来的审查等于没有审查。",
        "A review of legality takes time; one done in haste is none.",
        "开始时间: 2026-10-28 09:00\n发布日期: 2026-10-28 12:00\n议题: [{议题: 甲, 合法性审查: 通过, 送审日期: 2026-10-12, 审查日期: 2026-10-13}]",
        "开始时间: 2026-10-28 09:00\n发布日期: 2026-10-28 12:00\n议题: [{议题: 甲, 合法性审查: 通过, 送审日期: 2026-10-12, 审查日期: 2026-10-23}]",
        "《重大行政决策程序暂行条例》（国令第713号）第26条",
    ),
    "T104": Explanation(
        "听证材料提前七日送到，参加听证的人才来得及看。",
        "Who takes part in a hearing gets the papers a week before, in time to read them.",
        "听证会: {日期: 2026-03-20, 地点: 甲, 报名办法: 乙, 材料送达日期: 2026-03-18}",
        "听证会: {日期: 2026-03-20, 地点: 甲, 报名办法: 乙, 材料送达日期: 2026-03-13}",
        "《重大行政决策程序暂行条例》（国令第713号）第16条",
    ),
    "T105": Explanation(
        "公示期太短，有异议的人来不及提。开始的那一天不算。",
        "Who objects needs the time to do so. The day on which it begins does not count.",
        "公开事项: [zdbc-03]\n公示开始: 2026-10-09\n公示截止: 2026-10-20",
        "公开事项: [zdbc-03]\n公示开始: 2026-10-09\n公示截止: 2026-11-08",
        "《土地管理法实施条例》第26、28条；社会救助领域标准目录",
    ),
    "T106": Explanation(
        "部门每年1月31日以前、政府每年3月31日以前公布上一年度的信息公开工作报告。",
        "Departments publish their report on the last year by 31 January, the government by 31 March.",
        "units/mzj/reports/ 里没有 2025 年度的报告",
        "units/mzj/reports/2026/nianbao-2025.yaml",
        "《政府信息公开条例》第49条",
    ),
    "T107": Explanation(
        "主要负责人每年至少听取一次政务公开工作汇报。有单位记录以后才检查。",
        "Heads of units hear a report on openness at least once a year. Asked only where some unit writes it down.",
        "听取汇报: [2024-06-03]",
        "听取汇报: [2025-06-04, 2026-05-20]",
        "临沂市县级工作方案（2022年）",
    ),
    "T121": Explanation(
        "哪些日子上班由国务院每年定。没有通知的年份，系统不猜，等补上以后再算。",
        "Which days are worked is decided every year. A year without a notice is not guessed.",
        "12月20日发布的文件，期限跨到了没有安排的下一年",
        "holidays.yaml 里有下一年的安排",
        "《全国年节及纪念日放假办法》",
    ),
    "T122": Explanation(
        "方案的名字写错了，它的时限就都没有用上。",
        "A profile that is misspelt puts none of its clocks in force.",
        "profiles: [national, lingyi]",
        "profiles: [national, linyi]",
    ),
    "T123": Explanation(
        "调整的时限要在选用的方案里，不然调了也没有用。",
        "Only a clock of the chosen profiles can be changed.",
        "clocks: [{code: C99, number: 10}]",
        "clocks: [{code: C01, number: 15}]",
    ),
    "T124": Explanation(
        "法律、法规和国务院文件的时限，县里只能更严。",
        "What laws and the State Council ask for, a county may only tighten.",
        "clocks: [{code: C01, number: 30}]",
        "clocks: [{code: C01, number: 15}]",
    ),
    "T125": Explanation(
        "缺了数量或单位的时限算不出来，不会生效。",
        "A clock without number or unit cannot be counted and is not in force.",
        "- {code: C01, kind: deadline, number: 20}",
        "- {code: C01, kind: deadline, number: 20, unit: WD}",
    ),
    "T126": Explanation(
        "日历错一天，所有跨过它的工作日期限都错一天。",
        "One wrong day in the calendar moves every clock that runs over it.",
        "{name: 春节, first: 2026-02-15, last: 2026-02-23, work: [2026-02-16]}",
        "{name: 春节, first: 2026-02-15, last: 2026-02-23, work: [2026-02-14]}",
    ),
}
