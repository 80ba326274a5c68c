"""A notebook in the browser: what a first and a second visit send over the wire, and how long the first output takes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import serving
from measures import say
from playwright.sync_api import Page, sync_playwright
from report import Row, at_most, at_most_ratio
from visits import FLAGS, LOOPBACK

NOTEBOOK = "exercises/02-count-the-kinds.ipynb"
"""Its first cell imports the course's package, and its second one prints a table."""
PATIENCE = 180_000


@dataclass
class Visit:
    """What one visit to a notebook took."""

    bytes: int = 0
    """Bodies as they travelled, from this site."""
    paths: list[str] = field(default_factory=list)
    """What was asked of this site."""
    readable: float = 0.0
    """Seconds until the notebook could be read."""
    output: float = 0.0
    """Seconds until the first cell that prints something had printed it."""
    elsewhere: int = 0
    """Requests to other hosts that the page tried."""


class _Counting(serving.Handler):
    """Tells what it sends: the tab's own tools do not see what a worker asks for."""

    def __init__(self, tell: Callable[[str, int], None], *rest: object) -> None:
        self.tell = tell
        super().__init__(*rest)  # type: ignore[arg-type]

    def _send(self, status: object, body: bytes, headers: dict[str, str]) -> None:
        self.tell(urlsplit(self.path).path, len(body))
        super()._send(status, body, headers)  # type: ignore[arg-type]


@contextmanager
def counted(folder: Path, tell: Callable[[str, int], None]) -> Iterator[str]:
    """Serve a folder on a free port of this computer, and tell the path and the size of each answer."""
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

    def tell(path: str, size: int) -> None:
        current.bytes += size
        current.paths.append(path)

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


def rows(course: Path, folder: Path, executable: str, runs: int) -> Iterator[Row]:
    """Give what notebooks in the browser weigh and how long they take, beside a JupyterLite with default settings."""
    sites = {"ours": folder / "ours-lite", "default": folder / "default-lite"}
    say("Building JupyterLite, ours and with default settings")
    _build(course, "lite/build.py", sites["ours"])
    _build(course, "benchmarks/default_lite.py", sites["default"] / "lite")
    cold: dict[str, list[Visit]] = {kind: [] for kind in sites}
    warm: dict[str, list[Visit]] = {kind: [] for kind in sites}
    for number in range(runs):
        for kind in sites if number % 2 == 0 else reversed(sites):
            say(f"Run {number + 1} of {runs}: a notebook in the browser, {kind}")
            first, second = visit_twice(sites[kind], executable)
            cold[kind].append(first)
            warm[kind].append(second)
    weight = [cold[kind][0].bytes / 1e6 for kind in sites]
    yield at_most("notebook, first visit", 13, *weight, unit="MB", note=f"{NOTEBOOK}; stock is a JupyterLite with default settings")
    yield at_most_ratio("the same, as a share", 0.8, *weight, unit="MB")
    yield Row("requests for it", "", *(len(cold[kind][0].paths) for kind in sites))
    asked = ", ".join(sorted(warm["ours"][0].paths)) or "nothing"
    yield at_most("notebook, second visit", 0, *(warm[kind][0].bytes for kind in sites), unit="bytes", note=f"asked for: {asked}")
    for name, visits in (("first output, cold", cold), ("first output, second visit", warm)):
        took = {kind: [visit.output for visit in visits[kind]] for kind in sites}
        yield at_most_ratio(name, 0.75, *(statistics.median(each) for each in took.values()), unit="s", runs=took)
    yield Row("notebook can be read, cold", "", *(statistics.median(v.readable for v in cold[kind]) for kind in sites), unit="s")
    yield at_most("on disk", 40, *(sum(p.stat().st_size for p in sites[kind].rglob("*") if p.is_file()) / 1e6 for kind in sites), unit="MB")
    yield at_most("other hosts that it tries", 0, *(max(v.elsewhere for v in cold[kind] + warm[kind]) for kind in sites))


def _build(course: Path, script: str, target: Path) -> None:
    """Run a script with the Python of .venv-lite, and with the Node of .venv."""
    python = course / ".venv-lite" / Path(sys.executable).relative_to(sys.prefix)
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([str(python), script, str(target)], cwd=course, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{script} failed:\n{done.stdout}{done.stderr}")
