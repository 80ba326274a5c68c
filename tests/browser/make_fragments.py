"""Print, as JSON, real questions of the course as HTML and what the browser tests need to know of each.

What is right comes from the model, not from the HTML: so a test also holds the key that the page gives to the script.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from selfcheck import words
from selfcheck.bank.course import Course, open_course
from selfcheck.html import assets
from selfcheck.html.fragment import Place, write_question, write_quiz, write_words
from selfcheck.question.kinds import kind_of
from selfcheck.question.kinds.case import Case
from selfcheck.question.kinds.choose import Choice
from selfcheck.question.kinds.order import Order
from selfcheck.question.kinds.profile import Profile
from selfcheck.question.kinds.reflect import Reflect
from selfcheck.question.kinds.scale import Scale
from selfcheck.question.kinds.short import Short
from selfcheck.question.kinds.sort import Sort
from selfcheck.question.model import Question
from selfcheck.question.typed import spelling
from selfcheck.sphinx_ext.data_tables import table

ROOT = Path(__file__).parents[2]
PLACE = Place("course")
TEXTS = json.loads((Path(__file__).parent / "texts.json").read_text("utf-8"))
CHARACTERS = [chr(n) for n in range(0x3000) if unicodedata.category(chr(n)) != "Cn"]
"""Each character that Python knows, up to the general signs: with TEXTS, what is folded here and in the browser."""


def right_and_wrong(q: Question) -> tuple[Any, Any]:
    """Return a right answer to ``q`` and a wholly wrong one, in the form in which the browser keeps them."""
    match q.body:
        case Choice(answers):
            marks = [(n, a.right) for n, a in enumerate(answers, 1)]
            return [n for n, right in marks if right], [next(n for n, right in marks if not right)]
        case Sort(groups, items):
            right = {str(n): group + 1 for n, (group, _) in enumerate(items, 1)}
            return right, {n: group % len(groups) + 1 for n, group in right.items()}
        case Order(steps):
            numbers = list(range(1, len(steps) + 1))
            return numbers, numbers[1:] + numbers[:1]
        case Scale():
            return q.body.low, next(s for s in q.body.span.steps if not q.body.low <= s <= q.body.high)
        case Short(forms):
            return next(a.text for a in forms if a.right), "none of these"
        case Reflect():
            return "What I think.", None
        case _:
            return None, None


def example(bank: Course, kind: str) -> dict[str, Any]:
    """Return the first question of this kind: its HTML and what is right."""
    q = next(q for q in bank.questions.values() if q.kind == kind)
    right, wrong = right_and_wrong(q)
    told = {"id": q.id, "hash": q.digest, "html": write_question(q, PLACE), "right": right, "wrong": wrong}
    return told | more(q)


def more(q: Question) -> dict[str, Any]:
    """Return what only a case or a profile has: its scenes, or the steps that its lines run over."""
    match q.body:
        case Case(scenes):
            return {"scenes": [{"name": s.name, "ways": [w.target for w in s.ways]} for s in scenes]}
        case Profile(traits):
            return {"traits": [[t.span.first, t.span.last] for t in traits]}
        case _:
            return {}


def main() -> None:
    course = open_course(ROOT)
    kinds = ("one", "several", "sort", "order", "scale", "short", "reflect", "case", "profile")
    questions = {kind: example(course, kind) for kind in kinds}
    asked = [course.questions[questions[kind]["id"]] for kind in ("one", "several", "reflect", "case", "profile")]
    rows = [{"name": "North", "kind": "a"}, {"name": "South", "kind": "b"}, {"name": "West & East", "kind": "a"}]
    out = {
        "questions": questions,
        "quiz": write_quiz("check", "A quiz", asked, PLACE),
        "table": table(rows, ["name", "kind"], ["kind"], "Places", "table-places"),
        "words": write_words(),
        "status": words.STATUS,
        "count": words.TABLE_COUNT,
        "bundles": assets.BUNDLES,
        "graders": assets.GRADERS,
        "spelt": [[text, spelling(text)] for text in TEXTS + CHARACTERS],
        "all": "".join(write_question(q, PLACE) for q in course.questions.values()),
        "keys": {q.id: kind_of(q).right(q.body) for q in course.questions.values() if kind_of(q).marked},
    }
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main()
