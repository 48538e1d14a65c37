"""The mapping file: which unit and kind the records belong to, and where each of their fields comes from.

It is data in the same strict YAML as the records, with Chinese labels or English keys; it holds no code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, TypeVar, cast, get_args

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from gongkai.content.schema import shape_of, validate
from gongkai.content.tree import read_text
from gongkai.content.walk import SourceFile
from gongkai.content.yamlfile import parse_yaml
from gongkai.findings import Finding, GongkaiError, Location, has_errors
from gongkai.model.kinds import KINDS
from gongkai.model.values import LIST, Date, Fields, OneOf, Text, about

V = TypeVar("V")
OriginKind = Literal[
    "key", "heading", "file_name", "file_date", "first_event", "last_event", "effective_clause"
]
_LABELS: dict[str, OriginKind] = {
    "字段": "key",
    "标题行": "heading",
    "文件名": "file_name",
    "文件名日期": "file_date",
    "最早事件": "first_event",
    "最近事件": "last_event",
    "施行条款": "effective_clause",
}
PLAIN, MARKDOWN = "纯文本", "Markdown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value may come from; `argument` is the key of the front matter or the words of an event."""

    kind: OriginKind
    argument: str = ""


def parse_origin(text: str) -> Origin:
    """Read `字段:title`, `标题行`, `文件名`, `文件名日期`, `最早事件`, `最近事件:公布|发布`, `施行条款` or the English words.

    `施行条款` is the sentence 自……起施行 of the text; it is only asked where the other origins know nothing.
    """
    name, _, argument = text.partition(":")
    kind = _LABELS.get(name, name)
    if kind not in get_args(OriginKind) or (kind == "key") > bool(argument):
        known = "、".join(_LABELS)
        raise PydanticCustomError(
            "gongkai_origin",
            "来源“{text}”看不懂，可以写 {known}（unknown origin）",
            {"text": text, "known": known},
        )
    return Origin(cast("OriginKind", kind), argument)


def _check_origin(text: str) -> str:
    parse_origin(text)
    return text


Origins = Annotated[tuple[Annotated[Text, AfterValidator(_check_origin)], ...], LIST]
Texts = Annotated[tuple[Text, ...], LIST]


class Skip(Fields):
    """Files that are not records."""

    name: Annotated[Text, about("名称", "文件名或路径的样式", example="UPSTREAM-*.md")]
    reason: Annotated[Text, about("原因", "为什么不是记录，写进报告")]


class Mapping(Fields):
    """How a folder of Markdown becomes records."""

    unit: Annotated[Text, about("单位", "记录归哪个单位（units 里的文件夹名）")]
    kind: Annotated[str, OneOf(*KINDS), about("栏目", "记录的种类（文件夹名）")] = "documents"
    body: Annotated[
        str,
        OneOf(PLAIN, MARKDOWN, plain=PLAIN, markdown=MARKDOWN),
        about("正文", "纯文本：只有标题行和表格是记号，其余都是文字；Markdown：保留全部记号"),
    ] = PLAIN
    marker: Annotated[Text | None, about("题注结束", "题注和正文之间的标记行")] = None
    values: Annotated[
        dict[str, Origins],
        about("取值", "每个字段从哪里来，按次序取第一个有的", example="标题: [字段:title, 标题行]"),
    ] = {}  # noqa: RUF012
    constants: Annotated[dict[str, Text | tuple[Text, ...]], about("固定", "每条记录都一样的字段")] = {}  # noqa: RUF012
    terms: Annotated[
        dict[str, dict[str, Text | None]], about("换写", "源文件的说法换成本站的说法；空着表示不写这个字段")
    ] = {}  # noqa: RUF012
    doubtful: Annotated[dict[str, Texts], about("存疑", "换写时要报告的说法")] = {}  # noqa: RUF012
    ignored: Annotated[Texts, about("不用的字段", "源文件里用不着的字段，不必报告")] = ()
    skip: Annotated[tuple[Skip, ...], LIST, about("跳过", "不是记录的文件")] = ()
    default_published: Annotated[Date, about("默认发布日期", "哪里都找不到日期时写的日期，会报告")]

    def origins(self, key: str) -> tuple[Origin, ...]:
        return tuple(parse_origin(text) for text in self.values.get(key, ()))


_BY_FIELD = ("values", "constants", "terms", "doubtful")


def load_mapping(path: Path) -> tuple[Mapping | None, list[Finding]]:
    """Read a mapping file; its per-field tables come back under the English keys of the record's fields."""
    findings: list[Finding] = []
    try:
        size = path.stat().st_size
    except OSError as error:
        raise GongkaiError(
            f"对照文件读不出来：{path}（{error.strerror}）", f"cannot read {path}: {error.strerror}"
        ) from error
    text = read_text(path.parent, SourceFile(path.name, size), findings)
    if text is None:
        return None, findings
    tree, problems = parse_yaml(text, str(path))
    if tree is None:
        return None, [*findings, *problems]
    mapping, more = validate(tree, Mapping, str(path))
    findings += [*problems, *more]
    if mapping is None:
        return None, findings
    mapping = _with_keys(mapping, str(path), findings)
    return (None if has_errors(findings) else mapping), findings


def _with_keys(mapping: Mapping, path: str, findings: list[Finding]) -> Mapping:
    known = dict(_names(mapping.kind))
    tables = {}
    for table in _BY_FIELD:
        written: dict[str, object] = getattr(mapping, table)
        for name in written:
            if name not in known:
                near = get_close_matches(name, known, 1, 0.5)
                words = {"value": name, "suggestion": near[0] if near else ""}
                findings.append(Finding("S101", Location(path), words))
        tables[table] = {known.get(name, name): value for name, value in written.items()}
    return mapping.model_copy(update=tables)


def _names(kind: str) -> Iterator[tuple[str, str]]:
    for field in shape_of(KINDS[kind].fields).values():
        yield field.label, field.key
        yield field.key, field.key
