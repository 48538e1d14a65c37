"""Attachments of every kind are looked through, once; what was found is nowhere told; what is past its time is gone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from gongkai.content.attachments import Piece, read_attachment
from gongkai.pipeline import scanning
from gongkai.pipeline.checking import check_project
from tests.conftest import TODAY, MakeProject, build, record
from tests.privacy.made_up import card, identity, mobile

HERE = "content/units/mzj/notices/2026/"
SECRETS = (identity(), mobile(), card())


def csv_file() -> bytes:
    return f"序号,内容\n1,{identity()}\n2,{mobile()}\n".encode("gb18030")


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["公示名单"])
    sheet.append(["姓名", "残疾等级", "电话"])
    sheet.append(["陈大力", "二级", int(mobile())])
    book.create_sheet("隐藏").append([identity()])
    book.worksheets[1].sheet_state = "hidden"
    sheet["A1"].comment = Comment(card(), "x")
    book.properties.creator = "陈大力"
    return saved(book.save)


def document() -> bytes:
    made = Document()
    made.add_paragraph(f"联系人 {mobile()}")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("姓名", "病情", "陈大力", "高血压"), strict=True):
        cell.text = text
    made.sections[0].header.paragraphs[0].text = identity()
    made.core_properties.author = "办公室"
    return saved(made.save)


def portable() -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text="page one")
    made.add_page()
    made.cell(text=f"No. {identity()}")
    return bytes(made.output())


def picture() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x013B] = "陈大力".encode().decode("latin-1")
    exif[0x010E] = f"tel {mobile()}"
    found = io.BytesIO()
    Image.new("RGB", (8, 8)).save(found, "JPEG", exif=exif)
    return found.getvalue()


def bomb() -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 70_000_000)
    return found.getvalue()


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    found = io.BytesIO()
    save(found)
    return found.getvalue()


def with_file(make_project: MakeProject, name: str, raw: bytes, **fields: str) -> Path:
    given = {"附件": f"[{{文件: {name}, 标题: 附件}}]", **fields}
    root = make_project({HERE + "a.md": record(**given)})
    (root / HERE / name).write_bytes(raw)
    return root


@pytest.mark.parametrize(
    ("name", "raw", "found"),
    [
        ("a.csv", csv_file(), {"H101": ":2:3", "H104": ":3:3"}),
        ("a.txt", f"一\n二 {mobile()}".encode(), {"H104": ":2:3"}),
        ("a.xlsx", workbook(), {"H101": "第 2 张表第 1 行第 1 列", "H104": "第 1 张表第 3 行第 3 列", "H106": "第 1 段", "H124": "第 1 张表第 3 行第 2 列", "H132": ""}),
        ("a.docx", document(), {"H101": "第 1 段", "H104": "第 1 段", "H124": "第 1 张表第 2 行第 2 列"}),
        ("a.pdf", portable(), {"H101": "第 2 页"}),
        ("a.jpg", picture(), {"H131": "", "H104": ""}),
        ("a.docx", bomb(), {"H133": "解开后太大"}),
        ("a.pdf", b"%PDF-1.4 nonsense", {"H133": "打不开"}),
        ("a.xlsx", b"nonsense", {"H133": "打不开"}),
        ("a.png", b"nonsense", {"H133": "打不开"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_attachments_are_looked_through(
    make_project: MakeProject, name: str, raw: bytes, found: dict[str, str]
) -> None:
    root = with_file(make_project, name, raw)
    findings = [f for f in check_project(root, TODAY).findings if f.code.startswith("H")]
    assert {f.code for f in findings} == set(found)
    for finding in findings:
        assert finding.location.path == HERE + name
        told = f"{finding.location} {finding.message()}"
        assert found[finding.code] in told
        for secret in SECRETS:
            assert secret not in told + finding.message("en") + finding.hint() + str(finding.words)


def test_an_attachment_is_opened_once(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = with_file(make_project, "a.csv", b"a,b\n1,2\n")
    opened: list[str] = []

    def read(path: Path) -> Iterator[Piece]:
        opened.append(path.name)
        return read_attachment(path)

    monkeypatch.setattr(scanning, "read_attachment", read)
    build(root)
    assert opened.count("a.csv") == 1
    (root / HERE / "b.md").write_text(record(标题="另一份"), "utf-8")
    build(root)
    assert opened.count("a.csv") == 1
    (root / HERE / "a.csv").write_bytes(f"a,b\n1,{mobile()}\n".encode())
    assert "H104" in {f.code for f in check_project(root, TODAY).findings}
    assert opened.count("a.csv") == 2


def test_what_is_withheld_may_name_persons_but_not_be_classified(make_project: MakeProject) -> None:
    root = with_file(
        make_project,
        "a.csv",
        f"a,b\n{identity()},机密★\n".encode(),
        公开方式="不予公开",
        不公开依据="art15.third",
    )
    assert [f.code for f in check_project(root, TODAY).findings if f.code.startswith("H")] == ["H201"]


def test_names_of_files_are_looked_at_and_not_told(make_project: MakeProject) -> None:
    root = with_file(make_project, f"陈{mobile()}.csv", b"a,b\n")
    (root / HERE / f"{identity()}.md").write_text(record(), "utf-8")
    told = [f"{f.location} {f.message()} {f.hint()}" for f in check_project(root, TODAY).findings]
    assert sum("H104" in text for text in told) == 1
    assert sum("H101" in text for text in told) == 1
    assert not any(secret in text for text in told for secret in SECRETS)


def test_pages_and_units_are_looked_through(make_project: MakeProject) -> None:
    page = f"---\n标题: 指南\n内容概述: 说明。\n更新日期: 2026-01-01\n---\n\n找{mobile()}\n"
    root = make_project({"content/pages/zfxxgk/zhinan.md": page})
    unit = root / "content/units/mzj/unit.yaml"
    unit.write_text(unit.read_text("utf-8") + f"传真: {mobile(5)}\n# {identity()}\n", "utf-8")
    found = [(str(f.location), f.code) for f in check_project(root, TODAY).findings]
    assert found == [
        ("content/pages/zfxxgk/zhinan.md:7:2", "H104"),
        ("content/units/mzj/unit.yaml:10:3", "H101"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        record(f"[甲](record:mzj/notices/2026/{identity()})"),
        record(文号=identity()),
        record(成文日期=identity()),
        record(公开事项=identity()),
        record(相关信息=f"mzj/notices/2026/{mobile()}"),
        record(附件=f"[{{文件: {identity()}.csv, 标题: {mobile()}}}]"),
        record(专题=mobile()),
        record(**{identity(): "x"}),
        record(f"<b x={mobile()}>[a](http://10.0.0.1/{identity()})</b>"),
    ],
)
def test_what_other_rules_quote_is_masked(make_project: MakeProject, text: str) -> None:
    root = make_project({HERE + "a.md": text})
    findings = check_project(root, TODAY).findings
    assert findings
    for finding in findings:
        told = (
            f"{finding.location} {finding.message()} {finding.message('en')} {finding.hint()} {finding.words}"
        )
        assert identity() not in told
        assert mobile() not in told


def test_a_notice_leaves_with_its_attachment_when_its_time_is_over(make_project: MakeProject) -> None:
    root = with_file(
        make_project, "名单公示.csv", b"a,b\n1,canary\n", 公示截止="2026-11-20", 标题="公示记号甲"
    )
    (root / HERE / "b.md").write_text(record(标题="另一份"), "utf-8")

    def traces(site: Path) -> list[Path]:
        return [
            path
            for path in site.rglob("*")
            if path.is_file()
            and ("名单公示" in path.name or "公示记号甲" in path.read_text("utf-8", "ignore"))
        ]

    site = build(root, date(2026, 11, 20))
    assert any(path.suffix == ".csv" for path in traces(site))
    assert len(traces(site)) > 2
    site = build(root, date(2026, 11, 21))
    assert not traces(site)
    assert "公示期已满" in (site / "units/mzj/notices/2026/a/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        record("甲" + "".join(f"&#{ord(sign)};" for sign in mobile())),
        record(内容概述='"甲' + "".join(f"\\u{ord(sign):04x}" for sign in mobile()) + '"'),
    ],
)
def test_escapes_hide_nothing(make_project: MakeProject, text: str) -> None:
    root = make_project({HERE + "a.md": text})
    assert "H104" in {f.code for f in check_project(root, TODAY).findings}


def test_a_list_in_the_fields_is_told_at_its_row(make_project: MakeProject) -> None:
    path = "content/units/mzj/enforcement/2026/a.yaml"
    fields = """\
标题: 名单
发布日期: 2026-03-12
执法类型: 行政许可
案由或事项: 许可
决定日期: 2026-03-10
表头: [姓名, 残疾等级]
结果列表:
  - [陈某, 二级]
  - [陈大力, 二级]
"""
    root = make_project({path: fields})
    found = [str(f.location) for f in check_project(root, TODAY).findings if f.code == "H124"]
    assert found == [f"{path}:9:5"]


def test_an_item_says_what_its_lists_may_show(make_project: MakeProject) -> None:
    allowed = """\
title: 名单
source: 测试
terms:
  - {code: shjz-04, name: 名单, group: 姓加某, children: [所在村]}
"""
    words = "title: 词\nsource: 测试\nterms:\n  - {code: w1, name: 龙湫工程, group: 禁止}\n"
    table = "| 户主 | 所在村 | 月收入 |\n|---|---|---|\n| 陈大力 | 下湾村 | 800 |\n\n龙湫工程"
    root = make_project(
        {
            "content/vocabularies/name_lists.yaml": allowed,
            "content/vocabularies/secrecy_words.yaml": words,
            HERE + "a.md": record(table, 公开事项="shjz-04"),
            HERE + "b.md": record(table, 公开事项="shjz-04", 相关信息="龙湫工程"),
        }
    )
    findings = check_project(root, TODAY).findings
    told = [f.code for f in findings if f.location.path.endswith("a.md")]
    assert told == ["H123", "H122", "H211"]
    for finding in findings:
        assert "龙湫工程" not in finding.message() + finding.hint() + str(finding.words)
        assert "陈大力" not in finding.message() + finding.hint() + str(finding.words)
