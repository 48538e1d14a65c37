"""Is what lies in the target what its manifest says? What is not is told, and can be put right from the site."""

from __future__ import annotations

import asyncio
import random
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.publish.archive import Archive
from gongkai.publish.headers import sent_headers
from gongkai.publish.published import Here
from gongkai.publish.refresh import url_of
from gongkai.publish.release import CURRENT, FOLDER, File, Headers, Release, State, digest, release_json
from gongkai.publish.store import Store, each

Fault = Literal["missing", "changed", "headers", "stale", "stranger", "unreachable"]
_SECONDS = 20
_AT_ONCE = 8


@dataclass(frozen=True, slots=True, order=True)
class Deviation:
    """A file that is not as the manifest says. `stale`: as the release before says; `stranger`: in no release."""

    path: str
    fault: Fault
    detail: str = ""


async def all_files(archive: Archive, release: Release) -> dict[str, File]:
    """Every file of a release."""
    files: dict[str, File] = {}
    for section in release.sections.values():
        files |= await archive.files(section)
    return files


def sample(files: Mapping[str, File], number: int, seed: str) -> dict[str, File]:
    """Some of the files, others for another seed; the home page is always among them."""
    if number >= len(files):
        return dict(files)
    chosen = set(random.Random(seed).sample(sorted(files), number))
    chosen |= {"index.html"} & files.keys()
    return {path: files[path] for path in sorted(chosen)}


async def compare(store: Store, release: Release, files: Mapping[str, File]) -> list[Deviation]:
    """Read files from the target and compare them with the manifest, bytes and headers."""
    found: list[Deviation] = []

    async def look(path: str) -> None:
        there = await store.fetch(path)
        wanted = release.headers.get(files[path].headers, {})
        if there is None:
            found.append(Deviation(path, "missing"))
        elif digest(there[0]) != files[path].sha256:
            found.append(Deviation(path, "changed"))
        elif there[1] != wanted:
            found.append(Deviation(path, "headers", _differing(wanted, there[1])))

    await each(files, look, min(_AT_ONCE, store.connections))
    return sorted(found)


def _differing(wanted: Headers, there: Headers) -> str:
    names = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
    return ", ".join(f"{name}: {there.get(name, '-')}" for name in names)


async def compare_lists(
    store: Store, release: Release, state: State, here: Here, *, with_sections: bool
) -> list[Deviation]:
    """Are the lists in the target what was written there? This machine remembers what it published itself."""
    wanted = {release.path: state.history[0][1]}
    if with_sections:
        wanted |= {section.path: section.sha256 for section in release.sections.values()}
    found: list[Deviation] = []
    known = here.release()
    if known and known.id == release.id and digest(release_json(known)) != state.history[0][1]:
        found.append(Deviation(CURRENT, "changed"))

    async def look(path: str) -> None:
        raw = await store.read(path)
        if raw is None or digest(raw) != wanted[path]:
            found.append(Deviation(path, "missing" if raw is None else "changed"))

    await each(wanted, look, min(_AT_ONCE, store.connections))
    return sorted(found)


async def strangers(store: Store, files: Iterable[str]) -> list[Deviation]:
    """Files of the target that no release has which can be brought back. This lists the whole target."""
    known = set(files)
    return [
        Deviation(path, "stranger")
        async for path in store.paths()
        if path not in known and not path.startswith(f"{FOLDER}/")
    ]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the public gets it: status 0 where nobody answers."""

    status: int
    sha256: str
    headers: Mapping[str, str]


async def compare_public(
    base: str, release: Release, files: Mapping[str, File], before: Mapping[str, File]
) -> list[Deviation]:
    """The same from outside, over HTTP. `before` are the files of the release before: a CDN may still send them."""
    found: list[Deviation] = []

    async def look(path: str) -> None:
        file = files[path]
        seen = await asyncio.to_thread(_get, url_of(base, path))
        wanted = release.headers.get(file.headers, {})
        if not seen.status:
            found.append(Deviation(path, "unreachable"))
        elif seen.status != 200 and path != "404.html":
            found.append(Deviation(path, "missing", str(seen.status)))
        elif seen.sha256 != file.sha256 and "Content-Encoding" not in wanted:
            is_old = path in before and before[path].sha256 == seen.sha256
            found.append(Deviation(path, "stale" if is_old else "changed"))
        elif lacking := _lacking({**wanted, **sent_headers(path)}, seen.headers):
            found.append(Deviation(path, "headers", lacking))

    await each(files, look, _AT_ONCE)
    return sorted(found)


def _lacking(wanted: Headers, seen: Mapping[str, str]) -> str:
    """Headers that are not sent; a longer policy is as good as ours."""
    there = {name.lower(): value for name, value in seen.items()}
    return ", ".join(
        name
        for name, value in wanted.items()
        if name != "Content-Encoding"
        and value.replace(" ", "").lower() not in there.get(name.lower(), "").replace(" ", "").lower()
    )


def _get(url: str) -> Seen:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            return Seen(answer.status, digest(answer.read()), dict(answer.headers))
    except urllib.error.HTTPError as error:
        with error:
            return Seen(error.code, digest(error.read()), dict(error.headers))
    except (OSError, ValueError):
        return Seen(0, "", {})


def is_bad(deviations: Sequence[Deviation]) -> bool:
    """Whether there is more than a CDN that lags behind, or files that are not ours."""
    return any(each.fault not in ("stale", "stranger") for each in deviations)
