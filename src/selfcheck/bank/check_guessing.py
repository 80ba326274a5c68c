"""Whether a bank of questions can be answered by its looks, is too easy a kind of question, or has gone out of date.

A blind guesser knows nothing and reads no page: it goes by length, by words that the stem repeats, or by place. Where it
does better than chance, the bank gives its answers away (Haladyna, Downing and Rodriguez, 2002, on clues in items).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..markup.markdown import plain
from ..question.kinds.choose import Choice
from ..question.model import Question
from ..question.problems import Problem, problem
from .check_items import pattern
from .course import Course

_WORD = re.compile(r"[a-z']{4,}")


def single(course: Course) -> list[tuple[Question, Choice]]:
    """Return the choose-one questions with their bodies."""
    return [(q, q.body) for q in course.questions.values() if isinstance(q.body, Choice) and q.kind == "one"]


def chance(course: Course) -> float:
    """Return the share of choose-one questions that picking at random gets right."""
    found = single(course)
    return sum(1 / len(body.answers) for _, body in found) / len(found) if found else 0.0


def guessers(course: Course) -> dict[str, float]:
    """Return, for each way of guessing, the share of choose-one questions that it gets right."""
    found = single(course)
    if not found:
        return {}
    places = [next(n for n, a in enumerate(body.answers) if a.right) for _, body in found]
    return {
        "longest": sum(_best(body, [len(plain(a.text)) for a in body.answers]) for _, body in found) / len(found),
        "shortest": sum(_best(body, [-len(plain(a.text)) for a in body.answers]) for _, body in found) / len(found),
        "echo": sum(_best(body, _echoes(q, body)) for q, body in found) / len(found),
        "place": max(places.count(p) for p in set(places)) / len(found),
    }


def _best(body: Choice, scores: list[int]) -> float:
    """The chance of being right for one who picks among the answers with the highest score."""
    top = [a.right for a, score in zip(body.answers, scores, strict=True) if score == max(scores)]
    return sum(top) / len(top)


def _echoes(question: Question, body: Choice) -> list[int]:
    stem = set(_WORD.findall(f"{question.title} {question.stem}".lower()))
    return [len(stem & set(_WORD.findall(a.text.lower()))) for a in body.answers]


def check_guessing(course: Course, today: datetime.date) -> Iterator[Problem]:
    """Give what is wrong with the bank as a whole, and every review whose date has come."""
    rules, place = course.rules, course.settings.questions
    expected = chance(course)
    for way, share in guessers(course).items():
        if share > expected + rules.guess_margin:
            yield problem(place, 1, "guessable", way=way, share=share, chance=expected)
    questions = course.questions.values()
    share = sum(q.level != "recall" for q in questions) / len(questions) if questions else 1.0
    if share < rules.above_recall:
        yield problem(place, 1, "recall", share=share, least=rules.above_recall)
    for question, body in single(course) if rules.absolutes else ():
        for answer in body.answers:
            if not answer.right and (found := pattern("absolute").search(plain(answer.text))):
                yield problem(question.path, answer.line, "absolute", word=found[0])
    for question, due in reviews(course) if rules.review_dates else ():
        if due <= today:
            yield problem(question.path, question.lines.get("review-by", 1), "overdue", day=due)


def reviews(course: Course) -> list[tuple[Question, datetime.date]]:
    """Return the questions that have a date for review, the earliest first."""
    dated = [(q, datetime.date.fromisoformat(q.review_by)) for q in course.questions.values() if q.review_by]
    return sorted(dated, key=lambda pair: (pair[1], pair[0].id))
