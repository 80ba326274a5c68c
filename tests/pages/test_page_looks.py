"""How questions are told where colours, motion, light or screen are not what the author had, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from asking import KINDS, ROWWISE, Asked, Hands, right, wrongs
from browsers import Watch
from paper_looks import FAINT
from samples import MARKED
from selfcheck import words

Ask = Callable[..., Asked]
SETTINGS = [(1280, "light"), (320, "dark")]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_any_state(ask: Ask, page: Page, axe: Callable[..., list[str]], kind: str) -> None:
    """After a wrong answer, at the end, and with everything that opens opened: wide and light, narrow and dark."""
    asked = ask(kind)
    part = f'.sc[data-id="{asked.q.id}"]'

    def assert_accessible(state: str) -> None:
        for width, scheme in SETTINGS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert axe(page, part) == [], f"{state}, {width} px, {scheme}"
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width

    if kind in MARKED:
        asked.do(wrongs(asked.q)[1])
        assert_accessible("after a wrong answer")
    elif kind == "case":
        asked.decide(right(asked.q)[:1])
        assert_accessible("after a decision")
        page.reload()
        asked.root.locator(".sc-again").click()
    asked.finish()
    for summary in asked.root.locator("summary:visible").all():
        if not summary.evaluate("e => e.parentElement.open"):
            summary.click()
    assert_accessible("at the end")


@pytest.mark.parametrize("kind", KINDS)
def test_targets_are_large_enough(ask: Ask, page: Page, kind: str) -> None:
    """What can be pressed is at least 24 pixels wide and high, or its label makes up for it."""
    asked = ask(kind)
    page.set_viewport_size({"width": 320, "height": 900})
    if kind in MARKED:
        asked.do(wrongs(asked.q)[0])
    small = asked.root.evaluate("""root => [...root.querySelectorAll("button, input, select, textarea, summary")]
      .filter(e => e.checkVisibility()).map(e => [e.outerHTML, e.getBoundingClientRect()])
      .filter(([_, box]) => box.width < 24 || box.height < 24).map(([html]) => html)""")
    assert small == []


def test_on_paper(ask: Ask, page: Page) -> None:
    """Nothing that can only be pressed; the question, its answers and what was said of them stay."""
    for kind in ("one", "order", "reflect"):
        asked = ask(kind)
        asked.finish()
        page.emulate_media(media="print")
        expect(asked.root.locator("button:visible")).to_have_count(0)
        expect(asked.root.locator(".sc-title")).to_be_visible()
        assert asked.root.locator(".sc-answer").evaluate_all("all => all.every(e => e.checkVisibility())")
        expect(asked.status).to_be_visible()
        page.emulate_media(media="screen")
        expect(asked.check_button).to_be_visible()


@pytest.mark.parametrize("theme", ["dark", "auto"])
def test_on_paper_the_dark_is_left_behind(ask: Ask, page: Page, theme: str) -> None:
    """Whatever was chosen, and whatever the browser is set to, all that is printed is dark on white."""
    page.emulate_media(color_scheme="dark")
    asked = ask("one")
    asked.finish()
    page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
    assert page.evaluate(FAINT, ["body *", False]) != []
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(FAINT, ["body *", True]) == []


def test_a_table_on_paper(page: Page, site: Path) -> None:
    page.goto(next(p for p in sorted(site.rglob("*.html")) if "<selfcheck-table" in p.read_text("utf-8")).as_uri())
    rows = page.locator("selfcheck-table tbody tr:visible").count()
    page.emulate_media(media="print")
    expect(page.locator(".sc-filters")).to_be_hidden()
    expect(page.locator("selfcheck-table tbody tr:visible")).to_have_count(rows)
    page.set_viewport_size({"width": 700, "height": 1000})  # A4, without its margins
    assert page.locator("selfcheck-table table").evaluate("e => e.scrollWidth <= e.parentElement.clientWidth"), "columns are cut off"


@pytest.mark.parametrize(("element", "below"), [("selfcheck-table", "selfcheck-table table"), ("selfcheck-filter", "section > section")])
def test_nothing_jumps_when_the_script_comes_late(page: Page, site: Path, served: str, element: str, below: str) -> None:
    held: list[Route] = []
    page.route("**/selfcheck*.js*", lambda route: held.append(route))
    home = next(p for p in sorted(site.rglob("*.html")) if f"<{element}" in p.read_text("utf-8"))
    page.goto(f"{served}/{home.relative_to(site).as_posix()}", wait_until="commit")
    place, menus = page.locator(below).first, page.locator(element).locator("select, input")
    page.locator(".related-pages").wait_for()  # the whole page is there
    before = place.bounding_box()
    assert not any(menu.is_visible() for menu in menus.all()), "what does not work yet is not offered"
    for route in held:
        route.continue_()
    expect(menus.first).to_be_visible()
    assert held
    assert place.bounding_box() == before


@pytest.fixture
def forced(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser whose reader has chosen the colours."""
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    watch = Watch(context)
    yield context
    context.close()
    watch.check()


@pytest.mark.parametrize("kind", ROWWISE)
def test_forced_colours(ask: Ask, forced: BrowserContext, kind: str) -> None:
    """Right and wrong are told in words, and what is chosen has an edge of its own."""
    asked = ask(kind, tab=forced.new_page())
    wrong = wrongs(asked.q)[1]
    asked.do(wrong)
    notes = asked.notes()
    assert notes
    by_row = (words.STATUS["row-right"], words.STATUS["row-wrong"])
    told = by_row if kind == "sort" else (words.RIGHT, words.WRONG)
    for note in notes.values():
        assert note.startswith(told)
    if kind != "sort":
        for k in wrong:
            assert asked.row(k).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    asked.finish()
    expect(asked.status).to_contain_text(words.STATUS["right"])


def test_forced_colours_draw_the_profile(ask: Ask, forced: BrowserContext) -> None:
    asked = ask("profile", tab=forced.new_page())
    asked.finish()
    for part in (".sc-you-mark", ".sc-line", ".sc-axis"):
        stroke, ground = asked.root.locator(part).first.evaluate(
            "e => [getComputedStyle(e).stroke, getComputedStyle(e.closest('.sc')).backgroundColor]")
        assert stroke not in ("none", ground)


@pytest.mark.parametrize("size", [(1280, 720), (375, 667)])
@pytest.mark.parametrize("kind", [*MARKED, "case"])
def test_what_is_said_is_in_sight(ask: Ask, page: Page, kind: str, size: tuple[int, int]) -> None:
    """Notes come up above the status line: it is not pushed out of sight, nor is what follows from a choice."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    asked = ask(kind)
    if kind == "case":
        scene = asked.scene()
        name = scene.get_attribute("data-scene")
        scene.locator("input").first.check()
        scene.locator(".sc-check").press("Enter")
        said = asked.root.locator(f'.sc-scene[data-scene="{name}"] .sc-followed')
    else:
        asked.answer(wrongs(asked.q)[0])
        asked.check_button.press("Enter")
        said = asked.status.locator("p").first
    expect(said).to_be_in_viewport()


def test_less_motion(ask: Ask, page: Page) -> None:
    """Nothing moves by itself for a reader who has asked for that, whatever the theme does."""
    page.emulate_media(reduced_motion="reduce")
    asked = ask("one")
    asked.finish()
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(e => {
      const style = getComputedStyle(e);
      const still = /^0s(, 0s)*$/.test(style.transitionDuration) && style.animationName === "none";
      return !still || style.scrollBehavior !== "auto";
    }).map(e => e.outerHTML.slice(0, 80))""")
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_engine_moves_nothing(ask: Ask, kind: str) -> None:
    """No style of a question has a transition or an animation, so there is nothing to switch off."""
    asked = ask(kind)
    asked.finish()
    assert asked.root.evaluate("""root => [root, ...root.querySelectorAll("*")].every(e => {
      const style = getComputedStyle(e);
      return /^0s(, 0s)*$/.test(style.transitionDuration) && style.animationName === "none";
    })""")


@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_shows(ask: Ask, page: Page, kind: str) -> None:
    """Whatever the keyboard stops at has an outline, from the question's start to past its button."""
    asked = ask(kind)
    hands = Hands(page)
    for _ in range(200):
        hands.press("Tab")
        style, width = page.evaluate("(({ outlineStyle, outlineWidth }) => [outlineStyle, parseFloat(outlineWidth)])"
                                     "(getComputedStyle(document.activeElement))")
        assert style != "none" and width >= 2, page.evaluate("document.activeElement.outerHTML")
        if asked.check_button.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach the button")
