"""report annual: the yearly report of a unit or of the county, counted, in the form that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.catalog.annual import Counted, count_county, count_unit
from gongkai.catalog.index import Catalog
from gongkai.cli.checking import catalog_of
from gongkai.cli.group import Context
from gongkai.cli.reporting import report
from gongkai.findings import GongkaiError
from gongkai.model.exchange import Report
from gongkai.reports.annual_text import annual_text

if TYPE_CHECKING:
    from gongkai.views.portal import Portal

_OFFICE = "政府办公室"
_FORMS = ("text", "yaml", "docx", "csv", "page")


@report.command()
@click.argument("unit", required=False)
@click.option(
    "--county", is_flag=True, help="全县的报告：各单位合计。 That of the county, all units added up."
)
@click.option(
    "--year", type=click.IntRange(2000, 2999), help="哪一年，默认去年。 Which year; last year if not told."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="text",
    show_default=True,
    help="text 看数，yaml 记录草稿，docx 文档，csv 三张表，page 可打印的网页。 Tables to read, a draft of the record, a document, spreadsheets, a page to print.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="写到哪里：yaml、docx 写一个文件，csv、page 写一个文件夹。 A file for yaml and docx, a folder for csv and page.",
)
@click.pass_obj
def annual(
    context: Context, unit: str | None, *, county: bool, year: int | None, form: str, output: Path | None
) -> None:
    """由台账和记录算出年报：表二、三、四和草稿。 Count the annual report from ledgers and records.

    例如：python build.py report annual mzj --year 2025
    """
    if county == bool(unit):
        raise click.UsageError(
            "写一个单位，如 mzj，或者写 --county，二者只写一个 (give a UNIT or --county, one of them)"
        )
    catalog = catalog_of(context)
    wanted = year or context.today.year - 1
    if wanted > context.today.year:
        raise GongkaiError(f"{wanted} 年还没有到", f"{wanted} has not begun")
    if county:
        counted = count_county(catalog, wanted, context.today)
    else:
        counted = count_unit(catalog, _known(catalog, str(unit)), wanted, context.today)
    if form == "text":
        _put(context, output, annual_text(counted, context.voice.language))
    else:
        _WRITERS[form](_Job(context, catalog, counted, unit or _office(catalog), output))
        for zh, en in counted.remarks:
            context.voice.say(f"请注意：{zh}", f"note: {en}")


@dataclass(frozen=True, slots=True)
class _Job:
    context: Context
    catalog: Catalog
    counted: Counted
    unit: str
    output: Path | None


def _known(catalog: Catalog, unit: str) -> str:
    units = catalog.content.units
    if unit in units:
        return unit
    names = {each.fields.short_name: name for name, each in units.items()}
    near = get_close_matches(unit, [*units, *names], 1, 0.4)
    meant = names.get(near[0], near[0]) if near else ""
    raise GongkaiError(
        f"没有单位“{unit}”{f'，是不是 {meant}？' if meant else '。'}有：{'、'.join(units)}",
        f"there is no unit `{unit}`{f', did you mean `{meant}`?' if meant else '.'} Known: {', '.join(units)}",
    )


def _office(catalog: Catalog) -> str:
    """The unit that makes the report of the county (条例 art. 49)."""
    units = catalog.content.units.values()
    return next(
        (each.id for each in units if each.fields.unit_type == _OFFICE), next(iter(catalog.content.units))
    )


def _put(context: Context, path: Path | None, text: str) -> None:
    if path is None:
        context.voice.result(text)
    else:
        _write(context, path, f"{text.rstrip()}\n".encode())


def _write(context: Context, path: Path, content: bytes) -> None:
    """What an office has written is never overwritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise GongkaiError(
            f"{path} 已经有了，没有改动", f"{path} exists already and was not touched"
        ) from None
    context.voice.say(f"写好了：{path}", f"wrote {path}")


def _as_yaml(job: _Job) -> None:
    _put(job.context, job.output, _draft(job).rstrip())


def _as_document(job: _Job) -> None:
    from gongkai.exports.annual import annual_document

    fields = _fields(job)
    portal = _portal(job)
    texts = {section.title: str(portal.prose(section.text, job.counted.path)) for section in fields.sections}
    path = job.output or Path(f"{job.unit}-{job.counted.year}.docx")
    _write(job.context, path, annual_document(fields, job.catalog.content.units[job.unit].name, texts))


def _as_csv(job: _Job) -> None:
    from gongkai.exports.annual import TABLES, annual_csv

    files = {f"table-{table}.csv": annual_csv(job.counted.cells, table) for table in TABLES}
    if job.output is None:
        texts = [content.decode("utf-8-sig").replace("\r\n", "\n") for content in files.values()]
        job.context.voice.result("\n".join(texts).rstrip())
        return
    for name, content in files.items():
        _write(job.context, job.output / name, content)


def _as_page(job: _Job) -> None:
    from gongkai.cache.store import CACHE, Store
    from gongkai.pipeline.job import make_shared
    from gongkai.views.blocks.report import sheet_view

    root = job.context.root
    shared = make_shared(root, job.catalog.content, Store(root / CACHE).folder)
    unit = job.catalog.content.units[job.unit]
    view = sheet_view(_portal(job), _fields(job), job.counted.path, unit.name)
    folder = job.output or Path(f"{job.unit}-{job.counted.year}")
    _write(job.context, folder / "index.html", shared.renderer.render(view).encode())
    _write(job.context, folder / view.style_url, (root / "layouts/styles/site.css").read_bytes())


_WRITERS: dict[str, Callable[[_Job], None]] = {
    "yaml": _as_yaml,
    "docx": _as_document,
    "csv": _as_csv,
    "page": _as_page,
}


def _draft(job: _Job) -> str:
    from gongkai.reports.draft import Occasion, draft_text

    unit = job.catalog.content.units[job.unit].fields
    today = job.context.today
    published = max(today, date(job.counted.year + 1, 1, 2))
    phone = unit.disclosure_phone or unit.phone
    number = _number(job, published)
    return draft_text(job.counted, Occasion(unit.disclosure_office, phone, number, published))


def _number(job: _Job, day: date) -> str:
    from gongkai.content.scaffold import next_index_number

    content = job.catalog.content
    taken = [header.index_number for header in job.catalog.headers.values() if header.index_number]
    pattern, code = content.config.index_number_pattern, content.units[job.unit].fields.code
    return next_index_number(pattern, taken, region=content.config.region_code, unit_code=code, day=day)


def _fields(job: _Job) -> Report:
    """The report with what was counted; its texts are those of the record, where there is one."""
    from gongkai.content.records import read_record
    from gongkai.content.walk import SourceFile
    from gongkai.reports.draft import draft_fields

    fields = draft_fields(_draft(job))
    if not job.counted.path:
        return fields
    path = job.context.root / job.counted.path
    inside = job.counted.path.removeprefix("content/")
    read = read_record(job.context.root, SourceFile(inside, path.stat().st_size)).record
    if read is None or not isinstance(read.fields, Report):
        return fields
    update = {name: getattr(read.fields, name) for name in ("title", "published", "sections")}
    return fields.model_copy(update=update)


def _portal(job: _Job) -> Portal:
    """It knows no record: what a text links to is not looked up."""
    from gongkai.catalog.addresses import Addresses
    from gongkai.catalog.public import make_public
    from gongkai.views.portal import Portal

    return Portal(make_public(job.catalog.content), Addresses(job.catalog.content.config))
