"""What is said of the life of a policy: family P. 101 on interpretations, 121 on consultations, 141 on decisions."""

from __future__ import annotations

from gongkai.messages.rule import Rule

POLICY: dict[str, Rule] = {
    # --- interpretations ---
    "P101": Rule(
        "error",
        "解读缺少“{label}”，解读的文件是 {documents}",
        "the interpretation says nothing of `{key}`; the document it interprets is {documents}",
        "在“解读要素”下写“{label}: ……”；确实没有的，写“{label}: 不涉及”和理由",
        "write `{key}: …` under `elements`, or `{key}: 不涉及` with the reason",
        waivable=True,
    ),
    "P102": Rule(
        "error",
        "解读形式是“{form}”，要写“{label}”",
        "an interpretation of the form {form} needs `{key}`",
        "补上“{label}”，或者改“解读形式”",
        "add `{key}` or change `form`",
        waivable=True,
    ),
    "P103": Rule(
        "error",
        "“音视频”既没有文件，也没有播放地址",
        "the recording has neither a `file` nor a `url`",
        "写“文件: 名称.mp4”或者“播放地址: https://……”",
        "write `file: name.mp4` or `url: https://…`",
    ),
    "P104": Rule(
        "error",
        "专家“{name}”没有写职务职称或所在单位",
        "the expert {name} has no `title` or no `organization`",
        "写“职务职称: 教授”和“所在单位: 某大学”",
        "write both `title` and `organization`",
        waivable=True,
    ),
    "P105": Rule(
        "error",
        "“新旧政策差异”写着不涉及，却有新旧对比表",
        "`differences` says 不涉及, yet there are `comparisons`",
        "写明差异，或者删掉对比表",
        "tell the differences or delete the table",
    ),
    "P106": Rule(
        "warning",
        "“{value}”的新旧规定一个字也没有变",
        "old and new are the same in the row {value}",
        "删掉这一行，或者写清楚变了什么",
        "delete the row or tell what changed",
        waivable=True,
    ),
    # --- whether a document is interpreted ---
    "P107": Rule(
        "error",
        "规范性文件没有写“是否解读”",
        "the normative document does not say whether it is interpreted",
        "写“是否解读: 是”和“解读方案”；不解读的写“是否解读: 否”和“不解读理由”",
        "write `interpret: true` and `interpretation_plan`, or `interpret: false` and `no_interpret_reason`",
    ),
    "P108": Rule(
        "error",
        "不解读，却没有写理由",
        "the document is not interpreted, and no reason is given",
        "写“不解读理由: ……”，或者改成“是否解读: 是”",
        "write `no_interpret_reason: …`, or `interpret: true`",
    ),
    "P109": Rule(
        "error",
        "退文：文件要解读，却既没有解读方案，也没有解读材料",
        "returned (退文): the document is to be interpreted, but there is neither a plan nor an interpretation",
        "写“解读方案: 形式、由谁起草、什么时候发布”；解读已经公开的，在解读里写“解读对象”",
        "write `interpretation_plan: …`; an interpretation that is out names the document under `interprets`",
    ),
    "P110": Rule(
        "error",
        "写了“是否解读: 是”，又写了“不解读理由”",
        "the document is to be interpreted, yet there is a `no_interpret_reason`",
        "删掉其中一个",
        "delete one of them",
    ),
    # --- consultations ---
    "P121": Rule(
        "error",
        "征求意见没有写“{label}”",
        "the consultation has no `{key}`",
        "写“{label}: ……”（国令第713号第15条：公布决策草案及其说明）",
        "write `{key}: …` (State Council decree 713, article 15)",
    ),
    "P122": Rule(
        "error",
        "没有写怎样提意见",
        "nothing says how to take part",
        "在“反馈方式”下面一种一种地写“方式”和“地址”，或者写“在线反馈地址”",
        "list `channels`, each with `way` and `to`, or write `form_url`",
    ),
    "P123": Rule(
        "error",
        "反馈方式“{way}”的地址“{value}”不对",
        "`{value}` is no address for {way}",
        "电子邮件写完整邮箱，电话写区号和号码；其他话写到“说明”里",
        "write a whole mail address or a number with its area code; put other words into `note`",
    ),
    "P124": Rule(
        "error",
        "征求意见只有 {days} 日，少于 {least} 日",
        "the consultation lasts {days} days, fewer than {least}",
        "延长“截止日期”，或者写明“缩短期限理由”（国令第713号第15条）",
        "move `end` or give a `short_reason` (State Council decree 713, article 15)",
    ),
    "P125": Rule(
        "error",
        "采纳情况是“{value}”，没有写理由",
        "an opinion that is {value} has no `reason`",
        "写“理由: ……”",
        "write `reason: …`",
    ),
    "P126": Rule(
        "error",
        "收到意见 {value} 条，意见采纳加起来是 {counted} 条",
        "`received` is {value}, but the opinions add up to {counted}",
        "核对“收到意见”和每一行的“条数”",
        "check `received` and each `count`",
    ),
    "P127": Rule(
        "error",
        "写了反馈日期，没有写意见采纳情况",
        "there is a day of feedback, but no feedback",
        "写“意见采纳”；没有收到意见的，写“收到意见: 0”",
        "write `feedback`, or `received: 0` where nobody wrote",
    ),
    "P128": Rule(
        "error",
        "写了意见采纳情况，没有写反馈日期",
        "there is feedback, but no day on which it was published",
        "写“反馈日期: ……”",
        "write `feedback_published: …`",
    ),
    # --- decisions ---
    "P141": Rule(
        "error",
        "“{value}”调出目录，没有写“{label}”",
        "{value} was taken off the list without `{key}`",
        "写“{label}: ……”",
        "write `{key}: …`",
    ),
    "P142": Rule(
        "error",
        "“{value}”写了调出日期或理由，进展却是“{state}”",
        "{value} says when or why it was taken off the list, yet its state is {state}",
        "把“进展”改成“调出目录”，或者删掉调出的日期和理由",
        "set `state` to 调出目录, or delete the day and the reason",
    ),
    "P143": Rule(
        "warning",
        "“{value}”的进展是“{state}”，没有写“{label}”",
        "{value} is {state}, but has no `{key}`",
        "写“{label}: 记录编号”",
        "write `{key}: <id of the record>`",
        waivable=True,
    ),
    "P144": Rule(
        "error",
        "“{value}”在目录里写了两次",
        "{value} stands twice in the list",
        "删掉重复的一项",
        "delete one of the two",
    ),
}
