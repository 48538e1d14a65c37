"""From what `config.yaml` says to a target that can be written to. Secrets come from the environment alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from gongkai.findings import GongkaiError
from gongkai.model.publishing import PublishTarget
from gongkai.publish.folders import FolderStore
from gongkai.publish.headers import Encoding
from gongkai.publish.plan import Retention
from gongkai.publish.release import CURRENT
from gongkai.publish.s3 import Bucket, Keys, S3Store
from gongkai.publish.server import ServerStore
from gongkai.publish.store import Store
from gongkai.publish.wish import Style

_EXAMPLE = "publish:\n  - {名称: main, 方式: folder, 文件夹: ../public}"


@dataclass(frozen=True, slots=True)
class Target:
    """A target, opened. `url` is what its files are seen under, without a slash at the end."""

    name: str
    store: Store
    style: Style
    retention: Retention
    url: str
    checks_public: bool


def choose(targets: Sequence[PublishTarget], name: str | None) -> PublishTarget:
    """The target of a name; without one the only one there is."""
    names = "、".join(target.name for target in targets)
    if not targets:
        raise GongkaiError(
            f"config.yaml 里没有写发布到哪里。例如：\n{_EXAMPLE}\n说明见 docs/publishing.md",
            f"config.yaml names no place to publish to. For example:\n{_EXAMPLE}\nSee docs/publishing.md",
        )
    if name is None and len(targets) > 1:
        raise GongkaiError(
            f"有几个目标，写明哪一个：{names}", f"there are several targets, say which one: {names}"
        )
    for target in targets:
        if name in (None, target.name):
            return target
    raise GongkaiError(f"没有目标“{name}”。有：{names}", f"there is no target `{name}`; there are: {names}")


def open_target(
    settings: PublishTarget, root: Path, site: Path, site_url: str, environment: Mapping[str, str]
) -> Target:
    """Open a target; what it needs and has not is told."""
    is_s3 = settings.kind == "s3"
    store = _bucket(settings, environment) if is_s3 else _folder(settings, root, site)
    overrides = tuple((rule.path, rule.cache_control) for rule in settings.cache)
    style = Style(store.holds_headers, overrides, cast("Encoding", settings.compress) if is_s3 else "none")
    retention = Retention(settings.keep_releases, settings.keep_hours, settings.max_deletes)
    url = (settings.public_url or site_url).rstrip("/")
    return Target(settings.name, store, style, retention, url, settings.check_public)


def _bucket(settings: PublishTarget, environment: Mapping[str, str]) -> Store:
    if not settings.bucket:
        raise _lacks(settings, "存储桶", "bucket")
    bucket = Bucket(
        settings.endpoint or "",
        settings.bucket,
        settings.prefix,
        settings.region,
        settings.virtual_hosted,
        settings.conditional_writes,
    )
    return S3Store(bucket, keys_of(settings.name, environment), settings.connections)


def keys_of(name: str, environment: Mapping[str, str]) -> Keys:
    """The secrets of a target: its own, else those that all tools for S3 read."""
    own = f"GONGKAI_{re.sub('[^A-Z0-9]', '_', name.upper())}"
    for access, secret, token in (
        (f"{own}_ACCESS_KEY", f"{own}_SECRET_KEY", f"{own}_SESSION_TOKEN"),
        ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
    ):
        found = environment.get(access, "").strip(), environment.get(secret, "").strip()
        if all(found):
            return Keys(*found, environment.get(token, "").strip())
        if any(found):
            missing = secret if found[0] else access
            raise GongkaiError(
                f"环境变量 {missing} 没有设置", f"the environment variable {missing} is not set"
            )
    raise GongkaiError(
        f"没有对象存储的密钥：设置环境变量 {own}_ACCESS_KEY 和 {own}_SECRET_KEY"
        "（或者 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY）。不要写进文件",
        f"there are no keys for the store: set the environment variables {own}_ACCESS_KEY and {own}_SECRET_KEY "
        "(or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY). Never write them into a file",
    )


def _folder(settings: PublishTarget, root: Path, site: Path) -> Store:
    if not settings.folder:
        raise _lacks(settings, "文件夹", "folder")
    folder = (root / settings.folder).resolve()
    for other in (root.resolve(), site.resolve()):
        if folder == other or other.is_relative_to(folder):
            raise GongkaiError(
                f"不能发布到 {settings.folder}：项目或者 site/ 就在里面。换一个文件夹",
                f"cannot publish to {settings.folder}: the project or site/ lies in it. Name another folder",
            )
    for other in (site.resolve(), *(root.resolve() / name for name in ("content", "layouts", ".git"))):
        if folder.is_relative_to(other):
            raise GongkaiError(
                f"不能发布到 {settings.folder}：那是项目自己的文件夹。换一个文件夹",
                f"cannot publish to {settings.folder}: that folder is the project's own. Name another folder",
            )
    if folder.exists() and not folder.is_dir():
        raise GongkaiError(f"{settings.folder} 不是文件夹", f"{settings.folder} is no folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / CURRENT).is_file():
        raise GongkaiError(
            f"{settings.folder} 里有别的文件，不是发布出来的。换一个空文件夹",
            f"{settings.folder} holds other files, nothing that was published. Name an empty folder",
        )
    return ServerStore(folder) if settings.kind == "server" else FolderStore(folder)


def _lacks(settings: PublishTarget, label: str, key: str) -> GongkaiError:
    return GongkaiError(
        f"目标“{settings.name}”没有写“{label}”：在 config.yaml 的“发布”里补上",
        f"target `{settings.name}` has no `{key}`: add it under `publish` in config.yaml",
    )
