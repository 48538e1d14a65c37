"""What is said of the portal as a whole: family B. 101 on the settings, 111 on columns, 121 on single vetoes, 131 on dates,
141 on services, 151 on links to other sites."""

from __future__ import annotations

from gongkai.messages.rule import Rule

SITE: dict[str, Rule] = {
    # --- config.yaml ---
    "B101": Rule(
        "error",
        "网站标识码“{value}”不对",
        "`{value}` is no code of a government site",
        '地方网站写 10 位数字，如 site_code: "3307990001"；部委写 bm 加 8 位数字',
        'ten digits, like site_code: "3307990001", or bm and eight digits for ministries',
    ),
    "B102": Rule(
        "error",
        "ICP备案号“{value}”不对",
        "`{value}` is no ICP number",
        "写成“京ICP备12345678号-1”这样：省的简称、ICP备、数字、号",
        "write it like 京ICP备12345678号-1",
    ),
    "B103": Rule(
        "error",
        "公安备案号“{value}”不对",
        "`{value}` is no number of the public security register",
        "写成“京公网安备11010202000001号”这样：省的简称、公网安备、14 位数字、号",
        "write it like 京公网安备11010202000001号, with 14 digits",
    ),
    "B104": Rule(
        "warning",
        "网站地址“{value}”不是 https",
        "the address of the site, `{value}`, is not https",
        "装好证书，把 url 改成 https://……",
        "get a certificate and write `url: https://…`",
    ),
    "B105": Rule(
        "error",
        "行政区划代码“{value}”不是 6 位数字",
        "`{value}` is no code of a region: it has six digits",
        '写 6 位数字，如 region_code: "330799"',
        'write six digits, like region_code: "330799"',
    ),
    # --- columns ---
    "B111": Rule(
        "warning",
        "栏目“{name}”是空的",
        "the column {name} is empty",
        "在某个单位的 {value} 文件夹里发布记录；确实没有的，在 config.yaml 的“暂无信息的栏目”写明原因",
        "publish a record in a folder `{value}`; where there is nothing, say why under `absent_columns` in config.yaml",
    ),
    "B112": Rule(
        "warning",
        "事项 {value}（{name}）没有责任单位，也没有一条信息",
        "no unit owns the item {value} ({name}), and there is no record of it",
        "写上这一事项的“责任单位”；本县没有的，由牵头单位在 unit.yaml 的“暂无信息”写明原因",
        "write its `owners`; where the county has nothing of it, one unit says why under `absent` in unit.yaml",
    ),
    "B113": Rule(
        "warning",
        "说“{name}”暂无信息，其实已经有了",
        "{name} is said to be absent, but there are records of it",
        "删掉这一项",
        "delete the entry",
    ),
    "B114": Rule(
        "warning",
        "“{name}”暂无信息的说明 {day} 已经到期，网站不再显示",
        "that {name} is absent was said until {day}; the site does not show it any more",
        "核对现在有没有：有就发布并删掉这一项，没有就改“有效到”",
        "look again: publish what there is and delete the entry, or set a later `until`",
    ),
    "B115": Rule(
        "error",
        "没有叫“{value}”的栏目。有：{known}",
        "there is no column `{value}`; there are: {known}",
        "写栏目的名称或者文件夹名",
        "write the name of a column or of its folder",
    ),
    # --- single vetoes ---
    "B121": Rule(
        "warning",
        "{name}从 {day} 起没有更新，应当不晚于 {limit}（检查指标的单项否决）",
        "nothing new on the home page since {day}; it was due by {limit} (a single veto of the inspection)",
        "发布新的信息，再生成网站；按计划定时生成见 docs/deploying.md",
        "publish something new and build again; on building by schedule see docs/deploying.md",
    ),
    "B122": Rule(
        "warning",
        "栏目“{name}”从 {day} 起没有更新，应当不晚于 {limit}",
        "nothing new in the column {name} since {day}; it was due by {limit}",
        "发布新的信息；确实没有变化的，核对旧的信息还对不对",
        "publish something new, or look whether what is there is still true",
    ),
    "B123": Rule(
        "warning",
        "网站检查的单项否决“栏目不更新”：{reason}",
        "a single veto of the inspection, silent columns: {reason_en}",
        "按上面的提示逐个处理",
        "see to each of them, they are told above",
    ),
    "B124": Rule(
        "warning",
        "网站检查的单项否决“互动回应差”：{counted} 封来信超过 3 个月没有答复，最早的是 {name}",
        "a single veto of the inspection: {counted} messages wait for more than three months, the oldest is {name}",
        "马上答复，写上“答复日期”和“答复内容”",
        "answer now and write `replied_on` and `reply`",
    ),
    "B125": Rule(
        "warning",
        "没有写群众怎样联系（检查指标的单项否决：没有有效的咨询渠道）",
        "nothing tells citizens how to reach the office (a single veto: no channel to ask)",
        "在 config.yaml 的“互动渠道”写电话、邮箱或者填写地址",
        "write a phone, a mailbox or a form under `channels` in config.yaml",
    ),
    "B127": Rule(
        "warning",
        "新媒体“{name}”{days} 天没有更新，最近一次是 {day}（检查指标的单项否决）",
        "{name} has not posted for {days} days, since {day} (a single veto of the inspection)",
        "更新内容并改“最近更新”；不用了的，办理注销并写“状态: 注销”",
        "post and set `last_post`; where it is given up, write `status: 注销`",
    ),
    # --- dates ---
    "B131": Rule(
        "warning",
        "发布日期 {day} 在将来，到那一天才出现在网站上",
        "to be published on {day}: it is not on the site before that day",
        "定时发布的不用改；年份、月份写错的改正",
        "leave it where that is meant; correct a mistyped year or month",
    ),
    "B132": Rule(
        "error",
        "发布日期从 {end} 改早成 {day}",
        "the day of publication was moved back from {end} to {day}",
        "改回 {end}；发布日期不能倒填，确实写错的由审核人员在提交说明里写明并经批准",
        "put {end} back: a day of publication is never made earlier",
    ),
    # --- links to other sites: told by `links` only ---
    "B151": Rule(
        "warning",
        "链接 {value} 打不开：{reason}",
        "the link {value} is dead: {reason_en}",
        "找到新的地址改过来；没有了的，删掉链接，写明文件的名称和文号",
        "write its new address; where there is none, delete the link and name the document",
    ),
    "B152": Rule(
        "warning",
        "链接 {value} 已经搬到 {target}",
        "the link {value} has moved to {target}",
        "打开新地址看看是不是同一份内容，是就改成新地址",
        "look whether it is the same there, then write the new address",
    ),
    "B153": Rule(
        "warning",
        "链接 {value} 这次没有打开：{reason}",
        "the link {value} could not be opened this time: {reason_en}",
        "过一会儿再运行 python build.py links；几次都这样，找对方网站或者换一个来源",
        "run python build.py links again later; if it stays so, look for another source",
    ),
    "B154": Rule(
        "warning",
        "链接 {value} 的域名指向内部网络，外面的人打不开",
        "the host of the link {value} is in an inner network: nobody outside can open it",
        "换成外面能打开的地址",
        "write an address that everybody can open",
    ),
    # --- services ---
    "B141": Rule(
        "error",
        "办事指南缺少：{names}（检查指标的单项否决“服务不实用”）",
        "the guide lacks {names} (a single veto of the inspection)",
        "补上“依据”“办理条件”“申请材料”；确实不要材料的，写一项“材料名称: 不需要材料”",
        "add `legal_basis`, `conditions` and `materials`; where none are asked for, say so in one entry",
        waivable=True,
    ),
}
