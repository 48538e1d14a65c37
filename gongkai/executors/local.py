"""Work done at once in this process, and the one way to hand out tasks."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 16
"""Tasks that wait in the executor: enough to keep it busy, few enough to bound what is in memory."""


def collect_seldom() -> None:
    """Let this process look for garbage seldom.

    Headers of thousands of records live as long as a build; looking them through every few hundred allocations takes
    a tenth of a large build's time and a third of a small one's.
    """
    gc.set_threshold(100_000, 50, 50)


class Serial(Executor):
    """Does each task when it is handed over."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


_ALONE = Lock()


def _alone(work: Callable[[T], R], task: T) -> R:
    """Workers of a cluster may have several threads; what a process remembers of a build is for one."""
    with _ALONE:
        return work(task)


def run(executor: Executor, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """Do `work` on every task; results come as they are ready. A failure ends it with the task's own exception."""
    waiting: set[Future[R]] = set()
    try:
        for task in tasks:
            if isinstance(executor, Serial):
                yield work(task)
                continue
            waiting.add(executor.submit(_alone, work, task))
            if len(waiting) >= _AHEAD:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        for future in waiting:
            future.cancel()


def run_in_order(executor: Executor, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """As `run`, with the results in the order of the tasks; nothing runs any more when it ends or fails."""
    waiting: deque[Future[R]] = deque()
    try:
        for task in tasks:
            if isinstance(executor, Serial):
                yield work(task)
                continue
            waiting.append(executor.submit(_alone, work, task))
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        wait(waiting)


@contextmanager
def begin(executor: Executor, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Iterator[R]]:
    """Hand out tasks, few and small, and do something else in the block; the results are asked for at its end."""
    futures = [executor.submit(_alone, work, task) for task in tasks]
    try:
        yield (future.result() for future in futures)
    finally:
        for future in futures:
            future.cancel()
