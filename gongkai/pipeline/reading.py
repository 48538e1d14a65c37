"""First stage: read what changed. The files of a partition that are as they were are not even opened."""

from __future__ import annotations

import glob
import pickle
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from msgspec.msgpack import Decoder

from gongkai.cache.engine import engine_digest
from gongkai.cache.records import ReadState, read_records
from gongkai.cache.signs import Partition, Root, Sign, decode, put, read_signs
from gongkai.cache.store import LostError, Store, digest_of_parts
from gongkai.catalog.headers import header_of, needs_of
from gongkai.catalog.texts import texts_of_record
from gongkai.content.load import load_content
from gongkai.content.markup import RenderedText, TextKey, TextTooDeepError, remember_rendered, render_markdown
from gongkai.content.places import locate
from gongkai.content.records import digest_of, full_digest_of, read_record
from gongkai.content.tree import RECORD_ENDINGS, record_id, sort_tree
from gongkai.content.walk import SourceFile
from gongkai.executors import Serial, run
from gongkai.findings import Finding, GongkaiError, in_order
from gongkai.model.content import Content
from gongkai.model.header import Needs
from gongkai.model.record import Record
from gongkai.pipeline.job import get_content, put_content
from gongkai.pipeline.listing import Listing

_FEW = 40
"""Files that are read sooner than a process is started."""

Memo = dict[str, bytes]
"""By id, records as they were read, with their rendered texts: pickled one by one, since an edit asks for one."""

_MEMO = Decoder(Memo)


@dataclass(frozen=True, slots=True)
class ReadPartition:
    """A partition as its files are now; `sources`, `records` and `memo` name its blobs.

    `count` is that of its records, `unreadable` are the ids of those that are not valid.
    """

    name: str
    sources: str
    records: str
    memo: str
    count: int
    unreadable: tuple[str, ...] = ()
    is_new: bool = False
    """Nothing is remembered of it."""
    former: tuple[ReadState, ...] = ()
    """What is remembered of records whose file is not what it was, or no more."""
    changed: frozenset[str] = frozenset()
    """Ids of records whose file is not what it was, is new, or no more; not told where nothing is remembered at all."""

    @property
    def is_as_it_was(self) -> bool:
        """Whether each record is; a file may have another time."""
        return not self.is_new and not self.changed


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that was read, or remembered. `content` is None where something essential is missing."""

    content: Content | None
    findings: tuple[Finding, ...]
    """Of everything but the records."""
    blob: str
    """Of the shared content."""
    shared: str
    """Stands for the shared content and the engine."""
    shared_signs: tuple[Sign, ...]
    other_signs: tuple[Sign, ...]
    """Of attachments and images."""
    partitions: tuple[ReadPartition, ...]

    @property
    def changed(self) -> set[str]:
        return {name for partition in self.partitions for name in partition.changed}


def read_all(
    root: Path,
    store: Store,
    listing: Listing,
    past: Root | None,
    executor: Executor,
    whole: Callable[[Mapping[str, int]], Collection[str]] | None = None,
) -> Read:
    """Read the project, as far as it is not what it was.

    `whole` is given the number of records of each partition and says which are to be read with their texts; of the
    others the headers are enough.
    """
    tree = sort_tree(listing.folders, listing.problems)
    config = [listing.config] if listing.config else []
    before = past.shared_signs if past else ()
    signs = (*sign_files(root, config, before), *sign_files(root / "content", tree.shared, before))
    folders = " ".join(sorted(tree.unit_folders()))
    shared = digest_of_parts(engine_digest(), folders, *(f"{sign.path} {sign.digest}" for sign in signs))
    known = get_content(store, past.content) if past and past.shared == shared else None
    if past is None or known is None:
        loaded = load_content(root, tree)
        known = loaded.content, tuple(locate(root, loaded.findings))
        blob = put_content(store, *known)
    else:
        blob = past.content
    others = sign_files(root / "content", tree.others, past.other_signs if past else ())
    partitions = (
        () if known[0] is None else _read_partitions(root, store, tree.records, past, executor, whole)
    )
    findings = (*tree.findings, *known[1])
    return Read(known[0], findings, blob, shared, signs, others, tuple(partitions))


def sign_files(folder: Path, files: Sequence[SourceFile], before: Sequence[Sign]) -> tuple[Sign, ...]:
    """Size, time and digest of files below a folder; only those that changed are read."""
    known = {sign.path: sign for sign in before}
    signs = []
    for file in files:
        sign = known.get(file.path)
        if sign and sign.is_like(file.size, file.modified):
            signs.append(sign)
            continue
        try:
            digest = full_digest_of((folder / file.path).read_bytes())
        except OSError as error:
            raise GongkaiError(
                f"文件读不出来：{file.path}（{error.strerror}）", f"cannot read {file.path}: {error.strerror}"
            ) from error
        signs.append(Sign(file.path, file.size, file.modified, digest))
    return tuple(signs)


@dataclass(frozen=True, slots=True)
class _Task:
    root: Path
    store: Path
    name: str
    files: tuple[SourceFile, ...]
    before: Partition | None
    is_whole: bool = True
    is_told: bool = True
    """Whether the ids of new records are wanted."""


def _read_partitions(
    root: Path,
    store: Store,
    trees: Mapping[str, Sequence[SourceFile]],
    past: Root | None,
    executor: Executor,
    whole: Callable[[Mapping[str, int]], Collection[str]] | None,
) -> Iterator[ReadPartition]:
    """Every partition, read or remembered, in the order of their names."""
    names = whole({name: len(files) for name, files in trees.items()}) if whole else trees.keys()
    # Of another version of the code nothing read is trusted.
    before = past.partitions if past and past.engine == engine_digest() else {}
    found, tasks = {}, []
    for name, files in trees.items():
        if known := _known(store, name, files, before.get(name)):
            found[name] = known
        else:
            tasks.append(
                _Task(root, store.folder, name, tuple(files), before.get(name), name in names, bool(before))
            )
    for name in before.keys() - trees.keys():
        former, none = read_records(store, before[name].records), put(store, ())
        ids = frozenset(state.id for state in former)
        found[name] = ReadPartition(name, none, none, "", 0, former=former, changed=ids)
    few = len(tasks) < 3 and all(task.before for task in tasks)
    few = few or sum(len(task.files) for task in tasks) <= _FEW
    for read in run(Serial() if few else executor, _read_partition, tasks):
        found[read.name] = read
    yield from (found[name] for name in sorted(found))


def _known(
    store: Store, name: str, files: Sequence[SourceFile], before: Partition | None
) -> ReadPartition | None:
    """A partition all files of which are as they were."""
    signs = read_signs(store, before.sources) if before else None
    if before is None or signs is None or len(signs) != len(files):
        return None
    for sign, file in zip(signs, files, strict=True):
        if sign.path != file.path or not sign.is_like(file.size, file.modified):
            return None
    return ReadPartition(name, before.sources, before.records, before.memo, before.count, before.unreadable)


def read_partition(
    root: Path, store: Store, name: str, files: Sequence[SourceFile], before: Partition
) -> ReadPartition:
    """One partition that is remembered, with the files that it has now."""
    return _read_partition(_Task(root, store.folder, name, tuple(files), before))


def _read_partition(task: _Task) -> ReadPartition:
    """Read the files of a partition that changed, take the others from the memo."""
    if not task.is_whole:
        return _read_headers(task)
    store = Store(task.store)
    signs, states, memo = _remembered(store, task.before)
    sources, records, changed = [], [], set()
    kept: Memo = {}
    for file in task.files:
        name = record_id(file.path)
        sign, state = signs.get(file.path), states.get(name)
        if sign and state and (name in memo or not state.header) and _is_same(task.root, sign, file):
            sources.append(Sign(file.path, file.size, file.modified, sign.digest))
            records.append(state)
            if name in memo:
                kept[name] = memo[name]
            continue
        sign, state = _read(task.root, file, kept)
        sources.append(sign)
        records.append(state)
        changed.add(name)
    gone = states.keys() - {state.id for state in records}
    ids = frozenset(changed | gone) if task.is_told else frozenset[str]()
    former = tuple(states[name] for name in sorted(ids & states.keys()))
    return _put(task, sources, records, put(store, kept), former, ids)


def _read_headers(task: _Task) -> ReadPartition:
    """Read the records of a partition, but not their texts."""
    sources, states = [], []
    for file in task.files:
        read = read_record(task.root, file)
        header = header_of(read.record, read.digest) if read.record else None
        sources.append(Sign(file.path, file.size, file.modified, read.digest))
        states.append(ReadState(record_id(file.path), header, Needs(), tuple(in_order(read.findings))))
    return _put(task, sources, states)


def _put(
    task: _Task,
    sources: Sequence[Sign],
    records: Sequence[ReadState],
    memo: str = "",
    former: tuple[ReadState, ...] = (),
    changed: frozenset[str] = frozenset(),
) -> ReadPartition:
    """Keep what was read: the process that puts all together knows no more of it than where it is."""
    store = Store(task.store)
    return ReadPartition(
        task.name,
        put(store, sources),
        put(store, records),
        memo,
        len(records),
        tuple(state.id for state in records if not state.header),
        task.before is None,
        former,
        changed,
    )


def _remembered(store: Store, before: Partition | None) -> tuple[dict[str, Sign], dict[str, ReadState], Memo]:
    if before is None:
        return {}, {}, {}
    signs = read_signs(store, before.sources)
    if signs is None:
        raise LostError
    states = {state.id: state for state in read_records(store, before.records)}
    return {sign.path: sign for sign in signs}, states, get_memo(store, before.memo)


def _is_same(root: Path, sign: Sign, file: SourceFile) -> bool:
    """A touched file is asked for its bytes before it counts as changed."""
    if sign.is_like(file.size, file.modified):
        return True
    try:
        return (
            sign.size == file.size and digest_of((root / "content" / file.path).read_bytes()) == sign.digest
        )
    except OSError:
        return False


def _read(root: Path, file: SourceFile, memo: Memo) -> tuple[Sign, ReadState]:
    read = read_record(root, file)
    sign = Sign(file.path, file.size, file.modified, read.digest)
    findings = tuple(in_order(read.findings))
    name = record_id(file.path)
    if read.record is None:
        return sign, ReadState(name, None, Needs(), findings)
    memo[name] = pickle.dumps((read.record, _rendered_texts(read.record)), pickle.HIGHEST_PROTOCOL)
    return sign, ReadState(name, header_of(read.record, read.digest), needs_of(read.record), findings)


def read_again(root: Path, name: str) -> Record | None:
    """One record, of a partition of which only the headers were read."""
    for path in (root / "content/units" / name).parent.glob(f"{glob.escape(name.rpartition('/')[2])}.*"):
        if path.suffix[1:].lower() in RECORD_ENDINGS:
            inside = path.relative_to(root / "content").as_posix()
            return read_record(root, SourceFile(inside, path.stat().st_size)).record
    return None


def _rendered_texts(record: Record) -> dict[TextKey, RenderedText]:
    texts = {}
    for source in texts_of_record(record):
        try:
            texts[source.text, source.title] = render_markdown(source.text, source.title)
        except TextTooDeepError:
            continue  # a rule tells of it
    return texts


def get_memo(store: Store, name: str) -> Memo:
    """What is remembered of a partition under the name of its blob; `LostError` where that is gone."""
    memo = decode(_MEMO, store.get(name))
    if memo is None:
        raise LostError
    return memo


def recall(memo: Memo, name: str) -> Record:
    """A record out of the memo, with its texts remembered as rendered.

    The name of the blob is its hash: what is unpickled is what this program wrote.
    """
    record: Record
    texts: dict[TextKey, RenderedText]
    record, texts = pickle.loads(memo[name])
    remember_rendered(texts)
    return record
