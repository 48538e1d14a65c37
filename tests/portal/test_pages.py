"""The whole demo portal, every page: valid HTML, no dead link, the required tags, nothing from outside."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

from gongkai.model.kinds import FOLDERS, KINDS
from tests.conftest import REPOSITORY
from tests.reading import read_project

SITE_TAGS = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN_TAGS = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
CONTENT_TAGS = {"ArticleTitle", "PubDate", "ContentSource"}


@cache
def pages(site: Path) -> dict[str, ElementTree.Element]:
    """Every page by its address, parsed strictly: any error of HTML syntax fails."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        try:
            found[address] = parser.parse(path.read_text("utf-8"))
        except html5lib.html5parser.ParseError as error:
            raise AssertionError(f"{address}: {error}") from error
    return found


def meta(tree: ElementTree.Element) -> dict[str, str]:
    return {node.get("name", ""): node.get("content", "") for node in tree.iter("meta") if node.get("name")}


def text_of(node: ElementTree.Element) -> str:
    return "".join(node.itertext())


def test_there_are_all_the_pages_that_were_asked_for(demo_site: Path) -> None:
    found = pages(demo_site).keys()
    content = read_project(REPOSITORY).content
    expected = {
        "/",
        "/catalog/",
        "/units/",
        "/themes/",
        "/disclosures/",
        "/years/",
        "/search/",
        "/sitemap/",
        "/404.html",
    }
    expected |= {
        "/zfxxgk/",
        "/zfxxgk/zhinan/",
        "/zfxxgk/zhidu/",
        "/zfxxgk/fdzdgknr/",
        "/zfxxgk/nianbao/",
        "/zfxxgk/ysqgk/",
    }
    expected |= {f"/{kind}/" for kind in KINDS} | {f"/units/{unit}/" for unit in content.units}
    expected |= {f"/themes/{term.code}/" for term in content.vocabularies["topics"].terms}
    expected |= {f"/disclosures/{term.code}/" for term in content.vocabularies["five_disclosures"].terms}
    expected |= {f"/zfxxgk/fdzdgknr/{term.code}/" for term in content.vocabularies["statutory"].terms}
    for field in content.standard.fields:
        expected |= {f"/catalog/{field.field}/"} | {
            f"/catalog/{field.field}/{item.id}/" for item in field.items
        }
    assert expected <= found
    assert len(content.standard.fields) == 26
    assert sum(len(field.items) for field in content.standard.fields) >= 110


def test_the_demo_county_is_large_and_covers_everything(demo_site: Path) -> None:
    project = read_project(REPOSITORY)
    content, records = project.content, project.records
    assert demo_site.is_dir()
    assert len(records) >= 250
    assert len(content.units) >= 25
    assert {record.kind for record in records} == FOLDERS.keys()
    field_of = content.standard.field_of
    covered = {field_of[item].field for record in records for item in record.fields.items}
    assert len(covered) == 26
    assert {record.fields.disclosure for record in records} == {"主动公开", "依申请公开", "不予公开"}
    assert any(record.fields.attachments for record in records)
    assert content.config.notice
    assert "虚构" in content.config.notice


def test_required_meta_tags(demo_site: Path) -> None:
    for address, tree in pages(demo_site).items():
        tags = meta(tree)
        required = SITE_TAGS | COLUMN_TAGS
        is_record = re.fullmatch(r"/units/[^/]+/[^/]+/(?:[^/]+/)*[^/]+/", address) and "ArticleTitle" in tags
        if is_record:
            required |= CONTENT_TAGS
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", tags["PubDate"]), address
            (heading,) = tree.iter("h1")
            assert " ".join(text_of(heading).split()) == " ".join(tags["ArticleTitle"].split()), address
        missing = {name for name in required if not tags.get(name)}
        assert not missing, f"{address}: {missing}"


def test_every_record_page_carries_the_content_tags(demo_site: Path) -> None:
    for address in _record_addresses(demo_site):
        assert meta(pages(demo_site)[address]).keys() >= CONTENT_TAGS, address


def _record_addresses(site: Path) -> Iterator[str]:
    for path in sorted(site.glob("units/**/index.json")):
        yield "/" + path.relative_to(site).as_posix().removesuffix("index.json")


def test_no_link_is_dead_and_no_page_asks_anything_of_outside(demo_site: Path) -> None:
    trees = pages(demo_site)
    anchors = {
        address: {node.get("id") for node in tree.iter() if node.get("id")} for address, tree in trees.items()
    }
    for address, tree in trees.items():
        for node in tree.iter():
            if not isinstance(node.tag, str):
                continue
            for name in ("href", "src"):
                link = node.get(name)
                if link is None:
                    continue
                parts = urlsplit(urljoin(f"https://www.yunxi.example{address}", link))
                if node.tag not in ("a", "link") or (
                    node.tag == "link" and node.get("rel") not in ("canonical", None)
                ):
                    assert parts.netloc == "www.yunxi.example", f"{address} loads {link}"
                if parts.netloc != "www.yunxi.example" or parts.scheme in ("mailto", "tel"):
                    continue
                path = unquote(parts.path)
                target = demo_site / path.lstrip("/")
                assert (target / "index.html").is_file() if path.endswith("/") else target.is_file(), (
                    f"{address}: {link}"
                )
                if parts.fragment and path in anchors:
                    assert unquote(parts.fragment) in anchors[path], f"{address}: {link}"


def test_structure_for_screen_readers(demo_site: Path) -> None:
    for address, tree in pages(demo_site).items():
        root = next(tree.iter("html"))
        assert (root.get("lang") or "").startswith("zh"), address
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), f"{address}: the same id twice"
        levels = [
            int(node.tag[1])
            for node in tree.iter()
            if isinstance(node.tag, str) and re.fullmatch("h[1-6]", node.tag)
        ]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (
            f"{address}: {levels}"
        )
        assert all(text_of(node).strip() for node in tree.iter() if node.tag in ("h1", "h2", "h3", "h4")), (
            address
        )
        for image in tree.iter("img"):
            assert image.get("alt"), address
        for cell in tree.iter("th"):
            assert cell.get("scope"), address
        assert any(node.get("id") == "main" for node in tree.iter("main")), address


def test_footer_has_its_required_parts(demo_site: Path) -> None:
    for address, tree in pages(demo_site).items():
        if any(node.get("http-equiv") == "refresh" for node in tree.iter("meta")):
            continue  # an old address shows nothing but the way to the new one
        (footer,) = tree.iter("footer")
        text = text_of(footer)
        for part in (
            "3307990001",
            "东ICP备20260001号-1",
            "东公网安备33079902000001号",
            "云溪县人民政府办公室",
            "0578-6200100",
            "站点地图",
            "找错",
        ):
            assert part in text, f"{address}: {part}"


def test_the_policy_is_strict_and_scripts_stand_on_the_search_page_only(demo_site: Path) -> None:
    for address, tree in pages(demo_site).items():
        (policy,) = (
            node.get("content", "")
            for node in tree.iter("meta")
            if node.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none'"), address
        assert "unsafe-inline" not in policy
        scripts = [node for node in tree.iter("script") if node.get("type") != "application/ld+json"]
        assert bool(scripts) == (address == "/search/"), address
        assert not any(node.get("style") for node in tree.iter()), address


def test_json_ld_is_json(demo_site: Path) -> None:
    types = set()
    for address, tree in pages(demo_site).items():
        for node in tree.iter("script"):
            if node.get("type") == "application/ld+json":
                document = json.loads(text_of(node))
                assert document["@context"] == "https://schema.org", address
                types.add(document["@type"])
    assert types >= {
        "WebSite",
        "BreadcrumbList",
        "Legislation",
        "Article",
        "Event",
        "GovernmentService",
        "Dataset",
        "GovernmentOrganization",
    }


def test_feeds_and_sitemaps_are_well_formed_and_complete(demo_site: Path) -> None:
    content = read_project(REPOSITORY).content
    folders = ["", *KINDS, *(f"units/{unit}" for unit in content.units)]
    for field in content.standard.fields:
        folders += [f"catalog/{field.field}", *(f"catalog/{field.field}/{item.id}" for item in field.items)]
    atom = "{http://www.w3.org/2005/Atom}"
    for folder in folders:
        feed = ElementTree.parse(demo_site / folder / "feed.xml").getroot()
        assert feed.tag == f"{atom}feed"
        for name in ("id", "title", "updated", "author"):
            assert feed.find(f"{atom}{name}") is not None, folder
        entries = [
            (entry.findtext(f"{atom}id"), entry.findtext(f"{atom}title"))
            for entry in feed.iter(f"{atom}entry")
        ]
        twin = json.loads((demo_site / folder / "feed.json").read_text("utf-8"))
        assert twin["version"] == "https://jsonfeed.org/version/1.1"
        assert [(item["id"], item["title"]) for item in twin["items"]] == entries
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed: set[str] = set()
    for node in ElementTree.parse(demo_site / "sitemap.xml").getroot().iter(f"{namespace}loc"):
        part = demo_site / urlsplit(node.text or "").path.lstrip("/")
        listed |= {
            unquote(urlsplit(loc.text or "").path)
            for loc in ElementTree.parse(part).getroot().iter(f"{namespace}loc")
        }
    hidden = {
        address
        for address, tree in pages(demo_site).items()
        if any(node.get("content") == "noindex" for node in tree.iter("meta"))
    }
    assert hidden, "there are old addresses, and a record that was taken back"
    assert listed == pages(demo_site).keys() - {"/404.html"} - hidden


def test_every_record_has_its_json_twin(demo_site: Path) -> None:
    count = 0
    for path in demo_site.glob("units/**/index.json"):
        data = json.loads(path.read_text("utf-8"))
        assert data["fields"]["title"]
        assert "reviews" not in data["fields"]
        assert data["url"].startswith("https://www.yunxi.example/units/")
        count += 1
    assert count >= 250


@pytest.mark.parametrize(
    "address", ["/units/mzj/documents/2026/dibao-biaozhun/", "/units/mzj/services/2026/dibao-shenqing/"]
)
def test_a_record_page_weighs_at_most_30_kb(demo_site: Path, address: str) -> None:
    import gzip

    page = (demo_site / address.lstrip("/") / "index.html").read_bytes()
    (style,) = demo_site.glob("assets/site.*.css")
    assert len(gzip.compress(page)) + len(gzip.compress(style.read_bytes())) <= 30_000
