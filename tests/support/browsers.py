"""A browser for the tests: which one, how it is started, and what must never happen on a page."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

AXE_START = """([part, rules]) => {
  const runOnly = rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  window.axeResult = axe.run(part ?? document, { runOnly, resultTypes: ["violations"], preload: false });
}"""
"""Sets axe to work in a page that has its script: on the whole of it or on what a selector chooses, by all rules or by those named."""

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What axe asks of colours; its other rules look at elements, at their boxes and at whether they are shown."""

BOXES = """() => [...document.querySelectorAll("*")].map(e => {
  const { x, y, width, height } = e.getBoundingClientRect();
  return [e.checkVisibility({ visibilityProperty: true, opacityProperty: true }), x, y, width, height].join();
}).join(" ")"""
"""Where every element of a page is, and whether it is shown."""

AXE_RESULT = """async () => (await window.axeResult).violations.flatMap(violation => violation.nodes.map(node =>
  `${violation.id} / ${node.target.join(" ")} / ${node.failureSummary.split("\\n").join(" ")}`))"""
"""Waits for what axe has found: a line for each violation, with its rule, its place and what to do."""

HERE = re.compile(r"(file|data|blob|about):|(https?|wss?)://127\.0\.0\.1[:/]")
"""Addresses that a page may ask for."""

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # With RenderDocument, Chromium 156 on a busy machine now and then gives a page from file:// an empty localStorage
    # that is connected to nothing: 10 of 400 reloads of a page of six lines; without it 0 of 1,200; over http 0 of 400.
    # The rest is what Playwright switches off, for which this switch stands.
    "--disable-features=RenderDocument,AvoidUnnecessaryBeforeUnloadCheckSync,HttpsUpgrades,PaintHolding,"
    "ThirdPartyStoragePartitioning",
)
"""How the browser is started. Nothing that it asks for leaves this computer."""


class Watch:
    """Notes whatever a browser complains of, and every request to another host."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"page error: {error.error}")

    def _request(self, request: Request) -> None:
        if not HERE.match(request.url):
            self.complaints.append(f"request to another host: {request.url}")

    def forgive(self, pattern: str) -> None:
        """Forget the complaints that match, where a test has provoked them."""
        self.complaints = [c for c in self.complaints if not re.search(pattern, c)]

    def check(self) -> None:
        assert not self.complaints, "\n".join(self.complaints)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder to this computer alone, and give the address it is served at."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
