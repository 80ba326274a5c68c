"""Judge an answer given in Python, and say what came of it: not yet, keep going or right.

In words an answer is: choose one, the text of the option; choose several, a list of texts; sort, item to group; order,
a list of steps; scale, a whole number; short answer, text or a number; reflection, text; profile, line to step.

The same credit comes out here and in ``grade`` of the browser's kinds; tests/grading.json holds the two together.
"""

from __future__ import annotations

from typing import Any

from .. import words
from ..markup.markdown import plain
from ..question.attempt import KEEP_GOING, NOT_YET, RIGHT, Grade, Reading, is_blank, verdict_word
from ..question.kinds import kind_of
from ..question.model import Question
from ..question.reduce_answer import reduce_answer
from .verdict import Verdict


def parse_answer(question: Question, answer: object) -> Reading:
    """Read an answer in words. Nothing that a learner may write here raises an error.

    :param answer: anything; what each kind of question wants is said at the top of this module
    :return: the answer by number; where something is missing or wrong, with a verdict and the reason
    """
    given = reduce_answer(answer)
    if is_blank(given) and kind_of(question).in_cells:
        return Reading(verdict=NOT_YET, why=words.CHECKS["empty"])
    return kind_of(question).parse(question.body, given)


def grade_by_number(question: Question, numbers: Any) -> Grade:
    """Grade a complete answer by number, as the browser does.

    :raises NotImplementedError: the question is not marked
    """
    kind = kind_of(question)
    return kind.grade(numbers, kind.right(question.body))


def judge(question: Question, answer: object) -> tuple[Verdict, str]:
    """Say what came of an answer in words. Nothing raises an error.

    :return: the verdict, and the same as plain text that begins with its name in words: one line; for a profile, a line
        more for each of its lines
    """
    reading = parse_answer(question, answer)
    if reading.verdict:
        return Verdict(question.id, question.digest, reading.verdict, 0.0, None), reading.told
    kind, numbers = kind_of(question), reading.numbers
    grade = grade_by_number(question, numbers) if kind.marked else None
    lack = "" if grade else kind.lacks(numbers)
    right = grade.right if grade else not lack
    told = [lack] if lack else [*kind.feedback(question.body, numbers, grade), question.explanation if right else ""]
    verdict = RIGHT if right else KEEP_GOING
    sentence = "\n".join([f"{verdict_word(verdict)}: {' '.join(filter(None, map(_flat, told)))}", *kind.lines(question.body, numbers)])
    return Verdict(question.id, question.digest, verdict, grade.credit if grade else 0.0, numbers), sentence


def _flat(text: str) -> str:
    """Return Markdown as plain text on one line."""
    return " ".join(plain(text).split())


def say(question: Question, answer: object) -> str:
    """Return what :func:`judge` says in plain text."""
    return judge(question, answer)[1]
