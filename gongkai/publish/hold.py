"""Publishing one at a time: who holds `current.json` alone may change the target.

Every change of it is a compare-and-set on what was read, so of two who begin at once one is refused, and one whose
hold was broken finds out before it makes anything current.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType

from gongkai.findings import GongkaiError
from gongkai.publish.release import CURRENT, Lock, State, digest, state_json
from gongkai.publish.store import ConflictError, Store

HOLD = timedelta(minutes=3)
"""How long a hold lasts that is not renewed: after a kill others wait no longer than this."""
_RENEW_SECONDS = HOLD.total_seconds() / 4


def refuse_if_held(state: State, now: datetime, *, break_lock: bool) -> None:
    """Say who is publishing, if somebody is."""
    lock = state.lock
    if lock is None or break_lock or lock.is_over(now):
        return
    raise GongkaiError(
        f"{lock.owner} 从 {lock.since} 起正在发布这个目标。等它做完；如果它已经断了，{lock.until} 以后再发布，"
        "或者加 --break-lock",
        f"{lock.owner} has been publishing to this target since {lock.since}. Wait for it; if it is dead, publish "
        f"again after {lock.until}, or add --break-lock",
    )


class Hold:
    """Holds the target while its block runs; `state` is what `current.json` says now."""

    def __init__(
        self, store: Store, state: State, version: str, owner: str, clock: Callable[[], datetime]
    ) -> None:
        self.state = state
        self._store, self._version, self._owner, self._clock = store, version, owner, clock
        self._busy = asyncio.Lock()
        self._is_lost = False
        self._renewal: asyncio.Task[None] | None = None

    async def begin(self, pending: str = "") -> None:
        """Take hold; `pending` is a release that is going to be published."""
        now = self._clock()
        since = now.replace(microsecond=0).isoformat()
        token = digest(f"{self._owner} {now.isoformat()} {id(self)}".encode())[:16]
        lock = Lock(self._owner, token, since, since)
        names = (*self.state.pending, pending) if pending else self.state.pending
        try:
            await self._write(replace(self.state, pending=names, lock=lock), contested=True)
        except ConflictError:
            raise GongkaiError(
                "另一个人刚刚开始发布这个目标，这次没有发布。等它做完再来",
                "somebody else has just begun to publish to this target; nothing was published. Wait for them",
            ) from None

    async def change(self, state: State) -> None:
        """Write another state; still held."""
        await self._guarded(state)

    async def _guarded(self, state: State | None) -> None:
        try:
            async with self._busy:
                await self._write(state or self.state, contested=False)
        except ConflictError:
            raise _lost() from None

    async def _write(self, state: State, *, contested: bool) -> None:
        lock = state.lock
        if lock:
            until = (self._clock() + HOLD).replace(microsecond=0).isoformat()
            state = replace(state, lock=replace(lock, until=until))
        self._version = await self._store.swap(CURRENT, state_json(state), self._version, contested=contested)
        self.state = state

    async def __aenter__(self) -> Hold:
        self._renewal = asyncio.create_task(self._renew(asyncio.current_task()))
        return self

    async def _renew(self, main: asyncio.Task[object] | None) -> None:
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            try:
                await self._guarded(None)
            except GongkaiError:
                self._is_lost = True
                if main:
                    main.cancel()
                return

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go; what was begun and not finished stays noted."""
        if self._renewal:
            self._renewal.cancel()
            await asyncio.gather(self._renewal, return_exceptions=True)
        if self._is_lost:
            raise _lost() from None
        try:
            await self._guarded(replace(self.state, lock=None))
        except GongkaiError:
            if error is None:
                raise


def _lost() -> GongkaiError:
    return GongkaiError(
        "发布到一半，别人强行接手了这个目标（--break-lock），这次停下了。运行 releases 看看现在是哪一版",
        "somebody took over this target (--break-lock) half-way; this publication has stopped. Run `releases`",
    )
