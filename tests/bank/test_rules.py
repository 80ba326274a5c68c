"""The rules for a whole course, each proved by a fault that it catches, and the figures that go with them."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import ROOT, question_text
from selfcheck.bank import check_alignment, check_guessing, check_reading
from selfcheck.bank.course import Course as Opened
from selfcheck.bank.course import open_course
from selfcheck.bank.page_index import PageIndex, parse_blocks
from selfcheck.question.problems import Problem

TODAY = datetime.date(2026, 11, 22)
Course = Callable[..., Path]


def with_rules(folder: Path, rules: str) -> Course:
    """Load the course at ``folder`` with these lines among its rules."""
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + f"{rules}\n", "utf-8")
    return open_course(folder)


def read_pages(course: Opened) -> list[Problem]:
    index = PageIndex(course)
    return list(check_reading.check_reading(course, index, check_reading.measure_pages(course, index)))


def codes(problems: object) -> list[str]:
    return [p.code for p in problems]  # type: ignore[attr-defined]


def test_without_rules_nothing_is_asked(little_course: Course) -> None:
    course = open_course(little_course())
    assert codes(check_alignment.check_alignment(course, PageIndex(course))) == []
    assert "guessable" not in codes(check_guessing.check_guessing(course, TODAY))
    assert codes(read_pages(course)) == []


def test_an_outcome_with_few_questions_is_found(little_course: Course) -> None:
    course = with_rules(little_course(), "questions-per-outcome = 99")
    found = list(check_alignment.check_alignment(course, PageIndex(course)))
    assert codes(found) and set(codes(found)) == {"outcome-questions"}
    assert found[0].path == course.settings.outcomes and found[0].line > 1


def test_an_outcome_that_is_not_asked_again_is_found(little_course: Course) -> None:
    more = re.sub(r"(?m)^outcome: .*$", "outcome: 2.1", question_text("one"))
    folder = little_course(**{"book/questions/02-milk/later.md": more})
    outcomes = folder / "book" / "outcomes.toml"
    unit = '\n[[unit]]\nid = "02-milk"\ntitle = "Milk"\nhours = "1"\n[unit.outcomes]\n"2.1" = "Pour."\n'
    outcomes.write_text(outcomes.read_text("utf-8") + unit, "utf-8")
    course = with_rules(folder, "later-sets = 2")
    assert [a.unit for a in check_alignment.find_coverage(course, PageIndex(course))] == ["01-tea", "01-tea", "02-milk"]
    found = check_alignment.check_alignment(course, PageIndex(course))
    assert codes(found) == ["outcome-spacing"] * 2  # there is nothing after the last unit to ask in


def guessable(right_place: int, longest: bool) -> str:
    """A choose-one question whose key stands at a place, and is the longest answer or not."""
    rows = ""
    for place in range(4):
        mark, length = ("x", 9 if longest else 3) if place == right_place else (" ", 3)
        words = " ".join(f"{'abcd'[place]}{n}word" for n in range(length))
        rows += f"- [{mark}] {words}\n  > Eight words of feedback stand under this one answer.\n"
    head = question_text("one").split("# ")[0]
    return f"{head}# Which one is it this time?\n\nSomething is told.\n\n{rows}\n---\n\nIt is so.\n"


@pytest.mark.parametrize(("longest", "places", "way"), [(True, (0, 1, 2, 3), "longest"), (False, (2, 2, 2, 2), "place")])
def test_a_bank_that_can_be_guessed_is_found(little_course: Course, longest: bool, places: tuple[int, ...], way: str) -> None:
    files = {f"book/questions/01-tea/guess-{n}.md": guessable(place, longest) for n, place in enumerate(places)}
    files["book/questions/01-tea/one.md"] = None
    course = with_rules(little_course(**files), "guess-margin = 0.05")
    assert check_guessing.guessers(course)[way] == 1.0
    told = [p.what for p in check_guessing.check_guessing(course, TODAY) if p.code == "guessable"]
    assert any(f"'{way}'" in what for what in told)


def test_a_fair_bank_passes_the_guessers(little_course: Course) -> None:
    files = {f"book/questions/01-tea/guess-{n}.md": guessable(n, longest=False) for n in range(4)}
    files["book/questions/01-tea/one.md"] = None
    course = with_rules(little_course(**files), "guess-margin = 0.05")
    assert check_guessing.guessers(course) == pytest.approx({"longest": 0.25, "shortest": 0.25, "echo": 0.25, "place": 0.25})
    assert "guessable" not in codes(check_guessing.check_guessing(course, TODAY))


def test_a_bank_of_recall_is_found(little_course: Course) -> None:
    folder = little_course()
    for path in (folder / "book" / "questions").rglob("*.md"):
        path.write_text(re.sub(r"(?m)^level: .*$", "level: recall", path.read_text("utf-8")), "utf-8")
    assert "recall" in codes(check_guessing.check_guessing(with_rules(folder, "above-recall = 0.6"), TODAY))


def test_an_absolute_word_and_an_overdue_review_are_found(little_course: Course) -> None:
    text = question_text("one")
    wrong = re.search(r"- \[ \] (.*)", text)
    assert wrong
    text = text.replace(wrong[0], f"{wrong[0]}, always").replace("review-by: 2027-11-01", "review-by: 2026-11-22")
    course = with_rules(little_course(**{"book/questions/01-tea/one.md": text}), "absolutes = true\nreview-dates = true")
    assert sorted(codes(check_guessing.check_guessing(course, TODAY))) == ["absolute", "overdue"]
    assert codes(check_guessing.check_guessing(course, TODAY - datetime.timedelta(days=1))) == ["absolute"]


LONG = "This sentence goes on " + "and on " * 15 + "until it stops."
PAGE = """# A page

{text}

```{{admonition}} Case: a box
:class: case
{boxed}
```

> {quoted}
"""


@pytest.mark.parametrize(("rules", "text", "boxed", "code", "line"), [
    ("grade = 5", "Organisational interdependencies necessitate comprehensive multilateral communication strategies.", "A cup.", "hard-page", 1),
    ("long-sentences = 0.05", "A cup of tea is hot.", LONG, "long-sentences", 1),
    ('abbreviations = ["UK"]', "Tea is drunk in the UK. The NHS drinks it too.", "A cup.", "abbreviation", 3),
    ('avoid = { utilise = "use" }', "We utilise a cup for it.", "A cup.", "word", 3),
])
def test_a_page_that_is_hard_to_read_is_found(little_course: Course, rules: str, text: str, boxed: str, code: str, line: int) -> None:
    page = PAGE.format(text=text, boxed=boxed, quoted="A quotation.")
    course = with_rules(little_course(**{"book/hard.md": page}), rules)
    found = [p for p in read_pages(course) if p.path == "book/hard.md"]
    assert [(p.code, p.line) for p in found] == [(code, line)]


def test_what_is_quoted_or_code_is_not_measured() -> None:
    page = PAGE.format(text="Our own words here.", boxed="Words in a box.", quoted=LONG)
    assert check_reading.prose(parse_blocks(page)) == ["Our own words here.", "Words in a box."]
    assert check_reading.unexplained("```\nRUN THIS\n```\n\nThe National Health Service (NHS) and the NHS.", frozenset()) == ()


def test_the_grade_is_kincaids() -> None:
    """It is 0.39 times words a sentence, and 11.8 times syllables a word, less 15.59: here of 5 words, 8 syllables, 2 sentences."""
    assert check_reading.measure_grade(["The com\N{SOFT HYPHEN}mittee agrees.", "Water - boils."]) == 4.3
    assert check_reading.measure_grade(["- …"]) == 0


def test_check_prints_its_figures_as_text_and_as_json() -> None:
    env = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "selfcheck", "check", "--json"], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert told["problems"] == []
    assert told["figures"]["without_source"] == told["figures"]["reviews_overdue"] == 0
    assert set(told["figures"]["guessers"]) == {"longest", "shortest", "echo", "place"}
    assert all(page["grade"] <= 9 for page in told["pages"].values()) and len(told["pages"]) > 30


def test_the_timings_of_every_session_add_up() -> None:
    checked = 0
    for path in sorted((ROOT / "book" / "trainers").glob("*.md")):
        parts = re.split(r"(?m)^## ", path.read_text("utf-8"))
        for part in parts[1:]:
            title, _, body = part.partition("\n")
            wanted = re.search(r"(\d+) minutes$", title)
            if not wanted:
                continue
            minutes = [int(m) for m in re.findall(r"(?m)^\| *(\d+) *\|", body)]
            assert sum(minutes) == int(wanted[1]), f"{path.name}, {title}: {' + '.join(map(str, minutes))}"
            checked += 1
    assert checked >= 12
