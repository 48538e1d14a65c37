"""From products to files of the site: what shows the same by the same layout as last time is left as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from msgspec.msgpack import encode

from gongkai.cache.signs import PageState, Sign
from gongkai.output.files import write_file
from gongkai.pipeline.job import Job, Shared
from gongkai.plan import Product


@dataclass(frozen=True, slots=True)
class Before:
    """What the same products were in the last build, by path."""

    pages: Mapping[str, PageState]
    outputs: Mapping[str, Sign]


def before_of(pages: Iterable[PageState] = (), outputs: Iterable[Sign] = ()) -> Before:
    return Before({page.path: page for page in pages}, {sign.path: sign for sign in outputs})


@dataclass(slots=True)
class Written:
    """Pages and files of one record or part; `rendered` counts the pages that were made anew."""

    pages: list[PageState] = field(default_factory=list)
    outputs: list[Sign] = field(default_factory=list)
    rendered: int = 0


def write_products(job: Job, shared: Shared, products: Iterable[Product], before: Before) -> Written:
    """Write what is new below the staging folder of the job."""
    written = Written()
    for product in products:
        if isinstance(product, tuple):
            path, content = product
        else:
            path = shared.addresses.output_path(product.head.url)
            page = PageState(path, product.layout, digest_of_view(product))
            written.pages.append(page)
            if (
                product.layout in job.same_layouts
                and before.pages.get(path) == page
                and path in before.outputs
            ):
                written.outputs.append(before.outputs[path])
                continue
            content = shared.renderer.render(product).encode()
            written.rendered += 1
        written.outputs.append(write_content(job, path, content, before.outputs.get(path)))
    return written


def digest_of_view(view: object) -> str:
    """Stands for everything that a view shows."""
    return hashlib.blake2b(encode(view, enc_hook=_markup), digest_size=16).hexdigest()


def _markup(value: object) -> object:
    """Text that is HTML already is told apart from text that is not."""
    if isinstance(value, Markup):
        return ("html", str(value))
    raise TypeError(type(value))


def write_content(job: Job, path: str, content: bytes, before: Sign | None) -> Sign:
    """Write one file, unless it is there already."""
    if before and before.size == len(content) and before.digest == hashlib.sha256(content).hexdigest():
        return before
    file = write_file(Path(job.staging), path, content)
    return Sign(path, file.size, file.modified, file.sha256)
