"""An S3-compatible object store as a target. The only place that knows `obstore`."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gongkai.findings import GongkaiError
from gongkai.publish.release import Headers
from gongkai.publish.store import Body, ConflictError, Facts

if TYPE_CHECKING:
    from obstore import PutMode
    from obstore.store import S3Config
    from obstore.store import S3Store as Client

_SHA256 = "sha256"
"""Name of the metadata that a file's hash is kept under."""
_SETTLE_SECONDS = 2.0
_TRIES, _FIRST_PAUSE, _LAST_TRY = 4, timedelta(milliseconds=200), timedelta(seconds=90)
_PATIENCE = timedelta(minutes=10)
"""For one request: many at once share a line that may be thin."""
_CODE = re.compile(r"<Code>(\w{1,80})</Code>")
_STATUS = re.compile(r"status code: (\d{3})")


@dataclass(frozen=True, slots=True)
class Keys:
    """Secrets; never shown."""

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    session_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a store is. `endpoint` is "" for Amazon's own."""

    endpoint: str
    name: str
    prefix: str
    region: str
    is_virtual_hosted: bool
    has_conditions: bool
    """Whether it knows writes on condition (If-Match)."""

    @property
    def address(self) -> str:
        """The endpoint as requests go to: with the bucket in the name of the host, if it is there."""
        if not self.endpoint or not self.is_virtual_hosted:
            return self.endpoint.rstrip("/")
        parts = urlsplit(self.endpoint)
        host = parts.netloc if parts.netloc.startswith(f"{self.name}.") else f"{self.name}.{parts.netloc}"
        return f"{parts.scheme}://{host}{parts.path}".rstrip("/")


class S3Store:
    """Objects with their headers. Requests are tried again with growing pauses before they fail."""

    holds_headers = True
    is_whole = False

    def __init__(self, bucket: Bucket, keys: Keys, connections: int) -> None:
        self.connections = connections
        self._bucket, self._client = bucket, _open(bucket, keys)

    async def read(self, path: str) -> bytes | None:
        found = await self.read_with_version(path)
        return found[0] if found else None

    async def read_with_version(self, path: str) -> tuple[bytes, str] | None:
        from obstore import get_async

        with self._told(path), contextlib.suppress(FileNotFoundError):
            found = await get_async(self._client, path)
            return bytes(await found.bytes_async()), found.meta["e_tag"] or ""
        return None

    async def swap(self, path: str, content: bytes, version: str, *, contested: bool) -> str:
        if not self._bucket.has_conditions:
            return await self._swap_unconditionally(path, content, version, contested=contested)
        from obstore import put_async

        headers = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}
        mode: PutMode = {"e_tag": version} if version else "create"
        try:
            with self._told(path):
                made = await put_async(
                    self._client, path, content, attributes=headers, mode=mode, use_multipart=False
                )
            return made["e_tag"] or ""
        except ConflictError:
            # A first try may have been heard without our hearing of it.
            found = await self.read_with_version(path)
            if found and found[0] == content:
                return found[1]
            raise

    async def _swap_unconditionally(self, path: str, content: bytes, version: str, *, contested: bool) -> str:
        """Look, write, wait, look again: of two that begin at once the last writer stays."""
        known = await self.read_with_version(path)
        if (known[1] if known else "") != version:
            raise ConflictError
        await self.put(path, content, "", {"Content-Type": "application/json; charset=utf-8"})
        if contested:
            await asyncio.sleep(_SETTLE_SECONDS)
        found = await self.read_with_version(path)
        if not found or found[0] != content:
            raise ConflictError
        return found[1]

    async def put(self, path: str, body: Body, sha256: str, headers: Headers) -> None:
        from obstore import put_async

        attributes = {**headers, **({_SHA256: sha256} if sha256 else {})}
        is_small = isinstance(body, bytes)
        with self._told(path):
            await put_async(
                self._client,
                path,
                body,
                attributes=attributes,
                use_multipart=False if is_small else None,
                max_concurrency=2,
            )

    async def look(self, path: str) -> Facts | None:
        from obstore import get_async

        with self._told(path), contextlib.suppress(FileNotFoundError):
            found = (await get_async(self._client, path, options={"head": True})).attributes
            return Facts(found.get(_SHA256, ""), _headers(found))
        return None

    async def fetch(self, path: str) -> tuple[bytes, Headers] | None:
        from obstore import get_async

        with self._told(path), contextlib.suppress(FileNotFoundError):
            found = await get_async(self._client, path)
            return bytes(await found.bytes_async()), _headers(found.attributes)
        return None

    async def copy(self, path: str, target: str) -> bool:
        from obstore import copy_async

        with self._told(path), contextlib.suppress(FileNotFoundError):
            await copy_async(self._client, path, target)
            return True
        return False

    async def delete(self, path: str) -> None:
        from obstore import delete_async

        with self._told(path), contextlib.suppress(FileNotFoundError):
            await delete_async(self._client, path)

    async def paths(self) -> AsyncIterator[str]:
        with self._told(""):
            async for some in self._client.list():
                for each in some:
                    yield each["path"]

    @contextlib.contextmanager
    def _told(self, path: str) -> Iterator[None]:
        """What went wrong, in words; a file that is not there stays `FileNotFoundError`."""
        from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

        try:
            yield
        except (AlreadyExistsError, PreconditionError) as error:
            raise ConflictError from error
        except (FileNotFoundError, BaseError, PermissionError) as error:
            code = _CODE.search(str(error))
            if isinstance(error, FileNotFoundError) and (not code or code[1] != "NoSuchBucket"):
                raise FileNotFoundError(path) from error
            raise self._failure(path, str(error), code[1] if code else "") from None

    def _failure(self, path: str, text: str, code: str) -> GongkaiError:
        """Only code and status are told: the rest of an answer may repeat what was sent."""
        status = found[1] if (found := _STATUS.search(text)) else ""
        bucket = self._bucket
        if code == "NoSuchBucket":
            return GongkaiError(
                f"对象存储里没有桶“{bucket.name}”：先建好，或者改 config.yaml 的“存储桶”",
                f"there is no bucket `{bucket.name}`: make it, or mend `bucket` in config.yaml",
            )
        if status in ("401", "403") or "Unauthenticated" in text:
            return GongkaiError(
                f"对象存储不让读写 {path}（{code or status}）：检查密钥和它的权限（读、写、删除、列出）",
                f"the store refuses {path} ({code or status}): check the keys and what they may do "
                "(read, write, delete, list)",
            )
        if status == "501" or code == "NotImplemented":
            return GongkaiError(
                "这个对象存储不认条件写入：在 config.yaml 的目标里写“条件写入: 否”",
                "this store does not know conditional writes: put `conditional_writes: false` in config.yaml",
            )
        if not status:
            return GongkaiError(
                f"连不上对象存储 {bucket.address}：检查网络和“服务地址”",
                f"cannot reach the store {bucket.address}: check the network and `endpoint`",
            )
        return GongkaiError(
            f"对象存储做不了 {path}，试了几次：{status} {code}",
            f"the store fails at {path}, after some tries: {status} {code}",
        )


def _headers(attributes: dict[str, str]) -> dict[str, str]:
    wanted = ("Content-Type", "Cache-Control", "Content-Encoding")
    return {name: attributes[name] for name in wanted if name in attributes}


def _open(bucket: Bucket, keys: Keys) -> Client:
    try:
        from obstore.store import S3Store as Opened
    except ImportError:
        raise GongkaiError(
            "发布到对象存储要先安装：python -m pip install -e '.[s3]'",
            "publishing to an object store needs: python -m pip install -e '.[s3]'",
        ) from None
    config: S3Config = {
        "region": bucket.region,
        "access_key_id": keys.access_key,
        "secret_access_key": keys.secret_key,
        "virtual_hosted_style_request": bucket.is_virtual_hosted,
    }
    if bucket.endpoint:
        config["endpoint"] = bucket.address
    if keys.session_token:
        config["session_token"] = keys.session_token
    return Opened(
        bucket.name,
        prefix=bucket.prefix.strip("/") or None,
        config=config,
        client_options={"allow_http": bucket.address.startswith("http://"), "timeout": _PATIENCE},
        retry_config={
            "max_retries": _TRIES,
            "retry_timeout": _LAST_TRY,
            "backoff": {"init_backoff": _FIRST_PAUSE, "max_backoff": timedelta(seconds=10), "base": 2},
        },
    )
