"""Grade an answer by number that comes from elsewhere, such as the run of a notebook, with the course's own key."""

from __future__ import annotations

from dataclasses import replace

from ..question.attempt import RIGHT
from ..question.model import Question
from .judge import judge
from .saved_answer import in_words
from .verdict import Verdict


def grade_again(question: Question, told: Verdict) -> Verdict | None:
    """Return the verdict on the answer in a verdict, whatever that one says.

    The answer is turned into words and read again. So an answer that no words lead to is not taken: a step that is not on
    the scale, a group that does not exist, an item left out.

    :param question: the question, read from the course
    :param told: a verdict that may be forged
    :return: the verdict that the answer deserves; None where ``check`` cannot have given this one
    """
    if (told.question, told.digest) != (question.id, question.digest):
        return None
    if told.answer is None:  # nothing that can be graded, so it cannot have been right
        return None if told.verdict == RIGHT else replace(told, credit=0.0)
    kept = ["", told.answer] if question.kind == "profile" else told.answer  # beside its steps, a profile keeps its name
    again, _ = judge(question, in_words(question, kept))
    return again if again.answer == told.answer else None
