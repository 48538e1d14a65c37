"""Work done at once in this process, and the one way to hand out tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 16
"""Tasks that wait in the executor: enough to keep it busy, few enough to bound what is in memory."""


class Serial(Executor):
    """Does each task when it is handed over."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def run(executor: Executor, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """Do `work` on every task; results come as they are ready. A failure ends it with the task's own exception."""
    waiting: set[Future[R]] = set()
    try:
        for task in tasks:
            waiting.add(executor.submit(work, task))
            if len(waiting) >= _AHEAD or isinstance(executor, Serial):
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        for future in waiting:
            future.cancel()
