"""What every rule says to a clerk, Chinese first, English second. A code never changes its meaning."""

from gongkai.messages.addresses import ADDRESSES
from gongkai.messages.annual import ANNUAL
from gongkai.messages.exchange import EXCHANGE
from gongkai.messages.meaning import MEANING
from gongkai.messages.meetings import MEETINGS
from gongkai.messages.policy import POLICY
from gongkai.messages.privacy import PRIVACY
from gongkai.messages.reading import READING
from gongkai.messages.relations import RELATIONS
from gongkai.messages.review import REVIEW
from gongkai.messages.rule import Rule, Severity
from gongkai.messages.site import SITE
from gongkai.messages.supervision import SUPERVISION
from gongkai.messages.timeliness import TIMELINESS
from gongkai.messages.waivers import WAIVERS

RULES: dict[str, Rule] = {
    **READING,
    **MEANING,
    **RELATIONS,
    **MEETINGS,
    **POLICY,
    **TIMELINESS,
    **WAIVERS,
    **PRIVACY,
    **EXCHANGE,
    **ADDRESSES,
    **REVIEW,
    **ANNUAL,
    **SITE,
    **SUPERVISION,
}

FAMILIES: dict[str, str] = {
    "F": "文件 files",
    "Y": "格式 YAML",
    "S": "字段 fields",
    "R": "引用 references",
    "L": "链接和正文 links and texts",
    "D": "公开 disclosure",
    "C": "目录 catalog",
    "M": "会议 meetings",
    "P": "政策 the life of a policy",
    "T": "时限 clocks",
    "W": "例外 waivers",
    "A": "网址 addresses",
    "V": "审核 reviews",
    "H": "个人信息和保密 privacy and secrecy",
    "G": "覆盖和考核 coverage and assessment",
    "Q": "问答 talking with citizens",
    "N": "年报 annual reports",
    "B": "网站 the portal",
}
"""What the first letter of a code says."""

__all__ = ["FAMILIES", "RULES", "Rule", "Severity"]
