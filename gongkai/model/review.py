"""The three-step review (三审): its steps, a sign-off, who may sign, and how strictly a county asks for it.

初审 → 审核 → 审发, three different persons (先审后发), and a review of secrecy before anything is released
(条例 art. 17; handbook 1-10, 1-11, 2-05, 4-27).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from gongkai.model.values import LIST, Date, Fields, OneOf, Text, about

FIRST, SECOND, RELEASE = "初审", "审核", "审发"
SECRECY, LEGALITY = "保密审查", "合法性审查"
AGREED, RETURNED = "同意", "退回"
THREE = (FIRST, SECOND, RELEASE)
"""By three different persons, in this order."""
OWED = (FIRST, SECOND, SECRECY, RELEASE)
"""What every record owes before it is published, in the order in which it is usually done."""
STEPS = (*THREE, SECRECY, LEGALITY)
BEFORE = {SECOND: (FIRST,), RELEASE: (SECOND, SECRECY)}
"""What a step cannot go without: it comes after these."""
AFTER = {FIRST: (SECOND, RELEASE), SECOND: (RELEASE,), SECRECY: (RELEASE,), LEGALITY: (RELEASE,)}
"""What comes after a step, where both are there."""

Step = Annotated[
    str,
    OneOf(*STEPS, first=FIRST, second=SECOND, release=RELEASE, secrecy=SECRECY, legality=LEGALITY),
]
Mode = Annotated[str, OneOf("bound", "steps", "signed", "none")]


class Review(Fields):
    """One sign-off of a record."""

    step: Annotated[Step, about("环节", "初审、审核、审发、保密审查，另可记合法性审查", source="条例第17条")]
    by: Annotated[Text, about("审核人", "unit.yaml 里的审核岗位，不写个人隐私", example="办公室经办岗")]
    date: Annotated[Date, about("日期", "审核日期")]
    result: Annotated[
        str, OneOf(AGREED, RETURNED, agreed=AGREED, returned=RETURNED), about("结果", "同意或退回")
    ] = AGREED
    reason: Annotated[Text | None, about("理由", "退回的理由")] = None
    digest: Annotated[
        Text | None,
        about("指纹", "审的是哪一份内容；由 build.py review 写，内容一改就作废", example="SHA256:……"),
    ] = None
    signature: Annotated[
        Text | None, about("签名", "审核人用自己的钥匙签的名（SSHSIG）；由 build.py review --sign 写")
    ] = None


class Reviewer(Fields):
    """A post that may sign. Two entries of one post hold one after the other: another person, or another key."""

    post: Annotated[
        Text,
        about(
            "岗位",
            "岗位或工号，审核记录里的“审核人”写它；别的单位的岗位写成 单位/岗位",
            example="办公室经办岗",
        ),
    ]
    steps: Annotated[
        tuple[Step, ...],
        LIST,
        about("环节", "可以签哪些环节：初审、审核、审发、保密审查、合法性审查", example="初审"),
    ]
    name: Annotated[Text | None, about("姓名", "现任的人；同一个人不能签同一条记录的两审")] = None
    key: Annotated[
        Text | None,
        about(
            "公钥", "签名用的公钥，ssh-ed25519 开头的一行", example="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI……"
        ),
    ] = None
    since: Annotated[Date | None, about("启用", "从这一天起可以签", example="2026-01-01")] = None
    until: Annotated[Date | None, about("停用", "到这一天为止（含当天）", example="2026-12-31")] = None

    def holds(self, day: date) -> bool:
        """Whether the post may sign on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class ReviewConfig(Fields):
    mode: Annotated[
        Mode,
        about(
            "方式",
            "bound：审核和内容绑定，内容一改就要重审；steps：只看记没记；signed：还要审核人签名；none：不检查",
        ),
    ] = "bound"
    reason: Annotated[
        Text | None,
        about("理由", "不检查（none）的理由，谁批准的；不写理由就每次提醒", example="试运行，经分管领导批准"),
    ] = None
