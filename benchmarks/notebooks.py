"""A notebook in the browser: what a first and a second visit send over the wire, and how long the first output takes."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import serving
from playwright.sync_api import Page, sync_playwright
from visits import FLAGS, LOOPBACK

NOTEBOOK = "exercises/02-count-the-kinds.ipynb"
"""Its first cell imports the course's package, and its second one prints a table."""
PATIENCE = 180_000


@dataclass
class Visit:
    """What one visit to a notebook took."""

    bytes: int = 0
    """Bodies as they travelled, from this site."""
    requests: int = 0
    readable: float = 0.0
    """Seconds until the notebook could be read."""
    output: float = 0.0
    """Seconds until the first cell that prints something had printed it."""
    elsewhere: int = 0
    """Requests to other hosts that the page tried."""


class _Counting(serving.Handler):
    """Tells what it sends: the tab's own tools do not see what a worker asks for."""

    def __init__(self, tell: Callable[[int], None], *rest: object) -> None:
        self.tell = tell
        super().__init__(*rest)  # type: ignore[arg-type]

    def _send(self, status: object, body: bytes, headers: dict[str, str]) -> None:
        self.tell(len(body))
        super()._send(status, body, headers)  # type: ignore[arg-type]


@contextmanager
def counted(folder: Path, tell: Callable[[int], None]) -> Iterator[str]:
    """Serve a folder on a free port of this computer, and tell the size of each answer."""
    server = ThreadingHTTPServer((LOOPBACK, 0), partial(_Counting, tell, folder.resolve()))
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def visit_twice(site: Path, executable: str) -> tuple[Visit, Visit]:
    """Visit a notebook with a browser that knows nothing, close the browser, and visit it again.

    :param site: a folder with ``lite`` in it
    """
    current = Visit()

    def tell(size: int) -> None:
        current.bytes += size
        current.requests += 1

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, counted(site, tell) as address, sync_playwright() as playwright:
        found = []
        for _ in range(2):
            current = Visit()
            context = playwright.chromium.launch_persistent_context(profile, executable_path=executable, args=FLAGS)
            try:
                page = context.pages[0]
                context.on("request", lambda request, now=current: _note(now, request.url))
                _time(page, f"{address}/lite/notebooks/index.html?path={NOTEBOOK}", current)
            finally:
                context.close()
            found.append(current)
    return found[0], found[1]


def _note(visit: Visit, url: str) -> None:
    parts = urlsplit(url)
    visit.elsewhere += parts.scheme in ("http", "https") and parts.hostname != LOOPBACK


def _time(page: Page, address: str, visit: Visit) -> None:
    started = time.monotonic()
    page.goto(address)
    page.locator(".jp-Notebook .jp-MarkdownCell h1").first.wait_for(timeout=PATIENCE)
    visit.readable = time.monotonic() - started
    page.locator(".jp-CodeCell .cm-content").first.click()
    for _ in range(3):  # a cell of text lies between the two cells
        page.keyboard.press("Shift+Enter")
    page.locator(".jp-OutputArea-output table").first.wait_for(timeout=PATIENCE)
    visit.output = time.monotonic() - started


def build_default(course: Path, target: Path) -> None:
    """Build a JupyterLite with default settings and the same notebooks."""
    python = course / ".venv-lite" / "bin" / "python"
    subprocess.run([str(python), "benchmarks/default_lite.py", str(target)], cwd=course, check=True, capture_output=True)


def on_disk(folder: Path) -> int:
    """Return the bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
