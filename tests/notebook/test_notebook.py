"""Quizzes in real notebooks: what a learner does in JupyterLab and Notebook 7 is what Python sees in the next cell."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from asking import KINDS, Asked, Hands, right, wrongs
from browsers import Watch
from labs import Notebook, jupyter, write
from samples import MARKED
from selfcheck import words
from selfcheck.bank.course import Course
from selfcheck.grading.saved_answer import in_words
from selfcheck.grading.verdict import MIME
from selfcheck.question.attempt import NOT_YET
from selfcheck.question.model import Question

pytestmark = pytest.mark.timeout(300)
PRINT = "import json; print(json.dumps([quiz.answers, quiz.score, quiz.complete]))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def lab(folder: Path) -> Iterator[str]:
    with jupyter(folder) as address:
        yield address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Open a page that may ask this computer alone. What JupyterLab itself complains of is not ours."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    watch = Watch(context)
    yield context.new_page()
    context.close()
    assert [line for line in watch.complaints if "selfcheck" in line or "another host" in line] == []


@pytest.fixture
def first(course: Course) -> dict[str, Question]:
    """Return a question of each kind."""
    return {kind: next(q for q in course.questions.values() if q.kind == kind) for kind in KINDS}


@pytest.fixture
def opened(tab: Page, folder: Path, lab: str, request: pytest.FixtureRequest) -> Callable[..., Notebook]:
    """Write a notebook, open it, and run all its cells."""

    def open_notebook(*cells: str, app: str = "lab") -> Notebook:
        name = re.sub(r"\W+", "-", request.node.name)
        write(folder / f"{name}.ipynb", *cells)
        # without a workspace of its own, Lab opens what earlier tests had open
        where = f"lab/workspaces/{name}/tree" if app == "lab" else "notebooks"
        notebook = Notebook(tab, f"{lab}/{where}/{name}.ipynb")
        notebook.run_all()
        return notebook

    return open_notebook


def seen(notebook: Notebook, cell: int) -> list[Any]:
    return json.loads(notebook.run(cell))  # type: ignore[no-any-return]


def in_python(q: Question) -> Any:
    """Return the right answer as Python must see it, after its way through JSON."""
    return json.loads(json.dumps(in_words(q, right(q))))


def test_every_kind_in_lab(opened: Callable[..., Notebook], first: dict[str, Question]) -> None:
    """One quiz of all kinds: answers, score and completeness arrive in Python."""
    names = ", ".join(repr(q.id) for q in first.values())
    notebook = opened("from selfcheck import Quiz", f"quiz = Quiz({names})", "quiz", PRINT)
    asked = [Asked(notebook.page, q) for q in first.values()]
    asked[-1].root.and_(notebook.page.locator("[data-live]")).wait_for()
    assert seen(notebook, 3) == [{}, 0, False]
    wrong = wrongs(first["several"])[1]
    asked[1].do(wrong)
    answers, score, complete = seen(notebook, 3)
    assert answers == {first["several"].id: in_words(first["several"], wrong)}
    assert 0 < score < 1
    assert complete is False
    for one in asked:
        one.finish()
    answers, score, complete = seen(notebook, 3)
    assert answers == {q.id: in_python(q) for q in first.values()}
    assert score == len(MARKED)
    assert complete is True


@pytest.mark.parametrize(("app", "kind"), [("lab", "one"), ("lab", "sort"), ("lab", "order"), ("notebook", "sort")])
def test_keyboard_alone(opened: Callable[..., Notebook], first: dict[str, Question], app: str, kind: str) -> None:
    """Keys pressed in a quiz are the quiz's: JupyterLab's own shortcuts would move between cells, or cut them."""
    notebook = opened("from selfcheck import Quiz", f"quiz = Quiz({first[kind].id!r})", "quiz", PRINT, app=app)
    asked = Asked(notebook.page, first[kind])
    asked.root.and_(notebook.page.locator("[data-live]")).wait_for()
    control = asked.root.locator(".sc-answers").locator("input, select, button").first
    control.focus()
    Hands(notebook.page).do(asked, right(first[kind]))
    expect(asked.status).to_contain_text(words.STATUS["right"])
    assert seen(notebook, 3) == [{first[kind].id: in_python(first[kind])}, 1, True]
    expect(notebook.page.locator(".jp-CodeCell:visible")).to_have_count(4)


def test_letters_in_a_menu_cut_no_cells(opened: Callable[..., Notebook], first: dict[str, Question]) -> None:
    notebook = opened("from selfcheck import Quiz", f"quiz = Quiz({first['sort'].id!r})", "quiz", PRINT)
    asked = Asked(notebook.page, first["sort"])
    menu = asked.root.locator("select").first
    menu.focus()
    for key in "xdd":
        notebook.page.keyboard.press(key)
    expect(menu).to_be_focused()
    expect(notebook.page.locator(".jp-CodeCell:visible")).to_have_count(4)


def test_the_same_question_twice(opened: Callable[..., Notebook], first: dict[str, Question]) -> None:
    """Each has its own ids, so that a label belongs to its own control; each tells its own Python."""
    name = first["one"].id
    notebook = opened("from selfcheck import Quiz", f"quiz = Quiz({name!r}); other = Quiz({name!r})",
                      "quiz", "other", "quiz", PRINT, PRINT.replace("quiz", "other"))
    roots = notebook.page.locator(f'.sc[data-id="{name}"][data-live]')
    expect(roots).to_have_count(3)
    doubled = notebook.page.evaluate("""() => {
      const ids = [...document.querySelectorAll(".sc-root [id]")].map(e => e.id);
      return ids.filter((id, n) => ids.indexOf(id) !== n);
    }""")
    assert doubled == []
    number = right(first["one"])[0]
    roots.nth(1).locator(f".sc-answer[data-k='{number}'] label").click()
    expect(roots.nth(1).locator(f"input[value='{number}']")).to_be_checked()
    expect(roots.nth(0).locator("input:checked")).to_have_count(0)
    roots.nth(1).locator(".sc-check").click()
    expect(roots.nth(1).get_by_role("status")).to_contain_text(words.STATUS["right"])
    assert seen(notebook, 6)[1:] == [1, True]
    assert seen(notebook, 5) == [{}, 0, False]


def test_observers(opened: Callable[..., Notebook], first: dict[str, Question]) -> None:
    """Each trait tells who observes it, and by then the others are up to date."""
    name = first["one"].id
    notebook = opened(
        "from selfcheck import Quiz", f"quiz = Quiz({name!r}); told = []",
        "def note(change): told.append((change['name'], change['new'], quiz.score, quiz.complete))\n"
        "quiz.observe(note, ['answers', 'score', 'complete'])", "quiz", "print(told)")
    asked = Asked(notebook.page, first["one"])
    asked.finish()
    told = ast.literal_eval(notebook.run(4))
    assert {change[0] for change in told} == {"answers", "score", "complete"}
    assert ("complete", True, 1.0, True) in told


def test_answers_outlive_the_kernel(opened: Callable[..., Notebook], first: dict[str, Question]) -> None:
    notebook = opened("from selfcheck import Quiz", f"quiz = Quiz({first['one'].id!r})", "quiz", PRINT)
    asked = Asked(notebook.page, first["one"])
    asked.finish()
    expect(asked.status).to_contain_text(words.STATUS["right"])
    notebook.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    notebook.run_all()
    asked.root.and_(notebook.page.locator("[data-state=right]")).wait_for()
    assert seen(notebook, 3) == [{first["one"].id: in_python(first["one"])}, 1, True]


def test_a_check_shows_its_sentence_once(opened: Callable[..., Notebook], first: dict[str, Question]) -> None:
    """The verdict for programs is in the same output, and nothing of it is seen."""
    name = first["one"].id
    notebook = opened("from selfcheck import check", f"check({name!r}, '')")
    outputs = notebook.cell(1).locator(".jp-OutputArea-output")
    expect(outputs).to_have_text([f"{words.VERDICTS['not-yet']}: {words.CHECKS['empty']}"])
    kept = notebook.page.evaluate("jupyterapp.shell.currentWidget.content.widgets[1].model.outputs.toJSON()")
    assert [(output["output_type"], output["data"][MIME]["verdict"]) for output in kept] == [("display_data", NOT_YET)]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe(
    opened: Callable[..., Notebook], first: dict[str, Question], axe: Callable[..., list[str]], theme: str,
) -> None:
    names = ", ".join(repr(first[kind].id) for kind in ("one", "scale", "profile"))
    notebook = opened("from selfcheck import Quiz", f"Quiz({names})")
    notebook.page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    expect(notebook.page.locator("body")).to_have_attribute("data-jp-theme-name", theme)
    for kind in ("one", "scale"):
        asked = Asked(notebook.page, first[kind])
        asked.do(wrongs(first[kind])[0])
        asked.finish()
    assert axe(notebook.page, ".sc-root") == []
