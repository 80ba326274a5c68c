"""The page between an exercise and its notebook in the browser: what it offers, what it never loses, and every fault."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from asking import Hands
from browsers import Watch, serve
from samples import ROOT
from starting import NAME, Site, Start, make_site, model, notebook

OPEN, GO_ON, FRESH = "Open the notebook", "Continue where I left off", "Start again with a fresh copy"
UPDATED, DOWNLOAD, FORGET = "Open the updated notebook", "Download my work", "Remember nothing on this computer"
OLD, NEW = notebook("old = 1"), notebook("new = 1")
RAN = notebook("old = 1", "", output="ran")
"""What JupyterLite keeps of a notebook in which every cell was run: with outputs, and one empty cell more."""
CHANGED = notebook("old = 'mine'")
LOST = "Failed to load resource|CORS policy"
"""What a browser says of a file that is not there, or of a module in a folder."""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Site]]:
    """Serve one folder; each call makes a site in a folder under it, whose name needs care in an address."""
    folder, numbers = tmp_path_factory.mktemp("ground"), count(1)
    with serve(folder) as address:
        def make() -> Site:
            name = f"site {next(numbers)}"
            return make_site(folder / name, f"{address}/{name.replace(' ', '%20')}")

        yield make


@pytest.fixture
def start(ground: Callable[[], Site], browser: Browser) -> Iterator[Start]:
    """Give a site of its own and a browser that has kept nothing; only missing files may be complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(10_000)
    watch = Watch(context)
    yield Start(context.new_page(), ground())
    context.close()
    watch.forgive(LOST)
    watch.check()


def returned(start: Start, kept: dict[str, object], published: dict[str, object]) -> Start:
    """Open the old notebook, keep a copy, publish another, and come back."""
    start.open()
    start.visit(start.link(OPEN))
    start.site.fill(start.page, model(kept))
    start.site.publish(published)
    return start.open()


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


class TestUpdate:
    """The trainer has changed the notebook since it was opened."""

    def test_reaches_a_learner_who_only_ran_it(self, start: Start) -> None:
        returned(start, RAN, NEW)
        start.says("You had run it and changed nothing, so the updated one opens.")
        assert start.kept() == []
        assert start.aside() == [RAN], "what it printed is not lost either"
        assert start.download(start.page.locator("#asides button")) == RAN
        start.visit(start.link(OPEN))
        assert start.page.evaluate("fetch('../files/exercises/01-sort-cases.ipynb').then(r => r.json())") == NEW

    def test_again_and_again(self, start: Start) -> None:
        returned(start, RAN, NEW)
        start.visit(start.link(OPEN))
        start.site.fill(start.page, model(notebook("new = 1", output="ran")))
        start.site.publish(notebook("newest = 1"))
        start.open()
        expect(start.link(OPEN)).to_be_visible()
        assert len(start.aside()) == 2

    def test_an_older_version_saved_by_a_forgotten_tab(self, start: Start) -> None:
        returned(start, RAN, NEW)
        start.visit(start.link(OPEN))
        start.site.fill(start.page, model(RAN))
        start.open()
        expect(start.link(OPEN)).to_be_visible()
        assert start.aside() == [RAN], "the same copy is put aside once"

    def test_does_not_overwrite_changes(self, start: Start) -> None:
        returned(start, CHANGED, NEW)
        start.says("This notebook has been updated since you began.")
        expect(start.button(FRESH)).to_be_hidden()
        start.visit(start.link(GO_ON))
        assert start.kept() == [model(CHANGED)]
        start.open()
        start.button(UPDATED).click()
        start.button("Put it aside").click()
        expect(start.link(OPEN)).to_be_visible()
        assert start.kept() == []
        assert start.aside() == [CHANGED]

    def test_that_changes_no_source_is_none(self, start: Start) -> None:
        returned(start, RAN, notebook("old = 1\n", output="other"))
        expect(start.link(GO_ON)).to_be_visible()
        assert start.kept() == [model(RAN)]
        assert start.aside() == []

    def test_of_a_copy_that_was_not_opened_here(self, start: Start) -> None:
        """Nobody can tell its changes from the trainer's, so it counts as the learner's own."""
        start.site.fill(start.page, model(RAN))
        start.site.publish(NEW)
        start.open()
        expect(start.button(FRESH)).to_be_visible()
        assert start.kept() == [model(RAN)]

    def test_after_a_copy_was_continued(self, start: Start) -> None:
        """Continuing an unchanged copy is enough to tell later what the learner changed."""
        start.site.fill(start.page, model(RAN))
        start.open()
        start.visit(start.link(GO_ON))
        start.site.publish(NEW)
        start.open()
        expect(start.link(OPEN)).to_be_visible()

    def test_opened_in_a_new_tab(self, start: Start) -> None:
        start.open()
        with start.context.expect_page():
            start.link(OPEN).click(button="middle")
        start.page.wait_for_function("indexedDB.databases().then(all => all.length === 1)")
        start.site.fill(start.page, model(RAN))
        start.site.publish(NEW)
        start.open()
        expect(start.link(OPEN)).to_be_visible()
        assert start.aside() == [RAN]

    def test_without_room_to_put_the_old_one_aside(self, start: Start) -> None:
        start.page.add_init_script(FULL)
        returned(start, RAN, NEW)
        expect(start.fault("full")).to_be_visible()
        expect(start.status).to_contain_text("left in place")
        assert start.kept() == [model(RAN)]
        expect(start.link(GO_ON)).to_be_visible()


FULL = "IDBObjectStore.prototype.add = () => { throw new DOMException('no', 'QuotaExceededError'); };"


class TestForget:
    """Remember nothing on this computer."""

    KEYS = ("selfcheck:working-in-partnership:notebook", "selfcheck:working-in-partnership:notebook:damaged",
            "selfcheck:working-in-partnership", "selfcheck:other", "selfcheck:other:notebook", "theme")

    @pytest.fixture
    def full(self, start: Start) -> Start:
        own = model("b3du", "exercises/own.bin", format="base64", type="file")
        start.site.fill(start.page, model(CHANGED), own, model(None, "exercises/folder", type="directory"))
        start.page.evaluate("keys => keys.forEach(key => localStorage.setItem(key, '1'))", self.KEYS)
        return start.open()

    def test_says_what_goes_and_asks_once(self, full: Start) -> None:
        full.button(FORGET).click()
        listed = full.page.locator("#files li")
        expect(listed).to_have_count(2)
        expect(listed.first).to_contain_text(f"{NAME}, saved on 4 March 2026")
        assert full.download(listed.first.get_by_role("button")) == CHANGED
        with full.page.expect_download() as found:
            listed.last.get_by_role("button").click()
        assert found.value.path().read_bytes() == b"own"
        full.button("Delete nothing").click()
        expect(full.button(FORGET)).to_be_focused()
        assert len(full.kept()) == 3

    @pytest.mark.parametrize("pages", [False, True])
    def test_deletes_it(self, full: Start, pages: bool) -> None:
        full.page.evaluate("localStorage.setItem(new URL('../service-worker.js-version', location.href).href, '1')")
        full.button(FORGET).click()
        if pages:
            full.page.get_by_label("Delete my answers on the course's pages as well").check()
        full.button("Delete all of this").click()
        expect(full.status).to_contain_text("All of it is deleted.")
        expect(full.link(OPEN)).to_be_visible()
        assert full.stores() == {}
        left = set(self.KEYS[3 if pages else 2:])
        assert set(full.page.evaluate("Object.keys(localStorage)")) == left
        full.button(FORGET).click()
        expect(full.page.locator("#nothing-kept")).to_be_visible()

    def test_while_another_tab_holds_on(self, full: Start) -> None:
        other = full.context.new_page()
        other.goto(f"{full.site.address}/book/exercises.html")
        hold = "name => new Promise(done => { indexedDB.open(name).onsuccess = ({ target }) => { window.held = target.result; done(); } })"
        other.evaluate(hold, full.site.databases[0])
        full.button(FORGET).click()
        full.button("Delete all of this").click()
        expect(full.status).to_contain_text("still open in another tab")
        other.close()
        expect(full.status).to_contain_text("All of it is deleted.")
        assert full.stores() == {}

    def test_that_fails(self, full: Start) -> None:
        full.page.evaluate("() => { IDBFactory.prototype.deleteDatabase = () => { throw new DOMException('no', 'SecurityError'); }; }")
        full.button(FORGET).click()
        full.button("Delete all of this").click()
        expect(full.status).to_contain_text("Not all of it could be deleted.")


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
