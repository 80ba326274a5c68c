"""What asks for what: outcome by page, question and exercise, and where that leaves a gap (after Biggs on alignment)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..question.problems import Problem, problem
from .course import Course
from .page_index import PageIndex
from .settings import open_text

_NAMED = re.compile(r"\b(?:Quiz|check|picture)\(([^)]*)\)")


@dataclass(frozen=True)
class Asked:
    """Where one outcome is asked for."""

    outcome: str
    text: str
    unit: str
    questions: tuple[str, ...]
    pages: tuple[str, ...]
    """Pages that show one of the questions, in the order of their paths."""
    sets: tuple[str, ...]
    """Sets of the bank that hold one of the questions."""
    exercises: tuple[str, ...]
    """Exercises that use one of the questions, by the path of their source."""


def find_coverage(course: Course, index: PageIndex) -> tuple[Asked, ...]:
    """Return every outcome of the course with what asks for it, in the order of the units."""
    pages: dict[str, set[str]] = {}
    for place in index.shown:
        pages.setdefault(place.question, set()).add(place.page)
    asking: dict[str, list[str]] = {}
    for question in course.questions.values():
        asking.setdefault(question.outcome, []).append(question.id)
    exercises = find_exercise_questions(course)
    found = []
    for unit in course.units:
        for outcome, text in unit.outcomes.items():
            ids = tuple(asking.get(outcome, ()))
            found.append(Asked(
                outcome, text, unit.id, ids,
                tuple(sorted({page for i in ids for page in pages.get(i, ())})),
                tuple(sorted({course.questions[i].set for i in ids})),
                tuple(path for path, names in exercises.items() if names & set(ids)),
            ))
    return tuple(found)


def find_exercise_questions(course: Course) -> dict[str, set[str]]:
    """Return the questions that each exercise uses, by the path of its source.

    :raises CourseError: a source cannot be read
    """
    found: dict[str, set[str]] = {}
    for path in sorted((course.exercises / "source").glob("*.md")):
        names = {n for call in _NAMED.findall(open_text(path)) for n in re.findall(r'"([^"]+)"', call)}
        found[course.shown(path)] = names & set(course.questions)
    return found


def check_alignment(course: Course, index: PageIndex) -> Iterator[Problem]:
    """Give a problem for each outcome that is asked for too seldom, or not again later."""
    least, again_in = course.rules.questions_per_outcome, course.rules.later_sets
    if not course.units or not (least or again_in):
        return
    sets = sorted(course.sets)  # names begin with the number of their place in the course
    place = course.settings.outcomes
    lines = open_text(course.root / place).split("\n")
    for asked in find_coverage(course, index):
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(f'"{asked.outcome}"')), 1)
        if len(asked.questions) < least:
            yield problem(place, line, "outcome-questions", outcome=asked.outcome, number=len(asked.questions), least=least)
        later = [s for s in sets if s > asked.unit]
        wanted = min(again_in, len(later))
        again = [s for s in asked.sets if s in later]
        if len(again) < wanted:
            yield problem(place, line, "outcome-spacing", outcome=asked.outcome, number=len(again), least=wanted)
