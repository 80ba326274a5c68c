"""What stands round the answers on a page: the buttons, hints, quizzes with a score, cases, profiles, and tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from asking import Asked, Hands, flat, path, right, same_text, wrongs
from loose import write_page
from samples import MARKED, ROOT
from selfcheck import words
from selfcheck.bank.course import Course
from selfcheck.html.fragment import Place, write_quiz
from selfcheck.markup.markdown import inline
from selfcheck.question.kinds.case import Case
from selfcheck.question.kinds.profile import Profile
from selfcheck.question.model import Question

Ask = Callable[..., Asked]


class TestTries:
    """What costs a try, and what the buttons beside Check do."""

    def test_a_blank_answer_costs_none(self, ask: Ask) -> None:
        asked = ask("one")
        for _ in range(3):
            asked.check()
            expect(asked.status).to_have_text(words.STATUS["blank"])
        first, second = wrongs(asked.q)
        asked.do(first)
        asked.do(second)
        expect(asked.status).to_have_text(words.STATUS["wrong"])
        asked.do(first)
        expect(asked.status).to_have_text(words.STATUS["shown-third"])

    def test_a_half_filled_answer_costs_none_and_names_what_is_empty(self, ask: Ask) -> None:
        asked = ask("sort")
        asked.answer(dict(list(right(asked.q).items())[:-1]))
        for _ in range(3):
            asked.check()
        last = asked.q.body.items[-1][1].text  # type: ignore[union-attr]
        expect(asked.status).to_have_text(words.STATUS["blank-part"].format(missing=flat(inline(last))))
        assert asked.notes() == {}

    def test_the_same_wrong_answer_twice_costs_one(self, ask: Ask) -> None:
        asked = ask("one")
        first, second = wrongs(asked.q)
        asked.do(first)
        for _ in range(4):
            asked.check()
        asked.do(second)
        expect(asked.status).to_have_text(words.STATUS["wrong"])

    @pytest.mark.parametrize("kind", MARKED)
    def test_show_the_answer_then_try_again(self, ask: Ask, page: Page, kind: str) -> None:
        asked = ask(kind)
        show, again = asked.root.locator(".sc-show"), asked.root.locator(".sc-again")
        expect(show).to_be_hidden()
        asked.do(wrongs(asked.q)[0])
        show.click()
        expect(asked.status).to_have_text(words.STATUS["shown"])
        assert asked.root.get_attribute("data-state") == "shown"
        expect(show).to_be_hidden()
        expect(again).to_be_focused()
        page.keyboard.press("Enter")
        assert asked.root.get_attribute("data-state") is None
        assert asked.notes() == {}
        assert not any(asked.state()["given"])
        assert asked.root.locator(".sc-answers").evaluate("e => e.contains(document.activeElement)")
        asked.finish()
        expect(asked.status).to_contain_text(words.STATUS["right"])

    def test_a_hint_opens(self, ask: Ask, course: Course, homes: dict[str, str]) -> None:
        q = next(q for q in course.questions.values() if q.hint and q.id in homes)
        asked = ask("", q.id)
        assert not same_text(asked.root.inner_text(), q.hint)
        asked.root.locator(".sc-hint summary").click()
        assert same_text(asked.root.inner_text(), q.hint)


@pytest.fixture
def loose(tmp_path: Path, page: Page, course: Course) -> Callable[[str], Locator]:
    """Put some HTML on a page of its own, with the scripts and the style, and open it."""

    def show(html: str) -> Locator:
        page.goto(write_page(tmp_path / "page.html", html).as_uri())
        return page.locator("selfcheck-quiz")

    return show


class TestQuiz:
    """Progress, a score that is announced, and a new start that keeps what the learner wrote."""

    def test_of_the_course(self, page: Page, site: Path, course: Course) -> None:
        home = next(p for p in sorted(site.rglob("practice.html")) if "<selfcheck-quiz" in p.read_text("utf-8"))
        page.goto(home.as_uri())
        quiz = page.locator("selfcheck-quiz").first
        names = quiz.locator(".sc").evaluate_all("all => all.map(e => e.dataset.id)")
        asked = [Asked(page, course.questions[name]) for name in names]
        score, progress = quiz.locator(".sc-score"), quiz.locator(".sc-progress")
        expect(score).to_have_attribute("role", "status")
        expect(progress).to_have_text(words.STATUS["progress"].format(done=0, all=len(asked)))
        asked[0].do(wrongs(asked[0].q)[0])
        for done, one in enumerate(asked, 1):
            expect(score).to_be_empty()
            one.finish()
            expect(progress).to_have_text(words.STATUS["progress"].format(done=done, all=len(asked)))
        told = words.STATUS["score"].format(score=len(asked), all=len(asked), first=len(asked) - 1)
        expect(score).to_have_text(told)
        page.reload()
        expect(score).to_have_text(told)
        quiz.get_by_role("button", name=words.RESTART).press("Enter")
        expect(quiz.locator(".sc-quiz-title")).to_be_focused()
        expect(score).to_be_empty()
        expect(progress).to_have_text(words.STATUS["progress"].format(done=0, all=len(asked)))
        previous = words.STATUS["previous"].format(score=len(asked), all=len(asked))
        expect(quiz.locator(".sc-previous")).to_have_text(previous)
        assert not any(value for one in asked if one.q.kind != "order" for value in one.state()["given"])

    def test_of_every_kind(self, loose: Callable[[str], Locator], page: Page, course: Course) -> None:
        """Cases and profiles wake after the quiz, and are counted; what was written and placed outlives a new start."""
        kinds: dict[str, Question] = {q.kind: q for q in course.questions.values()}
        quiz = loose(write_quiz("mixed", "Everything", kinds.values(), Place("tests")))
        asked = {kind: Asked(page, q) for kind, q in kinds.items()}
        for one in asked.values():
            one.finish()
        told = words.STATUS["score"].format(score=len(MARKED), all=len(MARKED), first=len(MARKED))
        expect(quiz.locator(".sc-score")).to_have_text(told)
        quiz.get_by_role("button", name=words.RESTART).click()
        expect(asked["reflect"].root.locator(".sc-input")).to_have_value(right(kinds["reflect"]))
        expect(asked["profile"].root.locator(".sc-input")).to_have_value(right(kinds["profile"])[0])
        assert not any(asked["one"].state()["given"])
        assert len(asked["case"].state()["scenes"]) == 1


class TestCase:
    """Branches lead to their endings, the log tells the path, and it can be taken again."""

    @pytest.mark.parametrize("way", [0, -1])
    def test_to_an_ending(self, ask: Ask, page: Page, way: int) -> None:
        asked = ask("case")
        body = asked.q.body
        assert isinstance(body, Case)
        taken, scenes = path(body, way), {s.name: s for s in body.scenes}
        scene, met = body.scenes[0], [body.scenes[0].name]
        for number in taken:
            expect(asked.root.locator(".sc-log")).to_be_hidden()
            chosen = scene.ways[number - 1]
            asked.decide([number])
            assert same_text(asked.root.locator(".sc-followed:visible").last.inner_text(), chosen.consequence)
            scene = scenes[chosen.target]
            met.append(scene.name)
            assert asked.state()["scenes"] == met
            expect(asked.root.locator(f'[data-scene="{scene.name}"] .sc-scene-title')).to_be_focused()
        expect(asked.status).to_have_text(words.STATUS["ended"])
        log = asked.state()["log"]
        assert len(log) == len(taken)
        assert same_text(log[-1], chosen.consequence)
        page.reload()
        assert asked.state()["scenes"] == met
        assert asked.state()["log"] == log
        asked.root.locator(".sc-again").click()
        assert asked.state()["scenes"] == met[:1]
        expect(asked.root.locator(".sc-log")).to_be_hidden()
        expect(asked.root.locator(".sc-scene-title:visible").first).to_be_focused()

    def test_both_ways_lead_to_different_endings(self, ask: Ask) -> None:
        body = ask("case").q.body
        assert isinstance(body, Case)
        assert path(body, 0) != path(body, -1)

    def test_nothing_decided(self, ask: Ask) -> None:
        asked = ask("case")
        asked.check()
        expect(asked.status).to_have_text(words.STATUS["blank-case"])
        assert len(asked.state()["scenes"]) == 1


class TestProfile:
    """The learner's own profile is drawn, put into the table, and named."""

    def test_is_drawn(self, ask: Ask) -> None:
        asked = ask("profile")
        assert isinstance(asked.q.body, Profile)
        expect(asked.root.locator(".sc-you-cell:visible")).to_have_count(0)
        places = []
        for turn in (0, 1):
            name = f"Group {turn}"
            steps = [t.span.last if (n + turn) % 2 else t.span.first for n, t in enumerate(asked.q.body.traits)]
            asked.do([name, steps])
            expect(asked.status).to_have_text(words.STATUS["profile"])
            assert asked.root.locator("td.sc-you-cell").all_inner_texts() == [str(step) for step in steps]
            expect(asked.root.locator("th.sc-you-cell")).to_have_text(name)
            assert set(asked.root.locator(".sc-key-you:visible").all_inner_texts()) == {name}
            drawn = asked.root.locator(".sc-you").evaluate_all("all => all.map(g => g.getAttribute('visibility'))")
            assert set(drawn) == {"visible"}
            places.append(asked.root.locator(".sc-panel >> nth=0").locator(".sc-you-mark").evaluate_all(
                "all => all.map(mark => mark.getBoundingClientRect().x)"))
        assert all(a != b for a, b in zip(*places, strict=True)), "every mark has moved"

    def test_a_line_is_missing(self, ask: Ask) -> None:
        asked = ask("profile")
        asked.root.locator(".sc-trait input").first.click()
        asked.check()
        assert isinstance(asked.q.body, Profile)
        missing = "; ".join(flat(inline(t.name)) for t in asked.q.body.traits[1:])
        expect(asked.status).to_have_text(words.STATUS["blank-part"].format(missing=missing))


def test_a_table_shows_as_many_rows_as_the_file_has(page: Page, site: Path) -> None:
    home = next(p for p in sorted(site.rglob("*.html")) if "<selfcheck-table" in p.read_text("utf-8"))
    page.goto(home.as_uri())
    table = page.locator("selfcheck-table").first
    with (ROOT / "exercises/data/partnerships.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    status = table.get_by_role("status")
    expect(status).to_have_text(words.TABLE_COUNT.format(shown=len(rows), all=len(rows)))
    menus = table.locator("select").all()
    columns = {name.replace("_", " ").capitalize(): name for name in rows[0]}
    heads = table.locator("thead th").all_inner_texts()
    names = [columns[heads[int(str(menu.get_attribute("data-column")))]] for menu in menus]
    for menu, name in zip(menus, names, strict=True):
        for value in menu.locator("option").all_inner_texts()[1:]:
            menu.select_option(value)
            count = sum(row[name] == value for row in rows)
            assert count, "a menu offers only what stands in the table"
            expect(status).to_have_text(words.TABLE_COUNT.format(shown=count, all=len(rows)))
            expect(table.locator("tbody tr:visible")).to_have_count(count)
        menu.select_option(index=0)
    first, second = menus[0].locator("option").nth(1).inner_text(), menus[1].locator("option").nth(1).inner_text()
    menus[0].select_option(first)
    menus[1].select_option(second)
    both = sum(row[names[0]] == first and row[names[1]] == second for row in rows)
    expect(status).to_have_text(words.TABLE_COUNT.format(shown=both, all=len(rows)))


def test_a_table_is_filtered_with_the_keyboard(page: Page, site: Path) -> None:
    home = next(p for p in sorted(site.rglob("*.html")) if "<selfcheck-table" in p.read_text("utf-8"))
    page.goto(home.as_uri())
    table, hands = page.locator("selfcheck-table").first, Hands(page)
    before = table.get_by_role("status").inner_text()
    hands.tab_to(table.locator("select").first)
    hands.press("ArrowDown")
    expect(table.get_by_role("status")).not_to_have_text(before)
    assert re.search(r"\d", table.get_by_role("status").inner_text())
