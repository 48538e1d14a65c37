"""A publisher in a process of its own: forked from one that has loaded everything, so that hundreds can be killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import obstore.store  # noqa: F401 - loaded once for all

from benchmarks.publish.seaweed import KEYS
from gongkai.cli import main
from gongkai.content.load import load_config
from gongkai.publish import publishing  # noqa: F401 - loaded once for all

_CHANGES = frozenset(["os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "shutil.rmtree"])

load_config(Path(__file__).parent.parent.parent)  # what it takes to read settings is made once


def work(root: str, arguments: Sequence[str], said: Path, watched: str, kill_at: int) -> None:
    """The command line, as its users have it; it dies as it is about to change the k-th file below `watched`."""
    os.environ.update(GONGKAI_MAIN_ACCESS_KEY=KEYS[0], GONGKAI_MAIN_SECRET_KEY=KEYS[1])
    number = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(number, 1)
    os.dup2(number, 2)
    changes = count(1)

    def audit(event: str, about: tuple[object, ...]) -> None:
        place = str(about[0]) if event in _CHANGES else ""
        if not place.startswith(watched) or (event == "os.remove" and "/half/" in place):
            return
        if next(changes) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    if watched:
        sys.addaudithook(audit)
    main(["--root", root, "--lang", "en", *arguments], prog_name="gongkai")
