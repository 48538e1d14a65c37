"""Why the rules on personal data and secrets: family H. The numbers here are specimens that nobody has."""

from __future__ import annotations

from gongkai.messages.explained.explanation import Explanation

_LAW = "个人信息保护法第四条、第二十八条；政府信息公开条例第十五条"
_SECRETS = "保守国家秘密法；政府信息公开条例第十四条、第十七条"
_TABLE = "| 户主 | {title} |\n|---|---|\n| {name} | {value} |"


def _number(what: str, what_en: str, wrong: str, right: str) -> Explanation:
    return Explanation(
        f"{what}公布出去会害到本人，遮盖以后公众照样看得懂。",
        f"{what_en} in public does harm to somebody; masked, the text says as much to readers.",
        wrong,
        right,
        _LAW,
    )


def _list(zh: str, en: str, wrong: tuple[str, str, str], right: tuple[str, str, str]) -> Explanation:
    def table(row: tuple[str, str, str]) -> str:
        return _TABLE.format(title=row[0], name=row[1], value=row[2])

    return Explanation(zh, en, table(wrong), table(right), _LAW)


_OPEN = "名单让人监督，看得出是谁、在哪里就够了。"
_OPEN_EN = "A list is there for people to watch over it; surname and village are enough for that."

PRIVACY: dict[str, Explanation] = {
    "H101": _number("身份证号码", "An identity number", "身份证 11010519491231002X", "身份证 110105××××××××××2X"),
    "H102": _number("身份证号码", "An identity number", "身份证 110105194912310021", "身份证 110105××××××××××21"),
    "H103": _number("旧身份证号码", "An old identity number", "身份证 110105491231002", "（删掉）"),
    "H104": _number("个人手机号码", "A private mobile number", "电话 13800138000", "电话 138××××8000"),
    "H105": _number("住宅电话", "A private telephone", "家庭电话：0578-6200001", "（删掉）"),
    "H106": _number("银行卡号", "The number of a bank card", "4111 1111 1111 1111", "×××× ×××× ×××× 1111"),
    "H107": _number("个人账号", "A personal account", "社保卡号：330799123456789", "社保卡号：×××××××××××6789"),
    "H108": _number("护照号码", "The number of a passport", "护照号码：E12345678", "护照号码：E×××××××8"),
    "H109": _number("护照号码", "The number of a passport", "证件 E12345678", "证件 E×××××××8"),
    "H110": _number("私家车牌号", "The plate of a private car", "浙K12345", "浙K××××5"),
    "H111": _number("个人邮箱", "A private mailbox", "zhang.san@qq.com", "z×××@qq.com"),
    "H112": _number("家庭住址", "A home address", "家住人民路18号", "家住人民路"),
    "H113": _number("住宅地址", "The address of a flat", "滨河花园5幢2单元501室", "滨河花园"),
    "H114": _number("孩子的姓名", "The name of a child", "王小明（男，9岁）", "王某某（男，9岁）"),
    "H121": _list(_OPEN, _OPEN_EN, ("所在村", "陈大力", "下湾村"), ("所在村", "陈某某", "下湾村")),
    "H122": _list(_OPEN, _OPEN_EN, ("月收入", "陈大力", "800"), ("所在村", "陈某某", "下湾村")),
    "H123": _list(_OPEN, _OPEN_EN, ("所在村", "陈大力", "下湾村"), ("所在村", "陈某某", "下湾村")),
    "H124": _list(_OPEN, _OPEN_EN, ("残疾等级", "陈大力", "二级"), ("所在村", "陈某某", "下湾村")),
    "H125": _list(_OPEN, _OPEN_EN, ("出生年月", "陈大力", "2001年3月"), ("所在村", "陈某某", "下湾村")),
    "H131": Explanation(
        "照片里的经纬度能找到拍摄的人家。",
        "Coordinates in a picture lead to the door it was taken at.",
        "照片.jpg（带 GPS）", "照片.jpg（另存，不带 GPS）", _LAW,
    ),
    "H132": Explanation(
        "文件属性里的名字会随附件一起公开。",
        "The name in the properties goes out with the attachment.",
        "附件.docx（作者：某人）", "附件.docx（作者：办公室）",
    ),
    "H133": Explanation(
        "机器打不开的附件，只有人能看里面有没有个人信息。",
        "What a program cannot open, only people can look through.",
        "附件.pdf（加密）", "附件.pdf（不加密）",
    ),
    "H141": Explanation(
        "文件名会成为网址，谁都看得到。",
        "The name of a file becomes an address that everybody sees.",
        "陈某13800138000.pdf", "申请表.pdf", _LAW,
    ),
    "H201": Explanation(
        "涉密文件不上网，也不能存在联网的电脑上。",
        "Classified papers must not be on machines that are on the net.",
        "机密★1年", "（不放进来）", _SECRETS,
    ),
    "H202": Explanation(
        "标着内部的文件没有经过公开审查。",
        "A paper marked internal has not been reviewed for the public.",
        "（内部资料，注意保存）", "（审查同意后去掉标志）", "政府信息公开条例第十六条、第十七条",
    ),
    "H211": Explanation(
        "这个词是本县定的，出现它就可能涉密或者涉及内部事务。",
        "The county has listed this word: where it stands, secrets or internal matters may be near.",
        "（词表里的词）", "（换一种说法，或者不公开）", _SECRETS,
    ),
    "H212": Explanation(
        "这个词是本县定的，出现它就要有人核对。",
        "The county has listed this word: somebody has to look where it stands.",
        "（词表里的词）", "（核对过的说法）", _SECRETS,
    ),
}  # fmt: skip
