"""False alarms: hundreds of real and of made-up public texts, in which nothing is to be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.privacy import Known, judge, markdown_tables, scan
from tests.conftest import REPOSITORY, SAMPLES

ENDINGS = frozenset([".md", ".txt", ".json", ".yaml", ".yml", ".csv", ".html"])


def alarms(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in ENDINGS:
            text = path.read_text("utf-8", errors="replace")
            codes = [found.code for found in scan(text, Known())]
            codes += [told.code for table in markdown_tables(text) for told in judge(table, [])]
            yield from (f"{path.relative_to(folder)}: {code}" for code in codes)


@pytest.mark.parametrize("folder", [SAMPLES, SAMPLES.parent / "sources", REPOSITORY / "content"], ids=str)
def test_public_texts_raise_no_alarm(folder: Path) -> None:
    assert any(folder.iterdir())
    assert not list(alarms(folder))
