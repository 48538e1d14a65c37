"""Why the rules on the portal as a whole: family B."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_LAYOUT, _INSPECTION = "国办发〔2017〕47号", "国办秘函〔2019〕19号"

SITE: dict[str, Explanation] = {
    "B101": Explanation(
        "页脚和网页标签里的标识码写错，检查机器人认不出这个网站。",
        "The code stands in the footer and in every page; inspectors' programs know the site by it.",
        "site_code: '330799'",
        "site_code: '3307990001'",
        _LAYOUT,
    ),
    "B102": Explanation(
        "备案号写错，等于没有备案。",
        "A mistyped number is as good as none.",
        "icp: 京备12345678",
        "icp: 京ICP备12345678号-1",
        _LAYOUT,
    ),
    "B103": Explanation(
        "公安备案号是省的简称、公网安备和14位数字。",
        "The number of the public security register has 14 digits.",
        "police: 京公网安备1101020200号",
        "police: 京公网安备11010202000001号",
        _LAYOUT,
    ),
    "B104": Explanation(
        "不加密的网页，半路上会被人改。",
        "What is not encrypted can be changed on its way.",
        "url: http://www.yunxi.example",
        "url: https://www.yunxi.example",
        _LAYOUT,
    ),
    "B105": Explanation(
        "索引号的前六位就是行政区划代码。",
        "Index numbers begin with it.",
        "region_code: '33079'",
        "region_code: '330799'",
    ),
    "B111": Explanation(
        "点进去什么也没有的栏目，五个就是不合格。确实没有的，写明“本级暂无此类信息”和原因。",
        "Five empty columns fail the site. Where there is nothing, the portal says so and why.",
        "# 没有一条数据开放的记录",
        "absent_columns: [{column: 数据开放, reason: 本县数据由市平台统一开放, until: 2027-03-31}]",
        _INSPECTION,
    ),
    "B112": Explanation(
        "标准目录列出的事项，要么有单位负责公开，要么说清楚为什么没有。",
        "Every item of the standard catalog is somebody's to disclose, or it is said why there is nothing.",
        "# 目录里 shjz-04 的责任单位是空的，也没有单位发布",
        "暂无信息: [{公开事项: shjz-04, 原因: 本年度没有发生, 有效到: 2027-03-31}]",
        "国办发〔2019〕54号",
    ),
    "B113": Explanation(
        "一边说没有，一边有，读者不知道信哪个。",
        "It cannot be absent and there; readers do not know which to believe.",
        "暂无信息: [{公开事项: shjz-04, 原因: 本县没有, 有效到: 2027-03-31}]",
        "# 删掉这一项",
    ),
    "B114": Explanation(
        "今年没有，明年可能有：到期就再看一次。",
        "What is not there this year may be next year: look again.",
        "暂无信息: [{公开事项: shjz-04, 原因: 本县没有, 有效到: 2026-03-31}]",
        "暂无信息: [{公开事项: shjz-04, 原因: 本县没有, 有效到: 2027-03-31}]",
    ),
    "B115": Explanation(
        "栏目名写错，说明就挂不到栏目上。",
        "A column that does not exist cannot be excused.",
        "absent_columns: [{column: 数据公开, reason: 由市平台开放, until: 2027-03-31}]",
        "absent_columns: [{column: 数据开放, reason: 由市平台开放, until: 2027-03-31}]",
    ),
    "B121": Explanation(
        "首页两周不更新，整个网站就是不合格。",
        "Two weeks without anything new on the home page fail the whole site.",
        "# 最新的记录发布于 15 天以前",
        "# 最新的记录发布于 3 天以前",
        _INSPECTION,
    ),
    "B122": Explanation(
        "通知公告和政策文件半年、其他栏目一年要有新的内容；没有新的，也要看看旧的还对不对。",
        "Notices and documents every half year, other columns every year: or see whether what is there is still true.",
        "# 最新的通知公告发布于 7 个月以前",
        "# 最新的通知公告发布于 2 个月以前",
        _INSPECTION,
    ),
    "B123": Explanation(
        "十个栏目不更新，或者五个栏目是空的，整个网站就是不合格。",
        "Ten stale columns, or five empty ones, fail the whole site.",
        "# 5 个栏目没有一条记录",
        "# 4 个栏目没有一条记录",
        _INSPECTION,
    ),
    "B124": Explanation(
        "一年之内有来信超过三个月没有回音，整个网站就是不合格。",
        "One message that waits for more than three months fails the whole site.",
        "# 来信日期: 2026-08-01，到 2026-11-20 没有答复",
        "# 来信日期: 2026-08-21，到 2026-11-20 没有答复",
        _INSPECTION,
    ),
    "B125": Explanation(
        "网站自己不收来信，就要说清楚打哪个电话、写到哪里。",
        "The portal takes in nothing itself: it must say whom to call and where to write.",
        "channels: []",
        "channels: [{channel: 12345热线, phone: '12345'}]",
        _INSPECTION,
    ),
    "B127": Explanation(
        "政务新媒体两周不更新，就是“僵尸账号”。",
        "An account that is silent for two weeks counts as dead.",
        "新媒体: [{平台: 微信公众号, 名称: 云溪民政, 最近更新: 2026-11-01}]",
        "新媒体: [{平台: 微信公众号, 名称: 云溪民政, 最近更新: 2026-11-10}]",
        _INSPECTION,
    ),
    "B131": Explanation(
        "写明天的日期，明天才出现，这是定时发布；写成明年，就没有人看得见了。",
        "Tomorrow's date publishes tomorrow; with next year's by mistake nobody ever sees it.",
        "发布日期: 2027-03-12 09:30",
        "发布日期: 2026-03-12 09:30",
    ),
    "B132": Explanation(
        "倒填发布日期是造假，是单项否决。检查和 git 里的上一个版本比较（--changed-since）。",
        "A backdated day of publication is a forgery, and a single veto. It is compared with git (--changed-since).",
        "# 上一个版本写 2026-03-12，现在写 2026-02-01",
        "# 上一个版本写 2026-03-12，现在写 2026-03-12，另加更新日期",
        _INSPECTION,
    ),
    "B151": Explanation(
        "点不开的链接，比没有链接更让人失望；检查也会扣分。",
        "A link that leads nowhere is worse than none, and inspectors count it.",
        "见[省里的通知](https://www.example.org/mei-you-le)",
        "见[省里的通知](https://www.example.org/tongzhi)",
        _INSPECTION,
    ),
    "B152": Explanation(
        "对方说永久搬走了，旧地址随时会打不开。",
        "What has moved for good will not be at its old address much longer.",
        "见[省里的通知](https://www.example.org/jiu)",
        "见[省里的通知](https://www.example.org/xin)",
    ),
    "B153": Explanation(
        "对方网站可能只是一时不通，所以不算打不开；总是这样就要换了。",
        "The other site may be down just now, so it is not called dead; if it is always so, look for another.",
        "见[省里的通知](https://man.example.org/)",
        "见[省里的通知](https://kuai.example.org/)",
    ),
    "B154": Explanation(
        "在办公室能打开、在家打不开，多半是把内部网络的地址贴了出来。",
        "What opens in the office and not at home is an address of the inner network.",
        "见[内网通知](https://oa.example.org/)，域名指向 10.0.0.8",
        "见[通知](https://www.example.org/)",
    ),
    "B141": Explanation(
        "办事指南至少要说清楚：办什么、凭什么、什么条件、带什么材料。",
        "A guide tells at least what it is about, on what ground, on which conditions and with which papers.",
        "依据: [社会救助暂行办法]\n办理条件: [本县户籍]",
        "依据: [社会救助暂行办法]\n办理条件: [本县户籍]\n申请材料: [{材料名称: 申请书}]",
        _INSPECTION,
    ),
}
