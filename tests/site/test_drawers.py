"""What the theme leaves to a mouse works with a keyboard too: drawers, the tree of contents, search."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from asking import Hands
from leanfuro import words as site_words


@pytest.fixture
def narrow(context: BrowserContext, site: Path) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site.as_uri()}/book/01-why/worth-it.html")
    return page


@pytest.mark.parametrize(("switch", "drawer", "links"), [
    ("#__navigation", ".sidebar-drawer", ".toctree-l1 > a.reference"), ("#__toc", ".toc-drawer", "a.reference")])
def test_drawers_open(narrow: Page, switch: str, drawer: str, links: str) -> None:
    hands = Hands(narrow)
    link = narrow.locator(f"{drawer} {links}").last
    expect(link).to_be_hidden()
    hands.tab_to(narrow.locator(switch), most=3)
    hands.press("Space")
    expect(link).to_be_visible()
    hands.tab_to(narrow.locator(f"{drawer} a.reference:visible").nth(2))
    hands.tab_to(narrow.locator(switch), "Shift+Tab")
    hands.press("Space")
    expect(link).to_be_hidden()


def test_the_focus_never_goes_where_nobody_sees_it(narrow: Page) -> None:
    for _ in range(40):
        narrow.keyboard.press("Tab")
        assert narrow.evaluate("""() => {
          const e = document.activeElement, box = e.getBoundingClientRect();
          return e.checkVisibility({ visibilityProperty: true }) && box.right > 0 && box.left < innerWidth;
        }"""), narrow.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_the_tree_closes_and_opens(page: Page, site: Path) -> None:
    """A page lists its own branch of the contents, open."""
    page.goto(f"{site.as_uri()}/book/01-why/worth-it.html")
    branch = page.locator(".sidebar-tree li.has-children")
    expect(branch).to_have_count(1)
    expect(branch.locator("ul a").first).to_be_visible()
    Hands(page).tab_to(branch.get_by_role("switch"))
    page.keyboard.press("Space")
    expect(branch.locator("ul a").first).to_be_hidden()
    page.keyboard.press("Space")
    expect(branch.locator("ul a").first).to_be_visible()


def test_the_open_page_is_told(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/book/01-why/worth-it.html")
    expect(page.get_by_role("navigation").locator("[aria-current=page]")).to_have_count(1)


def test_search(page: Page, served: str) -> None:
    """The page is reached from any other, and finds pages by their words."""
    page.goto(f"{served}/book/about.html")
    page.locator(".sidebar-search").fill("Sheffield")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()
    assert "sheffield" in " ".join(page.locator("#search-results li a").evaluate_all("all => all.map(a => a.href)"))
    field = page.get_by_role("main").get_by_role("searchbox")
    expect(field).to_have_value("Sheffield")
    field.fill("zzyzx")
    page.get_by_role("main").get_by_role("button", name=site_words.SEARCH).click()
    page.wait_for_url("**zzyzx")
    expect(page.locator(".search-summary")).not_to_be_empty()
    expect(page.locator("#search-results li")).to_have_count(0)
