"""Why the rules on addresses: family A."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_PENALTIES = "《行政处罚法》第48条"
_LINKS = "《政府网站发展指引》（国办发〔2017〕47号）"

ADDRESSES: dict[str, Explanation] = {
    "A101": Explanation(
        "公开的处罚决定被变更、撤销、确认违法或者无效的，三日内撤回，并且公开说明理由；别的信息撤回也一样要交代。",
        "A published decision on a penalty that is changed or revoked is withdrawn within three days, and the reason is told in public. Other records deserve no less.",
        "撤回日期: 2026-05-01",
        "撤回日期: 2026-05-01\n撤回理由: 行政处罚决定已被依法撤销",
        _PENALTIES,
    ),
    "A102": Explanation(
        "没有日期，就不知道从哪一天起撤回，网站照旧公开。",
        "Without a day nobody knows since when, and the record stays public.",
        "撤回理由: 行政处罚决定已被依法撤销",
        "撤回日期: 2026-05-01\n撤回理由: 行政处罚决定已被依法撤销",
        _PENALTIES,
    ),
    "A103": Explanation(
        "没有发布过的信息谈不上撤回。",
        "What was not yet published cannot be withdrawn.",
        "发布日期: 2026-05-02 09:00\n撤回日期: 2026-05-01\n撤回理由: 行政处罚决定已被依法撤销",
        "发布日期: 2026-03-02 09:00\n撤回日期: 2026-05-01\n撤回理由: 行政处罚决定已被依法撤销",
    ),
    "A104": Explanation(
        "撤回以后，网页上不再有标题、文号和当事人；理由里又写一遍，等于没有撤回。",
        "Once withdrawn, neither title nor number nor party is on the page; a reason that repeats them undoes it.",
        "标题: 对云溪某某商行的处罚\n撤回日期: 2026-05-01\n撤回理由: “对云溪某某商行的处罚”已被撤销",
        "标题: 对云溪某某商行的处罚\n撤回日期: 2026-05-01\n撤回理由: 行政处罚决定已被依法撤销",
        _PENALTIES,
    ),
    "A111": Explanation(
        "公布过的网址，别人已经引用、收藏、打印。它要么还在，要么转到新地址，要么说明撤回和理由。上次发布了什么，记在 .gongkai/published/，或者用 check --published 指定。",
        "Others have cited, kept and printed a published address. It stays, leads on, or says that and why the record was taken back. What was published is remembered in .gongkai/published/, or named by check --published.",
        "删除 content/units/mzj/notices/2026/a.md",
        "标题: 一份记录\n撤回日期: 2026-05-01\n撤回理由: 内容有误，已经重新发布",
        _LINKS,
    ),
    "A112": Explanation(
        "改成草稿、不予公开，或者把发布日期改到以后，公布过的网址就打不开了。要撤回就写明日期和理由。",
        "As a draft, withheld, or with a later date of publication, what was published cannot be opened any more. Taking back needs a day and a reason.",
        "标题: 一份记录\n状态: 草稿",
        "标题: 一份记录\n撤回日期: 2026-05-01\n撤回理由: 内容有误，已经重新发布",
        _LINKS,
    ),
    "A113": Explanation(
        "同一个网址换成另一条信息，引用它的文章就指错了地方。",
        "Where an address shows another record, whoever cites it cites the wrong one.",
        "标题: 另一条信息\n发布日期: 2026-06-01",
        "标题: 一份记录（标题改了一个字）\n发布日期: 2026-03-12",
        _LINKS,
    ),
    "A114": Explanation(
        "文件改名、换栏目、换单位，网址就变了。写上旧地址，老链接自动转过来；python build.py move 一步做好。",
        "Renaming a file changes its address. An alias lets old links lead on; `python build.py move` does both.",
        "标题: 一份记录",
        "标题: 一份记录\n旧地址: [/units/mzj/notices/2026/jiu/]",
        _LINKS,
    ),
    "A115": Explanation(
        "机构改革、专题改名以后，老网址也要能打开：由接替的单位、专题或页面写上旧地址。",
        "After a reform old addresses still open: the unit, campaign or page that takes over names them.",
        "删除 content/units/mzj-jiu/",
        "单位名称: 测试县民政局\n旧地址: [/units/mzj-jiu/]",
        _LINKS,
    ),
    "A121": Explanation(
        "旧地址要和单位、专题、页面的网址写法一样，而且不能在网站自己占用的地方。",
        "An old address has the form of that of a unit, a campaign or a page, outside what the site itself fills.",
        "旧地址: [/assets/jiu/]",
        "旧地址: [/jiu-ye/]",
    ),
    "A122": Explanation(
        "一个网址只能通向一处，不能占用现在的页面。",
        "An address leads to one place, and does not take that of a living page.",
        "旧地址: [/units/mzj/]",
        "旧地址: [/units/mzj-jiu/]",
    ),
}
