"""Open the executor that was asked for: `serial`, `process:4`, `dask:tcp://10.0.0.5:8786`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from gongkai.executors.local import Serial, collect_seldom
from gongkai.findings import GongkaiError

T = TypeVar("T")
_FORMS = "serial、process:4、dask:tcp://主机:8786"


@contextmanager
def open_executor(name: str) -> Iterator[Executor]:
    """Yield an executor; it is closed when the block ends.

    Workers of a cluster must see the project folder under the same path.
    """
    kind, _, detail = name.partition(":")
    if kind == "serial" and not detail:
        yield Serial()
    elif kind == "process" and detail.isdigit() and int(detail) > 0:
        with _processes(int(detail)) as pool:
            yield pool
    elif kind == "dask" and detail:
        with _dask(detail) as pool:
            yield pool
    else:
        raise GongkaiError(
            f"不认识执行方式“{name}”，可以写：{_FORMS}", f"unknown executor `{name}`; known: {_FORMS}"
        )


class _Processes(Executor):
    """So many processes of this machine; none is started, nor is it known how to, before there is a task."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool: Executor | None = None

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        if self._pool is None:
            self._pool = _start(self._number)
        return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if self._pool:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def _start(number: int) -> Executor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Forking shares what is imported already; where there is none, workers begin anew.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(number, mp_context=context, initializer=collect_seldom)


@contextmanager
def _processes(number: int) -> Iterator[Executor]:
    pool = _Processes(number)
    try:
        yield pool
    except BrokenExecutor as error:
        raise GongkaiError(
            f"一个进程被系统终止了，多半是内存不够。试试 --executor serial 或 process:{max(1, number // 2)}",
            f"a process was killed, most likely for want of memory; try --executor process:{max(1, number // 2)}",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise GongkaiError(
            "没有安装 dask。先运行：pip install 'gongkai[cluster]'",
            "dask is not installed; run: pip install 'gongkai[cluster]'",
        ) from error
    connect: Any = Client  # the library tells no types
    try:
        client = connect(address, timeout="20s")
    except (OSError, ValueError, TimeoutError) as error:
        raise GongkaiError(f"连不上 {address}：{error}", f"cannot reach {address}: {error}") from error
    try:
        yield client.get_executor(retries=3)
    finally:
        client.close()
