"""Visit pages in Chromium as a learner would, and count what goes over the wire and how long it takes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

LOOPBACK = "127.0.0.1"
RULES = f"MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}"
"""No name resolves: nothing leaves this computer, and what a page would have asked elsewhere is counted."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-extensions", "--disable-sync", "--disable-default-apps", f"--host-resolver-rules={RULES}"]
PHONE: dict[str, Any] = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True}
# Lighthouse's "Slow 4G" as DevTools applies it: 562.5 ms a request, 1,474.56 kbit/s down, 675 kbit/s up.
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 1474.56 * 1024 / 8, "uploadThroughput": 675 * 1024 / 8}
SLOWER_CPU = 4
SETTLE = 1500
"""Milliseconds of quiet after which the largest paint is taken as the last."""
INDEXES = ("searchindex", "search_index", "search-index", "pagefind")

WATCH = """(() => { const seen = window.__seen = {lcp: 0, fcp: 0, tasks: []};
const on = (type, use) => new PerformanceObserver(list => list.getEntries().forEach(use)).observe({type, buffered: true});
on('largest-contentful-paint', e => { seen.lcp = e.startTime; });
on('paint', e => { if (e.name === 'first-contentful-paint') seen.fcp = e.startTime; });
on('longtask', e => seen.tasks.push([e.startTime, e.duration])); })()"""


@dataclass
class Visit:
    """What one visit sent over the wire."""

    bytes: int = 0
    """Headers and bodies as they travelled, from this site."""
    paths: list[str] = field(default_factory=list)
    """What was asked from this site and not found in the browser's cache."""
    elsewhere: list[str] = field(default_factory=list)
    """Other hosts that the page tried, a name for each try."""
    complaints: list[str] = field(default_factory=list)

    @property
    def fetched_index(self) -> bool:
        return any(name in path for path in self.paths for name in INDEXES)


class Counter:
    """Counts the traffic of one tab, visit by visit."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.visit = Visit()
        self._asked: dict[str, str] = {}
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self._sent)
        wire.on("Network.requestServedFromCache", lambda event: self._asked.pop(event["requestId"], None))
        wire.on("Network.responseReceived", self._received)
        wire.on("Network.loadingFinished", self._finished)
        page.on("pageerror", lambda error: self.visit.complaints.append(str(error)))

    def _sent(self, event: dict[str, Any]) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme not in ("http", "https"):
            return
        if address.hostname == LOOPBACK:
            self._asked[event["requestId"]] = address.path
        else:
            self.visit.elsewhere.append(str(address.hostname))

    def _received(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            self._asked.pop(event["requestId"], None)

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._asked:
            self.visit.bytes += int(event["encodedDataLength"])
            self.visit.paths.append(self._asked.pop(event["requestId"]))

    def next(self) -> Visit:
        """Return what was counted since the last time."""
        done, self.visit = self.visit, Visit()
        return done


@contextmanager
def browser(executable: str) -> Iterator[Browser]:
    """Start Chromium, cut off from all hosts but this computer."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield opened
        opened.close()


def visit(opened: Browser, first: str, further: str) -> tuple[Visit, Visit]:
    """Visit a page with nothing cached, then another one."""
    context = opened.new_context(**PHONE)
    page = context.new_page()
    counter = Counter(context, page)
    page.goto(first, wait_until="networkidle")
    cold = counter.next()
    page.goto(further, wait_until="networkidle")
    warm = counter.next()
    context.close()
    return cold, warm


@dataclass(frozen=True)
class Timing:
    """Milliseconds on a slow phone on a slow network."""

    largest_paint: float
    blocked: float
    """Total blocking time: what tasks took beyond 50 ms after the first paint."""
    blocked_ever: float
    """The same, with what blocked before the first paint."""


def time_page(opened: Browser, address: str) -> Timing:
    """Visit a page once, cold, on Slow 4G and with a processor four times slower."""
    context = opened.new_context(**PHONE)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(SETTLE)
    seen = page.evaluate("window.__seen")
    context.close()
    over = [(start + length, max(0.0, length - 50)) for start, length in seen["tasks"]]
    return Timing(seen["lcp"], sum(cost for end, cost in over if end > seen["fcp"]), sum(cost for _, cost in over))


def median(timings: list[Timing]) -> Timing:
    """Return the median of each figure."""
    return Timing(*(statistics.median(values) for values in zip(*((t.largest_paint, t.blocked, t.blocked_ever) for t in timings), strict=True)))
