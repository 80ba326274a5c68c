"""Before and beside an open notebook: what is fetched ahead, and what is said of every fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from starting import (
    CHANGED,
    DOWNLOAD,
    FORGET,
    FRESH,
    FULL,
    GO_ON,
    NAME,
    NEW,
    OPEN,
    RAN,
    Start,
    model,
)


class TestFetchingAhead:
    """Python's files come while the reader reads."""

    def test_fetches_what_is_listed(self, start: Start) -> None:
        asked: list[str] = []
        start.page.on("request", lambda request: asked.append(request.url))
        start.open()
        expect(start.status).to_have_text("Python is on this computer. It starts when you open the notebook.")
        assert [url.rpartition("/")[2] for url in asked if ".bin" in url] == ["0.bin", "1.bin", "2.bin"]
        bar = start.page.get_by_role("progressbar", name="Python on its way to this computer")
        assert bar.evaluate("bar => [bar.value, bar.max]") == [6000, 6000]

    def test_shows_how_far_it_is(self, start: Start) -> None:
        """One file comes after the other."""
        held: list[Route] = []
        asked: list[str] = []
        start.page.on("request", lambda request: asked.append(request.url))
        start.page.route("**/static/1.bin", lambda route: held.append(route))
        start.open()
        expect(start.page.locator("#bar")).to_have_js_property("value", 2000)
        expect(start.page.locator("#bar")).to_have_js_property("max", 6000)
        assert not [url for url in asked if url.endswith("2.bin")]
        held[0].continue_()
        expect(start.page.locator("#bar")).to_have_js_property("value", 6000)

    def test_takes_longer_than_a_minute(self, start: Start) -> None:
        held: list[Route] = []
        start.page.route("**/static/1.bin", lambda route: held.append(route))
        start.page.clock.install()
        start.open()
        expect(start.page.locator("#bar")).to_have_js_property("value", 2000)
        start.page.clock.fast_forward(59_000)
        expect(start.fault("slow")).to_be_hidden()
        start.page.clock.fast_forward(2_000)
        expect(start.fault("slow")).to_be_visible()
        expect(start.status).to_contain_text("longer than a minute")
        held[0].continue_()
        expect(start.fault("slow")).to_be_hidden()

    @pytest.mark.parametrize("lost", ["missing", "blocked"])
    def test_a_part_is_lost(self, start: Start, lost: str) -> None:
        if lost == "missing":
            (start.site.folder / "lite/static/1.bin").unlink()
        else:
            start.page.route("**/static/1.bin", lambda route: route.abort())
        start.open()
        expect(start.fault("part")).to_contain_text("static/1.bin")
        expect(start.status).to_contain_text("A part of Python did not arrive.")
        expect(start.link(OPEN)).to_be_visible()

    def test_without_a_list(self, start: Start) -> None:
        (start.site.folder / "lite/preload.json").unlink()
        start.open()
        expect(start.link(OPEN)).to_be_visible()
        expect(start.page.locator("#fetching")).to_be_hidden()

    def test_where_data_is_saved(self, start: Start) -> None:
        start.page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
        asked: list[str] = []
        start.page.on("request", lambda request: asked.append(request.url))
        start.open()
        expect(start.page.locator("#saving")).to_be_visible()
        assert not [url for url in asked if ".bin" in url]


HOSTILE = (
    "", "notebook=", "notebook=exercises/", "notebook=01-sort-cases.ipynb", "notebook=other/01-sort-cases.ipynb",
    "notebook=exercises/../../index.html", "notebook=exercises/..%2f01-sort-cases.ipynb", "notebook=https://example.org/a.ipynb",
    "notebook=//example.org/exercises/a.ipynb", "notebook=javascript:alert(1)", "notebook=exercises/%3Cscript%3E.ipynb",
    f"notebook={NAME}%0A", f"notebook={NAME}&notebook=exercises/b.ipynb", f"notebook=/{NAME}", "notebook=exercises/A.ipynb")


class TestFaults:
    """Each is met with what happened and what to do; the page version is always there."""

    def assert_stopped(self, start: Start, name: str) -> None:
        expect(start.fault(name)).to_be_visible()
        expect(start.status).to_contain_text("cannot be opened here")
        expect(start.link(OPEN)).to_be_hidden()
        expect(start.link(GO_ON)).to_be_hidden()
        expect(start.link("Open the page version")).to_be_visible()

    def test_unknown_or_hostile(self, start: Start) -> None:
        sent: list[str] = []
        start.page.on("request", lambda request: sent.append(request.url))
        for asked in HOSTILE:
            start.open(asked)
            self.assert_stopped(start, "unknown")
            expect(start.link("Open the page version")).to_have_attribute("href", "../../book/exercises.html")
        assert all("/lite/start/" in url for url in sent), sent

    def test_missing(self, start: Start) -> None:
        start.open("notebook=exercises/99-none.ipynb")
        self.assert_stopped(start, "missing")

    @pytest.mark.parametrize("name", ["missing", "damaged", "unreachable"])
    def test_a_kept_copy_outlives_what_was_published(self, start: Start, name: str) -> None:
        start.site.fill(start.page, model(CHANGED))
        if name == "missing":
            (start.site.folder / f"lite/files/{NAME}").unlink()
        elif name == "damaged":
            start.site.write(f"lite/files/{NAME}", "<!doctype html>Please sign in")
        else:
            start.page.route("**/lite/files/**", lambda route: route.abort())
        start.open()
        expect(start.fault(name)).to_be_visible()
        expect(start.link(GO_ON)).to_be_visible()
        expect(start.button(FRESH)).to_be_hidden()
        assert start.download(start.button(DOWNLOAD)) == CHANGED

    def test_damaged(self, start: Start) -> None:
        for text in ("", "{", "null", "[]", '{"cells": 1}', '{"cells": [null]}', "<!doctype html>Sign in"):
            start.site.write(f"lite/files/{NAME}", text)
            start.open()
            self.assert_stopped(start, "damaged")

    def test_no_connection(self, start: Start) -> None:
        start.page.route("**/lite/files/**", lambda route: route.abort())
        start.open()
        self.assert_stopped(start, "unreachable")

    def test_no_web_assembly(self, start: Start) -> None:
        start.page.add_init_script("delete window.WebAssembly")
        start.open()
        self.assert_stopped(start, "webassembly")

    def test_no_service_worker(self, start: Start) -> None:
        start.page.add_init_script("delete Navigator.prototype.serviceWorker")
        start.open()
        expect(start.page.locator("#no-worker")).to_be_visible()
        start.visit(start.link(OPEN))

    @pytest.mark.parametrize("script", [
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }",
        "Object.defineProperty(window, 'indexedDB', { value: null })",
        """IDBFactory.prototype.open = () => {
             const request = new EventTarget();
             request.error = new DOMException('no', 'InvalidStateError');
             setTimeout(() => request.dispatchEvent(new Event('error')));
             return request;
           }"""], ids=["throws", "absent", "fails"])
    def test_storage_refused(self, start: Start, script: str) -> None:
        start.page.add_init_script(script)
        start.open()
        expect(start.fault("refused")).to_be_visible()
        expect(start.button(FORGET)).to_be_hidden()
        start.visit(start.link(OPEN))

    def test_nothing_may_be_kept(self, start: Start) -> None:
        """A browser that blocks what it calls cookies throws for either store."""
        for store in ("indexedDB", "localStorage"):
            start.page.add_init_script(f"Object.defineProperty(window, '{store}', {{ get() {{ throw new DOMException('no', 'SecurityError'); }} }})")
        start.open()
        self.assert_stopped(start, "closed")
        expect(start.fault("refused")).to_be_hidden()

    def test_storage_nearly_full(self, start: Start) -> None:
        start.page.add_init_script("navigator.storage.estimate = async () => ({ quota: 1e7, usage: 9e6 })")
        start.open()
        expect(start.fault("full")).to_be_visible()
        expect(start.link(OPEN)).to_be_visible()

    def test_storage_full(self, start: Start) -> None:
        start.page.add_init_script(FULL)
        start.site.fill(start.page, model(CHANGED))
        start.open()
        start.button(FRESH).click()
        start.button("Put it aside").click()
        expect(start.fault("full")).to_be_visible()
        expect(start.status).to_contain_text("left in place")
        assert start.kept() == [model(CHANGED)]

    @pytest.mark.parametrize("name", ["start.js", "copies.js"])
    def test_a_script_does_not_arrive(self, start: Start, name: str) -> None:
        start.page.route(f"**/start/{name}", lambda route: route.abort())
        start.open()
        expect(start.fault("script")).to_be_visible()
        expect(start.link("Open the page version")).to_be_visible()

    def test_from_a_folder(self, start: Start) -> None:
        start.page.goto(f"{(start.site.folder / 'lite/start/index.html').as_uri()}?notebook={NAME}")
        expect(start.fault("file")).to_be_visible()
        expect(start.page.locator(".fault:visible")).to_have_count(1)
        expect(start.page.get_by_role("heading", name="Your copy")).to_be_hidden()
        start.link("Open the page version").click()
        expect(start.page.get_by_role("heading")).to_have_text("There")

    def test_no_script(self, start: Start, browser: Browser) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(start.site.url())
        expect(page.get_by_role("heading", name="JavaScript is switched off")).to_be_visible()
        page.get_by_role("link", name="Open the page version").click()
        expect(page.get_by_role("heading")).to_have_text("There")
        context.close()


class TestWatch:
    """Beside an open notebook: Python is starting, has started, is late, or has stopped."""

    PAGE = """<!doctype html><html lang="en-GB"><head><link rel="icon" href="data:,"><title>There</title>
      <script>globalThis.jupyterapp = { shell: {} };
        globalThis.kernel = (status) => { jupyterapp.shell.currentWidget = { sessionContext: { session: { kernel: { status } } } }; };</script>
      <script type="module" src="../start/watch.js"></script></head><body><main><h1>There</h1></main></body></html>"""
    STARTED = "Python has started."

    @pytest.fixture
    def box(self, start: Start) -> Locator:
        start.site.write("lite/notebooks/index.html", self.PAGE)
        start.page.clock.install()
        start.page.goto(f"{start.site.address}/lite/notebooks/index.html?path={NAME}")
        box = start.page.get_by_role("complementary", name="Python")
        box.wait_for(state="attached")
        self.move(start, 1_000)
        return box

    def move(self, start: Start, milliseconds: int, status: str = "") -> None:
        if status:
            start.page.evaluate("status => kernel(status)", status)
        start.page.clock.run_for(milliseconds)

    def test_of_a_good_start(self, start: Start, box: Locator) -> None:
        expect(box.get_by_role("status")).to_have_text("Python is starting. You can read on until it has.")
        self.move(start, 1_000, "unknown")
        expect(box.get_by_role("status")).to_have_text("Python is starting. You can read on until it has.")
        self.move(start, 1_000, "idle")
        expect(box.get_by_role("status")).to_have_text(self.STARTED)
        start.page.keyboard.press("a")
        expect(box).to_be_hidden()
        self.move(start, 120_000, "busy")
        expect(box).to_be_hidden()

    def test_of_a_good_start_without_keys(self, start: Start, box: Locator) -> None:
        """Who only taps is not left with a box over the page; what is still to come stays."""
        start.page.get_by_role("heading").click()
        expect(box).to_contain_text("Python is starting.")
        self.move(start, 1_000, "idle")
        expect(box).to_contain_text(self.STARTED)
        start.page.get_by_role("heading").click()
        expect(box).to_be_hidden()

    @pytest.mark.parametrize("status", ["", "unknown", "starting"])
    def test_of_one_that_never_comes(self, start: Start, box: Locator, axe: Callable[..., list[str]], status: str) -> None:
        self.move(start, 58_000, status)
        expect(box).to_contain_text("Python is starting.")
        self.move(start, 3_000)
        expect(box).to_contain_text("Python has not started after a minute.")
        assert axe(start.page) == []
        assert box.get_by_role("link", name="page version").evaluate("a => a.href") == f"{start.site.address}/exercises/01-sort-cases.html"
        self.move(start, 1_000, "idle")
        expect(box).to_contain_text(self.STARTED)
        self.move(start, 1_000, "dead")
        box.get_by_role("link", name="start page").click()
        expect(start.page.locator("#title")).to_have_text("Exercise 1: Sort the cases")

    @pytest.mark.parametrize(("kept", "told"), [(RAN, True), (CHANGED, True), (NEW, False)])
    def test_of_an_update(self, start: Start, kept: dict[str, Any], told: bool) -> None:
        """Who comes by a bookmark or reloads is told too; the start page then does what is to be done."""
        start.site.write("lite/notebooks/index.html", self.PAGE)
        start.visit(start.open().link(OPEN))
        start.page.locator(".python-watch").wait_for(state="attached")
        start.site.fill(start.page, model(kept))
        start.site.publish(NEW)
        start.page.route("**/none", lambda route: route.abort())  # a page with a route uses no cache: as if its time had run out
        start.page.goto(f"{start.site.address}/lite/notebooks/index.html?path={NAME}")
        start.page.evaluate("kernel('idle')")
        box = start.page.get_by_role("complementary", name="Python")
        expect(box).to_contain_text("This notebook has been updated since you began." if told else self.STARTED)
        start.page.keyboard.press("a")
        expect(box).to_be_visible(visible=told)
        assert start.kept() == [model(kept)]
        if told:
            box.get_by_role("link", name="start page").click()
            start.says("This notebook has been updated since you")

    def test_of_an_update_to_one_opened_by_its_own_address_alone(self, start: Start) -> None:
        start.site.write("lite/notebooks/index.html", self.PAGE)
        start.page.goto(f"{start.site.address}/lite/notebooks/index.html?path={NAME}")
        while not start.stores().get(start.site.databases[1], {}).get("opened"):
            start.page.wait_for_timeout(50)
        start.site.fill(start.page, model(RAN))
        start.site.publish(NEW)
        start.open()
        start.says("You had run it and changed nothing, so the updated one opens.")

    def test_of_one_that_stops(self, start: Start, box: Locator) -> None:
        self.move(start, 1_000, "idle")
        self.move(start, 1_000, "dead")
        expect(box).to_contain_text("Python has stopped.")
        box.get_by_role("button", name="Close").click()
        expect(box).to_be_hidden()

    def test_of_one_that_starts_again(self, start: Start, box: Locator) -> None:
        self.move(start, 300_000, "idle")
        self.move(start, 1_000, "restarting")
        expect(box).to_contain_text("Python is starting.")
        self.move(start, 61_000)
        expect(box).to_contain_text("Python has not started after a minute.")
