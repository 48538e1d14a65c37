"""What is said of the two ends of a relation: the rest of family R."""

from __future__ import annotations

from gongkai.messages.rule import Rule

RELATIONS: dict[str, Rule] = {
    "R110": Rule(
        "error",
        "“{label}”指向的记录“{value}”还是草稿（{other}）",
        "`{key}` points to `{value}`, which is still a draft ({other})",
        "先发布那条记录，或者去掉这个关系",
        "publish that record first, or take the relation away",
    ),
    "R111": Rule(
        "error",
        "“{label}”应当是{known}，“{value}”是{name}（{other}）",
        "`{key}` must name {known_en}, but `{value}` is one of {name_en} ({other})",
        "改成正确的编号；只是有关的，写在“相关信息”里",
        "write the right id; what is merely related belongs under `related`",
    ),
    "R112": Rule(
        "error",
        "“{label}”的先后不对：{early}，{late}（{other}）",
        "`{key}`: the order of the days is wrong: {early_en}, {late_en} ({other})",
        "检查两份记录的日期，或者这个关系本身",
        "check the days of both records, or the relation itself",
    ),
    "R113": Rule(
        "error",
        "“{label}”没有写“{value}”，而 {other} 说是它",
        "`{key}` does not name `{value}`, but {other} does",
        "两边只能有一种说法：改正其中一处",
        "both ends must agree: correct one of them",
    ),
    "R114": Rule(
        "error",
        "“{label}”写的会议“{value}”，议题都有文件，其中没有本文件（{other}）",
        "`{key}` names the meeting `{value}`, whose agenda names other documents only ({other})",
        "改正会议编号，或者在会议的议题里写上本文件",
        "correct the id of the meeting, or name the document in its agenda",
    ),
    "R115": Rule(
        "error",
        "“{label}”绕成了一圈：{value}（{other}）",
        "`{key}` runs in a circle: {value} ({other})",
        "新文件写旧文件，反过来的那一处删掉",
        "the newer document names the older; delete the other",
    ),
    "R116": Rule(
        "warning",
        "“{label}”的日期 {day} 和本文件被替代、废止的日期 {end}（{other}）不一致",
        "`{key}` says {day}, but {other} ends the document on {end}",
        "旧文件的废止日期应当是新文件施行的日期",
        "the old document ends when the new one takes effect",
    ),
    "R117": Rule(
        "error",
        "清理结果说“{value}”还有效，它已于 {day} 失效或者废止（{other}）",
        "the clean-up keeps {value}, which ended on {day} ({other})",
        "改正清理结果，或者文件的日期",
        "correct the result or the day of the document",
    ),
    "R118": Rule(
        "error",
        "清理结果的这一行没有说是哪份文件",
        "this row of the clean-up names no document",
        "写“文件”（记录编号），或者“名称”和“文号”",
        "write `document`, or `title` and `document_number`",
    ),
}
