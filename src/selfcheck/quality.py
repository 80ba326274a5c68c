"""Whether a bank of questions can be answered by its looks, is too easy a kind of question, or has gone out of date.

A blind guesser knows nothing and reads no page: it goes by length, by words that the stem repeats, or by place. Where it
does better than chance, the bank gives its answers away (Haladyna, Downing and Rodriguez, 2002, on clues in items).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from .bank import Bank
from .model import Choice, Question
from .problems import Problem
from .text import plain

_WORD = re.compile(r"[a-z']{4,}")
_ABSOLUTE = re.compile(r"\b(always|never|completely|entirely|absolutely|nobody ever|everyone always)\b", re.I)


def single(bank: Bank) -> list[tuple[Question, Choice]]:
    """Return the choose-one questions with their bodies."""
    return [(q, q.body) for q in bank.questions.values() if isinstance(q.body, Choice) and q.kind == "one"]


def chance(bank: Bank) -> float:
    """Return the share of choose-one questions that picking at random gets right."""
    found = single(bank)
    return sum(1 / len(body.answers) for _, body in found) / len(found) if found else 0.0


def guessers(bank: Bank) -> dict[str, float]:
    """Return, for each way of guessing, the share of choose-one questions that it gets right."""
    found = single(bank)
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


def check(bank: Bank, today: datetime.date) -> Iterator[Problem]:
    """Give what is wrong with the bank as a whole, and every review whose date has come.

    Rules: ``guess-margin``, how far above chance a blind guesser may come; ``above-recall``, the least share of questions
    that ask for more than recall.
    """
    margin, above = float(bank.rules.get("guess-margin", 1)), float(bank.rules.get("above-recall", 0))
    place = bank.settings["questions"]
    expected = chance(bank)
    for way, share in guessers(bank).items():
        if share > expected + margin:
            yield Problem(place, 1, "guessable", f"one who picks by '{way}' gets {share:.0%} right, where chance gives {expected:.0%}",
                          "rewrite the answers that give themselves away")
    questions = bank.questions.values()
    share = sum(q.level != "recall" for q in questions) / len(questions) if questions else 1.0
    if share < above:
        yield Problem(place, 1, "recall", f"{share:.0%} of the questions ask for more than recall", f"bring it to {above:.0%}")
    for question, body in single(bank):
        for answer in body.answers:
            if not answer.right and (found := _ABSOLUTE.search(plain(answer.text))):
                yield Problem(question.path, answer.line, "absolute", f"'{found[0]}' gives away that this answer is wrong", "write it without")
    for question, due in reviews(bank):
        if due <= today:
            yield Problem(question.path, question.lines.get("review-by", 1), "overdue", f"its review was due on {due}",
                          "look whether it still holds, then move the date")


def reviews(bank: Bank) -> list[tuple[Question, datetime.date]]:
    """Return the questions that have a date for review, the earliest first."""
    dated = [(q, datetime.date.fromisoformat(q.review_by)) for q in bank.questions.values() if q.review_by]
    return sorted(dated, key=lambda pair: (pair[1], pair[0].id))
