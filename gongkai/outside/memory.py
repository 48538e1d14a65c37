"""What was found of links, for some days: `.gongkai/links.json`. It is safe to delete."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import get_args

from gongkai.outside.answers import REASONS, Answer, State

FILE = "links.json"
_KEPT = frozenset(["ok", "moved", "guarded"])
"""What is dead, failing or private is asked again each time: it may be mended."""

Known = dict[str, tuple[date, Answer]]
"""By address, when it was asked and what became of it."""


def recall(folder: Path) -> Known:
    """Everything that can be read; what cannot was never there."""
    try:
        read = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    known: Known = {}
    for url, entry in read.items() if isinstance(read, dict) else ():
        try:
            asked, answer = date.fromisoformat(entry.pop("asked")), Answer(**entry)
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
        if answer.state in get_args(State) and answer.reason in ("", *REASONS):
            known[url] = asked, answer
    return known


def fresh(known: Known, urls: Collection[str], today: date, days: int) -> Mapping[str, Answer]:
    """Those that were asked less than so many days ago and were in order."""
    return {
        url: answer
        for url in urls
        if url in known
        for asked, answer in [known[url]]
        if answer.state in _KEPT and 0 <= (today - asked).days < days
    }


def keep(folder: Path, known: Known, urls: Collection[str]) -> None:
    """Remember what concerns these links; what nobody links to any more is forgotten."""
    entries = {
        url: {"asked": known[url][0].isoformat(), **asdict(known[url][1])}
        for url in sorted(urls)
        if url in known
    }
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{FILE}.{os.getpid()}"
    new.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")
    new.replace(folder / FILE)
