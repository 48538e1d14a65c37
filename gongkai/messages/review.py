"""What is said of reviews before publication and of those who sign: family V."""

from __future__ import annotations

from gongkai.messages.rule import Rule

_TYPE_ZH = "运行：python build.py review {path} --stage {step} --by {by}"
_TYPE_EN = "run: python build.py review {path} --stage {step} --by {by}"

REVIEW: dict[str, Rule] = {
    "V101": Rule(
        "error",
        "还没有审完：缺{steps}。先审后发，审完才会发布",
        "not reviewed yet: {steps} missing. What is not reviewed is not published",
        f"{_TYPE_ZH}；还在写的，把“状态”写成草稿",
        f"{_TYPE_EN}; while it is being written, set `status` to draft",
    ),
    "V102": Rule(
        "error",
        "没有保密审查：公开以前都要审查是否涉密",
        "no review of secrecy: everything is examined for secrets before it is published",
        _TYPE_ZH,
        _TYPE_EN,
    ),
    "V103": Rule(
        "error",
        "审核人“{value}”不在 {unit} 的审核岗位里",
        "`{value}` is none of the reviewers of {unit}",
        "content/units/{unit}/unit.yaml 里可以签{step}的：{by}。确实该由这个岗位签的，先把它加进“审核岗位”",
        "content/units/{unit}/unit.yaml lets these sign {step}: {by}. If the post is right, add it to `reviewers` there",
    ),
    "V104": Rule(
        "error",
        "“{value}”不能签{step}",
        "`{value}` may not sign {step}",
        "由 {by} 来签；确实该由这个岗位签的，改 content/units/{unit}/unit.yaml 的“审核岗位”",
        "have {by} sign it, or change `reviewers` in content/units/{unit}/unit.yaml",
    ),
    "V105": Rule(
        "error",
        "{date} 的时候“{value}”还没有启用，或者已经停用",
        "on {date} `{value}` could not sign yet, or no more",
        "由 {by} 重新签；日期写错的，改 content/units/{unit}/unit.yaml 里的启用、停用日期",
        "have {by} sign it again, or mend `since` and `until` in content/units/{unit}/unit.yaml",
    ),
    "V106": Rule(
        "error",
        "{step}和{other_step}是同一个人（{value}）：三审要三个人",
        "{step} and {other_step} are by one person ({value}): three reviews need three persons",
        "换一个人重新签：python build.py review {path} --stage {step} --by 另一个岗位",
        "have somebody else sign: python build.py review {path} --stage {step} --by POST",
    ),
    "V107": Rule(
        "error",
        "次序不对：{other_step}在{step}以前",
        "out of order: {other_step} came before {step}",
        "先{step}，再{other_step}，重新签：python build.py review {path} --stage {other_step} --by 岗位",
        "sign again in order: python build.py review {path} --stage {other_step} --by POST",
    ),
    "V108": Rule(
        "error",
        "{step}是 {date}，晚于发布日期 {limit}：先审后发",
        "{step} is of {date}, after the publication of {limit}: first reviewed, then published",
        "“发布日期”写审完以后的时间；发布以后改过的，写上“更新日期”；再重新审核",
        "set `published` to a time after the last review, or `modified` if it was changed since; then review it again",
    ),
    "V109": Rule(
        "error",
        "{steps}没有和内容绑定（没有指纹），不知道审的是哪一份",
        "{steps} does not bind to the content (no `digest`): nobody knows what was reviewed",
        "审核记录由命令来写：python build.py review {path} --stage {step} --by 岗位",
        "let the command write sign-offs: python build.py review {path} --stage {step} --by POST",
    ),
    "V110": Rule(
        "error",
        "{steps}作废：签字以后内容（或者附件、审核记录）有改动",
        "{steps} is void: the content, a file of it or the sign-off itself was changed since",
        "改动要再审一遍，从{step}起：python build.py review {path} --stage {step} --by 岗位；不该有的改动，用 git checkout 退回",
        "review it again from {step} on: python build.py review {path} --stage {step} --by POST; "
        "git checkout takes back what nobody meant to change",
    ),
    "V111": Rule(
        "error",
        "{step}没有“{value}”的签名",
        "{step} has no signature of `{value}`",
        "由本人重新签：python build.py review {path} --stage {step} --by {value} --sign 钥匙文件",
        "have it signed: python build.py review {path} --stage {step} --by {value} --sign KEYFILE",
    ),
    "V112": Rule(
        "error",
        "{step}的签名不是“{value}”对这份内容签的",
        "the signature of {step} is not that of `{value}` for this content",
        "由本人重新签：python build.py review {path} --stage {step} --by {value} --sign 钥匙文件",
        "have it signed: python build.py review {path} --stage {step} --by {value} --sign KEYFILE",
    ),
    "V113": Rule(
        "error",
        "“{value}”没有登记公钥，签名没法核对",
        "there is no public key of `{value}` to check the signature with",
        "用 ssh-keygen -t ed25519 做一把钥匙，把 .pub 文件的那一行写进 content/units/{unit}/unit.yaml 里这个岗位的“公钥”",
        "make a key with ssh-keygen -t ed25519 and put the line of its .pub file into `key` of that post in "
        "content/units/{unit}/unit.yaml",
    ),
    "V201": Rule(
        "error",
        "审核岗位“{value}”写了两次，日期有重叠，不知道是谁",
        "the post `{value}` is there twice on the same days: nobody knows who it is",
        "换人或者换钥匙的，前一条写“停用”，后一条写“启用”；不同的岗位用不同的名字",
        "end the first with `until` and begin the second with `since`, or give two posts two names",
    ),
    "V202": Rule(
        "error",
        "审核岗位“{value}”：{unit} 的 unit.yaml 里没有可以签{steps}的“{post}”",
        "`{value}`: unit.yaml of {unit} has no `{post}` that may sign {steps}",
        "别的单位的岗位写成 单位/岗位，那个单位的“审核岗位”里要有它和这些环节",
        "write unit/post; the `reviewers` of that unit must have the post, with these steps",
    ),
    "V203": Rule(
        "error",
        "“{value}”的公钥写得不对",
        "the key of `{value}` is no public Ed25519 key",
        "写 .pub 文件里的那一行，以 ssh-ed25519 AAAA 开头；钥匙用 ssh-keygen -t ed25519 做",
        "write the line of the .pub file, which begins with ssh-ed25519 AAAA; ssh-keygen -t ed25519 makes one",
    ),
    "V204": Rule(
        "error",
        "“{value}”和“{holder}”是同一把钥匙：一个人的钥匙不能当两个人用",
        "`{value}` and `{holder}` have one key: that of one person cannot stand for two",
        "每个岗位用自己的钥匙；一个人在两个单位审核的，第二个单位写成 单位/岗位",
        "give each post a key of its own; who reviews for two units is written as unit/post in the second",
    ),
    "V301": Rule(
        "warning",
        "config.yaml 关掉了三审检查，没有写理由：没审过的也会发布",
        "config.yaml turns the check of reviews off and does not say why: what nobody reviewed is published too",
        "写 review: {{mode: bound}}，见 docs/review.md；确实要关的，写上“理由”（reason）：为什么，谁批准的",
        "write review: {{mode: bound}}, see docs/review.md; if it has to be off, give the `reason`: why, approved by whom",
    ),
}
