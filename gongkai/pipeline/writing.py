"""From products to files of the site: what shows the same by the same layout as last time is left as it is.

Where the site is to be compressed, a file's siblings (see `output.compress`) are written with it, by the same worker,
and are outputs of the same record or part. So they are verified, kept, replaced and taken away with their file, the
site is still swapped in whole, and no other module has to know of them. A second pass after the swap would save
nothing that counts: it would show a site whose siblings are old or missing, change its manifest afterwards, and
read every page again. What a file costs, it costs once: as long as it is kept, its siblings are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from msgspec.msgpack import encode

from gongkai.cache.signs import PageState, Sign
from gongkai.output.compress import SIBLINGS, compress
from gongkai.output.files import Written as WrittenFile
from gongkai.output.files import sign_of_file, write_file
from gongkai.pipeline.job import Job, Shared
from gongkai.plan.parts import Image, Product


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
        if isinstance(product, Image):
            written.outputs += _write_image(job, product, before.outputs, written.outputs)
            continue
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
                written.outputs += kept_signs(path, before.outputs)
                continue
            content = shared.renderer.render(product).encode()
            written.rendered += 1
        written.outputs += write_content(job, path, content, before.outputs)
    return written


def _write_image(job: Job, image: Image, before: Mapping[str, Sign], written: Iterable[Sign]) -> list[Sign]:
    """The same engine draws the same image of the same source: one that is there stays."""
    source = next(sign for sign in written if sign.path == image.source)
    former = before.get(image.source)
    if job.same_engine and image.path in before and former and former.digest == source.digest:
        return kept_signs(image.path, before)
    return write_content(job, image.path, image.make(), before)


def digest_of_view(view: object) -> str:
    """Stands for everything that a view shows."""
    return hashlib.blake2b(encode(view, enc_hook=_markup), digest_size=16).hexdigest()


def _markup(value: object) -> object:
    """Text that is HTML already is told apart from text that is not."""
    if isinstance(value, Markup):
        return ("html", str(value))
    raise TypeError(type(value))


def write_content(job: Job, path: str, content: bytes, before: Mapping[str, Sign]) -> list[Sign]:
    """Write one file and its siblings, unless they are there already."""
    sign = before.get(path)
    if sign and sign.size == len(content) and sign.digest == hashlib.sha256(content).hexdigest():
        return kept_signs(path, before)
    file = write_file(Path(job.staging), path, content)
    return [_sign(file), *_write_siblings(job, file, content)]


def kept_signs(path: str, before: Mapping[str, Sign]) -> list[Sign]:
    """A file that is left as it is, with its siblings; `build` sees to it that they are as this job wants them."""
    return [before[name] for name in (path, *(path + ending for ending in SIBLINGS)) if name in before]


def adopt_file(job: Job, path: str) -> list[Sign]:
    """A file that another tool wrote below the staging folder, with siblings written beside it."""
    folder = Path(job.staging)
    file = sign_of_file(folder, path)
    return [
        _sign(file),
        *(_write_siblings(job, file, (folder / path).read_bytes()) if job.precompress else ()),
    ]


def _write_siblings(job: Job, file: WrittenFile, content: bytes) -> Iterator[Sign]:
    """They have the time of their file: a server tells readers the same time, whichever it hands out."""
    if job.precompress:
        for path, raw in compress(file.path, content):
            yield _sign(write_file(Path(job.staging), path, raw, file.modified))


def _sign(file: WrittenFile) -> Sign:
    return Sign(file.path, file.size, file.modified, file.sha256)
