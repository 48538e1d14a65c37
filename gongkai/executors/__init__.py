"""Where work is done: here, in other processes, or on a cluster; always through `concurrent.futures.Executor`."""

from gongkai.executors.local import Serial, begin, collect_seldom, run, run_in_order
from gongkai.executors.opening import open_executor

__all__ = ["Serial", "begin", "collect_seldom", "open_executor", "run", "run_in_order"]
