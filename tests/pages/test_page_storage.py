"""What the browser keeps of an answer, where keeping it is hard: blocked, full, damaged, newer, or open in two tabs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from asking import KINDS, Asked, wrongs
from selfcheck import words
from selfcheck.bank.course import Course

Ask = Callable[..., Asked]

BLOCKED = """Object.defineProperty(window, "localStorage", {
  configurable: true, get() { throw new DOMException("no", "SecurityError"); } })"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"


@pytest.fixture
def place(site: Path) -> str:
    """Most of these tests are about what stands in the store of pages from file://, where a learner opens an unpacked site."""
    return site.as_uri()


@pytest.fixture
def key(course: Course) -> str:
    """Return the name under which the course keeps its answers."""
    return f"selfcheck:{course.name}"


def stored(page: Page) -> dict[str, str]:
    return page.evaluate("({ ...localStorage })")  # type: ignore[no-any-return]


def fill(page: Page, site: Path, key: str, text: str) -> None:
    """Put a text where the course keeps its answers, before a page with questions is opened."""
    page.goto(f"{site.as_uri()}/book/about.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])


def assert_works(asked: Asked, compared: str = "compared") -> None:
    """An answer is checked, and stays on the screen."""
    asked.finish()
    name = {"reflect": compared, "case": "ended", "profile": "profile"}.get(asked.q.kind, "right")
    expect(asked.status).to_contain_text(words.STATUS[name])


LISTEN = """root => {
  window.said = [];
  const status = root.querySelector(".sc-status");
  new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
}"""
"""Writes down whatever the status line says."""


@pytest.mark.parametrize("kind", KINDS)
def test_blocked(context: BrowserContext, ask: Ask, page: Page, kind: str) -> None:
    """Each kind works, and tells once that nothing is kept."""
    context.add_init_script(BLOCKED)
    asked = ask(kind)
    asked.root.evaluate(LISTEN)
    assert_works(asked, compared="compared-unkept")
    assert "".join(page.evaluate("said")).count(words.STATUS["not-kept"]) == 1


def test_full(context: BrowserContext, ask: Ask, page: Page, site: Path, key: str) -> None:
    before = json.dumps({"v": 1, "a": {"other": {"h": "1", "r": [1]}}})
    fill(page, site, key, before)
    context.add_init_script(FULL)
    asked = ask("one")
    assert_works(asked)
    expect(asked.status).to_contain_text(words.STATUS["not-kept"])
    assert stored(page) == {key: before}


@pytest.mark.parametrize("text", [
    "{half a docum", "[]", "null", "7", '{"v": 0, "a": {}}', '{"v": 1, "a": []}', '{"v": "1", "a": {"x": 1}}'])
def test_damaged_or_older(ask: Ask, page: Page, site: Path, key: str, text: str) -> None:
    """What cannot be read is set aside as it was, before anything new is written."""
    fill(page, site, key, text)
    asked = ask("one")
    assert_works(asked)
    expect(asked.status).to_contain_text(words.STATUS["damaged"])
    found = stored(page)
    assert found.keys() == {key, f"{key}:damaged"}
    assert found[f"{key}:damaged"] == text
    assert {name for name in json.loads(found[key])["a"] if not name.startswith("check:")} == {asked.q.id}


def test_damaged_twice(ask: Ask, page: Page, site: Path, key: str) -> None:
    """The first copy is not lost when a second one has to be set aside."""
    for text in ("{first", "{second"):
        fill(page, site, key, text)
        assert_works(ask("one"))
        page.evaluate("key => localStorage.removeItem(key)", key)
    assert sorted(stored(page).values()) == ["{first", "{second"]


def test_newer(ask: Ask, page: Page, site: Path, key: str) -> None:
    text = json.dumps({"v": 99, "a": {"later": {"h": "1"}}})
    fill(page, site, key, text)
    asked = ask("one")
    assert_works(asked)
    expect(asked.status).to_contain_text(words.STATUS["newer"])
    assert stored(page) == {key: text}


@pytest.mark.parametrize(("script", "text", "name"), [
    (BLOCKED, "", "not-kept"), ("", "{half", "damaged"), ("", '{"v": 99}', "newer")])
def test_trouble_is_told_once(
    context: BrowserContext, ask: Ask, page: Page, site: Path, key: str, script: str, text: str, name: str,
) -> None:
    if text:
        fill(page, site, key, text)
    context.add_init_script(script or "0")
    asked = ask("one")
    asked.do(wrongs(asked.q)[0])
    expect(asked.status).to_contain_text(words.STATUS[name])
    asked.do(wrongs(asked.q)[1])
    expect(asked.status).to_have_text(words.STATUS["wrong"])


def test_an_answer_to_another_edition(
    ask: Ask, page: Page, site: Path, course: Course, homes: dict[str, str], key: str,
) -> None:
    """A changed question is asked afresh; the old answer stays until there is a new one, and no other is touched."""
    q = next(q for q in course.questions.values() if q.kind == "one" and q.id in homes)
    old = {"h": "00000000", "r": [1], "k": True, "n": 1}
    fill(page, site, key, json.dumps({"v": 1, "a": {q.id: old, "other": {"h": "1", "r": "x"}}}))
    asked = ask("one")
    assert not any(asked.state()["given"])
    assert asked.root.get_attribute("data-state") is None
    assert json.loads(stored(page)[key])["a"][q.id] == old
    asked.finish()
    entries = json.loads(stored(page)[key])["a"]
    assert entries["other"] == {"h": "1", "r": "x"}
    assert entries[q.id]["h"] == q.digest
    assert entries[q.id]["n"] == 1, "tries at another edition do not count"


@pytest.mark.parametrize(("kind", "entry"), [
    ("one", {"r": {}, "k": True}), ("several", {"r": [[], None], "k": True, "n": "many", "c": "NaN"}),
    ("sort", {"r": {"1": [], "99": 1}, "k": True}), ("order", {"r": [1, 1, 1, 1], "k": True}),
    ("scale", {"r": 1e30, "d": "yes"}), ("short", {"r": {"x": 1}, "k": True}), ("reflect", {"r": 7, "k": True}),
    ("case", {"r": [99, "x", None]}), ("profile", {"r": [{}, "x"], "d": True}),
    ("one", None), ("one", 7), ("one", []), ("one", "text"), ("one", {"h": True}),
])
def test_hostile_entries(ask: Ask, page: Page, site: Path, course: Course, key: str, kind: str, entry: Any) -> None:
    """Whatever stands in an entry, no question breaks."""
    bad = {q.id: {"h": q.digest, **entry} if isinstance(entry, dict) else entry for q in course.questions.values()}
    fill(page, site, key, json.dumps({"v": 1, "a": bad}))
    assert_works(ask(kind))


@pytest.mark.parametrize("by", ["file", "http"])
def test_two_tabs_keep_both_answers(
    context: BrowserContext, ask: Ask, page: Page, site: Path, served: str, key: str, by: str,
) -> None:
    root = served if by == "http" else site.as_uri()
    first = ask("one", root=root)
    second = ask("several", root=root, tab=context.new_page())
    first.finish()
    second.finish()
    third = ask("scale", root=root)
    third.finish()
    entries = json.loads(stored(page)[key])["a"]
    assert {name for name, entry in entries.items() if entry.get("d")} >= {first.q.id, second.q.id, third.q.id}


@pytest.mark.parametrize("by", ["file", "http"])
def test_a_tab_shows_what_another_answered(context: BrowserContext, ask: Ask, site: Path, served: str, by: str) -> None:
    root = served if by == "http" else site.as_uri()
    looking = ask("several", root=root)
    writing = ask("several", root=root, tab=context.new_page())
    writing.finish()
    looking.root.and_(looking.page.locator("[data-state=right]")).wait_for()
    assert looking.state() == writing.state()


@pytest.mark.parametrize("by", ["file", "http"])
def test_a_reflection_written_in_two_tabs(context: BrowserContext, ask: Ask, site: Path, served: str, by: str) -> None:
    """Both texts are kept, whichever tab was there first."""
    root = served if by == "http" else site.as_uri()
    first = ask("reflect", root=root)
    second = ask("reflect", root=root, tab=context.new_page())
    second.root.locator(".sc-input").focus()
    first.answer("Written first.")
    first.check()
    second.page.keyboard.type("Written second.")
    second.check()
    text = second.root.locator(".sc-input").input_value()
    assert "Written first." in text
    assert "Written second." in text
    second.page.reload()
    assert second.root.locator(".sc-input").input_value() == text
    first.root.locator(".sc-input").press_sequentially("And more. ")
    first.check()
    text = first.root.locator(".sc-input").input_value()
    for written in ("Written first.", "Written second.", "And more."):
        assert written in text


def test_what_is_typed_last_is_kept_when_the_page_is_left(ask: Ask, page: Page, site: Path) -> None:
    """The script waits a moment while somebody types; leaving the page does not cost that moment's words."""
    asked = ask("reflect")
    asked.root.locator(".sc-input").press_sequentially("last words")
    page.goto(f"{site.as_uri()}/book/about.html")
    page.go_back()
    expect(asked.root.locator(".sc-input")).to_have_value("last words")


def test_colours_and_search_work_where_nothing_is_kept(
    context: BrowserContext, page: Page, served: str,
) -> None:
    """The theme's scripts and the search ask for storage unguarded; that must not stop them."""
    context.add_init_script(BLOCKED)
    page.goto(f"{served}/book/about.html")
    assert page.evaluate("document.body.dataset.theme") == "auto"
    page.locator(".theme-toggle:visible").click()
    assert page.evaluate("document.body.dataset.theme") in ("light", "dark")
    page.goto(f"{served}/search.html?q=Sheffield")
    page.locator("#search-results li a").first.wait_for()
