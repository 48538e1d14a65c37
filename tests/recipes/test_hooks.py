"""The hooks for a plain git server, on a real one: who may push what, and what comes of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from tests.conftest import REPOSITORY, MakeProject, record

OFFICE, MZJ, QTZ = "@yunxi/zhengwugongkai", "@yunxi/mzj", "qtz@yunxi.example"
RECIPES = REPOSITORY / "docs/recipes"
TOWN = "content/units/qtz/notices/2026/a.md"


class Server:
    """A bare repository with the hooks, and a clone to work in."""

    def __init__(self, folder: Path) -> None:
        self.bare, self.clone, self.public = folder / "county.git", folder / "clone", folder / "public"

    def git(self, *arguments: str, user: str = "") -> subprocess.CompletedProcess[str]:
        git = ("git", "-C", str(self.clone), "-c", "user.name=t", "-c", "user.email=t@example.org")
        environment = {**os.environ, "GONGKAI_USER": user}
        return subprocess.run(
            [*git, *arguments], capture_output=True, text=True, check=False, env=environment
        )

    def push(self, user: str, files: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
        """Commit files (None: taken away) on what is public, and push."""
        self.git("fetch", "-q")
        self.git("reset", "-q", "--hard", "origin/main")
        for path, text in files.items():
            target = self.clone / path
            if text is None:
                target.unlink()
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
        self.git("add", "-A")
        assert self.git("commit", "-qm", "x").returncode == 0
        return self.git("push", "-q", "origin", "HEAD:main", user=user)


@pytest.fixture
def server(make_project: MakeProject, tmp_path: Path) -> Server:
    found = Server(tmp_path)
    root = make_project({TOWN: record()})
    owned = {"mzj": MZJ, "qtz": QTZ}
    for unit, owner in owned.items():
        path = root / f"content/units/{unit}/unit.yaml"
        path.write_text(f"{path.read_text('utf-8')}维护人: ['{owner}']\n", "utf-8")
    config = (root / "config.yaml").read_text("utf-8")
    target = f"publish:\n  - {{名称: main, 方式: folder, 文件夹: '{found.public}'}}\n"
    (root / "config.yaml").write_text(f"{config}\nowners: ['{OFFICE}']\n{target}", "utf-8")
    shutil.copy(REPOSITORY / ".gitignore", root)
    subprocess.run(
        [sys.executable, str(REPOSITORY / "build.py"), "--root", str(root), "codeowners"],
        check=True,
        capture_output=True,
    )
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(found.bare)], check=True)
    settings = {"engine": REPOSITORY, "python": sys.executable, "work": tmp_path / "work"}
    for name, value in settings.items():
        subprocess.run(["git", "-C", str(found.bare), "config", f"gongkai.{name}", str(value)], check=True)
    shutil.rmtree(root / ".gongkai")
    root.rename(found.clone)
    found.git("init", "-q", "-b", "main")
    found.git("remote", "add", "origin", str(found.bare))
    found.git("add", "-A")
    found.git("commit", "-qm", "begin")
    for name in ("pre-receive", "post-receive"):
        shutil.copy(RECIPES / name, found.bare / "hooks" / name)
    first = found.git("push", "-q", "origin", "HEAD:main", user=OFFICE)
    assert first.returncode == 0, first.stderr
    return found


def crawl(site: Path) -> set[str]:
    """Follow every link and every embedded file from the home page on; what leads nowhere fails."""
    seen, waiting = set[str](), ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        path = site / unquote(address).lstrip("/")
        path = path / "index.html" if address.endswith("/") else path
        assert path.is_file(), f"{address} leads nowhere"
        if path.suffix != ".html":
            continue
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for node in tree.iter():
            for name in ("href", "src"):
                link = urlsplit(urljoin(address, node.get(name) or "#"))
                if not link.scheme and not link.netloc:
                    waiting.append(link.path)
    return seen


TRIES: dict[str, tuple[str, dict[str, str | None]]] = {
    "another's folder": (QTZ, {"content/units/mzj/notices/2026/x.md": record()}),
    "a folder whose name begins like its own": (QTZ, {"content/units/qtz2/unit.yaml": "x: y\n"}),
    "the owners": (QTZ, {"CODEOWNERS": f"* {QTZ}\n"}),
    "its own and another's": (QTZ, {TOWN: record("改了"), "content/units/mzj/notices/2026/x.md": record()}),
    "anything, as nobody": ("", {TOWN: record("改了")}),
    "anything, as part of a name": ("@yunxi", {TOWN: record("改了")}),
}


def refuses_what_is_another_s(server: Server) -> None:
    """A town changes its own folder only."""
    before = server.git("rev-parse", "origin/main").stdout
    for what, (user, files) in TRIES.items():
        pushed = server.push(user, files)
        assert pushed.returncode != 0, what
        assert "不能改这些文件" in pushed.stderr, what
        refused = [line.removeprefix("remote:").strip() for line in pushed.stderr.splitlines()]
        assert set(files) & set(refused), what
    server.git("checkout", "-q", "--orphan", "other")
    server.git("commit", "-qm", "x")
    forced = server.git("push", "-q", "--force", "origin", "HEAD:main", user=OFFICE)
    assert "历史不能改写" in forced.stderr
    assert "不能删除" in server.git("push", "-q", "origin", ":main", user=OFFICE).stderr
    server.git("fetch", "-q")
    assert server.git("rev-parse", "origin/main").stdout == before
    assert (
        server.push(
            OFFICE, {TOWN: record("改了"), "content/units/mzj/notices/2026/x.md": record()}
        ).returncode
        == 0
    )
    own = server.push(
        QTZ,
        {
            "content/units/qtz/unit.yaml": (server.clone / "content/units/qtz/unit.yaml")
            .read_text("utf-8")
            .replace(QTZ, "@thief")
        },
    )
    assert "CODEOWNERS 不是最新的" in own.stderr, "who owns what is decided by the office"
    assert server.git("push", "-q", "origin", "HEAD:draft", user=QTZ).returncode == 0, (
        "other branches are free"
    )


def test_from_a_push_to_the_public_site(server: Server) -> None:
    assert "/units/qtz/notices/2026/a/" in crawl(server.public)
    new = server.push(
        QTZ,
        {"content/units/qtz/notices/2026/b.md": record("[甲](record:qtz/notices/2026/a)", 标题="新的通知")},
    )
    assert new.returncode == 0, new.stderr
    assert "/units/qtz/notices/2026/b/" in crawl(server.public)
    assert "新的通知" in (server.public / "index.html").read_text("utf-8")

    wrong = server.push(
        QTZ, {"content/units/qtz/notices/2026/c.md": record(文号="云民发[2026]01号", 标题="写错的通知")}
    )
    assert wrong.returncode != 0
    assert "content/units/qtz/notices/2026/c.md:4:1: 错误 S109" in wrong.stderr
    assert "没有收下：改好上面的错误" in wrong.stderr

    lost = server.push(QTZ, {TOWN: None})
    assert lost.returncode != 0
    assert "A111" in lost.stderr, "what is public must be accounted for"
    taken_back = server.push(
        QTZ,
        {
            TOWN: record(撤回日期="2026-05-01", 撤回理由="内容有误", 标题="一份有误的通知"),
            "content/units/qtz/notices/2026/b.md": record(标题="新的通知"),
        },
    )
    assert taken_back.returncode == 0, taken_back.stderr
    assert "内容有误" in (server.public / "units/qtz/notices/2026/a/index.html").read_text("utf-8")
    crawl(server.public)
    assert not [
        path
        for path in server.public.rglob("*")
        if path.is_file() and "写错的通知".encode() in path.read_bytes()
    ]
    refuses_what_is_another_s(server)
