"""Pages: one view, one layout, the chrome around it. Layouts can ask for nothing that is not in the view."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, MutableMapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    meta,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from gongkai.findings import GongkaiError
from gongkai.views.chrome import Chrome
from gongkai.views.shapes import View

_HEADER, _FOOTER = "partials/header.html", "partials/footer.html"
_SUM_BYTES = 32
_SPECIAL = re.compile("[&<>'\"]")


class _Compiled(BytecodeCache):
    """Compiled layouts in a folder, each behind a digest of its bytes: what was damaged is compiled anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            raw = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        if raw[:_SUM_BYTES] == sha256(raw[_SUM_BYTES:]).digest():
            bucket.bytecode_from_string(raw[_SUM_BYTES:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        half = self._folder / f"{bucket.key}.{os.getpid()}"
        half.write_bytes(sha256(code).digest() + code)
        half.replace(self._folder / bucket.key)


class _Environment(Environment):
    """Finds a layout that it has loaded at once: every page asks for a dozen."""

    def __init__(self, layouts: Path, compiled: Path | None) -> None:
        if compiled:
            compiled.mkdir(parents=True, exist_ok=True)
        super().__init__(
            loader=FileSystemLoader(layouts),
            bytecode_cache=_Compiled(compiled) if compiled else None,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._loaded: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - its own name
    ) -> Template:
        if isinstance(name, Template):
            return name
        if name not in self._loaded:
            template = super().get_template(name, parent, globals)
            # Compiled layouts call `escape` of their own module for all they print: a fifth of the time.
            template.root_render_func.__globals__["escape"] = printed
            self._loaded[name] = template
        return self._loaded[name]


def printed(value: object) -> str:
    """What `{{ value }}` prints: `markupsafe.escape`, without making Markup of texts that have nothing to escape."""
    if type(value) is str:
        return escape(value) if _SPECIAL.search(value) else value
    return value if type(value) is Markup else escape(value)


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")


def with_whole_days(text: str) -> str:
    """A text of which no day or moment is cut at its hyphens by the end of a line; for narrow columns."""
    if "-" not in text:
        return text
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(text))))


class PageRenderer:
    """Renders views with the layouts of a folder; `compiled` is a folder to keep compiled layouts in."""

    def __init__(self, layouts: Path, chrome: Chrome, compiled: Path | None = None) -> None:
        self._chrome = chrome
        self._environment = _Environment(layouts, compiled)
        self._environment.globals = {"site": chrome}
        self._partials: dict[tuple[str, str], Markup] = {}
        # Layouts print Markup made in Python; what they could mark as safe themselves would not be.
        del self._environment.filters["safe"]
        self._environment.filters["whole_days"] = with_whole_days

    def closures(self) -> dict[str, str]:
        """By layout of a page: a digest of its text, of all that it includes, and of header and footer."""
        names = (name for name in self._environment.list_templates() if name.startswith("pages/"))
        around = [self._closure(name) for name in (_HEADER, _FOOTER)]
        return {name: _digest("\0".join((self._closure(name), *around))) for name in names}

    def layout_keys(self, closures: Mapping[str, str]) -> dict[str, str]:
        """By layout of a page: what stands for it and for the chrome around it."""
        chrome = repr(self._chrome)
        return {name: _digest(f"{closure}\0{chrome}") for name, closure in closures.items()}

    def _closure(self, layout: str) -> str:
        """The text of a layout and of all that it includes, imports or extends."""
        texts: dict[str, str] = {}
        waiting = [layout]
        while waiting:
            name = waiting.pop()
            if name in texts:
                continue
            try:
                assert self._environment.loader
                texts[name] = self._environment.loader.get_source(self._environment, name)[0]
                found = meta.find_referenced_templates(self._environment.parse(texts[name]))
            except TemplateError as error:
                raise _problem(error, layout, "") from error
            for other in found:
                if other is None:
                    raise GongkaiError(
                        f"页面模板 layouts/{name} 引用的模板不能是变量",
                        f"layouts/{name} includes a template that cannot be known beforehand",
                    )
                waiting.append(other)
        return "\0".join(f"{name}\0{texts[name]}" for name in sorted(texts))

    def render(self, view: View) -> Markup:
        try:
            header = self._partial(_HEADER, view.head.section)
            footer = self._partial(_FOOTER, "")
            layout = self._environment.get_template(view.layout)
            return Markup(layout.render(view=view, header=header, footer=footer))
        except TemplateError as error:
            raise _problem(error, view.layout, view.head.url) from error

    def _partial(self, name: str, section: str) -> Markup:
        """A part that is the same on all pages of a section of the menu, rendered once for each."""
        if (name, section) not in self._partials:
            self._partials[name, section] = Markup(
                self._environment.get_template(name).render(section=section)
            )
        return self._partials[name, section]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def _problem(error: TemplateError, layout: str, url: str) -> GongkaiError:
    place = f"{getattr(error, 'filename', None) or layout}:{getattr(error, 'lineno', '')}"
    page = (f"（页面 {url}）", f" (page {url})") if url else ("", "")
    return GongkaiError(
        f"页面模板有问题：layouts/{layout}（{place}）：{error.message}{page[0]}",
        f"the layout layouts/{layout} fails ({place}): {error.message}{page[1]}",
    )
