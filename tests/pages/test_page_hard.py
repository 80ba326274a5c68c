"""Where pages meet what their authors did not think of: long words, printers that say nothing, the way back, dark themes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import course
from asking import Asked, right, wrongs
from browsers import FLAGS, serve
from loose import PLACE, little, write_page
from paper_looks import FAINT
from samples import MARKED
from selfcheck import words
from selfcheck.html.fragment import write_question, write_quiz
from selfcheck.html.worksheet_and_check import write_check, write_worksheet
from selfcheck.question.model import Question
from selfcheck.sphinx_ext.data_tables import table

KINDS = (*MARKED, "reflect", "case", "profile")
LONG = "https://example.org/estatesnorthandsouth2026andallthatbelongstothem/rota.html" + "x" * 80
CHECK_NAME = "constructor"
"""A name that every object of the script has: as good as any other for a check, a quiz or an outcome."""


def everything(questions: dict[str, Question]) -> str:
    """Return a quiz in a check, a worksheet and a table."""
    quiz = write_quiz(CHECK_NAME, "Quiz", questions.values(), PLACE)
    rows = [{"name": "North", "kind": "a"}, {"name": "South", "kind": "b"}]
    return (write_check(CHECK_NAME, "earlier", quiz, {q.outcome: "Outcome" for q in questions.values()}, PLACE)
            + write_worksheet("plan", "Plan", [replace(questions["reflect"], id="second-reflection")], PLACE)
            + table(rows, ["name", "kind"], ["kind"], "Places", "places"))


def with_long_words(html: str) -> str:
    """Put a long word into each text of some HTML, but for the drawings."""
    parts = re.split(r"(<svg.*?</svg>|<template class=\"sc-docx.*?</template>)", html, flags=re.S)
    return "".join(p if n % 2 else re.sub(r">([^<>]*\w[^<>]*)<", rf">\1 {LONG}<", p) for n, p in enumerate(parts))


@pytest.mark.parametrize("width", [320, 1280])
def test_long_words_fold(page: Page, tmp_path: Path, width: int) -> None:
    """No page gets wider for them, whatever is shown of any kind of question, and no word is cut off."""
    questions = little()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(write_page(tmp_path / "page.html", everything(questions), with_long_words).as_uri())

    def assert_fits(state: str) -> None:
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, state
        cut = page.evaluate("""() => [...document.querySelectorAll(
            ".sc-title, .sc-quiz-title, .sc-stem, .sc-answer label, .sc-text, .sc-note, .sc-status, .sc-button, .sc-followed, summary, .sc-end")]
          .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline").map(e => e.outerHTML)""")
        assert cut == [], state
        cells = page.locator("th:visible, td:visible").evaluate_all("all => all.map(e => e.clientWidth)")
        assert cells and (width > 320 or max(cells) < 300), f"{state}: a cell is wider than the screen"

    assert page.locator(".sc[data-live]").count() == len(questions) + 1
    assert_fits("at first")
    for kind, q in questions.items():
        asked = Asked(page, q)
        if kind in MARKED:
            asked.do(wrongs(q)[0])
            asked.root.locator(".sc-show").click()
        else:
            asked.finish()
        assert_fits(kind)


@pytest.fixture
def sheet(page: Page, tmp_path: Path) -> Locator:
    """Open a page with a worksheet in which something is written."""
    html = write_worksheet("plan", "Plan", [little()["reflect"]], PLACE)
    page.goto(write_page(tmp_path / "page.html", html).as_uri())
    found = page.locator("selfcheck-worksheet")
    found.locator("textarea").fill("We meet on Mondays.")
    return found


class TestPrintingAWorksheet:
    """What is made for paper is there once, is not seen on the screen, and does not stay."""

    PRINTING = "document.documentElement.classList.contains('sc-print-one')"

    def test_a_browser_that_never_says_that_it_has_printed(self, page: Page, sheet: Locator) -> None:
        page.evaluate("() => { window.printed = 0; window.print = () => { printed += 1; }; }")
        for _ in range(3):
            sheet.locator(".sc-print").evaluate("button => button.click()")
            expect(sheet.locator(".sc-sheet")).to_have_count(1)
            expect(sheet.locator(".sc-sheet")).to_be_hidden()
        assert page.evaluate("printed") == 3
        page.emulate_media(media="print")
        expect(sheet.locator(".sc-sheet")).to_be_visible()
        expect(sheet.locator(".sc-sheet p")).to_have_text("We meet on Mondays.")
        page.emulate_media(media="screen")

    @pytest.mark.parametrize("sign", ["a key", "a press", "afterprint", "pagehide"])
    def test_it_goes_when_the_page_is_used_again(self, page: Page, sheet: Locator, sign: str) -> None:
        page.evaluate("() => { window.print = () => {}; }")
        sheet.locator(".sc-print").click()
        assert page.evaluate(self.PRINTING)
        if sign == "a key":
            page.keyboard.press("Shift")
        elif sign == "a press":
            page.mouse.click(5, 5)
        else:
            page.evaluate("sign => dispatchEvent(new Event(sign))", sign)
        expect(sheet.locator(".sc-sheet")).to_have_count(0)
        assert not page.evaluate(self.PRINTING), "what is printed next is the whole page"

    def test_a_browser_that_will_not_print(self, page: Page, sheet: Locator) -> None:
        page.evaluate("() => { window.print = () => { throw new Error('no printer'); }; window.onerror = () => true; }")
        sheet.locator(".sc-print").click()
        expect(sheet.locator(".sc-sheet")).to_have_count(0)
        assert not page.evaluate(self.PRINTING)


DEAF = "addEventListener('storage', event => event.stopImmediatePropagation(), true)"
"""Chromium tells a page that comes back what was kept in the meantime, which no standard asks for: as others do not."""


@pytest.fixture
def remembering(browser: Browser) -> Iterator[Page]:
    """Open a browser that keeps pages for the way back, as every reader's does and Playwright's does not."""
    started = browser.browser_type.launch(executable_path=course.find_browser(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"])
    page = started.new_page()
    page.set_default_timeout(10_000)
    page.add_init_script(DEAF)
    yield page
    started.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_back_leads_to_what_was_done_meanwhile(remembering: Page, tmp_path: Path, kind: str) -> None:
    """The page before was kept as it stood; the question, its quiz and its check show what the page after has done."""
    page, q = remembering, little()[kind]
    html = write_check("c", "", write_quiz("q", "Quiz", [q], PLACE), {q.outcome: "Outcome"}, PLACE)
    with serve(tmp_path) as address:
        for name in ("one", "two"):
            write_page(tmp_path / f"{name}.html", html)
        page.goto(f"{address}/one.html")
        asked = Asked(page, q)
        asked.root.locator("input, select, textarea, button").locator("visible=true").first.focus()
        page.evaluate("window.kept = false; addEventListener('pageshow', event => { window.kept = event.persisted; })")
        page.goto(f"{address}/two.html")
        asked.finish()
        after = asked.state()
        told = page.locator(".sc-progress").inner_text()
        gain = page.locator(".sc-gain td").all_inner_texts()
        page.go_back(wait_until="commit")  # a page that was kept is not loaded again
        assert page.evaluate("window.kept"), "the browser did not keep the page, so this test would say nothing"
        assert asked.state() == after
        expect(page.locator(".sc-progress")).to_have_text(told)
        assert page.locator(".sc-gain td").all_inner_texts() == gain


@pytest.mark.parametrize("kind", ["reflect", "profile", "short"])
def test_what_was_written_outlives_a_change_of_the_question(page: Page, tmp_path: Path, kind: str) -> None:
    """A text is shown again, and said to be older than the question; whatever is done next, it stays in the browser's store."""
    q = little()[kind]
    page.goto(write_page(tmp_path / "page.html", write_question(q, PLACE)).as_uri())
    asked = Asked(page, q)
    asked.do(["The river group", right(q)[1]] if kind == "profile" else "My own words, of long ago.")
    old = page.evaluate("""id => {
      const kept = JSON.parse(localStorage.getItem("selfcheck:little"));
      kept.a[id].h = "00000000";  // the digest of another edition
      localStorage.setItem("selfcheck:little", JSON.stringify(kept));
      return kept.a[id];
    }""", q.id)
    page.reload()
    store = "() => JSON.parse(localStorage.getItem('selfcheck:little')).a"
    box = asked.root.locator(".sc-input")
    if kind == "short":  # it may be right by now, or wrong: it is not shown
        expect(box).to_have_value("")
    else:
        expect(box).to_have_value("The river group" if kind == "profile" else old["r"])
        expect(asked.status).to_have_text(words.STATUS["changed"])
    assert page.evaluate(store) == {q.id: old}, "looking changes nothing"
    box.press_sequentially("x")
    box.blur()
    page.wait_for_function("([id, hash]) => JSON.parse(localStorage.getItem('selfcheck:little')).a[id].h === hash", arg=[q.id, q.digest])
    assert page.evaluate(store)[f"{q.id}:earlier"] == old
    page.reload()
    expect(asked.root.locator(".sc-input")).to_have_value(re.compile("x"))
    expect(asked.status).to_be_empty()


@pytest.mark.parametrize("name", ["constructor", "prototype", "valueof", "hasownproperty"])
def test_a_question_may_have_any_name(page: Page, tmp_path: Path, name: str) -> None:
    q = replace(little()["reflect"], id=name)
    one = replace(little()["one"], id=f"{name}-one", outcome=name)
    html = write_check(name, name, write_quiz(name, "Quiz", [q, one], PLACE), {name: "Outcome"}, PLACE)
    page.goto(write_page(tmp_path / "page.html", html).as_uri())
    asked = Asked(page, q)
    asked.finish()
    expect(asked.status).to_have_text(words.STATUS["compared"])
    Asked(page, one).finish()
    expect(page.locator('[data-cell="now"]')).to_have_text("1 of 1")
    expect(page.locator(".sc-progress")).to_have_text(words.STATUS["progress"].format(done=2, all=2))
    page.reload()
    expect(asked.root.locator("textarea")).to_have_value(right(q))
    expect(page.locator('[data-cell="now"]')).to_have_text("1 of 1")


DARK = """:root { color-scheme: dark; } body { background: #111; color: #eee; } a { color: #8cf; }
* { --color-foreground-primary: #eee; --color-foreground-secondary: #bbb; --color-background-primary: #111; --sc-host-tint: #222;
  --sc-host-line: #999; --sc-host-accent: #5cc8c0; --sc-host-right: #7ed491; --sc-host-wrong: #f0b45c; --sc-host-on-accent: #000; }"""
"""A theme that is dark on paper too, and says so at every element."""

PARTS = ".sc, .sc *, .sc-result, .sc-result *, .sc-quiz-title, .sc-gain *, .sc-table *"
"""What is the engine's own on a page."""

def test_on_paper_a_dark_theme_is_dark_on_white(page: Page, tmp_path: Path) -> None:
    questions = little()
    page.goto(write_page(tmp_path / "page.html", everything(questions), style=DARK).as_uri())
    for kind, q in questions.items():
        asked = Asked(page, q)
        if kind in MARKED:
            asked.do(wrongs(q)[0])
        else:
            asked.finish()
    assert page.evaluate(FAINT, [PARTS, False]), "on the screen it is dark: this finds it"
    page.emulate_media(media="print")
    assert page.evaluate(FAINT, [PARTS, True]) == []
