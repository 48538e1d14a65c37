"""serve: what is looked at is shown first, the whole site follows, the search index last.

A saved record is read and shown at once, by what the last build knew of the rest; then the site is built, which is
right in any case; and only when nothing was saved for some seconds the search index is brought up to date.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from watchfiles import DefaultFilter, watch

from gongkai.catalog.addresses import Addresses
from gongkai.cli.console import describe
from gongkai.cli.group import Context
from gongkai.content.load import load_config
from gongkai.content.walk import is_ignored
from gongkai.findings import Finding, GongkaiError
from gongkai.output.site import make_spare
from gongkai.pipeline.build import build_site
from gongkai.pipeline.glance import glance, is_known, page_of, survey
from gongkai.pipeline.job import Whole
from gongkai.pipeline.outcome import Built
from gongkai.rules.review import CODES
from gongkai.serve import Background, Preview, PreviewState

_WAIT_MS = 50
"""For more changes before the first answer; an editor may write a file in several steps."""
_STEP_MS = 20
_FEW = 10
"""Records that are shown before the whole is built."""


def serve_site(context: Context, site: Path, port: int) -> None:
    """Preview until it is interrupted."""
    state = PreviewState()
    try:
        preview = Preview(site, state, port, _prefix(context))
    except OSError as error:
        raise GongkaiError(
            f"端口 {port} 用不了（{error.strerror}），换一个：--port {port + 1}",
            f"port {port} cannot be used ({error.strerror}); try --port {port + 1}",
        ) from error
    preview.start()
    context.voice.result(preview.url)
    session = _Session(context, site, state)
    session.background.start()
    try:
        session.follow_changes()
    except KeyboardInterrupt:
        context.voice.say("预览结束。", "preview ended")
    finally:
        preview.stop()
        session.background.end()


def _prefix(context: Context) -> str:
    config = load_config(context.root)
    return Addresses(config).root if config else ""


class _Session:
    """One run of `serve`: what the last build knew, and the errors that are shown."""

    def __init__(self, context: Context, site: Path, state: PreviewState) -> None:
        self._context, self._site, self._state = context, site, state
        self._root = context.root.resolve()
        self._whole: Whole | None = None
        self._errors: list[Finding] = []
        self.background = Background(self._build_pages, self._build_search)

    def follow_changes(self) -> None:
        """Return when the background fails."""
        usual = DefaultFilter()
        names = ("config.yaml", "content", "layouts")
        watched = [path for name in names if (path := self._root / name).exists()]
        for changes in watch(
            *watched,
            watch_filter=lambda change, path: usual(change, path) and not is_ignored(Path(path).name),
            debounce=_WAIT_MS,
            step=_STEP_MS,
            stop_event=self.background.ended,
            raise_interrupt=True,
        ):
            self._show_first({Path(path) for _, path in changes})
            self.background.tell_change()

    def _show_first(self, changed: Iterable[Path]) -> None:
        """Show the records that changed; not if something else did too, which they may hang together with."""
        whole = self._whole
        paths = [path.relative_to(self._root).as_posix() for path in sorted(changed) if path.exists()]
        if whole is not None and all(is_known(whole, path) for path in paths):
            self._show(whole, paths)

    def _show(self, whole: Whole, paths: Sequence[str]) -> None:
        """Show the pages of a few records ahead of the build, those first that are looked at."""
        looked_at = self._state.looked_at()
        places = {page: place for place, page in enumerate(looked_at)}
        for path in sorted(paths, key=lambda path: places.get(page_of(path), len(places)))[:_FEW]:
            if found := glance(whole, path):
                self._errors = [*_but_of(self._errors, path), *_errors(found.findings)]
                self._state.show(found.pages, self._describe(self._errors))

    def _build_pages(self) -> bool:
        """Build all but the search index; whether that is left to do."""
        built = self._build(with_search=False)
        if built and built.whole:
            self._whole = built.whole
        elif self._whole is None:
            self._whole = survey(self._context.root, self._context.today)
        if built and built.whole and not built.pages:
            self._show_unreviewed(built)
        make_spare(self._site)
        return bool(built and built.is_search_behind)

    def _show_unreviewed(self, built: Built) -> None:
        """No build makes what nobody signed yet; who writes it wants to see it all the same."""
        lacking = (finding.location.path for finding in built.findings if finding.code.startswith(CODES))
        if built.whole:
            self._show(built.whole, [path for path in dict.fromkeys(lacking) if is_known(built.whole, path)])

    def _build_search(self) -> None:
        self._build(with_search=True)

    def _build(self, *, with_search: bool) -> Built | None:
        """Build once and tell the open pages; a failure is told and the old pages stay."""
        voice, started, begun = self._context.voice, time.monotonic(), self._state.number
        try:
            built = build_site(
                self._context.root,
                self._site,
                self._context.today,
                lambda _done, _total: self.background.end_if_told(),
                precompress="keep",  # without siblings the next `build` would have to write the whole site anew
                with_search=with_search,
            )
        except GongkaiError as error:
            voice.error(error.zh, error.en)
            self._state.report(error.text(voice.language), begun)
            return None
        errors = _errors(built.findings)
        if self._state.number == begun:
            self._errors = errors
        self._state.report(self._describe(errors), begun)
        if with_search:
            voice.say("搜索已更新。", "search is up to date")
            return built
        voice.findings(built.findings)
        if built.pages:
            seconds = time.monotonic() - started
            voice.say(
                f"已更新：{built.pages} 个页面（重做 {built.rendered} 个），{seconds:.1f} 秒",
                f"updated: {built.pages} pages ({built.rendered} anew), {seconds:.1f} s",
            )
        return built

    def _describe(self, errors: list[Finding]) -> str:
        return describe(errors, self._context.voice.language)


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _but_of(findings: Iterable[Finding], path: str) -> list[Finding]:
    return [finding for finding in findings if finding.location.path != path]
