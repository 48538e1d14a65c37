"""Links to other sites: which there are, whose they are, and what becomes of who follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongkai.cache.store import CACHE
from gongkai.catalog.headers import header_of
from gongkai.catalog.links import folder_of, parse_link
from gongkai.catalog.public import is_public
from gongkai.catalog.texts import SourceText, text_of_page, texts_of_record
from gongkai.content.load import load_content
from gongkai.content.markup import TextTooDeepError, render_markdown
from gongkai.content.places import locate
from gongkai.content.records import read_record
from gongkai.content.schema import web_addresses
from gongkai.content.tree import sort_tree
from gongkai.content.walk import walk
from gongkai.findings import Finding, GongkaiError, Location, in_order
from gongkai.model.content import Content
from gongkai.model.meeting import hidden_places
from gongkai.model.record import Record
from gongkai.model.values import Fields
from gongkai.outside.answers import Answer, Mention, finding_of
from gongkai.outside.asking import Manner, ask_all
from gongkai.outside.memory import fresh, keep, recall
from gongkai.rules.site import CONFIG


@dataclass(frozen=True, slots=True)
class Followed:
    """`asked` links were followed now, `known` ones lately; of `guarded` ones nothing can be told."""

    findings: tuple[Finding, ...]
    asked: int
    known: int
    guarded: int


def mentions(root: Path, today: date) -> tuple[Mention, ...]:
    """Every link to another site that stands on the portal. What is not public is not asked for, nor told of."""
    problems: list[Finding] = []
    tree = sort_tree(list(walk(root / "content", problems)), problems)
    content = load_content(root, tree).content
    if content is None:
        raise GongkaiError(
            "内容有错误，先运行 python build.py check",
            "there are errors in the content; run python build.py check first",
        )
    found = [*_of_shared(content)]
    for files in tree.records.values():
        for file in files:
            read = read_record(root, file)
            record = read.record
            if record and record.unit in content.units and is_public(content, header_of(record, ""), today):
                found += _of_record(record)
    return tuple(_with_lines(root, found))


def _of_record(record: Record) -> Iterator[Mention]:
    """But what stands in topics of a meeting that are not disclosed."""
    hidden = hidden_places(record.fields)
    for source in texts_of_record(record):
        if source.field[:2] not in hidden:
            yield from (Mention(url, place, record.unit) for url, place in _in_text(source))
    for mention in _in_fields(record.fields, record.path, record.unit):
        if mention.place.field[:2] not in hidden:
            yield mention


def _of_shared(content: Content) -> Iterator[Mention]:
    yield from _in_fields(content.config, CONFIG, "")
    for page in (*content.pages, *content.campaigns):
        yield from (Mention(url, place, "") for url, place in _in_text(text_of_page(page)))
    for unit in content.units.values():
        yield from _in_fields(unit.fields, unit.path, unit.id)


def _in_text(source: SourceText) -> Iterator[tuple[str, Location]]:
    try:
        rendered = render_markdown(source.text, source.title)
    except TextTooDeepError:
        return
    for link in dict.fromkeys(rendered.links):
        if _is_outside(link, source.path):
            yield link, source.place(link)


def _in_fields(fields: Fields, path: str, unit: str) -> Iterator[Mention]:
    """But the address of the site itself."""
    for loc, value in web_addresses(fields):
        if _is_outside(value, path) and not (path == CONFIG and loc == ("url",)):
            yield Mention(value, Location(path, field=loc), unit)


def _is_outside(link: str, path: str) -> bool:
    return parse_link(link, folder_of(path)).to == "outside" and link[:4].lower() == "http"


def _with_lines(root: Path, found: Sequence[Mention]) -> Iterator[Mention]:
    """With line and column, in the order of files; the same link at the same place once."""
    placed = locate(root, (Finding("B151", mention.place) for mention in found))
    pairs = {
        replace(mention, place=replace(finding.location, field=()))
        for mention, finding in zip(found, placed, strict=True)
    }
    yield from sorted(pairs, key=lambda m: (m.place.path, m.place.line, m.place.column, m.url))


def follow(
    root: Path,
    found: Sequence[Mention],
    today: date,
    max_age: int,
    manner: Manner,
    tick: Callable[[int, int], None],
) -> Followed:
    """Ask for every link that was not in order less than `max_age` days ago, and tell what became of each."""
    urls = {mention.url for mention in found}
    known = recall(root / CACHE)
    answers = dict(fresh(known, urls, today, max_age))
    waiting = urls - answers.keys()
    new = ask_all(waiting, manner, tick)
    if new and all(_is_unreached(answer) for answer in new.values()):
        raise GongkaiError(
            f"{len(new)} 个链接一个也没有连上，先看看这台机器能不能上网",
            f"none of {len(new)} links could be reached; see whether this machine is online",
        )
    keep(root / CACHE, known | {url: (today, answer) for url, answer in new.items()}, urls)
    answers |= new
    told = (finding for mention in found for finding in finding_of(mention, answers[mention.url]))
    guarded = sum(answer.state == "guarded" for answer in answers.values())
    return Followed(tuple(in_order(told)), len(new), len(urls) - len(new), guarded)


def _is_unreached(answer: Answer) -> bool:
    return answer.reason in ("host", "connection") or (answer.reason == "timeout" and not answer.status)
