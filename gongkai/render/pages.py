"""Pages: one view, one layout, the chrome around it. Layouts can ask for nothing that is not in the view."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError
from markupsafe import Markup, escape

from gongkai.findings import GongkaiError
from gongkai.views.shapes import Chrome, View

_SPECIAL = re.compile("[&<>'\"]")


class _Environment(Environment):
    """Finds a layout that it has loaded at once: every page asks for a dozen."""

    def __init__(self, layouts: Path) -> None:
        super().__init__(
            loader=FileSystemLoader(layouts),
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


class PageRenderer:
    """Renders views with the layouts of a folder."""

    def __init__(self, layouts: Path, chrome: Chrome) -> None:
        self._environment = _Environment(layouts)
        self._environment.globals = {"site": chrome}
        self._partials: dict[tuple[str, str], Markup] = {}
        # Layouts print Markup made in Python; what they could mark as safe themselves would not be.
        del self._environment.filters["safe"]

    def render(self, view: View) -> Markup:
        try:
            header = self._partial("partials/header.html", view.head.section)
            footer = self._partial("partials/footer.html", "")
            layout = self._environment.get_template(view.layout)
            return Markup(layout.render(view=view, header=header, footer=footer))
        except TemplateError as error:
            place = f"{getattr(error, 'filename', None) or view.layout}:{getattr(error, 'lineno', '')}"
            raise GongkaiError(
                f"页面模板有问题：layouts/{view.layout}（{place}）：{error.message}（页面 {view.head.url}）",
                f"the layout layouts/{view.layout} fails ({place}): {error.message} (page {view.head.url})",
            ) from error

    def _partial(self, name: str, section: str) -> Markup:
        """A part that is the same on all pages of a section of the menu, rendered once for each."""
        if (name, section) not in self._partials:
            self._partials[name, section] = Markup(
                self._environment.get_template(name).render(section=section)
            )
        return self._partials[name, section]
