"""Beside an open notebook: Python is starting, has started, is late, or has stopped; and the notebook has been updated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from starting import CHANGED, NAME, NEW, OPEN, RAN, Start, model


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
