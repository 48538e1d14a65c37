"""The real browser of the tests: the one installed, else one that is installed now, else a clear failure.

With it comes nginx where that can be had; tests that want it are passed over where it cannot.

`python -m tests.browser --install` is what `make test` runs first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HELP = (
    "测试需要 Chromium，也没能自动装上。请安装后再试：Debian/Ubuntu 用 apt-get install chromium，"
    "其他系统用 python -m playwright install chromium。\n"
    "The tests need Chromium and could not install it: apt-get install chromium, or python -m playwright install chromium."
)


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Start the browser; Playwright's own where no other is installed."""
    path = find_browser()
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


def _starts() -> bool:
    try:
        with sync_playwright() as playwright:
            launch(playwright).close()
    except Exception as error:
        print(error, file=sys.stderr)
        return False
    return True


def _install() -> None:
    if find_browser() is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "--quiet"], check=False)
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "chromium", "nginx-light"], check=False)
    if find_browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    if find_browser() is None and "--install" in sys.argv:
        _install()
    if _starts():
        return 0
    print(HELP, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
