"""Engine one: a whole index from the real binary, the same each time, and honest about failure."""

import hashlib
import json
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.search.segmented import ListReader, cut_segments
from gongkai.search import IndexFiles, PagefindEngine, SearchDocument, SearchEngine, SearchError
from gongkai.search.facts import FACETS
from gongkai.search.pagefind import PASSAGE_LENGTH, PASSAGE_OVERLAP, UNUSED_FILES, cut_passages
from tests.search.conftest import county_documents, document


def write(
    engine: SearchEngine, documents: Sequence[SearchDocument], target: Path, previous: Path | None = None
) -> IndexFiles:
    """Let the engine write the index of `documents`."""
    return engine.write_index(cut_segments(documents), ListReader(tuple(documents)), target, previous, None)


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def read_facts(bundle: Path) -> dict[str, Any]:
    """Return the table of filters."""
    facts: dict[str, Any] = json.loads(bundle.joinpath("facts.json").read_text(encoding="utf-8"))
    return facts


def fake_binary(folder: Path, script: str) -> Path:
    """Return a program that is not Pagefind."""
    path = folder / "pagefind"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_index_is_whole_and_only_what_the_page_needs(tmp_path: Path) -> None:
    engine: SearchEngine = PagefindEngine()
    write(engine, county_documents(), tmp_path / "bundle")
    names = digests(tmp_path / "bundle")
    assert {"pagefind.js", "pagefind-entry.json", "facts.json", "fold-table.js"} <= set(names)
    assert not set(UNUSED_FILES) & set(names)
    assert len([name for name in names if name.startswith("fragment/")]) == len(county_documents())
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


def test_same_documents_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    many = [
        document(n % 28 + 1, f"第{n}号", f"内容{n}" * 9, unit=f"单位{n % 17}", topic=f"主题{n % 13}")
        for n in range(300)
    ]
    several = [
        SearchDocument(**{**_values(each), "id": str(n), "url": f"/{n}/"}) for n, each in enumerate(many)
    ]
    for number, documents in enumerate((several, several, several[::-1])):
        write(PagefindEngine(), documents, tmp_path / str(number))
    first, second, third = (digests(tmp_path / str(number)) for number in range(3))
    assert first == second == third


def _values(document: SearchDocument) -> dict[str, Any]:
    return {name: getattr(document, name) for name in SearchDocument.__slots__}


def test_facts_hold_a_row_for_each_document_oldest_first(tmp_path: Path) -> None:
    write(PagefindEngine(), county_documents(), tmp_path / "bundle")
    facts = read_facts(tmp_path / "bundle")
    assert [(facet["name"], facet["label"]) for facet in facts["facets"]] == list(FACETS.items())
    assert facts["published"] == sorted(facts["published"])
    kinds = facts["facets"][1]
    assert kinds["values"][kinds["rows"][0]] == "通知公告"
    fields = facts["facets"][0]
    assert [2] not in fields["rows"]
    assert sorted(fields["values"]) == ["住房保障", "社会救助"]
    assert len(facts["fragments"].split()) == sum(facts["parts"]) == len(county_documents())


def test_an_empty_site_has_an_index_too(tmp_path: Path) -> None:
    write(PagefindEngine(), [], tmp_path / "bundle")
    assert read_facts(tmp_path / "bundle")["published"] == []


def test_a_document_without_text_or_words_is_kept(tmp_path: Path) -> None:
    documents = [document(1, "只有标题", ""), document(2, "——", "……")]
    write(PagefindEngine(), documents, tmp_path / "bundle")
    assert read_facts(tmp_path / "bundle")["parts"] == [1, 1]


def test_long_text_is_cut_into_overlapping_passages() -> None:
    text = "".join(f"第{number}条 应当依法办理有关事项。" for number in range(400))
    passages = cut_passages(text)
    assert len(passages) > 3
    assert all(len(passage) <= PASSAGE_LENGTH for passage in passages)
    assert passages[0] + "".join(passage[PASSAGE_OVERLAP:] for passage in passages[1:]) == text
    assert passages[0].endswith("。")


def test_a_long_document_is_one_row_of_several_parts(tmp_path: Path) -> None:
    write(PagefindEngine(), [document(1, "长文", "很长的正文。" * 1000)], tmp_path / "bundle")
    assert read_facts(tmp_path / "bundle")["parts"][0] > 3


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 3", "ended before"),
        ("head -c 9 >/dev/null", "ended before"),
        ("exec sleep 9", "did not finish"),
    ],
)
def test_a_failing_binary_is_reported_and_leaves_nothing(tmp_path: Path, script: str, words: str) -> None:
    target = tmp_path / "bundle"
    engine = PagefindEngine(fake_binary(tmp_path, script), time_limit_seconds=1)
    with pytest.raises(SearchError, match=words):
        write(engine, county_documents(), target)
    assert not list(target.iterdir())


def test_the_same_documents_keep_the_index_and_others_make_a_new_one(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    documents = county_documents()
    assert write(PagefindEngine(), documents, first).is_new
    kept = write(PagefindEngine(tmp_path / "none"), documents, second, first)
    assert kept == IndexFiles(is_new=False, dropped=frozenset())
    assert not digests(second)
    assert write(PagefindEngine(), documents[1:], third, first).is_new
    assert len(read_facts(third)["published"]) == len(documents) - 1


def test_a_missing_binary_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match="cannot run"):
        write(PagefindEngine(tmp_path / "none"), [], tmp_path / "bundle")


def test_a_refused_request_is_reported(tmp_path: Path) -> None:
    refusal = '{"message_id":null,"payload":{"type":"Error","message":"no such thing"}}'
    binary = fake_binary(tmp_path, f"printf '%s,' \"$(printf '%s' '{refusal}' | base64 -w0)\"; exec sleep 9")
    with pytest.raises(SearchError, match="no such thing"):
        write(PagefindEngine(binary, time_limit_seconds=5), county_documents(), tmp_path / "bundle")
