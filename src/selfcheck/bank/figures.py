"""Numbers about a whole bank of questions, for whoever looks after it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from ..question.model import Question
from .check_guessing import chance, guessers, reviews, single
from .course import Course

SOON = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Figures:
    """Numbers about a whole bank."""

    questions: int
    kinds: dict[str, int]
    levels: dict[str, int]
    outcomes: dict[str, int]
    sets: dict[str, int]
    above_recall: float
    """Share of questions that ask for more than recall."""
    chance: float
    """Share of choose-one questions that picking at random gets right."""
    guessers: dict[str, float]
    """Share that each way of guessing gets right: see :mod:`selfcheck.bank.check_guessing`."""
    key_places: dict[int, int]
    """Choose-one questions by the place of their key."""
    without_source: int
    reviews_overdue: int
    reviews_due_in_60_days: int


def count_figures(course: Course, today: datetime.date) -> Figures:
    """Count the questions of a course and say how well their keys are hidden."""
    questions = list(course.questions.values())

    def count(of: Callable[[Question], str]) -> dict[str, int]:
        names = [of(q) for q in questions]
        return {name: names.count(name) for name in sorted(set(names))}

    places = [next(n for n, a in enumerate(body.answers, 1) if a.right) for _, body in single(course)]
    return Figures(
        questions=len(questions),
        kinds=count(lambda q: q.kind),
        levels=count(lambda q: q.level),
        outcomes=count(lambda q: q.outcome),
        sets=count(lambda q: q.set),
        above_recall=sum(q.level != "recall" for q in questions) / len(questions) if questions else 0.0,
        chance=chance(course),
        guessers={way: round(share, 3) for way, share in guessers(course).items()},
        key_places={p: places.count(p) for p in sorted(set(places))},
        without_source=sum(not q.sources for q in questions),
        reviews_overdue=sum(due <= today for _, due in reviews(course)),
        reviews_due_in_60_days=sum(today < due <= today + SOON for _, due in reviews(course)),
    )
