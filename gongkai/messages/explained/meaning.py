"""Why the rules on references, links, disclosure, the catalog and waivers: families R, L, D, C and W."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_RULES = "《政府信息公开条例》"
_INSPECTION = "国办秘函〔2019〕19号（政府网站检查指标）"

MEANING: dict[str, Explanation] = {
    # --- references ---
    "R101": Explanation(
        "单位写文件夹名，网站才能把记录和单位的页面连起来。",
        "A unit is named by its folder, so that the record and the page of the unit are bound together.",
        "议题: [{议题: 甲, 责任单位: 民政}]",
        "议题: [{议题: 甲, 责任单位: mzj}]",
    ),
    "R102": Explanation(
        "公开事项要和标准目录对上，群众按目录才找得到，覆盖率才算得出。",
        "Items are those of the standard catalog: by it people find records, and coverage is computed.",
        "公开事项: [shjz-999]",
        "公开事项: [shjz-04]",
        "国办发〔2019〕54号（基层政务公开标准目录）",
    ),
    "R103": Explanation(
        "分类用统一的词表，不同单位的记录才能归到一起。",
        "With one vocabulary, records of different units fall into the same classes.",
        "主题分类: 民生",
        "主题分类: 民政、扶贫、救灾",
    ),
    "R104": Explanation(
        "指向的记录不存在，多半是编号写错了，或者那条记录改了名、删掉了。",
        "The record that is named is not there: a slip in its id, or it was renamed or deleted.",
        "相关信息: [mzj/notices/2026/没有这条]",
        "相关信息: [mzj/notices/2026/dongji-jiuzhu]",
    ),
    "R105": Explanation(
        "一条记录和自己没有关系可言，多半是复制以后忘了改。",
        "A record is not related to itself; most likely a copy that was not changed.",
        "相关信息: [mzj/notices/2026/本记录]",
        "相关信息: [mzj/notices/2026/另一条]",
    ),
    "R106": Explanation(
        "不公开的记录在网站上不能露面，连标题也不能，所以这个关系不会显示。",
        "A record that is not public may not show on the site, not even its title: so the relation is left out.",
        "相关信息: [mzj/documents/2026/一份草稿]",
        "相关信息: [mzj/documents/2026/已经公开的文件]",
    ),
    "R107": Explanation(
        "专题的编号是 topics 文件夹里的文件名。",
        "A campaign is named by its file in the folder `topics`.",
        "专题: [优化营商]",
        "专题: [youhua-yingshang]",
    ),
    "R108": Explanation(
        "一个网址只能通向一条记录，旧地址不能占用现有的网址。",
        "An address leads to one record; an old one may not take that of a living page.",
        "旧地址: [/units/mzj/notices/2026/还在的记录/]",
        "旧地址: [/units/mzj/notices/2025/以前的名字/]",
    ),
    "R109": Explanation(
        "旧地址要和记录的地址写法一样，老链接和书签才能接上。",
        "An old address has the form of a record's, so that old links and bookmarks lead on.",
        "旧地址: [notices/a.html]",
        "旧地址: [/units/mzj/notices/2025/a/]",
    ),
    "R110": Explanation(
        "关系的另一头还是草稿，网站上没有那一页，读者点不开；先发布它，再写关系。",
        "The other end is still a draft: there is no page to lead to. Publish it first, then relate to it.",
        "替代: [mzj/documents/2026/一份草稿]",
        "替代: [mzj/documents/2026/已经公开的文件]",
    ),
    "R111": Explanation(
        "每种关系连的是一定的栏目：解读连政策文件，征求意见连意见征集，写错栏目，页面就会说错话。",
        "Each relation leads to certain kinds: an interpretation to a document, `consulted_in` to a consultation.",
        "征求意见: [mzj/notices/2026/dongji-jiuzhu]",
        "征求意见: [mzj/consultations/2026/zhengqiu]",
    ),
    "R112": Explanation(
        "事情有先后：先征求意见，再开会审议，然后成文、解读；反过来说明日期或者关系写错了。",
        "Things have an order: consulted, discussed, issued, interpreted. Turned round, a date or the relation is wrong.",
        "文件 3月1日 成文，审议它的会议 3月12日 才开",
        "会议 3月1日 审议，文件 3月12日 成文",
    ),
    "R113": Explanation(
        "同一个关系两边说法不同，读者不知道信哪一边。",
        "The two ends tell different things of one relation; readers do not know which to believe.",
        "会议说议题的文件是甲，甲说审议它的是另一次会议",
        "会议和文件互相写着对方",
    ),
    "R114": Explanation(
        "会议的每个议题都写了文件，却没有这一份，多半是会议编号写错了。",
        "Every topic of the meeting names a document, but not this one: most likely the id of the meeting is wrong.",
        "审议会议: [没有审议本文件的会议]",
        "审议会议: [审议本文件的会议]",
    ),
    "R115": Explanation(
        "甲替代乙，乙又替代甲，谁有效就说不清了。",
        "If one replaces another which replaces the first, nobody can say which is in force.",
        "甲写 替代: [乙]\n乙写 替代: [甲]",
        "乙写 替代: [甲]",
    ),
    "R116": Explanation(
        "新文件从哪天起替代旧文件，旧文件就从哪天起失效，两边的日期要一致。",
        "The old document ends on the day from which the new one takes its place; both must say so.",
        "新文件 4月1日 施行，旧文件 废止日期: 2026-03-01",
        "新文件 4月1日 施行，旧文件 废止日期: 2026-04-01",
    ),
    "R117": Explanation(
        "文件已经失效，清理结果却说继续有效，群众照着办就会白跑。",
        "The clean-up keeps what has ended already; who relies on it is misled.",
        "清理结果: 继续有效（文件 2025年 已废止）",
        "清理结果: 废止",
    ),
    "R118": Explanation(
        "清理目录的每一行都要说是哪份文件，不然读者查不到。",
        "Each row of a clean-up names its document, or readers cannot find it.",
        "清理的一行只写了结果",
        "清理的一行写 文件: mzj/documents/2020/a",
    ),
    # --- links and texts ---
    "L101": Explanation(
        "点开是错误页面的链接，群众会以为信息被撤掉了；检查也要扣分。",
        "Behind a dead link readers believe that something was taken away; inspections count it.",
        "见[通知](record:mzj/notices/2026/没有这条)。",
        "见[通知](record:mzj/notices/2026/dongji-jiuzhu)。",
        _INSPECTION,
    ),
    "L102": Explanation(
        "链接指向某一节，可是那一页没有这个小标题，读者到不了要看的地方。",
        "The link leads to a heading that the page does not have; readers do not get where they should.",
        "见[办理条件](#申请条件)。\n\n## 办理条件",
        "见[办理条件](#办理条件)。\n\n## 办理条件",
        _INSPECTION,
    ),
    "L103": Explanation(
        "内网、本机的地址外面打不开，还会暴露内部系统；能运行程序的链接不安全。",
        "Nobody outside can open intranet addresses, and they betray inner systems; links that run code are unsafe.",
        "见[系统](http://192.168.1.8/oa)。",
        "见[网站](https://www.example.gov.cn/)。",
    ),
    "L104": Explanation(
        "看不见图片的人靠文字说明知道图里讲什么，搜索也靠它。",
        "Who cannot see the picture learns from these words what it shows; search does too.",
        "![](流程图.png)",
        "![办理流程：申请、审核、公示、发放](流程图.png)",
        "《无障碍环境建设法》第32条；GB/T 37668—2019",
    ),
    "L105": Explanation(
        "不公开的记录没有网页，所以这里只显示文字，不成链接。",
        "A record that is not public has no page, so only the words are shown.",
        "见[草稿](record:mzj/documents/2026/一份草稿)。",
        "见[文件](record:mzj/documents/2026/已经公开的文件)。",
    ),
    "L106": Explanation(
        "引用套引用、列表套列表太多层，手机上只剩一个字宽，读不了。",
        "Of quotes within quotes nothing but a thin column is left on a phone.",
        "> > > > > > > > > > ……（上百层）",
        "> 一层引用",
    ),
    "L107": Explanation(
        "从网页复制来的代码会弄乱版面，也可能带进不安全的程序。",
        "Code pasted from pages spoils the layout and may bring in programs.",
        "<script>alert(1)</script>",
        "**重要** 用 Markdown 写",
    ),
    "L108": Explanation(
        "政府网站指出去的链接，也要让读者安全到达。",
        "Where a government site sends its readers, they should arrive safely.",
        "见[省里的通知](http://www.example.org/tongzhi)",
        "见[省里的通知](https://www.example.org/tongzhi)",
    ),
    # --- disclosure ---
    "D101": Explanation(
        "公开是常态，不公开是例外：不公开的每一条都要说得出法定的理由。",
        "Disclosure is the rule, withholding the exception: each one needs a ground in law.",
        "公开方式: 不予公开",
        "公开方式: 不予公开\n不公开依据: art15.third",
        f"{_RULES}第13至16条",
    ),
    "D102": Explanation(
        "既说主动公开，又说不公开的理由，自相矛盾：哪一个对，要由人来定。",
        "It cannot be both proactive and withheld on a ground: a person must decide which is right.",
        "公开方式: 主动公开\n不公开依据: art15.third",
        "公开方式: 主动公开",
        f"{_RULES}第13至16条",
    ),
    "D103": Explanation(
        "标准目录里，这个事项只向特定的人公开，或者只依申请公开；放到网站上就是泄露。",
        "By the standard catalog this item is for certain people or on request only; on the portal it would be a leak.",
        "公开事项: [shjz-99]\n公开方式: 主动公开",
        "公开事项: [shjz-99]\n公开方式: 依申请公开",
        "国办发〔2019〕54号（标准目录“公开对象”“公开方式”）",
    ),
    "D104": Explanation(
        "两个日期的先后不合情理：先成文，后发布；先生效，后失效；先开始，后截止。",
        "The order of the dates makes no sense: signed before published, in force before expired, begun before ended.",
        "成文日期: 2026-03-12\n发布日期: 2026-03-01",
        "成文日期: 2026-03-01\n发布日期: 2026-03-12",
    ),
    "D105": Explanation(
        "同一个文件，一条记录不公开，另一条却要发布：不公开的内容会从这里漏出去。",
        "One record withholds the file, another would publish it: what is withheld would leak here.",
        "通知的附件: 名单.csv（另一条不予公开的记录也用它）",
        "通知的附件: 名单-公开版.csv",
        f"{_RULES}第14至16条",
    ),
    "D106": Explanation(
        "文件末尾的标注是制发时定下的公开属性，和记录里写的必须一致。",
        "The mark at the end of a document is the attribute it was given; the record must say the same.",
        "---\n公开方式: 主动公开\n---\n\n正文。\n\n（此件依申请公开）",
        "---\n公开方式: 主动公开\n---\n\n正文。\n\n（此件公开发布）",
        "国办发〔2016〕80号",
    ),
    "D107": Explanation(
        "审核退回的内容，没有重新通过以前不能发布。",
        "What a review returned is not published before it passed again.",
        "状态: 发布\n审核: [{环节: 审核, 审核人: 办公室审核岗, 日期: 2026-03-10, 结果: 退回}]",
        "状态: 草稿\n审核: [{环节: 审核, 审核人: 办公室审核岗, 日期: 2026-03-10, 结果: 退回}]",
        f"{_RULES}第17条",
    ),
    "D108": Explanation(
        "第十七条等讲的是怎样审查，不是可以不公开的理由。",
        "Article 17 and the like say how to examine, not what may be withheld.",
        "公开方式: 不予公开\n不公开依据: art17",
        "公开方式: 不予公开\n不公开依据: art14.law",
        f"{_RULES}第14至17条",
    ),
    "D109": Explanation(
        "一个文号对应一份文件；重复了，引用的人不知道指哪一份。",
        "A document number is that of one document; given twice, nobody knows which one is meant.",
        "两份文件都写 文号: 云政办发〔2026〕12号",
        "一份写 〔2026〕12号，另一份写 〔2026〕13号",
    ),
    "D110": Explanation(
        "更新日期要写实际修改的日子，写到将来就是不实的日期。",
        "`modified` is the day of a real change; a day to come would be untrue.",
        "更新日期: 2099-01-01",
        "更新日期: 2026-03-12",
    ),
    "D111": Explanation(
        "模板里的例子是给您看的，不能当真的内容发布出去。",
        "The example of the template is for you to read, not to be published.",
        "标题: 关于……的通知\n状态: 发布",
        "标题: 关于发放冬季救助金的通知\n状态: 发布",
    ),
    "D112": Explanation(
        "文件印出来就带着公开属性，谁拿到都知道能不能公开。上级文件照原样转载，不用补。",
        "A printed document says itself whether it is public. Documents of higher organs are shown as they came.",
        "---\n文号: 云民发〔2026〕7号\n---\n\n正文。\n\n2026年3月1日",
        "---\n文号: 云民发〔2026〕8号\n---\n\n正文。\n\n2026年3月1日\n\n（此件公开发布）",
        "国办发〔2016〕80号",
    ),
    "D113": Explanation(
        "一份文件只有一个公开属性，标两次，读者不知道信哪一个。",
        "A document has one attribute; marked twice, nobody knows which one holds.",
        "---\n公开方式: 主动公开\n---\n\n正文。\n\n（此件公开发布）\n\n附件：名单\n\n（此件公开发布）",
        "---\n公开方式: 主动公开\n---\n\n正文。\n\n（此件公开发布）\n\n附件：名单",
        "国办发〔2016〕80号",
    ),
    # --- catalog ---
    "C101": Explanation(
        "事项编号是记录和目录之间的钥匙，两个事项用一把，就分不清了。",
        "The id of an item ties records to the catalog; shared by two items, it ties to neither.",
        "items:\n  - id: shjz-04\n  - id: shjz-04",
        "items:\n  - id: shjz-04\n  - id: shjz-05",
    ),
    "C102": Explanation(
        "领域的简码和文件名一致，才知道到哪个文件去改。",
        "The code of a field is the name of its file, so that one knows where to change it.",
        "catalog/shjz.yaml：field: zjz",
        "catalog/shjz.yaml：field: shjz",
    ),
    "C103": Explanation(
        "索引号是一条信息在目录里唯一的编号，发布后不再改动，也不给别的信息。",
        "The index number is given to one record, is never changed, and never given again.",
        "两条记录都写 索引号: 330799005/2026-00001",
        "索引号: 330799005/2026-00001\n索引号: 330799005/2026-00002",
        f"{_RULES}第12条",
    ),
    "C104": Explanation(
        "文号里的机关代字是发文机关的简称，写成别的单位的，多半是从别处复制来的。",
        "The letters of a document number stand for the organ that issued it; those of another unit are most likely copied.",
        "民政局的文件写 文号: 云财〔2026〕3号",
        "民政局的文件写 文号: 云民发〔2026〕3号",
        "GB/T 9704—2012",
    ),
    "C105": Explanation(
        "文号里的年份是成文的年份，不一致多半是写错了。",
        "The year in a document number is that in which it was signed; another one is most likely a slip.",
        "文号: 云民发〔2025〕3号\n成文日期: 2026-03-01",
        "文号: 云民发〔2026〕3号\n成文日期: 2026-03-01",
        "GB/T 9704—2012",
    ),
    # --- waivers ---
    "W101": Explanation(
        "用不上的例外留着，以后真有问题时会悄悄放过去。",
        "A waiver that is left over would silently pass a real problem later.",
        "列席代表: [{类别: 人大代表}]\n例外: [{规则: M103, 理由: 紧急会议, 截止: 2026-12-31}]",
        "列席代表: [{类别: 人大代表}]",
    ),
    "W102": Explanation(
        "例外有期限，过了期限，原来的问题照常提示，例外要么删掉，要么重新报批。",
        "A waiver ends on its day; then the problem is told again, and the waiver is deleted or approved anew.",
        "例外: [{规则: M103, 理由: 紧急会议, 截止: 2020-01-01}]",
        "例外: [{规则: M103, 理由: 紧急会议，重新报批, 截止: 2026-12-31}]",
    ),
    "W103": Explanation(
        "例外要写明是哪一条规则；编号写错，等于没有例外。",
        "A waiver names a rule; with a wrong code it is none.",
        "例外: [{规则: M999, 理由: 紧急会议, 截止: 2026-12-31}]",
        "例外: [{规则: M103, 理由: 紧急会议, 截止: 2026-12-31}]",
    ),
    "W104": Explanation(
        "只有对质量、对同步发布的要求可以例外。文件读不懂、自相矛盾的，涉及公开属性、保密、隐私和审核的，法律要求的，都不能例外。",
        "Only duties of quality and of timing can be waived: not what is unreadable or contradicts itself, nor what "
        "concerns the disclosure attribute, secrecy, privacy or review, nor what a law demands.",
        "例外: [{规则: D101, 理由: 领导同意, 截止: 2026-12-31}]",
        "公开方式: 不予公开\n不公开依据: art15.third",
    ),
}
