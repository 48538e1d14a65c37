"""Why the rules on meetings and on the life of a policy: families M and P."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_DECISIONS = "《重大行政决策程序暂行条例》（国令第713号）"
_FIVE = "四川省“五化”联动做法（2016年）；国办发〔2016〕80号"
_BUNDLE = "东营市政务公开做法（2020年）"

POLICY: dict[str, Explanation] = {
    # --- meetings ---
    "M101": Explanation(
        "会议定下来的事，完成的日子不会在开会以前。",
        "What a meeting decides is not due before the meeting.",
        "开始时间: 2026-03-12 09:00\n议题: [{议题: 甲, 责任单位: mzj, 完成时限: 2026-03-01}]",
        "开始时间: 2026-03-12 09:00\n议题: [{议题: 甲, 责任单位: mzj, 完成时限: 2026-06-30}]",
    ),
    "M102": Explanation(
        "有期限没有人负责，到期就没有人交账，群众也不知道问谁。",
        "A deadline without somebody responsible is nobody's; people do not know whom to ask.",
        "议题: [{议题: 甲, 完成时限: 2026-06-30}]",
        "议题: [{议题: 甲, 完成时限: 2026-06-30, 责任单位: mzj}]",
    ),
    "M103": Explanation(
        "常务会议邀请群众代表列席；没有邀请的，要说明原因。",
        "Representatives of the public sit in on executive meetings; where none does, the reason is told.",
        "会议类型: 常务会议",
        "会议类型: 常务会议\n无代表列席原因: 紧急会议，来不及邀请",
        "国办发〔2016〕80号",
    ),
    "M104": Explanation(
        "议题一个也不公开，会议的标题、时间、地点却会公布，别人从这里就能猜到议题。",
        "No topic is disclosed, yet title, time and place of the meeting would be, and tell of them.",
        "公开方式: 主动公开\n议题: [{议题: 甲, 公开方式: 不予公开}]",
        "公开方式: 不予公开\n不公开依据: art14.secret\n议题: [{议题: 甲, 公开方式: 不予公开}]",
        "《政府信息公开条例》第14至16条",
    ),
    "M105": Explanation(
        "有代表列席，就没有“无代表列席”的原因可写，两处必有一处写错。",
        "Where representatives sat in there is no reason why none did; one of the two is wrong.",
        "列席代表: [{类别: 人大代表}]\n无代表列席原因: 紧急会议",
        "列席代表: [{类别: 人大代表}]",
    ),
    "M106": Explanation(
        "请代表发言就要给回音：没有采纳的，说一句为什么。",
        "Who is asked to speak gets an answer: of what was not adopted, the reason.",
        "列席代表: [{类别: 群众代表, 发言: 增加车次, 采纳情况: 未采纳}]",
        "列席代表: [{类别: 群众代表, 发言: 增加车次, 采纳情况: 未采纳, 采纳说明: 预算已定，明年研究}]",
    ),
    "M107": Explanation(
        "会还没有开就公布结果，不是日期写错，就是泄露。",
        "An outcome before the meeting is either a wrong date or a leak.",
        "发布日期: 2026-03-01 09:00\n开始时间: 2026-03-12 09:00\n议题: [{议题: 甲, 议定结果: 原则同意}]",
        "发布日期: 2026-03-13 09:00\n开始时间: 2026-03-12 09:00\n议题: [{议题: 甲, 议定结果: 原则同意}]",
    ),
    "M108": Explanation(
        "议定事项、新闻、图解和解读同一天出来，群众才看得到完整的一套。",
        "Decisions, news, diagram and interpretation come out on one day, so that people see them together.",
        "会议 3月12日 发布，解读 3月20日 发布",
        "会议和解读都在 3月12日 发布",
        _BUNDLE,
    ),
    "M109": Explanation(
        "没有开的会议没有结果。",
        "A meeting that was not held has no outcome.",
        "已取消: 是\n议题: [{议题: 甲, 议定结果: 原则同意}]",
        "已取消: 是\n议题: [{议题: 甲}]",
    ),
    # --- interpretations ---
    "P101": Explanation(
        "解读要讲清六件事：背景依据、目标任务、主要内容、涉及范围、执行口径、新旧政策差异。",
        "An interpretation tells six things: background, aim, content, scope, how it is applied, what is new.",
        "解读要素: {背景依据: 甲}",
        "解读要素: {背景依据: 甲, 目标任务: 乙, 主要内容: 丙, 涉及范围: 丁, 执行口径: 戊, 新旧政策差异: 不涉及}",
        "国办发〔2017〕47号",
    ),
    "P102": Explanation(
        "写了是问答、视频或者发布会，就要有问答、视频或者发布会的内容。",
        "Who says questions, video or briefing gives the questions, the video, or who spoke when.",
        "解读形式: 问答",
        "解读形式: 问答\n问答: [{问: 谁可以申请？, 答: 本县居民。}]",
    ),
    "P103": Explanation(
        "音视频要么放文件，要么写播放地址，否则读者看不到。",
        "Without a file or an address there is nothing to play.",
        "音视频: {时长: 5分钟}",
        '音视频: {时长: 5分钟, 播放地址: "https://www.example.gov.cn/v"}',
    ),
    "P104": Explanation(
        "专家解读靠的是专家的身份，要写明是谁、在哪里任职。",
        "The word of an expert rests on who that is: give title and organization.",
        "解读形式: 专家解读\n发言人: [{姓名: 某教授}]",
        "解读形式: 专家解读\n发言人: [{姓名: 某教授, 职务职称: 教授, 所在单位: 某大学}]",
    ),
    "P105": Explanation(
        "说没有差异，又列出对比，两处必有一处不对。",
        "No differences, yet a table of them: one of the two is wrong.",
        "解读要素: {背景依据: 甲, 目标任务: 乙, 主要内容: 丙, 涉及范围: 丁, 执行口径: 戊, 新旧政策差异: 不涉及}\n新旧对比: [{项目: 标准, 旧政策: 500元, 新政策: 600元}]",
        "解读要素: {背景依据: 甲, 目标任务: 乙, 主要内容: 丙, 涉及范围: 丁, 执行口径: 戊, 新旧政策差异: 标准提高到600元}\n新旧对比: [{项目: 标准, 旧政策: 500元, 新政策: 600元}]",
    ),
    "P106": Explanation(
        "对比表里一个字也没有变的行，读者看不出新在哪里。",
        "From a row in which nothing changes nobody learns what is new.",
        "新旧对比: [{项目: 标准, 旧政策: 500元, 新政策: 500元}]",
        "新旧对比: [{项目: 标准, 旧政策: 500元, 新政策: 600元}]",
    ),
    # --- whether a document is interpreted ---
    "P107": Explanation(
        "规范性文件管着群众的事，公布前就要定下解读不解读、谁来解读。",
        "A normative document touches everybody: whether and by whom it is interpreted is settled before it is out.",
        "规范性文件: 是",
        "规范性文件: 是\n是否解读: 是\n解读方案: 问答解读，民政局起草，3个工作日内发布",
        _FIVE,
    ),
    "P108": Explanation(
        "不解读要书面说明理由，不能随手写一个“否”。",
        "Not to interpret is a decision that is accounted for.",
        "是否解读: 否",
        "是否解读: 否\n不解读理由: 人事任免文件，没有需要解释的政策",
        _FIVE,
    ),
    "P109": Explanation(
        "解读方案和文件一起报批；没有方案的，文件退回起草单位。",
        "The plan of interpretation comes with the draft; a document without one goes back to who drafted it.",
        "是否解读: 是",
        "是否解读: 是\n解读方案: 图解一张，随文发布",
        _FIVE,
    ),
    "P110": Explanation(
        "要解读，就没有不解读的理由；两句话只有一句是真的。",
        "Who interprets needs no reason not to; only one of the two is true.",
        "是否解读: 是\n解读方案: 问答解读\n不解读理由: 内部事务",
        "是否解读: 是\n解读方案: 问答解读",
        _FIVE,
    ),
    # --- consultations ---
    "P121": Explanation(
        "征求意见要同时公布草案和起草说明，群众才知道对什么提意见。",
        "Draft and reasons are published together, so that people know what they are asked about.",
        "起草依据: 民法典",
        "征求意见稿: 办法（征求意见稿）\n起草依据: 民法典",
        f"{_DECISIONS}第15条",
    ),
    "P122": Explanation(
        "不说怎样提，就等于没有征求意见。",
        "A call that does not say how to answer is none.",
        "征求意见稿: 办法（征求意见稿）\n起草依据: 民法典",
        "反馈方式: [{方式: 电话, 地址: 0578-6200001}]",
    ),
    "P123": Explanation(
        "邮箱和电话要写成能直接点、直接拨的样子。",
        "Mail addresses and numbers are written so that a phone can follow them.",
        "反馈方式: [{方式: 电话, 地址: 打办公室电话}]",
        "反馈方式: [{方式: 电话, 地址: 0578-6200001}]",
    ),
    "P124": Explanation(
        "公开征求意见一般不少于三十日；情况紧急需要缩短的，要说明理由，理由会公布。",
        "A consultation lasts thirty days as a rule; a shorter one gives its reason, which is published.",
        "开始日期: 2026-03-01\n截止日期: 2026-03-10",
        "开始日期: 2026-03-01\n截止日期: 2026-03-10\n缩短期限理由: 汛期将至",
        f"{_DECISIONS}第15条",
    ),
    "P125": Explanation(
        "没有采纳的意见要说明理由，这是对提意见的人的尊重。",
        "Of opinions that were not adopted the reason is told: those who wrote deserve it.",
        "反馈日期: 2026-05-01\n收到意见: 1\n意见采纳: [{意见: 延长期限, 采纳情况: 未采纳}]",
        "反馈日期: 2026-05-01\n收到意见: 1\n意见采纳: [{意见: 延长期限, 采纳情况: 未采纳, 理由: 上位法已有规定}]",
        f"{_DECISIONS}第32条",
    ),
    "P126": Explanation(
        "总数和各行相加对不上，别人就会怀疑有意见没有公布。",
        "If the sum is not that of the rows, people wonder what was left out.",
        "反馈日期: 2026-05-01\n收到意见: 5\n意见采纳: [{意见: 甲, 条数: 3, 采纳情况: 采纳}]",
        "反馈日期: 2026-05-01\n收到意见: 3\n意见采纳: [{意见: 甲, 条数: 3, 采纳情况: 采纳}]",
    ),
    "P127": Explanation(
        "写了反馈的日子，就要有反馈的内容；一条也没有收到的，写 0。",
        "A day of feedback needs the feedback; where nobody wrote, say 0.",
        "反馈日期: 2026-05-01",
        "反馈日期: 2026-05-01\n收到意见: 0",
    ),
    "P128": Explanation(
        "反馈要有公布的日子，才看得出是不是按时反馈。",
        "Only with its day can one see whether feedback came in time.",
        "收到意见: 3\n意见采纳: [{意见: 甲, 条数: 3, 采纳情况: 采纳}]",
        "反馈日期: 2026-05-01\n收到意见: 3\n意见采纳: [{意见: 甲, 条数: 3, 采纳情况: 采纳}]",
    ),
    # --- decisions ---
    "P141": Explanation(
        "调出目录的事项要说明什么时候、为什么调出，群众才知道它去哪里了。",
        "A matter that is taken off the list says when and why, so that people know what became of it.",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 调出目录}]",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 调出目录, 调出日期: 2026-06-01, 调出理由: 上级规划未印发}]",
        f"{_DECISIONS}第3条",
    ),
    "P142": Explanation(
        "调出的日期和理由只属于调出的事项；进展写别的，两处必有一处不对。",
        "Day and reason belong to what was taken off; with another state one of the two is wrong.",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 起草中, 调出理由: 上级规划未印发}]",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 起草中}]",
    ),
    "P143": Explanation(
        "进展说已经征求意见或者已经公布，就把那条记录连上，读者一点就到。",
        "If people were asked or it was published, link the record, so that readers get there.",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 已公布}]",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 已公布, 公布文件: fgj/documents/2026/jia}]",
    ),
    "P144": Explanation(
        "同一个事项列两次，数目就不对了。",
        "A matter that stands twice is counted twice.",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 起草中}, {事项: 甲, 承办单位: mzj, 进展: 起草中}]",
        "事项: [{事项: 甲, 承办单位: mzj, 进展: 起草中}]",
    ),
}
