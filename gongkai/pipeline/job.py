"""What a worker is told of the whole: small, and the same for all tasks of a build; the rest it reads for itself."""

from __future__ import annotations

import contextlib
import pickle
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongkai.cache.store import LostError, Store
from gongkai.catalog.addresses import Addresses
from gongkai.catalog.scope import Surroundings
from gongkai.content.markup import RenderedText, TextKey, TextTooDeepError, remember_rendered, render_markdown
from gongkai.findings import Finding
from gongkai.model.content import Content
from gongkai.render.assets import Assets, read_assets
from gongkai.render.pages import PageRenderer
from gongkai.views.chrome import chrome_of


@dataclass(frozen=True, slots=True)
class Job:
    """`content` names the blob of the shared content, `layouts` stands for the folder of layouts.

    `staging` is where pages are written ("" to check only). `same_layouts` are those that give the same page for the
    same view as in the last build. `precompress`: compressed siblings are written too. `same_engine`: what the last
    build drew from the same source is the same image.
    """

    root: Path
    store: Path
    content: str
    layouts: str = ""
    staging: str = ""
    same_layouts: frozenset[str] = frozenset()
    precompress: bool = False
    same_engine: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """What a build knew of all records: with it in memory, one page can be made at once (see `pipeline.glance`)."""

    job: Job
    around: Surroundings


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages are made with."""

    content: Content
    addresses: Addresses
    assets: Assets
    renderer: PageRenderer


def put_content(store: Store, content: Content | None, findings: tuple[Finding, ...]) -> str:
    """Keep the shared content, with what was found on reading it and the texts of its pages as rendered."""
    pages = (*content.pages, *content.campaigns) if content else ()
    texts: dict[TextKey, RenderedText] = {}
    for page in pages:
        for title in (page.fields.title, ""):
            with contextlib.suppress(TextTooDeepError):  # a rule tells of it
                texts[page.body, title] = render_markdown(page.body, title)
    return store.put(pickle.dumps((content, findings, texts), pickle.HIGHEST_PROTOCOL))


def get_content(store: Store, name: str) -> tuple[Content | None, tuple[Finding, ...]] | None:
    """The shared content; None where the cache lost it. The blob is what this program wrote: its name is its hash."""
    raw = store.get(name)
    if raw is None:
        return None
    content, findings, texts = pickle.loads(raw)
    remember_rendered(texts)
    return content, findings


@lru_cache(maxsize=2)
def content_of(store: Path, name: str) -> Content:
    """The shared content, once a process and build."""
    found = get_content(Store(store), name)
    if found is None or found[0] is None:
        raise LostError
    return found[0]


def shared_of(job: Job) -> Shared:
    """What the pages of a job are made with, once a process and build."""
    return _shared_of(job.root, job.store, job.content, job.layouts)


@lru_cache(maxsize=2)
def _shared_of(root: Path, store: Path, content: str, _layouts: str) -> Shared:
    return make_shared(root, content_of(store, content), store)


def make_shared(root: Path, content: Content, store: Path) -> Shared:
    addresses = Addresses(content.config)
    assets = read_assets(root / "layouts", addresses)
    chrome = chrome_of(content, addresses, assets.urls)
    return Shared(content, addresses, assets, PageRenderer(root / "layouts", chrome, store / "layouts"))
