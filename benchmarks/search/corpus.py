"""The documents that are searched and the questions that are asked of them.

Everyday notices with citizens' questions stand among pages of real laws; pieces of those laws and
of their titles, cut at random with a fixed seed, test that any substring is found.
"""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from gongkai.search.documents import SearchDocument

NOTICES: Final = Path(__file__).with_name("notices.yaml")
UNSEEN: Final = Path(__file__).with_name("unseen.yaml")
PAGE_LENGTH: Final = 1011
SEED: Final = 20261122

_FRONT_MATTER: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKUP: Final = re.compile(r"<!--.*?-->|^#+ |\*\*|^> ", re.MULTILINE | re.DOTALL)
_DATE: Final = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
_SENTENCE: Final = re.compile(r"[^。；]+[。；]?")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the address of every document that would be a right answer."""

    query: str
    targets: frozenset[str]


def read_laws(samples: Path, pages: int) -> list[SearchDocument]:
    """Return `pages` pages of laws (all if 0), drawn with the fixed seed."""
    documents: list[SearchDocument] = []
    for path in sorted(samples.glob("laws-*/**/*.md")):
        if not path.name.startswith("UPSTREAM"):
            documents.extend(_law_pages(path, len(documents)))
    if pages and len(documents) > pages:
        documents = random.Random(SEED).sample(documents, pages)
    return documents


def _law_pages(path: Path, number: int) -> list[SearchDocument]:
    date = _DATE.search(path.stem)
    text = _MARKUP.sub("", _FRONT_MATTER.sub("", path.read_text(encoding="utf-8")))
    return [
        _document(
            id=f"laws/{number + page}",
            title=_DATE.sub("", path.stem),
            text=text[start : start + PAGE_LENGTH],
            published=date[1] if date else "2000-01-01",
        )
        for page, start in enumerate(range(0, len(text), PAGE_LENGTH))
    ]


def mix_pages(laws: Sequence[SearchDocument], count: int) -> list[SearchDocument]:
    """Return `count` more pages, each of sentences of three laws, from twenty years and thirty units."""
    chance = random.Random(SEED)
    sentences = [_SENTENCE.findall(law.text) for law in laws]
    documents = []
    for number in range(count):
        texts = [each for place in chance.choices(range(len(laws)), k=3) for each in sentences[place]]
        chance.shuffle(texts)
        title = chance.choice(laws).title + chance.choice(laws).title[:6]
        year, unit = 2007 + number % 20, chance.randrange(30)
        documents.append(
            _document(
                id=f"mixed/{number}",
                title=title,
                text="".join(texts)[:PAGE_LENGTH],
                published=f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                document_number=f"云政办发〔{year}〕{chance.randint(1, 400)}号"
                if chance.random() < 0.3
                else "",
                unit=f"县第{unit}局",
                topic=f"主题{chance.randrange(22)}",
                field=(f"领域{chance.randrange(26)}",),
            )
        )
    return documents


def _document(**values: Any) -> SearchDocument:
    defaults = {"document_number": "", "unit": "县人民政府", "field": ("综合政务",), "kind": "法规"}
    more = {"year": values["published"][:4], "validity": "有效", "topic": "", "summary": ""}
    return SearchDocument(**{"url": f"/{values['id']}/", **defaults, **more, **values})


def read_notices() -> tuple[list[SearchDocument], list[Question]]:
    """Return the everyday notices and the questions each of them answers."""
    entries = yaml.safe_load(NOTICES.read_text(encoding="utf-8"))
    documents: list[SearchDocument] = []
    questions: list[Question] = []
    for number, entry in enumerate(entries):
        queries = entry.pop("queries")
        published = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        document = _document(id=f"notices/{number:03}", published=published, kind="通知公告", **entry)
        documents.append(document)
        questions.extend(Question(query, frozenset({document.url})) for query in queries)
    return documents, questions


def read_unseen(notices: Sequence[SearchDocument]) -> list[Question]:
    """Return the questions for which nothing was tuned."""
    entries = yaml.safe_load(UNSEEN.read_text(encoding="utf-8"))
    return [
        Question(entry["query"], frozenset(each.url for each in notices if entry["target"] in each.title))
        for entry in entries
    ]


def read_documents(path: Path) -> list[SearchDocument]:
    """Return the documents of a JSON-lines file, one dictionary of a SearchDocument a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines if line.strip()]
    return [SearchDocument(**{**entry, "field": tuple(entry["field"])}) for entry in entries]


def read_questions(path: Path, documents: Sequence[SearchDocument]) -> list[Question]:
    """Return the questions of a YAML list of {query, target}, where a target is a document's id."""
    urls = {document.id: document.url for document in documents}
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Question(entry["query"], frozenset({urls[entry["target"]]})) for entry in entries]


def cut_substrings(documents: Sequence[SearchDocument], count: int) -> list[Question]:
    """Return random pieces of two to six characters of texts, with every document that holds them."""
    chance = random.Random(SEED)
    questions = []
    for document in chance.choices([each for each in documents if _HAN.search(each.text)], k=count):
        piece = _cut(chance, _HAN.findall(document.text), 2, 6)
        holders = (each.url for each in documents if piece in each.text or piece in each.title)
        questions.append(Question(piece, frozenset(holders)))
    return questions


def cut_titles(documents: Sequence[SearchDocument], count: int) -> list[Question]:
    """Return random pieces of four to eight characters of titles, with every document so named."""
    chance = random.Random(SEED)
    questions = []
    for document in chance.choices([each for each in documents if _HAN.search(each.title)], k=count):
        piece = _cut(chance, _HAN.findall(document.title), 4, 8)
        questions.append(Question(piece, frozenset(each.url for each in documents if piece in each.title)))
    return questions


def _cut(chance: random.Random, runs: list[str], shortest: int, longest: int) -> str:
    run = chance.choice([run for run in runs if len(run) >= shortest] or runs)
    length = min(len(run), chance.randint(shortest, longest))
    start = chance.randint(0, len(run) - length)
    return run[start : start + length]
