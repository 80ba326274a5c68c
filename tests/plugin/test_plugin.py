"""A kind of question that is not in the engine: one Python module and one script, and it is everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from asking import Asked
from fragments import assert_harmless
from loose import write_page
from samples import TESTS, find_problems, write_little
from selfcheck import words
from selfcheck.bank.course import Course, course_of, open_course
from selfcheck.export.json_bank import write_json
from selfcheck.grading.grade_again import grade_again
from selfcheck.grading.judge import judge
from selfcheck.html import assets
from selfcheck.html.answer_table import write_answers
from selfcheck.html.fragment import Place, write_question, write_quiz
from selfcheck.paper.typst_pdf import write_pdf, write_source
from selfcheck.question.attempt import KEEP_GOING, NOT_YET, RIGHT
from selfcheck.question.kinds import KINDS, load_kind
from selfcheck.question.model import Question
from selfcheck.sphinx_ext.page_words import unneeded

HERE = TESTS / "plugin"
SETTINGS = (TESTS / "little/pyproject.toml").read_text("utf-8").replace("[tool.selfcheck]\n", '[tool.selfcheck]\nkinds = ["kinds/match_pairs.py"]\n')
NEW = "book/questions/01-tea/what-for.md"
TEXT = """---
outcome: 1.1
level: apply
source: brown2019
---
# What is each thing for?

- A kettle = boils the water
  > It has a *spout*, and stands on the stove for a while.
- A pot = holds the leaves
  > The leaves are in it while they draw, and stay there.
- A cup = holds what is ready
  > Nothing goes into it before the tea has drawn.

---

Each thing does one thing well.
"""
RIGHTLY = {"A kettle": "boils the water", "A pot": "holds the leaves", "A cup": "holds what is ready"}
TURNED = {"A kettle": "holds the leaves", "A pot": "boils the water", "A cup": "holds what is ready"}


def write_course(folder: Path, text: str = TEXT) -> Path:
    kinds = {f"kinds/match_pairs{end}": (HERE / f"match_pairs{end}").read_text("utf-8") for end in (".py", ".js")}
    page = "# More\n\n```{question} what-for\n```\n"
    return write_little(folder, **{"pyproject.toml": SETTINGS, NEW: text, "book/more.md": page}, **kinds)


def run_check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "selfcheck", "check"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let no other test know of the kind."""
    yield
    KINDS.pop("pairs", None)
    load_kind.cache_clear()
    course_of.cache_clear()
    assets.text.cache_clear()


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return open_course(write_course(tmp_path / "course"))


@pytest.fixture
def question(course: Course) -> Question:
    return course.questions["what-for"]


def test_it_is_read_and_nothing_is_wrong(course: Course, question: Question) -> None:
    assert question.kind == "pairs" and question.digest == open_course(course.root).questions["what-for"].digest
    assert find_problems(course) == []


def test_its_mistakes_are_told_in_its_own_words(tmp_path: Path) -> None:
    text = TEXT.replace("A pot = holds", "A pot holds").replace("  > Nothing goes into it before the tea has drawn.\n", "")
    course = open_course(write_course(tmp_path / "course", text))
    assert [str(p) for p in course.problems] == [
        f"{NEW}:10: 'A pot holds the leaves' is no pair; write it as 'one thing = what belongs to it' [odd-pair]",
        f"{NEW}:12: 'A cup = holds what is ready' has no feedback; put a quote under it, indented: '  > Why …' [no-feedback]"]


def test_on_a_page(question: Question) -> None:
    html = write_quiz("both", "Both", [question], Place("little"))
    assert_harmless(html)
    assert 'data-kind="pairs"' in html and "data-marked" in html
    assert assets.needed(html) == ["selfcheck.js", "selfcheck.css", "selfcheck-kind-pairs.js"]
    assert "row-group" not in unneeded(["pairs"], ["question"]) and "row-group" in unneeded(["one"], ["question"])
    assert "holds the leaves" in write_answers([question])


def test_in_a_notebook(course: Course, question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    from selfcheck.notebook.quiz_widget import Quiz

    assert [judge(question, answer)[0].verdict for answer in (RIGHTLY, TURNED, {}, "A kettle")] == [RIGHT, KEEP_GOING, NOT_YET, KEEP_GOING]
    verdict, said = judge(question, TURNED)
    assert (verdict.credit, said) == (1 / 3, "Keep going: 1 of 3 are right. Look again at the rest.")
    monkeypatch.chdir(course.root / "book")
    quiz = Quiz("what-for")
    assert 'register("pairs"' in quiz._esm and quiz._esm.rstrip().endswith("export default { render };")
    quiz.entries = {"what-for": {"h": question.digest, "r": {"1": 1, "2": 2, "3": 3}, "c": 1, "d": True}}
    assert (quiz.answers, quiz.score, quiz.complete) == ({"what-for": RIGHTLY}, 1.0, True)


def test_marking_grades_it_again(question: Question) -> None:
    for answer in (RIGHTLY, TURNED):
        verdict, _ = judge(question, answer)
        assert grade_again(question, verdict) == verdict


def test_on_paper(course: Course, question: Question, tmp_path: Path) -> None:
    blank, key = (write_source("Tea", [question], course.root, key) for key in (False, True))
    assert "A kettle" in blank and "Each thing does one thing well" not in blank
    assert "Each thing does one thing well" in key and "spout" in key
    assert write_pdf("Tea", [question], tmp_path / "tea.pdf", course.root, True) == []
    assert (tmp_path / "tea.pdf").read_bytes().startswith(b"%PDF")


def test_in_an_export(question: Question) -> None:
    told = json.loads(write_json("little", [question]))["questions"][0]
    assert told["kind"] == "pairs"
    assert told["body"] == {"pairs": [
        {"left": left, "right": right, "feedback": told["body"]["pairs"][n]["feedback"]} for n, (left, right) in enumerate(RIGHTLY.items())]}


def test_the_command_line_knows_it(course: Course) -> None:
    done = run_check(course.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pairs 1" in done.stdout


def test_in_a_book_for_a_browser_and_for_a_terminal(course: Course, tmp_path: Path) -> None:
    (course.root / "conf.py").write_text(
        'project = "Tea"\nextensions = ["myst_parser", "selfcheck.sphinx_ext"]\nhtml_theme = "alabaster"\nroot_doc = "book/more"\n'
        'exclude_patterns = ["book/questions", "book/tea.md", "kinds"]\nsuppress_warnings = ["toc"]\n', "utf-8")
    for builder in ("html", "text"):
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, str(course.root), str(tmp_path / builder)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
    assert 'src="../_static/selfcheck/selfcheck-kind-pairs.js' in (tmp_path / "html/book/more.html").read_text("utf-8")
    assert (tmp_path / "html/_static/selfcheck/selfcheck-kind-pairs.js").read_text("utf-8") == (HERE / "match_pairs.js").read_text("utf-8")
    told = (tmp_path / "text/book/more.txt").read_text("utf-8")
    assert "A kettle" in told and "holds the leaves" in told and "Each thing does one thing well." in told


def test_in_a_browser(question: Question, tmp_path: Path, page: Page) -> None:
    page.goto(write_page(tmp_path / "page.html", write_question(question, Place("little"))).as_uri())
    asked = Asked(page, question)
    menus = asked.root.locator("select")

    def choose(*numbers: int) -> None:
        for menu, number in zip(menus.all(), numbers, strict=True):
            menu.select_option(str(number))
        asked.check()

    asked.check()
    expect(asked.status).to_have_text(words.STATUS["blank"])
    choose(2, 1, 3)
    expect(asked.status).to_have_text(words.STATUS["part"].format(got=1, all=3))
    assert {k: note.split("\n")[0] for k, note in asked.notes().items()} == {
        1: words.STATUS["row-wrong"], 2: words.STATUS["row-wrong"], 3: words.STATUS["row-right"]}
    page.reload()
    expect(menus.first).to_have_value("2")
    choose(1, 2, 3)
    expect(asked.status).to_have_text(words.STATUS["right"])


@pytest.mark.parametrize(("text", "told"), [
    (None, "There is no Python file"), ("KIND = 3\n", "has no object KIND"), ("1/0\n", "cannot be run: ZeroDivisionError")])
def test_a_kind_that_cannot_be_loaded_is_told(text: str | None, told: str, tmp_path: Path) -> None:
    root = write_little(tmp_path / "course", **{"pyproject.toml": SETTINGS, "kinds/match_pairs.py": text} if text else {"pyproject.toml": SETTINGS})
    done = run_check(root)
    assert done.returncode == 1 and told in done.stderr and "Traceback" not in done.stderr
