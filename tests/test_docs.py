"""The documents are a contract: commands, codes, paths, examples and versions in them are those of the program.

`python -m tests.test_docs` writes the table of all findings in `docs/editing.md` again.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import textwrap
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from gongkai import __version__
from gongkai.cli import main
from gongkai.content.records import parse_record_text
from gongkai.content.schema import references, validate
from gongkai.findings import Finding
from gongkai.messages import RULES
from gongkai.model.kinds import FOLDERS
from gongkai.pipeline.checking import check_project
from tests.conftest import CONFIG
from tests.test_architecture import FLOORS

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
MANUAL = ROOT / "docs/editing.md"
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
TOP = "build.py|config.yaml|content|layouts|gongkai|docs|tests|benchmarks|.ci|pyproject.toml|Makefile"
EXAMPLES_OF_PATHS = {"content/units/mzj/notices/2026/dongji-jiuzhu.md"}
"""Files that the manual tells its reader to make."""
BEGIN, END = "<!-- rules:begin -->", "<!-- rules:end -->"
FAMILIES = {
    "F": "F 文件",
    "Y": "Y 格式（YAML）",
    "S": "S 字段",
    "R": "R 引用",
    "L": "L 链接和正文",
    "D": "D 公开",
    "C": "C 目录",
    "P": "P 政策",
    "M": "M 会议",
    "T": "T 时限",
    "W": "W 例外",
    "V": "V 审核",
    "H": "H 个人信息和保密",
    "Q": "Q 问答",
    "B": "B 网站",
    "A": "A 网址",
    "N": "N 年报",
    "G": "G 覆盖和考核",
}
GAPS = {
    "clock": "时限", "until": "到什么为止",
    "documents": "被解读的文件", "form": "形式", "days": "天数", "least": "天数", "counted": "合计", "way": "方式",
    "state": "进展", "label": "字段", "key": "字段", "value": "内容", "name": "名称", "known": "可用的", "terms": "可用的",
    "step": "环节", "other_step": "另一环节", "by": "岗位", "path": "文件", "date": "日期", "steps": "环节", "post": "岗位", "holder": "另一岗位",
    "limit": "上限", "other": "另一处", "id": "编号", "unit": "单位", "size": "大小", "bytes": "字节数",
    "place": "，在附件的哪里", "detail": "列名或编号", "byte": "第几", "character": "字符", "reason": "原因", "problem": "问题", "first": "行号", "help": "说明",
    "earlier": "另一字段", "vocabulary": "词表", "page": "页面", "what": "说明", "hint": "改法",
    "early": "一件事的日期", "late": "另一件事的日期", "day": "日期", "end": "另一日期", "names": "几项",
}  # fmt: skip
"""What stands in the gaps of the sentences, for readers of the manual."""
MAX_IMAGE_BYTES = 300_000


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def fences(text: str) -> Iterator[tuple[str, str]]:
    """The words after the opening marks, and the content, of every fenced block."""
    for match in re.finditer(r"^( *)```([^\n`]*)\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE):
        yield match[2].strip(), textwrap.dedent(match[3])


def without_fences(text: str) -> str:
    return re.sub(r"^( *)```.*?^\1```$", "", text, flags=re.DOTALL | re.MULTILINE)


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        words = (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, words)
        else:
            yield " ".join(words), command


COMMANDS = dict(commands(main))


def long_options(command: click.Command) -> set[str]:
    return {
        name
        for each in command.params
        if isinstance(each, click.Option)
        for name in each.opts
        if name[:2] == "--"
    }


# --- commands ---


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    lines = read(name).splitlines()
    for words, command in COMMANDS.items():
        row = next((line for line in lines if line.startswith(f"| `python build.py {words}")), None)
        assert row, f"{name} lacks a row for {words}"
        for option in long_options(command):
            assert option in row, f"{name}: {option} of {words}"
    for option in long_options(main):
        assert f"`{option}" in read(name), f"{name}: {option}"


def written_commands() -> Iterator[tuple[str, str]]:
    for name in DOCUMENTS:
        text = read(name)
        for found in re.findall(r"(?:python|python3) build\.py ([^`\n#>|；，。）]+)", text):
            yield name, found.strip()


@pytest.mark.parametrize(("name", "line"), sorted(set(written_commands())))
def test_a_command_in_the_documents_exists(name: str, line: str) -> None:
    words = [word.strip("[]") for word in shlex.split(line)]
    while words and words[0].startswith("-"):  # options of the group; those in the documents take a value
        assert words[0] in long_options(main), f"{name}: {line}"
        words = words[2:]
    found = next((n for n in (2, 1) if " ".join(words[:n]) in COMMANDS), 0)
    assert found, f"{name}: no command in `{line}`"
    known = long_options(COMMANDS[" ".join(words[:found])]) | {"--help"}
    for word in words[found:]:
        assert not word.startswith("--") or word in known, f"{name}: {word} in `{line}`"
    if words[0] == "new" and words[1].isascii() and words[1].islower():
        assert words[1] in {*FOLDERS, "unit"}, f"{name}: {line}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_make_target_in_the_documents_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    for line in re.findall(r"(?:`|^)make ([a-z-]+)", read(name), re.MULTILINE):
        assert line in targets, f"{name}: make {line}"


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_is_in_the_readme(name: str) -> None:
    for target in re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE):
        assert f"`make {target}`" in read(name)


# --- paths and pictures ---


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_links_to_exists(name: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", without_fences(read(name)))
    for target in re.findall(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)", text):
        if not re.match(r"https?://|mailto:|#", target):
            path = ((ROOT / name).parent / target.partition("#")[0]).resolve()
            assert path.exists(), f"{name} links to {target}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_path_in_the_documents_exists(name: str) -> None:
    for path in re.findall(rf"`((?:{TOP})(?:/[\w.-]+)*/?)`", without_fences(read(name))):
        assert (ROOT / path).exists() or path in EXAMPLES_OF_PATHS, f"{name}: {path}"


def test_pictures_are_small_and_described() -> None:
    for path in (ROOT / "docs/images").iterdir():
        assert path.stat().st_size < MAX_IMAGE_BYTES, path.name
    for name in DOCUMENTS:
        assert "![](" not in re.sub(r"`[^`\n]*`", "", without_fences(read(name))), (
            f"{name}: a picture without words"
        )


def test_the_picture_of_the_house_shows_every_room() -> None:
    lines = re.findall(
        r'>(\d)</text><text class="ink code"[^>]*>([^<]*)</text>', read("docs/images/architecture.svg")
    )
    assert {room: int(floor) for floor, rooms in lines for room in rooms.split()} == FLOORS


# --- the two READMEs, the version ---


def test_the_readmes_have_the_same_parts() -> None:
    def shape(name: str) -> list[str]:
        text = read(name)
        return [len(mark) * "#" for mark in re.findall(r"^(#+) ", without_fences(text), re.MULTILINE)] + [
            line.split("|")[1].split("`")[1] if "`" in line.split("|")[1] else ""
            for line in re.findall(r"^\|.*$", text, re.MULTILINE)
            if "build.py" not in line
        ]

    assert shape("README.md") == shape("README.zh.md")


def test_the_newest_change_is_of_this_version() -> None:
    heading = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", read("CHANGELOG.md"), re.MULTILINE)
    assert heading
    assert heading[1] == __version__
    assert date.fromisoformat(heading[2])
    assert tomllib.loads(read("pyproject.toml"))["project"]["version"] == __version__
    for name in READMES:
        assert __version__ in read(name)


# --- findings ---


def rules_table() -> str:
    lines = []
    for letter, family in FAMILIES.items():
        lines += ["", f"### {family}", "", "| 编号 | | 说明 | 怎么改 |", "|---|---|---|---|"]
        for code, rule in RULES.items():
            if code.startswith(letter):
                cells = [code, "错误" if rule.severity == "error" else "提醒", rule.zh, rule.hint_zh]
                lines.append("| " + " | ".join(_cell(text) for text in cells) + " |")
    return "\n".join([*lines, "", ""])


def _cell(text: str) -> str:
    """Text as it is, in a Markdown table: what looks like markup is guarded, the gaps are named in Chinese."""
    text = text.replace("|", r"\|").replace("*", r"\*").replace("[", r"\[")
    return re.sub(r"\{(\w+)\}", lambda match: f"{{{GAPS.get(match[1], '…')}}}", text)


def test_every_finding_is_in_the_manual_with_its_sentence() -> None:
    assert {code[0] for code in RULES} == set(FAMILIES), "name the new family in FAMILIES of this module"
    table = MANUAL.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert table.strip() == rules_table().strip(), "run: python -m tests.test_docs"


def message_pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", sentence)
    return re.compile(".+".join(map(re.escape, parts)))


@pytest.mark.parametrize("name", [*READMES, "docs/editing.md"])
def test_quoted_messages_are_what_check_says(name: str) -> None:
    quoted = [line for kind, block in fences(read(name)) if kind == "text" for line in block.splitlines()]
    assert quoted
    code = ""
    for line in quoted:
        if found := re.match(r"content/\S+: (?:错误|error|提醒|warning) (\w\d+)(?:：|: )(.*)$", line):
            code = found[1]
            rule = RULES[code]
            assert any(message_pattern(text).fullmatch(found[2]) for text in (rule.zh, rule.en)), line
        else:
            hint = re.match(r"  (?:怎么改：|hint: )(?:是不是“.*?”？ ?)?(.*)$", line)
            assert hint, line
            rule = RULES[code]
            assert any(message_pattern(text).fullmatch(hint[1]) for text in (rule.hint_zh, rule.hint_en)), (
                line
            )


# --- examples of records ---


def record_examples() -> list[tuple[str, str, str]]:
    """Document, kind and text of every example: fenced as `markdown <kind>` or `yaml <kind>`."""
    found = []
    for name in DOCUMENTS:
        for info, block in fences(read(name)):
            language, _, kind = info.partition(" ")
            if kind and language in ("markdown", "yaml"):
                found.append((name, kind, block))
    return found


EXAMPLES = record_examples()


def test_the_manual_shows_records() -> None:
    for name in (*READMES, "docs/editing.md"):
        assert any(example[0] == name for example in EXAMPLES)
    for name in DOCUMENTS:
        for info, block in fences(read(name)):
            assert not block.startswith("---\n") or " " in info, f"{name}: say of which kind the example is"


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    EXAMPLES,
    ids=[f"{i}-{name}-{kind}" for i, (name, kind, _) in enumerate(EXAMPLES)],
)
def test_an_example_is_a_record_that_can_be_read(name: str, kind: str, text: str) -> None:
    ending = "md" if text.startswith("---") else "yaml"
    tree, _, _, problems = parse_record_text(text, ending, name)
    assert tree
    fields, more = validate(tree, FOLDERS[kind].fields, name)
    assert fields, _told([*problems, *more])


def test_the_examples_pass_every_rule_in_the_demo_county(tmp_path: Path) -> None:
    """Units, items, terms, links and relations of the examples exist; attachments are laid beside them."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "config.yaml").write_text(CONFIG, "utf-8")  # nobody signed them
    for i, (_, kind, text) in enumerate(EXAMPLES):
        ending = "md" if text.startswith("---") else "yaml"
        path = tmp_path / f"content/units/mzj/{kind}/2026/example-{i}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        tree, *_ = parse_record_text(text, ending, "")
        assert tree
        fields, _ = validate(tree, FOLDERS[kind].fields, "")
        assert fields
        for _, field, value in references(fields):
            if field.reference and field.reference.to == "file":
                (path.parent / value).touch()
    checked = check_project(tmp_path, date(2026, 11, 22))
    assert checked.is_whole
    assert not _told([each for each in checked.findings if "/example-" in each.location.path])


def _told(findings: list[Finding]) -> list[str]:
    return [f"{each.location}: {each.message()}" for each in findings]


# --- nothing of the machine it was written on ---


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip
    return [path for name in listing.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="git knows which files are part of the project")
def test_no_file_names_a_place_on_some_machine() -> None:
    place = re.compile(r"(?<![\w.~/-])/(?:work|root|tmp|home/\w+|Users/\w+)/")
    found = []
    for path in tracked_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}"
            for number, line in enumerate(text.splitlines(), 1)
            if place.search(line)
        ]
    assert not found


if __name__ == "__main__":
    before, _, rest = MANUAL.read_text("utf-8").partition(BEGIN)
    MANUAL.write_text(before + BEGIN + "\n" + rules_table() + END + rest.partition(END)[2], "utf-8")
