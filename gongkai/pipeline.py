"""The order of the stages, and nothing else: load, index, check, publish, plan, render, output, search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.catalog.addresses import Addresses
from gongkai.catalog.coverage import Groups
from gongkai.catalog.files import place_files, public_file_paths
from gongkai.catalog.index import Catalog, build_catalog
from gongkai.catalog.public import publish
from gongkai.content.digests import digest_files
from gongkai.content.load import load
from gongkai.content.places import locate
from gongkai.findings import Finding, GongkaiError, has_errors, in_order
from gongkai.output.site import Staging, staged
from gongkai.plan import plan_files, plan_pages
from gongkai.render.assets import BUNDLE, Assets, read_assets
from gongkai.render.pages import PageRenderer
from gongkai.rules import check
from gongkai.search import SearchEngine, SearchError, choose_engine
from gongkai.search.collect import collect_segments
from gongkai.views.chrome import chrome_of
from gongkai.views.pages import SearchParts
from gongkai.views.portal import Portal

Tick = Callable[[int, int], None]
"""Called with what is done and how much there is in all."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`catalog` is None when the content could not be read at all; then there are errors."""

    catalog: Catalog | None
    findings: tuple[Finding, ...]


def check_project(root: Path, today: date) -> Checked:
    """Read the project and apply every rule."""
    loaded = load(root)
    findings = list(loaded.findings)
    catalog = None
    if loaded.content:
        catalog = build_catalog(loaded.content)
        findings += check(catalog, today)
    return Checked(catalog, tuple(in_order(locate(root, findings))))


@dataclass(frozen=True, slots=True)
class Built:
    """`pages` is 0 and nothing was written when there are errors among the findings."""

    findings: tuple[Finding, ...]
    records: int = 0
    pages: int = 0


def build_site(root: Path, site: Path, today: date, tick: Tick, engine: SearchEngine | None = None) -> Built:
    """Check the project and, if nothing is wrong, write the whole site; else leave `site` as it is."""
    checked = check_project(root, today)
    if checked.catalog is None or has_errors(checked.findings):
        return Built(checked.findings)
    public = publish(checked.catalog, today)
    addresses = Addresses(public.config)
    files = place_files(public, addresses, digest_files(root, public_file_paths(public)))
    portal = Portal(public, addresses, files)
    assets = read_assets(root / "layouts", addresses)
    with staged(site) as staging:
        chosen = engine or choose_engine(public.config.search.engine, len(public.entries))
        search = _write_search(portal, staging, assets, chosen)
        pages = _write_pages(root, portal, assets, search, staging, tick)
        for path, content in assets.files.items():
            staging.write(path, content)
        for file in files.values():
            staging.write(addresses.output_path(file.url), (root / file.source).read_bytes())
    return Built(checked.findings, len(public.records), pages)


def _write_search(portal: Portal, staging: Staging, assets: Assets, engine: SearchEngine) -> SearchParts:
    """Write the search index. Pagefind's has files at fixed names, so its folder is named after all of them;
    the other's only has a root, and stays where it is."""
    to = portal.addresses.to
    segments, reader = collect_segments(portal)
    try:
        engine.write_index(segments, reader, staging.folder / "search/index", None, None)
    except SearchError as error:
        raise GongkaiError(
            f"搜索索引没有写成：{error}", f"the search index could not be written: {error}"
        ) from error
    has_segments = engine.name == "segments"
    bundle = staging.take_in("search/index", "search/index", is_stable=has_segments)
    script = assets.urls[BUNDLE if has_segments else "scripts/search/pagefind-page.js"]
    return SearchParts(
        engine="segments" if has_segments else "pagefind",
        bundle_url=to(f"{bundle}/"),
        script_url=f"../{script.removeprefix(to(''))}" if has_segments else script,
        style_url=assets.urls["styles/search.css"],
    )


def _write_pages(
    root: Path, portal: Portal, assets: Assets, search: SearchParts, staging: Staging, tick: Tick
) -> int:
    """Render and write every page and generated file; returns the number of pages."""
    addresses, groups = portal.addresses, Groups(portal.catalog)
    renderer = PageRenderer(root / "layouts", chrome_of(portal, assets.urls))
    urls = []
    for done, view in enumerate(plan_pages(portal, groups, search), 1):
        staging.write(addresses.output_path(view.head.url), renderer.render(view).encode())
        urls.append(view.head.url)
        tick(done, max(done, len(portal.catalog.records)))
    for path, content in plan_files(portal, groups, urls, assets.urls["icons/icon.svg"]):
        staging.write(path, content)
    return len(urls)
