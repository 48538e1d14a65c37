"""Numbers and addresses of persons in running text (H101-H114), each with the mask that is usual for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.privacy.known import Known
from gongkai.privacy.numbers import (
    has_id_check_digit,
    is_card,
    is_credit_code,
    looks_like_id,
    looks_like_old_id,
)
from gongkai.privacy.suspect import Suspect

STAR = "×"
"""Stands for what is hidden. Stars would do on paper; in Markdown they make text bold, in YAML they name an alias."""
_GAP = r"(?:[ -]| ?\| ?)?"
"""What may stand between two digits of one number: a space, a dash, the border of a table's cell."""
_ID = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx](?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][-./])[1-9][0-9]{14}(?![0-9A-Za-z])(?![-./][0-9])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][.-])(?:\+?86[ -]?)?1[3-9][0-9][ -]?([0-9]{4})[ -]?[0-9]{4}"
    r"(?![0-9A-Za-z])(?![.-][0-9])(?! ?(?:元|万|亿|吨|千瓦|平方|立方|%))"
)
_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][-./])(?:[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1?[0-9]{1,3})?|[0-9]{16,19})"
    r"(?![0-9A-Za-z])(?![-./][0-9])"
)
_ACCOUNT = re.compile(
    r"(?:银行卡号?|存折(?:账号|帐号|号)|一卡通(?:账号|帐号|号码?)?|社保卡号?|社会保障卡号?|个人(?:银行)?[账帐]号|医保卡号?)"
    r"[\"' :为是|]{0,4}([0-9](?:[ -]?[0-9]){8,20})(?![0-9])"
)
_PASSPORT = re.compile(r"(?<![0-9A-Za-z_/.-])[EG][0-9]{8}(?![0-9A-Za-z-])")
_LABELLED_PASSPORT = re.compile(
    r"(?:护照|通行证|台胞证|居留证)(?:证件)?(?:号码?|编号)?[\"' :为是|]{0,4}([A-Z]{1,2}[0-9]{7,10})(?![0-9A-Za-z])",
    re.I,
)
_PLATE = re.compile(
    r"[A-HJ-NP-Z](?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼].)[·•. ]?((?=[A-HJ-NP-Z]{0,3}[0-9][A-HJ-NP-Z]{0,3}[0-9])[A-HJ-NP-Z0-9]{5,6})(?![0-9A-Za-z号])"
)
_MAIL = re.compile(
    r"(?<![\w.+-])([\w.+-]+)@(?:(?:vip\.)?(?:qq|163|126|139|189|sina|sohu|yeah|foxmail|gmail|hotmail|outlook|live|icloud|yahoo|aliyun|wo))\.(?:com|cn|net)(?:\.cn)?(?![\w-])",
    re.ASCII | re.I,
)
_ONLINE = re.compile(r"(?<![A-Za-z])(?:QQ(?:号码?)?|微信号)[\"' :|]{1,3}([A-Za-z0-9_-]{5,20})(?![\w-])", re.I)
_LANDLINE = re.compile(
    r"(?:家庭|住宅|家里|宅|家中)(?:电话|座机)(?:号码)?[\"' :为是|]{0,4}(?:\(?0[0-9]{2,3}\)?[ -]?)?([0-9]{7,8})(?![0-9])"
)
_HOME = re.compile(
    r"(?:家住|住址|家庭住址|家庭地址|户籍地址|户籍所在地|户籍地|现住|居住地址?|居住在|居住于|住在)[\"' :为是|]{0,4}"
    r"([^\s,;，。；|\"']{2,40}?)([0-9][0-9-]*(?:号|室|单元|栋|幢|弄)[0-9A-Za-z号楼室单元栋幢弄层-]*)"
)
_FLAT = re.compile(r"[0-9]+(?:号楼?|栋|幢|座)?[0-9]+单元[0-9]{2,4}(?:室|号)?")
_CHILD = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})[(,、，]\s?(?:男|女)(?:童|孩|生)?[,、，]\s?([0-9]{1,2})\s?周?岁"
)
_PUBLIC_NUMBER = re.compile(
    r"(?:信用代码|索引号|文号|项目代码|许可证?(?:编号|号码?)?|备案(?:编)?号|标识码|公网安备|识别号|机构代码|合同(?:编)?号|招标编号"
    r"|登记(?:编)?号|注册(?:编)?号|证书(?:编)?号|批准文号|宗地(?:编)?号|不动产单元号|编码|编号|案号|条码)[\"'()（）\w\u4e00-\u9fff]{0,8}[\"' :为是|]{0,4}$"
)
"""Labels of numbers that are public (handbook §11)."""
_ADDRESS_OF_WEB = re.compile(r"https?:[^\s\"'<>]*$")


def people_in(text: str, known: Known) -> Iterator[Suspect]:
    """Everything about persons in a folded text; one place is told once, by the surest rule."""
    taken: list[tuple[int, int]] = []
    for found in _all(text, known):
        if all(found.end <= start or found.start >= end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _all(text: str, known: Known) -> Iterator[Suspect]:
    """The surest first. A word is looked for before the pattern that needs it: that is much cheaper."""
    yield from _numbers(text, known)
    if "卡" in text or "存折" in text or "个人" in text:
        for match in _ACCOUNT.finditer(text):
            yield _masked("H107", text, match.start(1), match.end(1), 0, 4)
    if "证" in text or "护照" in text:
        for match in _LABELLED_PASSPORT.finditer(text):
            yield _masked("H108", text, match.start(1), match.end(1), 1, 1)
    for match in _PASSPORT.finditer(text):
        if not _is_public(text, match.start()):
            yield _masked("H109", text, match.start(), match.end(), 1, 1)
    for match in _PLATE.finditer(text):
        yield _masked("H110", text, match.start() - 1, match.end(), 2, 1)
    yield from _online(text, known)
    yield from _homes(text)
    if "岁" in text:
        for match in _CHILD.finditer(text):
            if int(match[2]) < 14 and "某" not in match[1]:
                yield Suspect("H114", match.start(1), match.end(1), mask_name(match[1]))


def _online(text: str, known: Known) -> Iterator[Suspect]:
    if "@" in text:
        for match in _MAIL.finditer(text):
            if match[0].lower() not in known.contacts:
                mask = f"{match[1][0]}{3 * STAR}{match[0][len(match[1]) :]}"
                yield Suspect("H111", match.start(), match.end(), mask)
    for match in _ONLINE.finditer(text):
        if "群" not in text[max(0, match.start() - 3) : match.start()]:
            yield _masked("H111", text, match.start(1), match.end(1), 1, 1)


def _homes(text: str) -> Iterator[Suspect]:
    if "宅" in text or "家" in text:
        for match in _LANDLINE.finditer(text):
            yield _masked("H105", text, match.start(1), match.end(1), 0, 2)
    if "住" in text or "户籍" in text or "家庭地址" in text:
        for match in _HOME.finditer(text):
            yield Suspect("H112", match.start(2), match.end(2), 2 * STAR + "号")
    if "单元" in text:
        for match in _FLAT.finditer(text):
            yield Suspect("H113", match.start(), match.end(), 2 * STAR + "号")


def _numbers(text: str, known: Known) -> Iterator[Suspect]:
    for match in _ID.finditer(text):
        number = re.sub(r"[ |-]", "", match[0])
        if not looks_like_id(number):
            continue
        if has_id_check_digit(number):
            if not (is_credit_code(number) and _is_public(text, match.start())):
                yield _masked("H101", text, match.start(), match.end(), 6, 2)
        elif len(match[0]) == 18 and not is_credit_code(number) and not _is_public(text, match.start()):
            yield _masked("H102", text, match.start(), match.end(), 6, 2)
    for match in _CARD.finditer(text):
        number = re.sub(r"[ -]", "", match[0])
        if is_card(number) and not is_credit_code(number) and not _is_public(text, match.start()):
            yield _masked("H106", text, match.start(), match.end(), 0, 4)
    for match in _OLD_ID.finditer(text):
        if looks_like_old_id(match[0]) and not _is_public(text, match.start()):
            yield _masked("H103", text, match.start(), match.end(), 6, 1)
    for match in _MOBILE.finditer(text):
        number = re.sub(r"[ +-]", "", match[0])[-11:]
        if number in known.contacts or _is_public(text, match.start()):
            continue
        if not _ADDRESS_OF_WEB.search(text, max(0, match.start() - 200), match.start()):
            mask = text[match.start() : match.start(1)] + 4 * STAR + text[match.end(1) : match.end()]
            yield Suspect("H104", match.start(), match.end(), mask)


def _is_public(text: str, start: int) -> bool:
    return bool(_PUBLIC_NUMBER.search(text, max(0, start - 24), start))


def _masked(code: str, text: str, start: int, end: int, head: int, tail: int) -> Suspect:
    """Signs in the place of all letters and digits but the first and the last few; what divides them stays."""
    signs = [i for i in range(start, end) if text[i].isalnum()]
    kept = {*signs[:head], *signs[len(signs) - tail :]}
    mask = "".join(STAR if i in signs and i not in kept else text[i] for i in range(start, end))
    return Suspect(code, start, end, mask)


_LONG_SURNAMES = frozenset(
    [
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "慕容",
        "司徒",
        "夏侯",
        "端木",
        "南宫",
        "长孙",
        "宇文",
    ]
)


def mask_name(name: str) -> str:
    """Surname and 某; of names of minorities (with ·) the first character (最高法裁判文书上网规定)."""
    name = name.strip()
    if "·" in name or "•" in name:
        return name[0] + "某某"
    kept = 2 if name[:2] in _LONG_SURNAMES and len(name) > 2 else 1
    return name[:kept] + "某" * max(1, len(name) - kept)


_OFFICE = re.compile(r"(?:政府|局|办|中心|委|部|室|科|镇|乡|街道|公司|用户|学校|医院|单位|小组|编辑|责任)$")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}·[\u4e00-\u9fff·]{1,15}")


def is_name_of_person(name: str) -> bool:
    """Whether the author of a file may be a person; offices and programs write their names there too."""
    name = name.strip()
    return bool(_PERSON.fullmatch(name)) and not _OFFICE.search(name)
