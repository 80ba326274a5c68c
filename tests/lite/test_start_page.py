"""The page between an exercise and its notebook in the browser: what it offers at a first visit and at a return, and how it looks."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from asking import Hands
from samples import ROOT
from starting import (
    CHANGED,
    DOWNLOAD,
    FORGET,
    FRESH,
    GO_ON,
    NAME,
    OLD,
    OPEN,
    UPDATED,
    Start,
    model,
    notebook,
)


class TestFirstVisit:
    """Nothing is kept yet."""

    def test_says_what_will_happen(self, start: Start) -> None:
        start.open()
        expect(start.page.locator("#title")).to_have_text("Exercise 1: Sort the cases")
        start.says("about 13 megabytes")
        start.says("No copy of this notebook is kept on this computer yet.")
        expect(start.link("Open the page version")).to_have_attribute("href", "../../exercises/01-sort-cases.html")
        for absent in (start.button(FRESH), start.button(DOWNLOAD), start.link(GO_ON), start.page.locator("#earlier"), start.page.locator("#solved")):
            expect(absent).to_be_hidden()
        expect(start.page.locator(".fault:visible")).to_have_count(0)
        assert start.stores() == {}, "a look at the page leaves nothing"

    def test_opens_the_notebook(self, start: Start) -> None:
        start.open()
        start.visit(start.link(OPEN))

    def test_of_a_solved_copy(self, start: Start) -> None:
        start.open("notebook=solutions/01-sort-cases.ipynb")
        expect(start.page.locator("#title")).to_have_text("Exercise 1: solved")
        expect(start.page.locator("#solved")).to_be_visible()
        expect(start.link(OPEN)).to_have_attribute("href", re.compile("path=solutions%2F01-sort-cases.ipynb$"))
        expect(start.link("Open the page version")).to_have_attribute("href", "../../exercises/01-sort-cases.html")

    def test_gives_the_published_file(self, start: Start) -> None:
        assert start.open().download(start.link("Download the notebook")) == OLD

    def test_without_a_known_size(self, start: Start) -> None:
        (start.site.folder / "lite/sizes.json").unlink()
        start.open()
        start.says("The first visit fetches several megabytes.")
        expect(start.page.locator("#size")).to_be_hidden()

    def test_names_fit_the_course(self, start: Start) -> None:
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        start.open()
        assert start.page.evaluate("document.documentElement.dataset.course") == settings["tool"]["selfcheck"]["name"]


class TestReturn:
    """A copy is kept."""

    def test_continue(self, start: Start) -> None:
        start.site.fill(start.page, model(CHANGED))
        start.open()
        start.says("It was last saved on 4 March 2026 at 05:06.")
        expect(start.link(OPEN)).to_be_hidden()
        expect(start.button(UPDATED)).to_be_hidden()
        start.visit(start.link(GO_ON))
        assert start.kept() == [model(CHANGED)]

    def test_download(self, start: Start) -> None:
        start.site.fill(start.page, model(CHANGED))
        assert start.open().download(start.button(DOWNLOAD)) == CHANGED
        expect(start.status).to_have_text("Your work is in your downloads.")

    def test_download_what_is_no_notebook(self, start: Start) -> None:
        """What JupyterLite keeps of it may be damaged: it is given as it is."""
        start.site.fill(start.page, model("not { JSON", format="text"))
        start.open()
        with start.page.expect_download() as found:
            start.button(DOWNLOAD).click()
        assert found.value.path().read_text("utf-8") == "not { JSON"
        assert found.value.suggested_filename == "01-sort-cases.ipynb"

    def test_start_again(self, start: Start) -> None:
        """The old copy is offered first, then put aside, then still there to download."""
        start.site.fill(start.page, model(CHANGED), model("text", "exercises/own.txt", format="text", type="file"))
        start.open()
        start.button(FRESH).click()
        assert start.download(start.page.locator("#fresh-download")) == CHANGED
        expect(start.page.locator("#fresh-dialog").get_by_role("status")).to_have_text("Your work is in your downloads.")
        start.button("Put it aside").click()
        expect(start.link(OPEN)).to_be_focused()
        expect(start.status).to_contain_text("put aside")
        assert [one["path"] for one in start.kept()] == ["exercises/own.txt"]
        assert start.aside() == [CHANGED]
        start.open()
        again = start.page.locator("#asides").get_by_role("button", name="Download 01-sort-cases.ipynb, 4 March 2026")
        assert start.download(again) == CHANGED

    def test_change_of_mind(self, start: Start) -> None:
        start.site.fill(start.page, model(CHANGED))
        start.open()
        before = start.stores()
        start.button(FRESH).click()
        start.button("Keep my copy in place").click()
        expect(start.button(FRESH)).to_be_focused()
        start.button(FRESH).click()
        start.page.keyboard.press("Escape")
        expect(start.button(FRESH)).to_be_focused()
        assert start.stores() == before

    def test_saved_in_another_tab_meanwhile(self, start: Start) -> None:
        """Whatever comes between, what is taken out of the way is what was put aside."""
        start.site.fill(start.page, model(CHANGED))
        start.open()
        newer = model(notebook("newer = 1"), saved="2026-03-04T06:00:00.000Z")
        other = start.context.new_page()
        start.site.fill(other, newer)
        start.button(FRESH).click()
        start.button("Put it aside").click()
        expect(start.link(OPEN)).to_be_visible()
        assert start.aside() == [newer["content"]]

    def test_saved_while_it_is_put_aside(self, start: Start) -> None:
        newer = model(notebook("newer = 1"), saved="2026-03-04T06:00:00.000Z")
        start.site.fill(start.page, model(CHANGED))
        start.page.add_init_script(f"""const add = IDBObjectStore.prototype.add;
          IDBObjectStore.prototype.add = function (...given) {{
            indexedDB.open({json.dumps(start.site.databases[0])}).onsuccess = ({{ target }}) => {{
              target.result.transaction("files", "readwrite").objectStore("files").put({json.dumps(newer)}, {json.dumps(NAME)});
              target.result.close();
            }};
            return add.apply(this, given);
          }}""")
        start.open()
        start.button(FRESH).click()
        start.button("Put it aside").click()
        expect(start.status).to_contain_text("saved anew")
        assert start.kept() == [newer]

    def test_nothing_but_a_checkpoint(self, start: Start) -> None:
        """JupyterLite writes one when a notebook is opened: it is no copy."""
        start.site.fill(start.page, model("x", "exercises/other.txt", format="text", type="file"))
        expect(start.open().link(OPEN)).to_be_visible()

    def test_back_from_the_notebook(self, start: Start) -> None:
        start.open()
        start.visit(start.link(OPEN))
        other = start.context.new_page()
        start.site.fill(other, model(CHANGED))
        start.page.go_back()
        expect(start.link(GO_ON)).to_be_visible()


class TestLooks:
    """For every screen, every light and every hand."""

    @pytest.mark.parametrize("width", [1280, 320])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_and_reflow(self, start: Start, axe: Callable[..., list[str]], width: int, scheme: str) -> None:
        page = start.page
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

        def assert_fine(state: str) -> None:
            assert axe(page) == [], state
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, state

        start.open()
        expect(start.status).not_to_be_empty()
        assert_fine("the first visit")
        start.site.fill(page, model(CHANGED))
        start.open()
        expect(start.link(GO_ON)).to_be_visible()
        assert_fine("a copy is kept")
        start.button(FRESH).click()
        assert_fine("asked whether to start again")
        start.button("Put it aside").click()
        expect(start.page.locator("#asides li")).to_have_count(1)
        assert_fine("put aside")
        start.button(FORGET).click()
        assert_fine("asked whether to delete")
        start.button("Delete nothing").click()
        page.evaluate("document.querySelectorAll('.fault').forEach(one => { one.hidden = false; })")
        assert_fine("every fault")

    def test_nothing_moves(self, start: Start) -> None:
        start.open()
        assert start.page.evaluate("""() => [...document.querySelectorAll("*")].every(e => {
          const style = getComputedStyle(e);
          return /^0s(, 0s)*$/.test(style.transitionDuration) && style.animationName === "none";
        })""")

    def test_with_the_keyboard_alone(self, start: Start) -> None:
        """Start again, download and delete without a mouse; the focus is never lost, and always shows."""
        start.site.fill(start.page, model(CHANGED))
        start.open()
        hands = Hands(start.page)
        hands.tab_to(start.button(FRESH))
        assert start.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        hands.press("Enter")
        hands.tab_to(start.page.locator("#fresh-download"), most=5)
        with start.page.expect_download():
            hands.press("Enter")
        hands.tab_to(start.button("Put it aside"), most=5)
        hands.press("Space")
        expect(start.link(OPEN)).to_be_focused()
        hands.tab_to(start.button(FORGET))
        hands.press("Enter")
        hands.tab_to(start.button("Delete all of this"), most=8)
        hands.press("Enter")
        expect(start.status).to_contain_text("All of it is deleted.")
        expect(start.button(FORGET)).to_be_focused()
        hands.tab_to(start.link(OPEN), "Shift+Tab")
        start.page.keyboard.press("Enter")
        start.page.wait_for_url("**/lite/notebooks/index.html?path=*")

    def test_targets_are_large_enough(self, start: Start) -> None:
        start.site.fill(start.page, model(CHANGED))
        start.open()
        expect(start.link(GO_ON)).to_be_visible()
        start.page.set_viewport_size({"width": 320, "height": 900})
        start.button(FORGET).click()
        small = start.page.evaluate("""() => [...document.querySelectorAll("button, input, .button")].filter(e => e.checkVisibility())
          .map(e => [e.outerHTML, e.getBoundingClientRect()]).filter(([_, box]) => box.width < 24 || box.height < 24)""")
        assert small == []


def test_every_sentence_is_there(start: Start) -> None:
    """What the scripts say, show and fill in stands in the page, and nothing stands there unused."""
    html = (ROOT / "lite/start/index.html").read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in Path(ROOT / "lite/start").glob("*.js"))
    for name in re.findall(r'data-(?:say|fault|watch)="([\w-]+)"', html):
        assert f'"{name}"' in code, name
    for name in re.findall(r'\b(?:say|stop)\("([\w-]+)"\)', code):
        assert f'data-say="{name}"' in html or f'data-fault="{name}"' in html, name
    ids = set(re.findall(r'\bid="([\w-]+)"', html))
    assert set(re.findall(r'\b(?:part|link|dialog)\("([\w-]+)"\)', code)) <= ids
