"""What the browser kept of an answer, by number, as a learner would say it."""

from __future__ import annotations

from typing import Any

from ..question.kinds import kind_of
from ..question.model import Question


def in_words(question: Question, kept: object) -> Any:
    """Return an answer by number, as the script keeps it, in words. Nothing that a browser may have kept is an error.

    :param kept: what the browser kept under ``r``; what does not fit the question is left out
    :return: the answer as :func:`selfcheck.grading.judge.parse_answer` takes it; of a case, the choices taken, and of a
        profile its name too, under ``name``; None where the answer is of another kind altogether
    """
    return kind_of(question).saved(question.body, kept)
