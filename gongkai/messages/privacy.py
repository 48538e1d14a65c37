"""What is said of personal data and secrets: family H. The words say kind and place, never what was found."""

from __future__ import annotations

from gongkai.messages.rule import Rule

_FIX = "按惯例遮盖后再发布：{how}；文本文件可以用 `check --fix` 代劳"
_FIX_EN = "mask it: {how_en}; `check --fix` does it in text files"


def _personal(
    severity: str, zh: str, en: str, how: str, how_en: str, *, more: str = "", more_en: str = ""
) -> Rule:
    grave: Rule = Rule(
        "error" if severity == "error" else "warning",
        f"这里有{zh}{{place}}",
        f"there is {en} here{{place_en}}",
        _FIX.format(how=how) + more,
        _FIX_EN.format(how_en=how_en) + more_en,
    )
    return grave


PRIVACY: dict[str, Rule] = {
    "H101": _personal(
        "error", "一个身份证号码", "an identity number",
        "保留前六位和末两位，中间写“×”", "keep the first six and the last two, × between",
    ),
    "H102": _personal(
        "warning", "一串像身份证号码的数字，但校验位不对", "what looks like an identity number, with a wrong check digit",
        "是身份证号码就保留前六位和末两位", "if it is one, keep the first six and the last two",
    ),
    "H103": _personal(
        "warning", "一串像旧身份证号码的 15 位数字", "what looks like an old identity number of 15 digits",
        "是身份证号码就删掉", "if it is one, drop it",
    ),
    "H104": _personal(
        "error", "一个手机号码", "a mobile number",
        "保留前三位和后四位，中间四位写“×”", "keep the first three and the last four, × between",
        more="；办公用的手机号码请登记在本单位 unit.yaml 的电话里",
        more_en="; list one that belongs to an office in its unit.yaml",
    ),
    "H105": _personal(
        "warning", "一个住宅电话", "a private telephone number", "只留末两位，或者删掉", "keep the last two digits, or drop it",
    ),
    "H106": _personal(
        "error", "一个银行卡号", "the number of a bank card", "只留后四位", "keep the last four",
    ),
    "H107": _personal(
        "error", "一个个人账号（银行卡、社保卡、一卡通或存折）", "the number of a personal account", "只留后四位", "keep the last four",
    ),
    "H108": _personal(
        "error", "一个护照或通行证号码", "the number of a passport or travel permit",
        "只留首尾各一位", "keep the first and the last character",
    ),
    "H109": _personal(
        "warning", "一串像护照号码的字符", "what looks like the number of a passport",
        "是护照号码就只留首尾各一位", "if it is one, keep the first and the last character",
    ),
    "H110": _personal(
        "warning", "一个车牌号", "the number of a licence plate",
        "保留前两位和末一位", "keep the first two and the last character",
        more="；公务车辆可以不改", more_en="; those of official cars may stay",
    ),
    "H111": _personal(
        "warning", "一个像是个人的电子邮箱、QQ 号或微信号", "what looks like a private mailbox, QQ or WeChat number",
        "只留第一个字符", "keep the first character",
        more="；办公邮箱请登记在本单位 unit.yaml 里", more_en="; list that of an office in its unit.yaml",
    ),
    "H112": _personal(
        "error", "一个到门牌号的家庭住址", "a home address down to the door",
        "写到村、社区或者街路为止", "end at the village or the street",
    ),
    "H113": _personal(
        "warning", "一个到单元、室的地址，像是住宅", "an address down to the flat, like that of a home",
        "是住宅就写到小区为止", "if it is a home, end at the estate",
    ),
    "H114": _personal(
        "warning", "一个未满十四周岁的孩子的姓名", "the name of a child under fourteen",
        "只写姓，名用“某”代替", "give the surname only, with 某",
    ),
    "H121": Rule(
        "warning",
        "名单写了全名，而它的公开事项没有规定名单能公布什么{place}",
        "a list gives whole names, and nothing says what lists of its catalog item may show{place_en}",
        "名写成“某”（如“张某某”），或者在 vocabularies/name_lists.yaml 里为这个事项写明可以公布的列",
        "write 某 for given names, or say in vocabularies/name_lists.yaml what lists of this item may show",
    ),
    "H122": Rule(
        "error",
        "名单的“{detail}”列不在这个事项可以公布的列里{place}",
        "the column “{detail}” of the list is none that its catalog item may show{place_en}",
        "删掉这一列；确实应当公布的，补进 vocabularies/name_lists.yaml",
        "drop the column, or add it to vocabularies/name_lists.yaml",
    ),
    "H123": Rule(
        "error",
        "名单写了全名，这个事项的名单只能公布姓{place}",
        "a list gives whole names, and lists of its catalog item may show surnames only{place_en}",
        "名写成“某”，如“张某某”",
        "write 某 for given names",
    ),
    "H124": Rule(
        "error",
        "“{detail}”列和全名写在一起：这是敏感个人信息{place}",
        "the column “{detail}” stands beside whole names: that is sensitive{place_en}",
        "删掉这一列，或者遮盖：账号只留后四位，证件号留首尾，住址写到村或街路，病情、残疾一律不写",
        "drop the column or mask it: last four of accounts, ends of document numbers, addresses to the street; no health",
    ),
    "H125": Rule(
        "warning",
        "“{detail}”列和全名写在一起{place}",
        "the column “{detail}” stands beside whole names{place_en}",
        "改成年龄段，或者删掉这一列；未满十四周岁的属于敏感个人信息",
        "give age bands, or drop the column; under fourteen it is sensitive",
    ),
    "H131": Rule(
        "warning",
        "照片里存着拍摄地点（GPS）",
        "the picture holds the place where it was taken (GPS)",
        "另存一份不带位置信息的图片",
        "save it again without its place",
    ),
    "H132": Rule(
        "warning",
        "文件属性里存着作者或修改人的名字",
        "the properties of the file hold the name of its author",
        "在“文件—信息—检查文档”里删除个人信息，照片另存为新文件",
        "remove personal information from the properties and save it again",
    ),
    "H133": Rule(
        "warning",
        "这个附件没有检查隐私：{reason}",
        "this attachment was not looked through: {reason_en}",
        "请人工检查；能换成不加密、完整的文件就换掉",
        "look through it yourself; replace it by one that is whole and not encrypted",
    ),
    "H141": Rule(
        "error",
        "这个文件夹里有文件的名字带着个人信息（{detail}）",
        "the name of a file in this folder holds personal data ({detail})",
        "给文件换个名字",
        "rename the file",
    ),
    "H201": Rule(
        "error",
        "这里有国家秘密的密级标志{place}",
        "there is a mark of classification here{place_en}",
        "立即停下，报告保密工作机构；涉密文件不能放在这里",
        "stop and tell the office of secrecy; classified papers must not lie here",
    ),
    "H202": Rule(
        "error",
        "这里有内部文件的标志{place}",
        "there is a mark of an internal paper here{place_en}",
        "先做公开审查；同意公开的，去掉标志再发布",
        "have it reviewed; if it may be public, remove the mark",
    ),
    "H211": Rule(
        "error",
        "这里有本县词表不许公开的词（词表编号 {detail}）{place}",
        "there is a word here that the county does not publish (entry {detail} of its list){place_en}",
        "照 vocabularies/secrecy_words.yaml 里这一条的说明办",
        "do as that entry of vocabularies/secrecy_words.yaml says",
    ),
    "H212": Rule(
        "warning",
        "这里有本县词表提醒核对的词（词表编号 {detail}）{place}",
        "there is a word here that the county wants looked at (entry {detail} of its list){place_en}",
        "照 vocabularies/secrecy_words.yaml 里这一条的说明核对",
        "check it as that entry of vocabularies/secrecy_words.yaml says",
    ),
}  # fmt: skip
