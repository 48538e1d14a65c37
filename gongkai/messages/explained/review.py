"""Why reviews come first, and what keeps them honest."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_LAW = "《中华人民共和国政府信息公开条例》第17条"
_LOCAL = "先审后发、一事一审（三审制度）"
_ENTRIES = {
    "初审": "{环节: 初审, 审核人: 信息岗, 日期: 2026-03-10}",
    "审核": "{环节: 审核, 审核人: 科室负责岗, 日期: 2026-03-11}",
    "保密审查": "{环节: 保密审查, 审核人: 保密岗, 日期: 2026-03-11}",
    "审发": "{环节: 审发, 审核人: 分管领导岗, 日期: 2026-03-12}",
}


def _chain(**changed: str) -> str:
    """The sign-offs of a record, with some of them as given, or ("") left out."""
    return "审核: [" + ", ".join(text for text in (_ENTRIES | changed).values() if text) + "]"


_RIGHT = _chain()

REVIEW: dict[str, Explanation] = {
    "V101": Explanation(
        "信息发布以前要经过初审、审核、审发三步；缺一步就不生成网站，已经发布的也不会被没审过的内容替换。",
        "Three reviews come before publication; while one is missing nothing is built, and what is public stays as it was.",
        _chain(审发=""),
        _RIGHT,
        _LOCAL,
    ),
    "V102": Explanation(
        "公开以前要按保密法审查，谁审的、哪天审的，单独记一条。审核、审发的人也可以是保密审查的人，但要另记。",
        "Secrecy is examined before publication, and recorded on its own: by whom and when. Who signs another step may "
        "do it too, but has to say so.",
        _chain(保密审查=""),
        _RIGHT,
        _LAW,
    ),
    "V103": Explanation(
        "谁可以审核，由单位在 unit.yaml 里写明；没有写的，签了不算。",
        "Each unit says in unit.yaml who may review; a sign-off by anybody else is none.",
        _chain(审核="{环节: 审核, 审核人: 门卫, 日期: 2026-03-11}"),
        _RIGHT,
        _LAW,
    ),
    "V104": Explanation(
        "经办的不能审发，领导不替经办的初审：各签各的环节，责任才分得清。",
        "A clerk does not release, a leader does not do the clerk's part: each signs the own step, so that it is clear "
        "who answers for what.",
        _chain(审发="{环节: 审发, 审核人: 候补信息岗, 日期: 2026-03-12}"),
        _RIGHT,
        _LOCAL,
    ),
    "V105": Explanation(
        "调走的人、停用的钥匙，签了不算。",
        "A sign-off by who has left, or with a key that is no longer used, is none.",
        _chain(审发="{环节: 审发, 审核人: 前任领导岗, 日期: 2026-03-12}"),
        _RIGHT,
    ),
    "V106": Explanation(
        "三审是三个人看三遍；一个人签两次，等于少审一次。unit.yaml 里写了姓名或公钥的，换个岗位名也看得出来。",
        "Three reviews are three persons; who signs twice has skipped one. With names or keys in unit.yaml it shows, "
        "whatever the post is called.",
        _chain(初审="{环节: 初审, 审核人: 分管领导岗, 日期: 2026-03-10}"),
        _RIGHT,
        _LOCAL,
    ),
    "V107": Explanation(
        "先初审，后审核，最后审发；保密审查、合法性审查都在审发以前。",
        "First, second, release; secrecy and legality are examined before the release.",
        _chain(审核="{环节: 审核, 审核人: 科室负责岗, 日期: 2026-03-09}"),
        _RIGHT,
        _LOCAL,
    ),
    "V108": Explanation(
        "先审后发：审核的日期不能晚于发布日期。发布以后改了内容再审的，写明“更新日期”。",
        "First reviewed, then published: no review is of a later day. What was changed afterwards says `modified`.",
        _chain(审发="{环节: 审发, 审核人: 分管领导岗, 日期: 2026-03-13}"),
        _RIGHT,
        _LOCAL,
    ),
    "V109": Explanation(
        "指纹说明审的是哪一份内容；没有指纹，内容换了也没有人知道。手写的审核记录没有指纹，要由命令来写。",
        "The digest says what was reviewed; without it nobody notices that the content was changed. Let the command "
        "write sign-offs.",
        _RIGHT,
        "python build.py review … --stage 初审 --by 信息岗（命令写好“指纹”）",
        _LOCAL,
    ),
    "V110": Explanation(
        "签字只对签的那一份内容有效：改一个字、换一个附件、挪到别的记录，都要重新审。改空行、注释、字段的次序和语言没有关系；把草稿改成发布也没有关系。",
        "A sign-off holds for the content that was signed: with a word changed, a file exchanged, or moved to another "
        "record it is void. Comments, the order and the language of fields do not matter, nor does it to set a draft "
        "to published.",
        "审发以后改了标题，没有重新审",
        "审发以后改了标题，又从初审起重新审了一遍",
        _LOCAL,
    ),
    "V111": Explanation(
        "config.yaml 写了 review: {mode: signed}：每一步都要审核人用自己的钥匙签名，别人替签不了。",
        "With review: {mode: signed} in config.yaml each step is signed with the reviewer's own key, which nobody else has.",
        "python build.py review … --stage 初审 --by 信息岗",
        "python build.py review … --stage 初审 --by 信息岗 --sign ~/.ssh/id_ed25519",
    ),
    "V112": Explanation(
        "签名和人、和环节、和内容是一一对应的：伪造的、从别处抄来的、别人的钥匙签的，都核对不上。",
        "A signature is of one person, one step and one content: one that is forged, copied from elsewhere, or made with "
        "another key does not fit.",
        "把另一条记录的“签名”抄过来",
        "审核人本人运行 review --sign",
    ),
    "V113": Explanation(
        "核对签名要有公钥。公钥可以公开，私钥（没有 .pub 的那个文件）只能本人有。",
        "To check a signature one needs the public key. That may be known to all; the private one stays with its owner.",
        "审核岗位: [{岗位: 信息岗, 环节: 初审}]",
        "审核岗位: [{岗位: 信息岗, 环节: 初审, 公钥: ssh-ed25519 AAAA……}]",
    ),
    "V201": Explanation(
        "同一个岗位先后由不同的人担任，写两条，一条停用，一条启用；同时有两条，就不知道是谁签的。",
        "Of a post that one person held after the other there are two entries, one ended before the other began; with "
        "both at a time nobody knows who signed.",
        "审核岗位:\n  - {岗位: 信息岗, 环节: 初审}\n  - {岗位: 信息岗, 环节: 初审}",
        "审核岗位:\n  - {岗位: 信息岗, 环节: 初审, 停用: 2026-06-30}\n  - {岗位: 信息岗, 环节: 初审, 启用: 2026-07-01}",
    ),
    "V202": Explanation(
        "县政府办、司法局可以替乡镇和部门审核：写成 单位/岗位，那个单位也要同意由这个岗位签。",
        "An office of the county may review for towns and bureaus: written as unit/post, and that unit has to say the same.",
        "审核岗位:\n  - {岗位: qtz/没有的岗, 环节: 审发}",
        "审核岗位:\n  - {岗位: qtz/镇长岗, 环节: 审发}",
    ),
    "V203": Explanation(
        "公钥抄错一个字，签名就核对不上。",
        "With one wrong letter no signature can be checked.",
        "审核岗位:\n  - {岗位: 信息岗, 环节: 初审, 公钥: ssh-rsa AAAA}",
        "审核岗位:\n  - {岗位: 信息岗, 环节: 初审}",
    ),
    "V204": Explanation(
        "两个岗位一把钥匙，一个人就能签两审。",
        "With one key for two posts one person could sign twice.",
        "审核岗位:\n  - {岗位: 信息岗, 环节: 初审, 公钥: KEY}\n  - {岗位: 领导岗, 环节: 审发, 公钥: KEY}",
        "审核岗位:\n  - {岗位: 信息岗, 环节: 初审, 公钥: KEY}\n  - {岗位: 领导岗, 环节: 审发}",
    ),
    "V301": Explanation(
        "关掉三审检查只适合试用和迁移，要写明理由和谁批准的；正式网站要先审后发。",
        "Only a trial or a migration goes without, and says why and who approved; a real portal reviews first.",
        "review: {mode: none}",
        "review: {mode: none, reason: 旧网站的信息正在迁移，年底以前补审，经分管领导批准}",
        _LOCAL,
    ),
}
