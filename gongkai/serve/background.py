"""Work that follows changes in a thread of its own: soon after them, and again when it was quiet for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable

_LAST_SECONDS = 5
"""For what is under way when all is to end."""


class EndedError(Exception):
    """The work is to end, whatever it is doing."""


class Background:
    """Calls `soon` at once and after each change, and `later` in a quiet time where `soon` says that there is need.

    Changes that come close upon each other are waited for: `pause` seconds since the last. The first answer to a
    change is not given here, so the pause also leaves the machine to those who fetch it.
    """

    def __init__(
        self, soon: Callable[[], bool], later: Callable[[], None], pause: float = 0.3, quiet: float = 5
    ) -> None:
        self._soon, self._later, self._pause, self._quiet = soon, later, pause, quiet
        self._changed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="build", daemon=True)
        self.ended = threading.Event()
        """Set when the work has ended: it was told to, or it failed."""
        self._failure: BaseException | None = None

    def start(self) -> None:
        self._thread.start()

    def tell_change(self) -> None:
        self._changed.set()

    def end_if_told(self) -> None:
        """To be called now and then by the work: leave it when all is to end."""
        if self.ended.is_set():
            raise EndedError

    def end(self) -> None:
        """End the work; raises what it failed of."""
        self.ended.set()
        self._changed.set()
        self._thread.join(_LAST_SECONDS)
        if self._failure:
            raise self._failure

    def _run(self) -> None:
        try:
            while not self.ended.is_set():
                if self._soon() and not self._changed.wait(self._quiet):
                    self._later()
                self._changed.wait()
                while self._changed.is_set():
                    self._changed.clear()
                    self._changed.wait(self._pause)
        except EndedError:
            pass
        except BaseException as error:  # it is raised again by `end`
            self._failure = error
            self.ended.set()
