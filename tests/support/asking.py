"""What a learner does with a question in a browser, by mouse or keyboard, and what the model says must come of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from playwright.sync_api import Locator, Page

from selfcheck import words
from selfcheck.grading.judge import grade_by_number
from selfcheck.markup.markdown import blocks
from selfcheck.question.kinds.case import Case
from selfcheck.question.kinds.choose import Choice
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.profile import Profile
from selfcheck.question.kinds.reflect import Reflect
from selfcheck.question.kinds.scale import Scale
from selfcheck.question.kinds.short import Short
from selfcheck.question.kinds.sort import Sort
from selfcheck.question.model import Question

KINDS = ("one", "several", "sort", "order", "scale", "short", "reflect", "case", "profile")
ROWWISE = ("one", "several", "sort")
"""Marked kinds that say under each row what came of it."""

STATE = """root => ({
  state: root.getAttribute("data-state"),
  key: root.querySelector(":scope > .sc-key")?.checkVisibility() ?? false,
  lines: [...root.querySelectorAll("li.sc-answer")].map(row => row.dataset.k),
  given: [...root.querySelectorAll("input, select, textarea")].map(i =>
    /radio|checkbox/.test(i.type) ? i.checked : i.value),
  notes: [...root.querySelectorAll(".sc-note, .sc-followed:not([hidden])")].map(note => note.textContent),
  scenes: [...root.querySelectorAll(".sc-scene")].filter(s => s.checkVisibility()).map(s => s.dataset.scene),
  log: [...root.querySelectorAll(".sc-log tbody tr")].map(row => row.textContent),
  drawn: [...root.querySelectorAll(".sc-you")].map(g => g.getAttribute("visibility") + g.innerHTML),
})"""
"""Everything that a reload must bring back."""


def flat(html: str) -> str:
    """Return the text of some HTML, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def same_text(shown: str | None, source: str) -> bool:
    """Say whether what a page shows holds the text of some Markdown, whatever the spaces."""
    return "".join(flat(blocks(source)).split()) in "".join((shown or "").split())


def right(q: Question) -> Any:
    """Return a right answer by number, or an answer that there is nothing more to do with."""
    match q.body:
        case Choice(answers):
            return [n for n, a in enumerate(answers, 1) if a.right]
        case Sort(_, items):
            return {str(n): group + 1 for n, (group, _) in enumerate(items, 1)}
        case Order(steps):
            return list(range(1, len(steps) + 1))
        case Scale():
            return q.body.high
        case Short(forms):
            return next(a.text for a in forms if a.right)
        case Reflect():
            return "We meet weekly.\nNobody reads the minutes."
        case Profile(traits):
            return ["The river group", [trait.span.last - n % 2 for n, trait in enumerate(traits)]]
        case Case():
            return path(q.body)


def wrongs(q: Question) -> list[Any]:
    """Return two wrong answers by number: the first wholly wrong, the second partly right where the kind has parts."""
    fit = right(q)
    match q.body:
        case Choice(answers):
            unfit = [n for n, a in enumerate(answers, 1) if not a.right]
            return [[unfit[0]], [unfit[-1]] if q.kind == "one" else [*fit[:-1], unfit[0]] if len(fit) > 2 else fit[:-1]]
        case Sort(groups, _):
            shifted = {n: group % len(groups) + 1 for n, group in fit.items()}
            return [shifted, fit | {"1": shifted["1"]}]
        case Order():
            return [fit[1:] + fit[:1], [*fit[:-2], fit[-1], fit[-2]]]
        case Scale():
            return [s for s in q.body.span.steps if not q.body.low <= s <= q.body.high][:2]
        case _:
            return ["none of these", "nor this"]


def path(body: Case, way: int = 0) -> list[int]:
    """Return the choices that lead to an ending when the first way (0) or the last (-1) is taken in each scene."""
    scenes = {s.name: s for s in body.scenes}
    scene, taken = body.scenes[0], []
    while scene.ways and len(taken) < 20:
        taken.append(way % len(scene.ways) + 1)
        scene = scenes[scene.ways[way].target]
    return taken


def told(q: Question, numbers: Any) -> str:
    """Return what the status line must say of a first or second try."""
    result = grade_by_number(q, numbers)
    name = ("right" if result.right else "wrong" if q.kind == "one" else "wrong-plain" if not result.got
            else "part-several" if q.kind == "several" else "part")
    return words.STATUS[name].format(got=result.got, all=result.all, wrong=result.wrong)


class Asked:
    """A question on a page."""

    def __init__(self, page: Page, q: Question) -> None:
        self.page, self.q = page, q
        self.root = page.locator(f'.sc[data-id="{q.id}"]')
        self.status = self.root.get_by_role("status")
        self.check_button = self.root.locator(".sc-check").locator("visible=true")

    def state(self) -> dict[str, Any]:
        return self.root.evaluate(STATE)  # type: ignore[no-any-return]

    def row(self, k: object) -> Locator:
        return self.root.locator(f'.sc-answer[data-k="{k}"]')

    def notes(self) -> dict[int, str]:
        """Return the text of the note under each row that has one, by the row's number."""
        found = self.root.locator(".sc-answer:has(> .sc-note)")
        return {int(str(row.get_attribute("data-k"))): row.locator("> .sc-note").inner_text() for row in found.all()}

    def scene(self) -> Locator:
        """Return the scene in which something is to decide."""
        return self.root.locator(".sc-scene:not([hidden]):has(.sc-actions:not([hidden]))")

    def answer(self, numbers: Any) -> None:
        """Give an answer with the mouse, as far as a mouse can."""
        if self.q.kind in ("one", "scale"):
            chosen = numbers[0] if self.q.kind == "one" else numbers
            self.root.locator(f'input[value="{chosen}"]').click()
        elif self.q.kind == "several":
            for box in self.root.locator(".sc-answer input").all():
                box.set_checked(int(str(box.get_attribute("value"))) in numbers)
        elif self.q.kind == "sort":
            for k, group in numbers.items():
                self.row(k).locator("select").select_option(str(group))
        elif self.q.kind == "order":
            self._arrange(numbers, lambda k: self.row(k).locator(".sc-up").click())
        elif self.q.kind == "profile":
            self.root.locator(".sc-input").fill(numbers[0])
            for trait, step in zip(self.root.locator(".sc-trait").all(), numbers[1], strict=True):
                trait.locator(f'input[value="{step}"]').click()
        else:
            self.root.locator(".sc-input").fill(numbers)

    def _arrange(self, numbers: list[int], up: Any) -> None:
        for place, k in enumerate(numbers):
            while self.state()["lines"].index(str(k)) > place:
                up(k)

    def check(self) -> None:
        self.check_button.click()

    def decide(self, taken: list[int]) -> None:
        """Take a path through a case."""
        for number in taken:
            self.scene().locator(f'input[value="{number}"]').click()
            self.check()

    def do(self, numbers: Any) -> None:
        """Answer and check."""
        if self.q.kind == "case":
            return self.decide(numbers)
        self.answer(numbers)
        self.check()

    def finish(self) -> None:
        self.do(right(self.q))


class Hands:
    """A learner who has only a keyboard. Whatever they press, the focus stays on something."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        lost = self.page.evaluate("document.activeElement === null || document.activeElement === document.body")
        assert not lost, f"the focus was lost after {key}"

    def tab_to(self, target: Locator, key: str = "Tab", most: int = 250) -> None:
        for _ in range(most + 1):
            if target.evaluate("e => e === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"the keyboard does not reach {target}")

    def choose(self, group: Locator, value: object) -> None:
        """Go to a group of radio buttons and choose one with the arrows."""
        self.tab_to(group.locator("input").first)
        self.press("Space")
        for _ in range(20):
            if group.locator(f'input[value="{value}"]').is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {value}")

    def answer(self, asked: Asked, numbers: Any) -> None:
        kind, root = asked.q.kind, asked.root
        if kind in ("one", "scale"):
            self.choose(root.locator(".sc-answers"), numbers[0] if kind == "one" else numbers)
        elif kind == "several":
            for k in numbers:
                self.tab_to(asked.row(k).locator("input"))
                self.press("Space")
        elif kind == "sort":
            for row in asked.root.locator(".sc-answer").all():
                self.tab_to(row.locator("select"))
                for _ in range(numbers[str(row.get_attribute("data-k"))]):
                    self.press("ArrowDown")
        elif kind == "order":
            def up(k: int) -> None:
                button = asked.row(k).locator(".sc-up")
                ahead = button.evaluate("e => !!(document.activeElement.compareDocumentPosition(e) & 4)")
                self.tab_to(button, "Tab" if ahead else "Shift+Tab")
                self.press("Enter")

            self.tab_to(root.locator(".sc-up").first)
            asked._arrange(numbers, up)
        elif kind == "profile":
            self.tab_to(root.locator(".sc-input"))
            self.page.keyboard.type(numbers[0])
            for trait, step in zip(root.locator(".sc-trait").all(), numbers[1], strict=True):
                self.choose(trait, step)
        else:
            self.tab_to(root.locator(".sc-input"))
            self.page.keyboard.type(numbers)

    def do(self, asked: Asked, numbers: Any) -> None:
        """Answer and check."""
        if asked.q.kind != "case":
            self.answer(asked, numbers)
            self.tab_to(asked.check_button)
            return self.press("Enter")
        for number in numbers:
            self.choose(asked.scene(), number)
            self.tab_to(asked.check_button)
            self.press("Enter")
