"""A reader's copy of a notebook: updated where nothing of theirs is lost, put aside, and forgotten when they say so."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from starting import CHANGED, FORGET, FRESH, FULL, GO_ON, NAME, NEW, OPEN, RAN, UPDATED, Start, model, notebook, returned


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
