"""Engine one: Pagefind, given text that is already cut into words.

Pagefind neither segments nor filters nor sorts here (see `analyser` and `facts`): it keeps the
inverted index in small files, ranks, and holds the text for excerpts.
"""

import gzip
import hashlib
import json
import re
import shutil
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, Final

from gongkai.search.analyser import encode, fold_table_script
from gongkai.search.documents import DocumentReader, IndexFiles, SearchDocument, SearchError, Segment
from gongkai.search.facts import facts_json
from gongkai.search.pagefind_service import PagefindService, find_binary

FORMAT: Final = 2
"""To be raised whenever the same documents are to give other files."""

MADE_OF: Final = "made-of.txt"
"""A sum over the documents of an index, to know it again."""

PASSAGE_LENGTH: Final = 1500
"""Characters of one Pagefind record. Its file is fetched for each hit shown, so a law is cut up."""

PASSAGE_OVERLAP: Final = 40
"""Characters two passages share, so that a phrase on the border is found in one of them."""

UNUSED_FILES: Final = (
    "pagefind-component-ui.css",
    "pagefind-component-ui.js",
    "pagefind-highlight.js",
    "pagefind-modular-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-ui.css",
    "pagefind-ui.js",
    "pagefind-worker.js",
)

_ATTEMPTS: Final = 100
_PAUSE_SECONDS: Final = 0.1
_SIGNATURE: Final = b"pagefind_dcd"
_BORDER: Final = re.compile(r"[。！？；\n]")


class PagefindEngine:
    """Writes an index which `layouts/scripts/search/pagefind-engine.js` searches."""

    name = "pagefind"

    def __init__(self, binary: Path | None = None, time_limit_seconds: float = 900) -> None:
        self._binary = binary
        self._limit = time_limit_seconds

    def write_index(
        self,
        segments: Sequence[Segment],
        reader: DocumentReader,
        target: Path,
        previous: Path | None,
        executor: Executor | None,
    ) -> IndexFiles:
        """Keep the last index if it is of the same documents, else write a whole one below `target`.

        Pagefind cannot change an index, and works in one process; `executor` is of no use to it.
        """
        del executor
        made_of = _sum_up(segments)
        if previous is not None and _read_sum(previous) == made_of:
            return IndexFiles(is_new=False, dropped=frozenset())
        documents = [each for segment in segments for each in _read_all(segment, reader)]
        ordered = sorted(documents, key=lambda document: (document.published, document.id))
        target.mkdir(parents=True, exist_ok=True)
        bundle = target / ".bundle"
        try:
            self._write_bundle(ordered, bundle)
            for path in bundle.iterdir():
                path.rename(target / path.name)
        finally:
            shutil.rmtree(bundle, ignore_errors=True)
        target.joinpath(MADE_OF).write_text(f"{made_of}\n", encoding="utf-8")
        return IndexFiles(is_new=True, dropped=frozenset())

    def _write_bundle(self, documents: Sequence[SearchDocument], bundle: Path) -> None:
        addresses: list[list[str]] = []
        with PagefindService(self._binary or find_binary(), self._limit) as service:
            service.write_bundle(_iter_records(documents, addresses), bundle)
            fragments = _await_bundle(bundle)
        for name in UNUSED_FILES:
            bundle.joinpath(name).unlink(missing_ok=True)
        try:
            names = [[fragments[address] for address in group] for group in addresses]
        except KeyError as error:
            raise _incomplete(f"{error.args[0]}") from error
        bundle.joinpath("facts.json").write_text(facts_json(documents, names), encoding="utf-8")
        bundle.joinpath("fold-table.js").write_text(fold_table_script(), encoding="utf-8")


def _sum_up(segments: Sequence[Segment]) -> str:
    """Return one sum over what the index is made of."""
    parts = sorted((each.year, each.unit, each.count, each.digest) for each in segments)
    return hashlib.sha256(repr((FORMAT, parts)).encode()).hexdigest()


def _read_sum(previous: Path) -> str:
    """Return the sum in the last index; empty if it is not one of ours."""
    try:
        return previous.joinpath(MADE_OF).read_text("utf-8").rstrip("\n")
    except (OSError, ValueError):
        return ""


def _read_all(segment: Segment, reader: DocumentReader) -> list[SearchDocument]:
    return reader.read(segment, [document_id for document_id, _ in reader.rows(segment)])


def cut_passages(text: str) -> list[str]:
    """Return `text` in overlapping pieces of bounded length, cut after a sentence where there is one."""
    passages = []
    start = 0
    while len(text) - start > PASSAGE_LENGTH:
        end = start + PASSAGE_LENGTH
        borders = [match.end() for match in _BORDER.finditer(text, start + PASSAGE_LENGTH // 2, end)]
        end = borders[-1] if borders else end
        passages.append(text[start:end])
        start = end - PASSAGE_OVERLAP
    return [*passages, text[start:]]


def _iter_records(
    documents: Iterable[SearchDocument], addresses: list[list[str]]
) -> Iterator[dict[str, Any]]:
    """Yield the Pagefind records of each document while Pagefind works; note their addresses."""
    for document in documents:
        records = _records(document)
        addresses.append([record["url"] for record in records])
        yield from records


def _records(document: SearchDocument) -> list[dict[str, Any]]:
    """Return the Pagefind records of one document: its name in each, its text spread over them."""
    names = {"title": document.title, "number": document.document_number}
    meta = {name: encode(value) for name, value in names.items() if value}
    return [
        {
            "url": f"{document.url}#~{part}" if part else document.url,
            "content": encode(passage),
            "meta": meta,
            "filters": {},
            "sort": {},
        }
        for part, passage in enumerate(cut_passages(document.text or document.summary))
    ]


def _await_bundle(bundle: Path) -> dict[str, str]:
    """Return url -> fragment name once every file is whole.

    Pagefind 1.5.2 answers before the last bytes are on disk (#1272), so it must still be running.
    """
    for _ in range(_ATTEMPTS):
        try:
            return _read_bundle(bundle)
        except SearchError:
            time.sleep(_PAUSE_SECONDS)
    return _read_bundle(bundle)


def _read_bundle(bundle: Path) -> dict[str, str]:
    """Return url -> fragment name, having read every file; fail if one is missing or cut short."""
    _read_packed(bundle / "wasm.unknown.pagefind")
    _read_ending(bundle / "pagefind.js", b"};")
    _read_ending(bundle / "pagefind-entry.json", b"}")
    for path in (*bundle.glob("*.pf_meta"), *bundle.glob("index/*.pf_index")):
        _read_packed(path)
    paths = sorted(bundle.glob("fragment/*.pf_fragment"))
    return {json.loads(_read_packed(path))["url"]: path.stem for path in paths}


def _read_ending(path: Path, ending: bytes) -> None:
    if not path.is_file() or not path.read_bytes().rstrip().endswith(ending):
        raise _incomplete(path.name)


def _read_packed(path: Path) -> bytes:
    try:
        content = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise _incomplete(path.name) from error
    if not content.startswith(_SIGNATURE):
        raise _incomplete(path.name)
    return content.removeprefix(_SIGNATURE)


def _incomplete(name: str) -> SearchError:
    return SearchError(
        f"Pagefind 写出的索引不完整：{name} (a file of the Pagefind index is missing or cut short)"
    )
