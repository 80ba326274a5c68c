"""Every kind of question on the built pages, in a browser: by mouse, by keyboard, without script, and after a reload.

Questions and answers come from the course's files, so that an edit of the course breaks nothing here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from asking import KINDS, ROWWISE, Asked, Hands, path, right, same_text, told, wrongs
from browsers import Watch
from samples import MARKED
from selfcheck import words
from selfcheck.bank.course import Course
from selfcheck.grading.judge import grade_by_number
from selfcheck.question.kinds.case import Case
from selfcheck.question.kinds.choose import Choice
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.profile import Profile
from selfcheck.question.kinds.reflect import Reflect
from selfcheck.question.kinds.scale import Scale
from selfcheck.question.kinds.short import Short
from selfcheck.question.kinds.sort import Sort

Ask = Callable[..., Asked]
every_kind = pytest.mark.parametrize("kind", KINDS)
marked_kinds = pytest.mark.parametrize("kind", MARKED)


def feedback(asked: Asked) -> dict[int, str]:
    """Return the feedback of each row, by its number."""
    match asked.q.body:
        case Choice(answers):
            return {n: a.feedback for n, a in enumerate(answers, 1)}
        case Sort(_, items):
            return {n: a.feedback for n, (_, a) in enumerate(items, 1)}
        case Order(steps):
            return {n: s.feedback for n, s in enumerate(steps, 1)}
    raise AssertionError(f"a question of kind {asked.q.kind} has no rows")


def reasons(asked: Asked) -> list[str]:
    """Return every reason that the key gives."""
    match asked.q.body:
        case Scale():
            return [text for text in (asked.q.body.why, asked.q.body.too_low, asked.q.body.too_high) if text]
        case Short(forms):
            return [*(form.feedback for form in forms), asked.q.body.otherwise]
        case Reflect():
            return [asked.q.body.model_answer]
    return list(feedback(asked).values())


def assert_key_shown(asked: Asked) -> None:
    """The key is open: every reason, and the explanation."""
    text = asked.root.inner_text()
    for reason in reasons(asked):
        assert same_text(text, reason), f"not on the page: {reason}"
    assert same_text(text, asked.q.explanation)


@marked_kinds
def test_three_tries(ask: Ask, kind: str) -> None:
    """The first and the second wrong answer are told with the notes that belong to them; the third shows the key."""
    asked = ask(kind)
    first, second = wrongs(asked.q)
    for answer in (first, second):
        asked.do(answer)
        expect(asked.status).to_contain_text(told(asked.q, answer))
        assert_notes(asked, answer)
        assert asked.root.get_attribute("data-state") == "wrong"
        assert not asked.state()["key"]
    asked.do(first)
    expect(asked.status).to_have_text(words.STATUS["shown-third"])
    assert asked.root.get_attribute("data-state") == "shown"
    assert_key_shown(asked)
    if kind in ("sort", "order"):
        assert_right_told(asked, first)
    asked.finish()
    expect(asked.status).to_contain_text(words.STATUS["right"])


def assert_right_told(asked: Asked, answer: object) -> None:
    """Once the answer is shown, a line that was missed says where it belongs, and bears no mark of what is wrong."""
    body, marks = asked.q.body, checks_marks(asked, answer)
    for k, note in asked.notes().items():
        where = {"group": body.groups[body.items[k - 1][0]] if isinstance(body, Sort) else "", "place": k}
        told = words.STATUS["row-right"] if marks[k] else words.STATUS["row-group" if isinstance(body, Sort) else "row-place"].format(**where)
        assert same_text(note.splitlines()[0], told)
        assert asked.row(k).get_attribute("data-mark") == ("right" if marks[k] else "told")


def assert_notes(asked: Asked, answer: object) -> None:
    """After a wrong answer, only what was chosen or placed has a note, and nothing gives away what was not."""
    marks = dict(checks_marks(asked, answer))
    notes = asked.notes()
    assert notes.keys() == marks.keys()
    if asked.q.kind in ("one", "several"):
        for k, note in notes.items():
            assert same_text(note, feedback(asked)[k])
            assert (words.RIGHT if marks[k] else words.WRONG) in note
    elif asked.q.kind in ("sort", "order"):
        for k, note in notes.items():
            assert words.STATUS["row-right" if marks[k] else "row-wrong"] in note
            assert same_text(note, feedback(asked)[k]) is marks[k]
    else:
        others = [text for text in reasons(asked) if same_text(asked.status.inner_text(), text)]
        assert len(others) == 1, "the status line gives the one reason that belongs to the answer"


def checks_marks(asked: Asked, answer: object) -> dict[int, bool]:
    """Return whether each row that the answer chose or placed is right, by its number."""
    match asked.q.body:
        case Choice(answers):
            return {n: answers[n - 1].right for n in answer}  # type: ignore[attr-defined]
        case Sort(_, items):
            return {n: answer[str(n)] == group + 1 for n, (group, _) in enumerate(items, 1)}  # type: ignore[index]
        case Order():
            return {k: k == place for place, k in enumerate(answer, 1)}  # type: ignore[arg-type, misc]
    return {}


@marked_kinds
def test_right_answer(ask: Ask, kind: str) -> None:
    asked = ask(kind)
    asked.finish()
    expect(asked.status).to_contain_text(words.STATUS["right"])
    assert asked.root.get_attribute("data-state") == "right"
    assert_key_shown(asked)
    if kind in ROWWISE:
        assert asked.notes().keys() == feedback(asked).keys()
    assert kept(asked)["c"] == kept(asked)["f"] == 1


@pytest.mark.parametrize("kind", ["several", "sort", "order"])
def test_partly_right_gives_part_of_the_credit(ask: Ask, kind: str) -> None:
    asked = ask(kind)
    partly = wrongs(asked.q)[1]
    asked.do(partly)
    credit = grade_by_number(asked.q, partly).credit
    assert 0 < credit < 1
    assert kept(asked)["c"] == kept(asked)["f"] == pytest.approx(credit)
    asked.finish()
    assert kept(asked)["c"] == 1
    assert kept(asked)["f"] == pytest.approx(credit), "the first try stays what it was"


def kept(asked: Asked) -> dict[str, object]:
    """Return what the browser has kept of the question."""
    return asked.page.evaluate(  # type: ignore[no-any-return]
        "([course, id]) => JSON.parse(localStorage.getItem(`selfcheck:${course}`) ?? '{\"a\":{}}').a[id] ?? {}",
        [asked.root.get_attribute("data-course"), asked.q.id])


@every_kind
def test_keyboard_alone(ask: Ask, page: Page, kind: str) -> None:
    asked = ask(kind)
    Hands(page).do(asked, right(asked.q))
    name = {"reflect": "compared", "case": "ended", "profile": "profile"}.get(kind, "right")
    expect(asked.status).to_contain_text(words.STATUS[name])
    Hands(page).press("Tab")
    Hands(page).press("Shift+Tab")


def test_keyboard_from_the_top_of_the_page(ask: Ask, page: Page, site: Path, homes: dict[str, str]) -> None:
    asked = ask("one")
    page.goto(f"{site.as_uri()}/{homes[asked.q.id]}")
    asked.root.and_(page.locator("[data-live]")).wait_for()
    hands = Hands(page)
    hands.do(asked, right(asked.q))
    expect(asked.status).to_contain_text(words.STATUS["right"])
    hands.tab_to(page.locator(".skip-to-content"), "Shift+Tab")


def test_no_way_back_to_the_top_lies_over_the_text(page: Page, site: Path) -> None:
    """The theme's link comes up over the text while one scrolls up, and takes the focus with it where it goes."""
    page.goto(f"{site.as_uri()}/book/about.html")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.mouse.wheel(0, -400)
    page.wait_for_function("document.documentElement.classList.contains('show-back-to-top')")
    expect(page.locator(".back-to-top")).to_be_hidden()


def test_a_link_leads_past_the_menu(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/book/about.html")
    hands = Hands(page)
    hands.tab_to(page.locator(".skip-to-content"), most=3)
    page.keyboard.press("Enter")
    hands.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('[role=main], footer')")


@every_kind
def test_without_script(browser: Browser, site: Path, course: Course, homes: dict[str, str], kind: str) -> None:
    """The question, its answers and the key can be read; no button promises what needs the script."""
    q = next(q for q in course.questions.values() if q.kind == kind and q.id in homes)
    context = browser.new_context(java_script_enabled=False)
    watch = Watch(context)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{homes[q.id]}")
    asked = Asked(page, q)
    expect(asked.root.locator(".sc-button:visible")).to_have_count(0)
    for key in asked.root.locator("details > summary").all():
        key.click()
    text = asked.root.inner_text()
    for source in [q.title, q.stem, *answers(asked), q.explanation]:
        assert same_text(text, source), f"not on the page: {source}"
    context.close()
    watch.check()


def answers(asked: Asked) -> list[str]:
    """Return everything that a learner must be able to read of a question besides its title and stem."""
    match asked.q.body:
        case Choice(found):
            return [*(a.text for a in found), *reasons(asked)]
        case Sort(groups, items):
            return [*groups, *(a.text for _, a in items), *reasons(asked)]
        case Order(steps):
            return [*(s.text for s in steps), *reasons(asked)]
        case Case(scenes):
            ways = [way for s in scenes for way in s.ways]
            return [*(s.text for s in scenes), *(way.text for way in ways), *(way.consequence for way in ways)]
        case Profile(traits):
            ends = [end for t in traits for end in (t.name, t.span.first_end, t.span.last_end)]
            return [*ends, *(why for t in traits for _, _, why in t.examples)]
    return reasons(asked)


@every_kind
@pytest.mark.parametrize("by", ["file", "http"])
def test_answers_and_marks_stay(ask: Ask, page: Page, site: Path, served: str, kind: str, by: str) -> None:
    """A reload keeps them, and so does another page and back, from a folder as from a server."""
    root = served if by == "http" else site.as_uri()
    asked = ask(kind, root=root)
    asked.do(path(asked.q.body, -1)[:1] if isinstance(asked.q.body, Case)
             else wrongs(asked.q)[1] if kind in MARKED else right(asked.q))
    before = asked.state()
    page.reload()
    asked.root.and_(page.locator("[data-live]")).wait_for()
    assert asked.state() == before
    page.goto(f"{root}/book/about.html")
    page.go_back()
    asked.root.and_(page.locator("[data-live]")).wait_for()
    assert asked.state() == before


@every_kind
def test_an_answer_not_yet_checked_stays(ask: Ask, page: Page, kind: str) -> None:
    asked = ask(kind)
    if kind == "case":
        asked.decide(right(asked.q)[:1])
    else:
        asked.answer(right(asked.q))
    before = asked.state()
    page.reload()
    asked.root.and_(page.locator("[data-live]")).wait_for()
    assert asked.state() == before
