"""Pages: one view, one layout, the chrome around it. Layouts can ask for nothing that is not in the view."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, meta
from markupsafe import Markup

from gongkai.findings import GongkaiError
from gongkai.views.shapes import Chrome, View


class PageRenderer:
    """Renders views with the layouts of a folder."""

    def __init__(self, layouts: Path, chrome: Chrome) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(layouts),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._chrome = chrome
        self._environment.globals = {"site": chrome}
        # Layouts print Markup made in Python; what they could mark as safe themselves would not be.
        del self._environment.filters["safe"]

    def layout_keys(self) -> dict[str, str]:
        """By layout of a page: what stands for its text, all that it includes, and the chrome."""
        names = (name for name in self._environment.list_templates() if name.startswith("pages/"))
        chrome = repr(self._chrome)
        return {name: sha256(f"{self._closure(name)}\0{chrome}".encode()).hexdigest()[:32] for name in names}

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
            return Markup(self._environment.get_template(view.layout).render(view=view))
        except TemplateError as error:
            raise _problem(error, view.layout, view.head.url) from error


def _problem(error: TemplateError, layout: str, url: str) -> GongkaiError:
    place = f"{getattr(error, 'filename', None) or layout}:{getattr(error, 'lineno', '')}"
    page = (f"（页面 {url}）", f" (page {url})") if url else ("", "")
    return GongkaiError(
        f"页面模板有问题：layouts/{layout}（{place}）：{error.message}{page[0]}",
        f"the layout layouts/{layout} fails ({place}): {error.message}{page[1]}",
    )
