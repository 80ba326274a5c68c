"""Before a notebook is opened: what is fetched ahead, and what is said of every fault."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from starting import CHANGED, DOWNLOAD, FORGET, FRESH, FULL, GO_ON, NAME, OPEN, Start, model


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
