"""Pages: one view, one layout, the chrome around it. Layouts can ask for nothing that is not in the view."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
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
        self._environment.globals = {"site": chrome}
        # Layouts print Markup made in Python; what they could mark as safe themselves would not be.
        del self._environment.filters["safe"]

    def render(self, view: View) -> Markup:
        try:
            return Markup(self._environment.get_template(view.layout).render(view=view))
        except TemplateError as error:
            place = f"{getattr(error, 'filename', None) or view.layout}:{getattr(error, 'lineno', '')}"
            raise GongkaiError(
                f"页面模板有问题：layouts/{view.layout}（{place}）：{error.message}（页面 {view.head.url}）",
                f"the layout layouts/{view.layout} fails ({place}): {error.message} (page {view.head.url})",
            ) from error
