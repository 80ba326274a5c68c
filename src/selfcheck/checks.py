"""Grade an answer given in Python, and say what came of it: not yet, keep going or right.

The same credit comes out here and in the ``grade`` of each kind in browser/kinds; tests/grading.json holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import strings
from .answers import plain, read
from .model import Choice, Order, Question, Reflect, Scale, Short, Sort, fold

__all__ = ["Grade", "grade", "key", "mark", "say"]

_ENOUGH_WORDS = 8
"""Of a reflection, to set beside the model answer."""


@dataclass(frozen=True)
class Grade:
    """What came of one try."""

    credit: float
    right: bool
    got: int
    """Parts that are right."""
    all: int
    """How many parts there are."""
    wrong: int
    """Choices that do not belong."""
    note: str = ""
    """Which reason to give: of a scale or a short answer."""


def key(question: Question) -> dict[str, Any]:
    """Return what is right, in the form that the script reads from the key in the page."""
    body = question.body
    if isinstance(body, Choice):
        return {"right": [n for n, a in enumerate(body.answers, 1) if a.right]}
    if isinstance(body, Sort):
        return {"groups": {str(n): group + 1 for n, (group, _) in enumerate(body.items, 1)}}
    if isinstance(body, Order):
        return {"order": [n for n, _ in enumerate(body.steps, 1)]}
    if isinstance(body, Scale):
        return {"low": body.low, "high": body.high}
    if isinstance(body, Short):
        notes: dict[tuple[bool, str], list[str]] = {}
        for form in body.forms:
            notes.setdefault((form.right, form.feedback), []).append(fold(form.text))
        return {"forms": [{"k": str(n), "right": right, "folded": forms}
                          for n, ((right, _), forms) in enumerate(notes.items(), 1)]}
    return {}


def mark(kind: str, numbers: Any, key: dict[str, Any]) -> Grade:
    """Grade an answer by number: what ``grade`` does in the script."""
    got, all_, wrong, note = 0, 1, 0, ""
    if kind in ("one", "several"):
        got = sum(n in key["right"] for n in numbers)
        wrong, all_ = len(numbers) - got, len(key["right"])
    elif kind == "sort":
        got, all_ = sum(numbers.get(n) == group for n, group in key["groups"].items()), len(key["groups"])
    elif kind == "order":
        got, all_ = sum(n == right for n, right in zip(numbers, key["order"], strict=False)), len(key["order"])
    elif kind == "scale":
        note = "low" if numbers < key["low"] else "high" if numbers > key["high"] else "ok"
        got = int(note == "ok")
    elif kind == "short":
        form = next((f for f in key["forms"] if fold(numbers) in f["folded"]), None)
        note, got = (form["k"], int(form["right"])) if form else ("else", 0)
    return Grade(max(0, got - wrong) / all_, got == all_ and not wrong, got, all_, wrong, note)


def grade(question: Question, answer: object) -> Grade:
    """Grade an answer in words.

    :param answer: see :mod:`selfcheck.answers`
    :return: the grade; an answer that is not complete, and a question that is not marked, have no credit
    """
    reading = read(question, answer)
    right = key(question)
    if reading.verdict or not right:
        return Grade(0.0, False, 0, len(right.get("right") or right.get("groups") or right.get("order") or [0]), 0)
    return mark(question.kind, reading.numbers, right)


def say(question: Question, answer: object) -> str:
    """Say what came of an answer in words, in plain text that begins with the verdict. Nothing raises an error.

    :return: one line; for a profile, a line more for each of its lines
    """
    reading = read(question, answer)
    if reading.verdict:
        return f"{reading.verdict}: {reading.why}"
    if question.kind == "reflect":
        return _say_reflect(question, reading.numbers)
    if question.kind == "profile":
        return _say_profile(question, reading.numbers)
    result = mark(question.kind, reading.numbers, key(question))
    reasons = _SAY[question.kind](question.body, reading.numbers, result)
    if result.right:
        return _line(strings.WELL_DONE, *reasons, question.explanation)
    return _line(strings.KEEP_GOING, *reasons)


def _line(verdict: str, *parts: str) -> str:
    return f"{verdict}: {' '.join(filter(None, map(plain, parts)))}"


def _say_choice(body: Any, numbers: list[int], result: Grade) -> list[str]:
    chosen = [body.answers[n - 1] for n in numbers]
    if result.all == 1 or result.right:
        return [a.feedback for a in chosen]
    told = [strings.CHECKS["found"].format(got=result.got, all=result.all)]
    if result.wrong:
        told.append(strings.CHECKS["not-belonging"].format(wrong=result.wrong))
    return [*told, *(f"'{a.text}': {a.feedback}" for a in chosen if not a.right)]


def _say_sort(body: Any, numbers: dict[str, int], result: Grade) -> list[str]:
    if result.right:
        return []
    rest = "; ".join(plain(a.text) for n, (group, a) in enumerate(body.items, 1) if numbers[str(n)] != group + 1)
    return [strings.CHECKS["part-rest"].format(got=result.got, all=result.all, rest=rest)]


def _say_order(body: Any, numbers: list[int], result: Grade) -> list[str]:
    return [] if result.right else [strings.CHECKS["part"].format(got=result.got, all=result.all)]


def _say_scale(body: Any, numbers: int, result: Grade) -> list[str]:
    return [{"low": body.too_low, "high": body.too_high, "ok": body.why}[result.note]]


def _say_short(body: Any, numbers: str, result: Grade) -> list[str]:
    return [next((f.feedback for f in body.forms if fold(f.text) == fold(numbers)), body.otherwise)]


def _say_reflect(question: Question, text: str) -> str:
    assert isinstance(question.body, Reflect)
    if len(text.split()) < _ENOUGH_WORDS:
        return _line(strings.KEEP_GOING, strings.CHECKS["short"])
    told = strings.CHECKS["kept"].format(model=question.body.model_answer)
    return _line(strings.WELL_DONE, told, question.explanation)


def _say_profile(question: Question, steps: list[int]) -> str:
    body: Any = question.body
    lines = [
        strings.CHECKS["line"].format(name=plain(t.name), step=step, first=t.span.first, last=t.span.last,
                                      first_end=plain(t.span.first_end), last_end=plain(t.span.last_end))
        for t, step in zip(body.traits, steps, strict=True)]
    return "\n".join([_line(strings.WELL_DONE, strings.CHECKS["placed"]), *lines])


_SAY: dict[str, Callable[[Any, Any, Grade], list[str]]] = {
    "one": _say_choice, "several": _say_choice, "sort": _say_sort, "order": _say_order, "scale": _say_scale,
    "short": _say_short,
}
"""What is said of each marked kind, besides the verdict, in Markdown."""
