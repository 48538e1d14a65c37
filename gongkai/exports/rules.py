"""What a rule is and why, for who asks; and the manual's page of all rules. From the rules alone, so neither can drift."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from gongkai.findings import GongkaiError, Language
from gongkai.messages import FAMILIES, RULES
from gongkai.messages.explained import EXPLAINED

_SEVERITY = {"zh": {"error": "错误", "warning": "提醒"}, "en": {"error": "error", "warning": "warning"}}
_LABELS = {
    "zh": {
        "message": "提示",
        "hint": "怎么改",
        "wrong": "错的例子",
        "right": "对的例子",
        "law": "依据",
        "waivable": "可以例外：在记录的“例外”里写明规则、理由和截止日期。",
        "fixed": "不能例外。",
    },
    "en": {
        "message": "Message",
        "hint": "Hint",
        "wrong": "Wrong",
        "right": "Right",
        "law": "Law or standard",
        "waivable": "Can be waived: give code, reason and end under `waivers` of the record.",
        "fixed": "Cannot be waived.",
    },
}

_DIGITS = str.maketrans("OIL", "011")
"""Letters that are taken for digits."""


def explain(code: str, language: Language, *, fence: str = "") -> str:
    """All about one rule, as plain text, or as Markdown with the examples between fences.

    Of an unknown code, tell the nearest ones.
    """
    rule = RULES.get(code)
    if rule is None:
        meant = code[:1].upper() + code[1:].upper().translate(_DIGITS)
        near = "、".join(get_close_matches(meant, RULES, 3, 0.5)) or "—"
        raise GongkaiError(
            f"没有编号为“{code}”的规则，相近的有：{near}。全部规则见 docs/rules.md",
            f"there is no rule `{code}`; near to it: {near}. All are in docs/rules.md",
        )
    why, label = EXPLAINED[code], _LABELS[language]
    colon = "：" if language == "zh" else ": "
    zh = language == "zh"
    lines = [
        f"{code} {_SEVERITY[language][rule.severity]}",
        why.zh if zh else why.en,
        f"{label['message']}{colon}{_readable(rule.zh if zh else rule.en)}",
        f"{label['hint']}{colon}{_readable(rule.hint_zh if zh else rule.hint_en)}",
        *_examples(code, label, colon, fence),
        *([f"{label['law']}{colon}{why.law}"] if why.law else []),
        label["waivable" if rule.waivable else "fixed"],
    ]
    return "\n\n".join(lines)


def _examples(code: str, label: dict[str, str], colon: str, fence: str) -> Iterator[str]:
    gap = "\n" if fence else ""
    for key, text in (("wrong", EXPLAINED[code].wrong), ("right", EXPLAINED[code].right)):
        shown = f"{fence}\n{text}\n{fence}" if fence else re.sub("^", "  ", text, flags=re.MULTILINE)
        yield f"{label[key]}{colon.rstrip()}\n{gap}{shown}"


def _readable(sentence: str) -> str:
    """The gaps of a sentence as dots."""
    return re.sub(r"\{\w+\}", "……", sentence)


def rule_reference() -> str:
    """The manual's page of all rules, in Markdown, Chinese before English."""
    lines = [
        "# 规则一览 All rules",
        "",
        "本页由 `python build.py check --explain all` 生成，请不要手工修改。",
        "This page is generated; do not edit it by hand.",
        "",
        "编号的意思不会改变。`……` 是提示里会换成实际内容的地方。只看一条：`python build.py check --explain M103`。",
        "A code never changes its meaning; `……` stands for what the message fills in.",
    ]
    for letter, name in FAMILIES.items():
        lines += ["", f"## {letter} {name}"]
        for code in (code for code in RULES if code.startswith(letter)):
            lines += ["", *_section(code)]
    return "\n".join(lines) + "\n"


def _section(code: str) -> Iterator[str]:
    rule, why = RULES[code], EXPLAINED[code]
    severity = f"{_SEVERITY['zh'][rule.severity]} {rule.severity}"
    yield from (f"### {code}", "", f"**{severity}** · {_cell(rule.zh)}", "")
    yield from (f"{_cell(rule.en)}", "", f"{_cell(why.zh)} 怎么改：{_cell(rule.hint_zh)}", "")
    yield from (f"{_cell(why.en)} Hint: {_cell(rule.hint_en)}", "")
    yield from (
        f"错 wrong：\n\n```text example\n{why.wrong}\n```",
        "",
        f"对 right：\n\n```text example\n{why.right}\n```",
        "",
    )
    law = [f"依据 law：{why.law}。"] if why.law else []
    waivable = "可以例外 can be waived。" if rule.waivable else "不能例外 cannot be waived。"
    yield " ".join([*law, waivable])


def _cell(text: str) -> str:
    return re.sub(r"([*\[<|_])", r"\\\1", _readable(text))
