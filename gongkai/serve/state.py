"""What the pages that are open are told: what went wrong, what is shown ahead of the build, and when to look again."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

_WAIT_SECONDS = 20
_MOST_LOOKED_AT = 20


@dataclass(slots=True)
class PreviewState:
    """Every change has a number, and wakes the pages that wait for it. Paths are those of files below the site."""

    number: int = 0
    problems: str = ""
    _ahead: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    _looked_at: dict[str, None] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def show(self, pages: Mapping[str, bytes], problems: str) -> None:
        """Show pages that the site on the disk has not got yet."""
        with self._changed:
            self.number += 1
            self._ahead |= {path: (self.number, content) for path, content in pages.items()}
            self.problems = problems
            self._changed.notify_all()

    def report(self, problems: str, begun: int) -> None:
        """Tell the pages of a finished build; `problems` is empty when it went well.

        `begun` is the number there was when it began. What was shown ahead up to then stands on the disk now, if the
        build went well; what is known of problems since then is newer than what it knows.
        """
        with self._changed:
            if not problems:
                self._ahead = {path: page for path, page in self._ahead.items() if page[0] > begun}
            if self.number == begun:
                self.problems = problems
            self.number += 1
            self._changed.notify_all()

    def wait_for_news(self, known: int) -> tuple[int, str]:
        """Return number and problems once there is a change since `known`, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != known, _WAIT_SECONDS)
            return self.number, self.problems

    def page_ahead(self, path: str) -> bytes | None:
        """What is shown in place of a file of the site."""
        with self._changed:
            return self._ahead[path][1] if path in self._ahead else None

    def look_at(self, path: str) -> None:
        """Somebody looks at a page."""
        with self._changed:
            self._looked_at.pop(path, None)
            self._looked_at[path] = None
            while len(self._looked_at) > _MOST_LOOKED_AT:
                del self._looked_at[next(iter(self._looked_at))]

    def looked_at(self) -> list[str]:
        """The pages that were looked at last, the latest first."""
        with self._changed:
            return list(reversed(self._looked_at))
