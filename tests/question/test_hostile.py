"""Whatever stands in a file: no exception, no live HTML, and every problem has a place in the file."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fragments import assert_harmless
from hostile_texts import HOSTILE, NESTED, with_text
from samples import KINDS, LITTLE, ROOT, SET, find_problems, question_text
from selfcheck.bank.check_items import teaching
from selfcheck.bank.course import open_course
from selfcheck.html.fragment import Place, write_question, write_quiz
from selfcheck.question.read_file import read_file

SECONDS = 30
"""Of computing that one case may cost; most cost none that can be measured, the largest about five."""
PLACE = Place("little", link=lambda path, address: address)


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Let no text keep a reader of it busy. The processor's own time is counted, which is the same on a loaded machine."""
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_live(text: str, little_course: Callable[..., Path]) -> None:
    if len(text) * 12 > 40_000:  # a question has a limit, and so the text stands in its title alone
        files = {kind: question_text(kind).replace("\n# ", f"\n# {text}") for kind in KINDS}
    else:
        files = {kind: with_text(kind, text) for kind in KINDS}
    assert all(text in content for content in files.values())
    course = open_course(little_course(**{f"{SET}/{kind}.md": content for kind, content in files.items()}))
    find_problems(course)
    with_links = {"case"} if "](" in text else set()  # a choice is one link, so it cannot hold another
    assert set(KINDS) - set(course.questions) <= with_links, [str(p) for p in course.problems]
    for question in course.questions.values():
        assert_harmless(write_question(question, PLACE))
    assert_harmless(write_quiz(text, text, course.questions.values(), PLACE))


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_no_structure_breaks_the_reader(text: str, little_course: Callable[..., Path]) -> None:
    front, title, rest = question_text("one").partition("# Which water makes the strongest pot?\n")
    files = {
        "alone": text,
        "before": front + title + text + rest,
        "instead": front + title + "\n" + text,
        "after": front + title + rest + "\n" + text,
        "quoted": front + title + rest.replace("> Yes.", "> " + text.replace("\n", "\n  > ")),
    }
    course = open_course(little_course(**{f"{SET}/new-{name}.md": content for name, content in files.items()}))
    for problem in find_problems(course):
        name = Path(problem.path).stem.removeprefix("new-")
        assert 1 <= problem.line <= files.get(name, "\n" * 999).count("\n") + 1
        assert len(problem.what) < 250 > len(problem.do)
    for question in course.questions.values():
        assert_harmless(write_question(question, PLACE))


ODD = [
    "\0", "\t", "\r", "\ufeff", "\u202e", "\u0301", "\U0001f600", "|", "]", "](", "[a](#b)", "<b>", "\\", "`", "```\n", "#",
    "---", "\n---\n", "\n# ", "\n## ", "> ", "- ", "\n1. ", "- [x] \n", "[x] ", ": ", "From 1: ", "Accept ", "Answer: ",
    "\n\n\n", "    ",
]


def mutate(text: str, rng: random.Random) -> str:
    """Return ``text`` after one to three accidents."""
    for _ in range(rng.randint(1, 3)):
        lines = text.split("\n")
        a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
        at = rng.randrange(len(text) + 1)
        match rng.randrange(6):
            case 0:
                del lines[a]
            case 1:
                lines.insert(b, lines[a])
            case 2:
                lines[a], lines[b] = lines[b], lines[a]
            case 3:
                lines = [text[:at] + text[at + rng.randint(1, 40):]]
            case 4:
                lines = [text[:at] + rng.choice(ODD) + text[at:]]
            case 5:
                del lines[min(a, b):max(a, b) // 2]
        text = "\n".join(lines)
    return text


def test_two_thousand_accidents(tmp_path: Path) -> None:
    rng = random.Random(1)
    texts = [path.read_text("utf-8") for root in (LITTLE, ROOT) for path in sorted((root / "book/questions").glob("*/*.md"))]
    path = tmp_path / "accident.md"
    read_right = 0
    for number in range(2000):
        text = mutate(texts[number % len(texts)], rng)
        path.write_text(text, "utf-8", newline="")
        question, problems = read_file(path, tmp_path)
        assert question is not None or problems, text
        for problem in problems:
            assert 1 <= problem.line <= len(re.split(r"\r\n|\r|\n", text)), f"{problem}\n{text}"
            assert problem.what and problem.do and "\n" not in str(problem)
        if question:
            read_right += 1
            assert_harmless(write_question(question, PLACE))
            assert all(told.line > 0 for told in teaching(question))
    assert 200 < read_right < 1800  # else the accidents are too rough, or too gentle, to say anything
