"""Talk to Pagefind's binary over its `--service` pipe: many requests at once, one answer each.

Pagefind's own Python package waits a tenth of a second for every answer; this driver does not.
It knows the protocol only, nothing of documents.
"""

import base64
import json
import subprocess
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import pagefind_bin  # type: ignore[import-untyped]

from gongkai.search.documents import SearchError

_SEPARATOR: Final = b","

Payload = dict[str, Any]


def find_binary() -> Path:
    """Return where pip put Pagefind's binary."""
    try:
        return Path(pagefind_bin.get_executable())
    except FileNotFoundError as error:
        message = "找不到 Pagefind 程序，请运行 pip install pagefind-bin (the Pagefind binary is missing)"
        raise SearchError(message) from error


class PagefindService:
    """One running binary with one index, forced to one language; ends when the block is left."""

    def __init__(self, binary: Path, time_limit_seconds: float) -> None:
        try:
            self._process = subprocess.Popen(
                [binary, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            message = f"无法运行 Pagefind：{binary} (cannot run the Pagefind binary: {error.strerror})"
            raise SearchError(message) from error
        self._limit = time_limit_seconds
        self._is_late = False
        self._sent = 0
        self._answers: list[Payload] = []
        self._reader = threading.Thread(target=self._read_answers, daemon=True)
        self._timer = threading.Timer(time_limit_seconds, self._stop_late)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._reader.start()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        self._reader.join()
        _close(self._stdin)
        _close(self._stdout)

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _stdout(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def write_bundle(self, records: Iterable[Payload], target: Path) -> None:
        """Index `records` and return when Pagefind says that all files are written.

        Leaving the block kills the binary, so look first whether the files are whole: 1.5.2 answers
        a little too early (Pagefind #1272).
        """
        try:
            self._send({"type": "NewIndex", "config": {"force_language": "zh"}})
            for record in records:
                self._send({"type": "AddRecord", "index_id": 0, "language": "zh", **record})
            self._send({"type": "WriteFiles", "index_id": 0, "output_path": str(target)})
            self._stdin.flush()
        except OSError as error:
            raise self._failure() from error
        self._reader.join()
        if len(self._answers) < self._sent or self._answers[-1].get("type") != "WriteFiles":
            raise self._failure()

    def _send(self, payload: Payload) -> None:
        self._sent += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        self._stdin.write(base64.b64encode(message) + _SEPARATOR)

    def _read_answers(self) -> None:
        """Collect answers until all files are written, something fails or the binary ends."""
        left = b""
        while chunk := self._stdout.read1(1 << 16):  # type: ignore[attr-defined]  # a BufferedReader
            *whole, left = (left + chunk).split(_SEPARATOR)
            for answer in whole:
                payload: Payload = json.loads(base64.b64decode(answer))["payload"]
                self._answers.append({"type": payload["type"], "message": payload.get("message")})
                if payload["type"] == "Error":
                    self._process.kill()
                    return
                if payload["type"] == "WriteFiles":
                    return

    def _stop_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _failure(self) -> SearchError:
        """Say why Pagefind did not do what it was asked."""
        self._reader.join()
        if self._is_late:
            limit = f"{self._limit:g}"
            return SearchError(
                f"Pagefind 超过 {limit} 秒仍未完成 (Pagefind did not finish in {limit} seconds)"
            )
        if self._answers and self._answers[-1]["type"] == "Error":
            reason = self._answers[-1]["message"]
            return SearchError(f"Pagefind 报告错误：{reason} (Pagefind refused a request)")
        return SearchError(
            "Pagefind 中途退出，检索索引没有写完 (Pagefind ended before the index was written)"
        )


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return  # what was still to be written is of no use to a binary that has gone
